import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { councilProcedure } from '#domain';
import { startApp, type TestApp } from '../support/app.js';
import { ok } from '../support/client.js';
import { council, publish, type Council, type Mark } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** Fifty members of two councils send their papers in one second, over a pool of ten connections. */

const THIRTY = 30;
const TWENTY = 20;

let app: TestApp;
let w: World;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  await publish(w, councilProcedure);
  await w.open('D', 'level2_union', 'F');
  await w.open('H', 'grassroots_union', 'D');
});
afterAll(() => app.close());

async function opened(c: Council, from: string): Promise<{ c: Council; ballot: string; item: string }> {
  const item = await w.nominate({ unit: from });
  await w.climb(item, `ballot@${c.unit}`);
  return { c, ballot: ok(await c.open(await c.sitting([item]))).body.id, item };
}

const markOf = (i: number): Mark => (i % 10 === 0 ? 'disagree' : 'agree');

it('all are received and counted, also when everybody sends twice', async () => {
  const both = [await opened(await council(w, 'C', THIRTY), 'G1'), await opened(await council(w, 'D', TWENTY), 'H')];
  const votes = both.flatMap(({ c, ballot, item }) =>
    c.members.map((_, i) => () => c.paper(ballot, i, { [item]: markOf(i) })),
  );
  expect(votes).toHaveLength(THIRTY + TWENTY);
  for (const sends of [votes, [...votes, ...votes]]) {
    const answers = await Promise.all(sends.map((send) => send()));
    expect([...new Set(answers.map((a) => a.status))]).toEqual([200]);
  }
  for (const { c, ballot } of both) {
    const size = c.members.length;
    const closed = await c.closeAndHandOut(ballot);
    expect(closed.turnout.filter((t) => t.sent)).toHaveLength(size);
    expect(closed.receipts).toHaveLength(size);
    const totals = { papers: size, agree: (size * 9) / 10, disagree: size / 10, none: 0 };
    expect(closed.items).toMatchObject([{ passed: true, totals }]);
  }
});
