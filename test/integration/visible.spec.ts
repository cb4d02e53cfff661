import { expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform';

/** Every query that reads nominations asks `visible(…)`, or says in a comment why it need not. */

const FOLDERS = ['libs/engine/src', 'apps/api/src', 'apps/worker/src', 'apps/standalone/src'];

/** Statements on purpose outside: no person asks them, or they only ask whether something exists. */
const READS = /\b(?:from|join)\s+nomination\s+(?:as\s+)?n?\b|\b(?:from|join)\s+nomination\b/i;
const SAYS_SO = /\$\{visible\(|\/\* visible: [^*]{10,}\*\//;

/** Template literals and quoted strings of a source, with `${…}` inside; comments are not SQL. */
function texts(source: string): string[] {
  const code = source.replaceAll(/^\s*(?:\/\/|\*|\/\*\*).*$/gm, '');
  return [...code.matchAll(/`(?:[^`\\]|\\.)*`|'(?:[^'\\\n]|\\.)*'/gs)].map((m) => m[0]);
}

const readsNomination = (text: string): boolean => READS.test(text.replaceAll(/nomination_\w+/g, ''));

function sources(folder: string): string[] {
  return readdirSync(join(projectRoot(), folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => join(folder, name));
}

const without = (source: string): string[] => texts(source).filter((t) => readsNomination(t) && !SAYS_SO.test(t));

it.each(
  FOLDERS.flatMap(sources).filter((f) => texts(readFileSync(join(projectRoot(), f), 'utf8')).some(readsNomination)),
)('a query on nominations in %s asks who may see them, or says why not', (file) => {
  expect(without(readFileSync(join(projectRoot(), file), 'utf8')).map((t) => t.slice(0, 200))).toEqual([]);
});

it('the scan finds a query that forgot', () => {
  expect(without('const a = `select 1 from nomination n where n.id = $1`;')).toHaveLength(1);
  expect(without("const a = 'select 1 from x join nomination on true';")).toHaveLength(1);
  expect(without('const a = `select from nomination n where ${visible("n", "$1")}`;')).toHaveLength(0);
  expect(without('const a = `select from nomination n /* visible: the whole ledger is checked */`;')).toHaveLength(0);
  expect(without('const a = `select from nomination_unit v`; /** reads from nomination */')).toHaveLength(0);
});
