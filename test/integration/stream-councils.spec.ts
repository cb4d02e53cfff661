import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { BallotView } from '#contract';
import { councilProcedure } from '#domain';
import { startApp, type TestApp } from '../support/app.js';
import { ok } from '../support/client.js';
import { council, publish, type Council } from '../support/councils.js';
import { Stream } from '../support/stream.js';
import { world, type World } from '../support/world.js';

/** What a council, a deciding body and nobody else hears of: sittings, ballots with every paper, acts with their progress, documents. */

let app: TestApp;
let w: World;
let c: Council;
let decidable = '';
const open: Stream[] = [];
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  await w.open('X', 'level2_union', 'F', ['clerk', 'secretary', 'member', 'auditor']);
  decidable = await w.nominate();
  await w.climb(decidable, 'awaitingDecision');
  await publish(w, councilProcedure);
  c = await council(w, 'C', 5);
});
afterAll(async () => {
  for (const stream of open) stream.close();
  await app.close();
});

const follow = async (who: string): Promise<Stream> => {
  const stream = await Stream.ready(w.as(who));
  open.push(stream);
  return stream;
};

it('a member hears of each step and each paper, without who sent it; strangers hear of none', async () => {
  const id = await w.nominate();
  await w.climb(id, 'ballot@C');
  const [member, ...strangers] = await Promise.all(['m2.C', 'secretary.X', 'auditor.X', 'clerk.F'].map(follow));
  const sitting = await c.sitting([id]);
  await member!.hears('sitting', sitting.id);
  const ballot = ok(await c.open<BallotView>(sitting)).body.id;
  await member!.hears('ballot', ballot);
  for (let i = 0; i < 5; i += 1) {
    const before = member!.ids('ballot').length;
    ok(await c.vote(ballot, i, 'agree'));
    await member!.until((s) => s.ids('ballot').length > before, `paper ${String(i)}`);
  }
  const { act } = (await c.closeAndHandOut(ballot)) as { act?: string | null };
  await member!.until((s) => s.ids('act').length > 0, 'the act of the ballot');
  if (typeof act === 'string') expect(member!.ids('act')).toContain(act);
  const told = strangers.flatMap((s) => s.told.flatMap((t) => t.things.map((x) => x.kind)));
  expect(told.filter((kind) => ['sitting', 'ballot', 'act', 'council'].includes(kind))).toEqual([]);
  for (const stranger of strangers.slice(0, 2)) expect(stranger.ids('nomination')).toEqual([]);
  expect(member!.text).not.toMatch(/agree|member|person/);
});

it('the body hears of its document and of the progress of its issue; other units do not', async () => {
  const [clerk, stranger] = [await follow('clerk.F'), await follow('clerk.X')];
  const { document, act } = await w.decision([decidable]);
  await Promise.all([clerk.hears('document', document), clerk.hears('act', act)]);
  expect(stranger.text).not.toContain(document);
  expect(stranger.text).not.toContain(act);
});
