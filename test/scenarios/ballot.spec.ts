import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { BallotView, Minutes, SittingView } from '#contract';
import { councilProcedure, type Procedure } from '#domain';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused } from '../support/client.js';
import { council, key, publish, type Council, type Mark, type Status } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** Case 5: a ballot below its threshold, with every number asserted. */

let app: TestApp;
let w: World;
let c: Council;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  await publish(w, councilProcedure);
  c = await council(w, 'C', 9);
});
afterAll(() => app.close());

/** 6 present, 2 in writing, 1 absent. */
const sixTwoOne: readonly Status[] = [...Array<Status>(6).fill('present'), 'writtenVote', 'writtenVote', 'absent'];

async function waiting(): Promise<string> {
  const id = await w.nominate();
  await w.climb(id, 'ballot@C');
  return id;
}

async function marks(ballot: string, given: readonly Mark[]): Promise<void> {
  for (const [i, mark] of given.entries()) ok(await c.vote(ballot, i, mark));
}

it('7 of 9 fails at 80 %: totals, minutes, outcome, and no second ballot without an order', async () => {
  const id = await waiting();
  const sitting = await c.sitting([id], sixTwoOne);
  expect(sitting.counts).toEqual({ members: 9, present: 6, written: 2, recused: 0 });
  const ballot = ok(await c.open(sitting)).body;
  expect(ballot).toMatchObject({
    state: 'open',
    secrecy: 'secret',
    rule: { pass: [8, 10], quorum: [2, 3], base: 'allMembers' },
    items: [],
  });
  await marks(ballot.id, [...Array<Mark>(5).fill('agree'), 'disagree', 'agree', 'agree']);
  refused(await c.paper(ballot.id, 8, { [id]: 'agree' }), 403, 'not-a-member');
  const closed = await c.closeAndHandOut(ballot.id);
  expect(closed.items).toEqual([
    {
      nomination: id,
      code: expect.stringMatching(/^HS-2026-/),
      subject: expect.any(String),
      passed: false,
      totals: {
        members: 9,
        present: 6,
        recused: 0,
        papers: 8,
        valid: 8,
        agree: 7,
        disagree: 1,
        none: 0,
        base: 9,
        needed: 8,
        pass: [8, 10],
        of: 'allMembers',
      },
      formula: '7 × 10 = 70 < 72 = 9 × 8',
    },
  ]);
  expect(closed.receipts).toHaveLength(8);
  expect(closed.votes).toEqual([]);
  expect(await w.state(id)).toBe('notPassed');
  const minutes = ok(await c.chair.get<Minutes>(`/api/ballots/${ballot.id}/minutes`)).body;
  expect(minutes).toMatchObject({ members: 9, present: 6, written: 2, absent: 1, recused: 0, papers: 8 });
  const view = await w.as('signer.C').view(id);
  expect(view.ballots).toMatchObject([{ passed: false, totals: { agree: 7, needed: 8 } }]);

  refused(await c.put(await again(sitting), 'agenda', { nominations: [id] }), 409, 'not-awaiting-step');
  const reopen = { type: 'ReopenBallot', reason: 'Có tình tiết mới về thành tích' };
  refused(await w.as('clerk.C').command(id, reopen), 403, 'wrong-seat');
  ok(await w.as('signer.C').command(id, reopen));
  expect(await w.state(id)).toBe('ballot@C');
  const second = ok(await c.open(await c.sitting([id], sixTwoOne.with(8, 'writtenVote')))).body;
  await marks(second.id, [...Array<Mark>(5).fill('agree'), 'disagree', 'agree', 'agree', 'agree']);
  const result = await c.closeAndHandOut(second.id);
  expect(result.items[0]).toMatchObject({
    passed: true,
    totals: { agree: 8, papers: 9 },
    formula: '8 × 10 = 80 ≥ 72 = 9 × 8',
  });
  expect(await w.state(id)).toBe('signature@C');
});

async function again(sitting: SittingView): Promise<SittingView> {
  return ok(await c.secretary.get<SittingView>(`/api/sittings/${sitting.id}`)).body;
}

it('with five present the ballot cannot open: 15 ≥ 18 is false', async () => {
  const id = await waiting();
  const five = await c.sitting([id], [...Array<Status>(5).fill('present'), ...Array<Status>(4).fill('writtenVote')]);
  expect(refused(await c.open(five), 409, 'no-quorum')).toMatchObject({ observed: '5', needed: '6' });
  const nobody = await c.sitting([id], []);
  const none = await c.put(nobody, 'attendance', { attendance: [{ member: c.members[0], status: 'present' }] });
  refused(await c.open(ok(none).body as SittingView), 409, 'attendance-missing');
});

it('a paper sent again replaces the first and counts once; after closing it is refused', async () => {
  const id = await waiting();
  const ballot = ok(await c.open(await c.sitting([id]))).body;
  for (let i = 0; i < 9; i += 1) ok(await c.vote(ballot.id, i, 'agree'));
  ok(await c.vote(ballot.id, 0, 'disagree'));
  const command = randomUUID();
  ok(await c.vote(ballot.id, 0, 'none', command));
  ok(await c.vote(ballot.id, 0, 'agree'));
  ok(await c.vote(ballot.id, 0, 'disagree', command));
  const before = ok(await c.secretary.get<BallotView>(`/api/ballots/${ballot.id}`)).body;
  expect(before.turnout.filter((t) => t.sent)).toHaveLength(9);
  expect(before.items).toEqual([]);
  const closed = await c.closeAndHandOut(ballot.id);
  expect(closed.items[0]).toMatchObject({ passed: true, totals: { papers: 9, agree: 9, disagree: 0 } });
  refused(await c.paper(ballot.id, 0, { [id]: 'agree' }), 409, 'ballot-closed');
  refused(await c.close(ballot.id), 409, 'ballot-closed');
});

describe('a title that needs 90 %', () => {
  const strict: Procedure = {
    ...councilProcedure,
    id: 'COUNCIL-90',
    appliesTo: { awards: ['UNION_CERT_VGCL'], occasions: ['annual'] },
    stages: councilProcedure.stages.map((stage) => ({
      ...stage,
      steps: stage.steps.map((s) => (s.ballot ? { ...s, ballot: { ...s.ballot, pass: [9, 10] as const } } : s)),
    })),
  };
  beforeAll(() => publish(w, strict));

  it('needs 9 of 9: one paper marked none fails it', async () => {
    const id = await waiting();
    const ballot = ok(await c.open(await c.sitting([id]))).body;
    for (let i = 0; i < 9; i += 1) ok(await c.vote(ballot.id, i, i === 4 ? 'none' : 'agree'));
    const closed = await c.closeAndHandOut(ballot.id);
    expect(closed.items[0]).toMatchObject({
      passed: false,
      totals: { agree: 8, none: 1, valid: 8, needed: 9 },
      formula: '8 × 10 = 80 < 81 = 9 × 9',
    });
    expect(await w.state(id)).toBe('notPassed');
  });

  it('needs all nine papers: one that was not sent fails it', async () => {
    const id = await waiting();
    const ballot = ok(await c.open(await c.sitting([id]))).body;
    for (let i = 0; i < 8; i += 1) ok(await c.vote(ballot.id, i, 'agree'));
    const closed = await c.closeAndHandOut(ballot.id);
    expect(closed.items[0]).toMatchObject({
      passed: false,
      totals: { papers: 8, agree: 8, none: 0, base: 9, needed: 9 },
      formula: '8 × 10 = 80 < 81 = 9 × 9',
    });
    expect(await w.state(id)).toBe('notPassed');
  });

  it('cannot be balloted with two members recused, and the ways out are named', async () => {
    const id = await waiting();
    const sitting = await c.sitting([id], [...Array<Status>(7).fill('present'), 'recused', 'recused']);
    expect(refused(await c.open(sitting), 409, 'threshold-unattainable')).toMatchObject({
      observed: '7',
      needed: '9',
      data: { waysOut: ['substitute', 'baseWithoutRecused', 'superiorCouncil'] },
    });
    ok(await w.as('clerk.G1').command(id, { type: 'Withdraw', reason: 'Rút để lập lại hồ sơ' }));
  });
});

it('only officers of the council open and close; strangers see nothing', async () => {
  const id = await waiting();
  const sitting = await c.sitting([id]);
  refused(await c.member(4).post(`/api/sittings/${sitting.id}/ballots`, {}, key()), 403, 'not-a-member');
  const ballot = ok(await c.open(sitting)).body;
  refused(await c.member(4).post(`/api/ballots/${ballot.id}/close`, {}, key()), 403, 'not-a-member');
  for (const stranger of ['clerk.G2', 'clerk.F', 'admin.F']) {
    refused(await w.as(stranger).get(`/api/ballots/${ballot.id}`), 404, 'not-found');
  }
  refused(
    await w.as('clerk.G1').command(id, { type: 'Withdraw', reason: 'Rút trong khi bỏ phiếu' }),
    409,
    'in-open-ballot',
  );
  refused(await c.paper(ballot.id, 2, { [randomUUID()]: 'agree' }), 422, 'not-on-paper');
  refused(await c.paper(ballot.id, 2, {}), 422, 'incomplete-paper');
  const given = await c.secretary.post(`/api/ballots/${ballot.id}/void`, { reason: 'Nhầm chương trình họp' }, key());
  expect(ok(given).body).toMatchObject({ state: 'void' });
  expect(await w.state(id)).toBe('ballot@C');
});
