import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

const folder = new URL('./', import.meta.url);
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.endsWith('-data.ts'),
);

/** What would make a decision depend on more than its world, or let a machine act by itself (reliability.md 2.1). */
const forbidden: Readonly<Record<string, RegExp>> = {
  'a Node module': /from 'node:/,
  'another library than xstate': /from '(?!\.{1,2}\/|xstate')/,
  'the clock': /new Date\(\)|Date\.now|performance\.now/,
  chance: /Math\.random|randomUUID|getRandomValues/,
  waiting: /\basync\b|setTimeout|Promise/,
  'a running machine': /createActor|\bspawn|\binvoke:|\bafter:|type: 'final'|history:/,
};

it.each(Object.entries(forbidden))('the law never uses %s', (_what, pattern) => {
  expect(sources.filter((file) => pattern.test(readFileSync(new URL(file, folder), 'utf8')))).toEqual([]);
});
