import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandAnswer } from '#contract';
import { sweepDirect } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok } from '../support/client.js';
import { world, type World } from '../support/world.js';

/** Approving against expiring around the due time, with and without a sweep: the answer depends on `at` alone (R2). */

const EACH = 30;
let app: TestApp;
let w: World;
beforeAll(async () => {
  app = await startApp({ poolSize: 20 });
  w = await world(app);
});
afterAll(() => app.close());

interface Entry {
  readonly type: string;
  readonly at: string;
  readonly late: boolean | null;
}

async function race(swept: boolean): Promise<readonly [number, number]> {
  const ids: string[] = [];
  for (let i = 0; i < EACH; i += 1) ids.push(await w.nominate());
  const appraiser = w.as('appraiser.G1');
  const views = await Promise.all(ids.map((id) => appraiser.view(id)));
  const due = views[0]?.deadlines.find((d) => d.state === 'pending')?.dueAt ?? '';
  const early = new Date(Date.parse(due) - 400).toISOString();
  await app.sql(`update system_clock set ahead = $1::timestamptz - clock_timestamp()`, [early]);
  const decided = views.map(async ({ id, state: step, evaluation }, i) => {
    await sleep((i * 800) / EACH);
    const command = { type: 'Recommend', opinion: 'Đồng ý', seen: { step, evaluation } };
    return ok(await appraiser.command<CommandAnswer>(id, command)).body;
  });
  const sweeps = Array.from({ length: swept ? 8 : 0 }, async (_, i) => {
    await sleep(i * 120);
    expect((await sweepDirect(app.engine)).failures).toEqual([]);
  });
  const [answers] = await Promise.all([Promise.all(decided), Promise.all(sweeps)]);
  let late = 0;
  for (const answer of answers) {
    const entries = await app.sql<Entry>(
      `select canon::jsonb->>'type' as type, canon::jsonb->>'at' as at, (canon::jsonb->>'late')::boolean as late
       from ledger_entry where chain = $1 order by seq`,
      [`n:${answer.nomination}`],
    );
    const last = entries.at(-1);
    const isLate = (last?.at ?? '') >= due;
    expect(entries.map((e) => e.type)).toEqual(isLate ? ['Submit', 'Lapse', 'Recommend'] : ['Submit', 'Recommend']);
    expect([answer.late, last?.late ?? false]).toEqual([isLate, isLate]);
    late += isLate ? 1 : 0;
  }
  return [EACH - late, late];
}

it.each([
  ['the sweep runs meanwhile', true],
  ['no sweep runs', false],
])('before the due time it is a decision, after it a lapse and a late one: %s', async (_what, swept) => {
  const [intime, late] = await race(swept);
  expect(intime + late).toBe(EACH);
});
