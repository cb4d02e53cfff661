import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { BulkPlan, BulkResult, NominationLedger, Me } from '#contract';
import { startApp, type TestApp } from '../support/app.js';
import { anyProblem, ok, refused, type Client } from '../support/client.js';
import { world, type World } from '../support/world.js';

/** Many agreed to at once: only what is plainly in order and was opened, one command for each, one id that they share. */

let app: TestApp;
let w: World;
let me: Client;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  me = w.as('appraiser.C');
});
afterAll(() => app.close());

const plan = async (ids: readonly string[], who = me): Promise<BulkPlan> =>
  ok(await who.post<BulkPlan>('/api/approvals/check', { nominations: ids })).body;
const itemsOf = ({ included }: BulkPlan) =>
  included.map((i) => ({ nomination: i.nomination.id, as: i.as.id, revision: i.nomination.revision, seen: i.seen }));
const send = <Body = BulkResult>(items: object[], given: { key?: string; count?: number; opinion?: string } = {}) =>
  me.post<Body>(
    '/api/approvals',
    { count: given.count ?? items.length, items, ...(given.opinion ? { opinion: given.opinion } : {}) },
    { 'idempotency-key': given.key ?? randomUUID() },
  );
const codes = (p: BulkPlan) => Object.fromEntries(p.leftOut.map((l) => [l.id, l.refusal.code]));

async function waiting(given: Parameters<World['nominate']>[0] = {}, open = true): Promise<string> {
  const id = await w.nominate(given);
  await w.climb(id, 'appraisal@C');
  if (open) await me.view(id);
  return id;
}

describe('the check page', () => {
  it('leaves out, each with its reason, what nobody may agree to in one press', async () => {
    const good = [await waiting(), await waiting()];
    const unopened = await waiting({}, false);
    const other = await waiting({ award: 'UNION_CERT_LEVEL2' });
    const elsewhere = await w.nominate();
    const [foreign, unknown] = [await w.nominate({ unit: 'G2' }), randomUUID()];
    const found = await plan([...good, unopened, other, elsewhere, foreign, unknown]);
    expect(found.included.map((i) => i.nomination.id).sort()).toEqual([...good].sort());
    expect(codes(found)).toEqual({
      [unopened]: 'not-opened',
      [other]: 'differs',
      [elsewhere]: 'not-found',
      [foreign]: 'not-found',
      [unknown]: 'not-found',
    });
    for (const l of found.leftOut) expect(l.refusal.message.vi).not.toBe('');
    const hidden = found.leftOut.filter((l) => l.refusal.code === 'not-found').map(({ id: _id, ...rest }) => rest);
    expect(new Set(hidden.map((h) => JSON.stringify(h))).size).toBe(1);
  });

  it('leaves out what somebody has to look at alone', async () => {
    const first = w.as('appraiser.G1');
    const declared = await w.nominate({ facts: { 'initiative.recognisedAppliedInStreak': { value: 2 } } });
    await first.view(declared);
    expect(codes(await plan([declared], first))).toEqual({ [declared]: 'needs-a-look' });
  });

  it('offers nothing where a document or a paper carries many', async () => {
    const id = await w.nominate({ unit: 'F', award: 'UNION_MEDAL_KNC' });
    await w.climb(id, 'awaitingDecision');
    const clerk = w.as('clerk.F');
    await clerk.view(id);
    expect((await plan([id], clerk)).included).toEqual([]);
  });

  it('takes fifty at most, and something', async () => {
    anyProblem(await me.post('/api/approvals/check', { nominations: [] }), 'none');
    const many = Array.from({ length: 51 }, () => randomUUID());
    const no = refused(await me.post('/api/approvals/check', { nominations: many }), 422, 'too-many-rows');
    expect(no).toMatchObject({ observed: '51', needed: '50' });
    expect(ok(await me.get<Me>('/api/me')).body.bulkMost).toBe(50);
  });
});

describe('agreeing to many', () => {
  it('makes one entry for each, with the id that they share, and the same again changes nothing', async () => {
    const ids = [await waiting(), await waiting(), await waiting()];
    const items = itemsOf(await plan(ids));
    const bulk = randomUUID();
    const first = ok(await send(items, { key: bulk, opinion: 'Đồng ý với đề nghị của đơn vị' })).body;
    expect(first.results.map((r) => r.answer?.state.split('@')[0])).toEqual(['signature', 'signature', 'signature']);
    expect(ok(await send(items, { key: bulk, opinion: 'Đồng ý với đề nghị của đơn vị' })).body).toEqual(first);
    for (const id of ids) {
      const { entries } = ok(await me.get<NominationLedger>(`/api/nominations/${id}/ledger`)).body;
      const facts = entries.flatMap((e) => e.facts).filter((f) => f['bulk'] === bulk);
      expect(facts.map((f) => f['type'])).toEqual(['Recommended']);
      expect(entries.at(-1)?.texts.find((t) => t.id === 'opinion')?.value).toBe('Đồng ý với đề nghị của đơn vị');
    }
    const again = ok(await send(items)).body;
    expect(again.results.map((r) => r.refusal?.code)).toEqual(['step-decided', 'step-decided', 'step-decided']);
  });

  it('goes on after one that changed meanwhile, and says which', async () => {
    const ids = [await waiting(), await waiting()];
    const items = itemsOf(await plan(ids));
    ok(await me.command(items[0]?.nomination ?? '', { type: 'Reject', code: 'other', reason: 'Hồ sơ chưa đạt' }));
    const { results } = ok(await send(items)).body;
    expect(results.map((r) => r.refusal?.code ?? r.answer?.state.split('@')[0])).toEqual(['step-decided', 'signature']);
  });

  it('refuses a count that is not the number of items, and an item twice; nothing is written', async () => {
    const items = itemsOf(await plan([await waiting(), await waiting()]));
    const before = await app.contents();
    expect(anyProblem(await send(items, { count: 3 }), 'count')).toMatchObject({ errors: [{ pointer: '/count' }] });
    anyProblem(await send([...items, items[0] ?? {}], { count: 3 }), 'twice');
    expect(await app.contents()).toBe(before);
  });

  it('asks again at the press what the check page asked', async () => {
    const open = await waiting();
    const unopened = await waiting({}, false);
    const item = async (id: string, who = me) => {
      const view = await who.view(id);
      const as = me.seats[0]?.id;
      return { nomination: id, as, revision: view.revision, seen: { step: view.state, evaluation: view.evaluation } };
    };
    const items = [await item(open), await item(unopened, w.as('signer.C'))];
    const { results } = ok(await send(items)).body;
    expect(results.map((r) => r.refusal?.code ?? 'done')).toEqual(['done', 'not-opened']);
  });

  it('is each person’s own: a seat of somebody else gives nothing', async () => {
    const id = await waiting();
    const [item] = itemsOf(await plan([id]));
    const other = w.as('signer.C');
    await other.view(id);
    const answer = await other.post<BulkResult>(
      '/api/approvals',
      { count: 1, items: [item] },
      { 'idempotency-key': randomUUID() },
    );
    expect(ok(answer).body.results[0]?.refusal?.code).toBe('wrong-seat');
    refused(await w.stranger.post('/api/approvals/check', { nominations: [id] }), 401, 'signed-out');
  });
});
