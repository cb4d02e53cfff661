import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { ActAccepted, ActView, BallotView, DocumentView, NominationLedger, Numbers } from '#contract';
import { councilProcedure, formulaOf, passed, totalsOf } from '#domain';
import { performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { administrator, council, key, type Council, type Mark } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** Case 1: three levels, two councils, decision 215; every step by HTTP, every number and date asserted. */

let app: TestApp;
let w: World;
let admin: Client;
let ofC: Council;
let ofF: Council;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  admin = await administrator(w);
  await w.seat('admin2.F', 'administrator', 'F');
  [ofC, ofF] = [await council(w, 'C', 9), await council(w, 'F', 15)];
});
afterAll(() => app.close());

/** The procedure with councils, proposed by one administrator and published by another. */
async function published(): Promise<void> {
  const { version: _, ...procedure } = councilProcedure;
  const proposal = { procedure, validFrom: '2026-11-02' };
  const { id } = ok(await admin.post<{ id: string }>('/api/procedures/proposals', proposal, key())).body;
  const second = await w.elevate('admin2.F');
  ok(await second.post(`/api/procedures/proposals/${id}/publish`, {}, key()));
}

async function voted(c: Council, nominations: readonly string[], marks: readonly Mark[]): Promise<BallotView> {
  const ballot = ok(await c.open(await c.sitting(nominations))).body;
  for (const [i, mark] of marks.entries()) ok(await c.vote(ballot.id, i, mark));
  return c.closeAndHandOut(ballot.id);
}

const recommend = async (who: string, id: string) =>
  ok(await w.as(who).command(id, { type: 'Recommend', opinion: 'Đồng ý với đề nghị' }));
const agrees = (n: number): Mark[] => Array<Mark>(n).fill('agree');

/** From G1 through both councils to the decision, as the case tells it. */
async function upToDecision(id: string): Promise<void> {
  for (const who of ['appraiser.G1', 'signer.G1', 'appraiser.C']) await recommend(who, id);
  expect(await w.state(id)).toBe('ballot@C');
  const nine = await voted(ofC, [id], agrees(9));
  expect(nine.items[0]).toMatchObject({
    passed: true,
    totals: { members: 9, present: 9, papers: 9, valid: 9, agree: 9, disagree: 0, none: 0, base: 9, needed: 8 },
    formula: '9 × 10 = 90 ≥ 72 = 9 × 8',
  });
  for (const who of ['signer.C', 'appraiser.F']) await recommend(who, id);
  expect(await w.state(id)).toBe('ballot@F');
  const fourteen = await voted(ofF, [id], [...agrees(14), 'disagree']);
  expect(fourteen.items[0]).toMatchObject({
    passed: true,
    totals: { members: 15, present: 15, papers: 15, agree: 14, disagree: 1, base: 15, needed: 12 },
    formula: '14 × 10 = 140 ≥ 120 = 15 × 8',
  });
  expect(await w.state(id)).toBe('awaitingDecision');
}

it('goes through both councils and ends with decision 215', async () => {
  await published();
  const sequence = { body: w.unit('F'), kind: 'QĐ', year: 2026, last: 214 };
  refused(await w.as('clerk.F').post('/api/numbers', sequence, key()), 403, 'wrong-seat');
  expect(ok(await admin.post<Numbers>('/api/numbers', sequence, key())).body).toEqual(sequence);
  refused(await admin.post('/api/numbers', { ...sequence, last: 200 }, key()), 409, 'number-taken');

  const id = await w.nominate();
  expect((await w.as('clerk.G1').view(id)).eligibility).toBe('eligible');
  await upToDecision(id);

  const document = await w.signed([id]);
  const clerk = w.as('clerk.F');
  const check = ok(await clerk.get<DocumentView>(`/api/documents/${document}`)).body;
  expect(check.items.map((i) => [i.state, i.amount])).toEqual([['awaitingDecision', null]]);
  const issued = await clerk.deed<ActAccepted>(document, 'issue');
  expect([issued.status, issued.body]).toEqual([
    202,
    { act: expect.any(String), number: '215/QĐ-TLĐ', date: '2026-11-02' },
  ]);
  await performActItem(app.engine, issued.body.act, id);
  expect(ok(await clerk.get<ActView>(`/api/acts/${issued.body.act}`)).body).toMatchObject({ total: 1, done: 1 });

  const end = await w.as('clerk.G1').view(id);
  expect(end).toMatchObject({ state: 'commended', document: { number: '215/QĐ-TLĐ', date: '2026-11-02' } });
  const grants = await app.sql(
    'select award, year, level, document_id, money from award_grant where nomination_id = $1',
    [id],
  );
  expect(grants).toEqual([
    { award: 'UNION_CERT_VGCL', year: 2026, level: 'federation', document_id: document, money: null },
  ]);
  const after = ok(await clerk.get<DocumentView>(`/api/documents/${document}`)).body;
  expect(after.items.map((i) => i.amount)).toEqual([null]);

  const ledger = ok(await w.as('appraiser.C').get<NominationLedger>(`/api/nominations/${id}/ledger`)).body;
  expect(ledger.intact).toBe(true);
  expect(ledger.entries.map((e) => `${e.type} r${String(e.revision)}`)).toEqual([
    'Submit r1',
    'Recommend r1',
    'Recommend r1',
    'Recommend r1',
    'BallotClosed r1',
    'Recommend r1',
    'Recommend r1',
    'BallotClosed r1',
    'Commended r1',
  ]);
  const [c, f] = ledger.entries.filter((e) => e.type === 'BallotClosed').map((e) => e.facts[0]);
  expect([c, f]).toMatchObject([
    { step: `ballot@${w.unit('C')}`, passed: true, totals: { agree: 9, base: 9 } },
    { step: `ballot@${w.unit('F')}`, passed: true, totals: { agree: 14, base: 15 } },
  ]);
  for (const prefix of ['b:', 'd:']) {
    expect(await app.sql('select from ledger_entry where chain like $1', [`${prefix}%`])).not.toHaveLength(0);
  }
});

it('14 of 15 passes at 80 % and at 90 %, 13 passes at 80 % and fails at 90 %', () => {
  const attendance = { members: 15, present: 15, written: 0, recused: 0 };
  const at = (pass: readonly [number, number], agree: number) => {
    const rule = { mode: 'secret', quorum: [2, 3], base: 'allMembers', pass } as const;
    const totals = totalsOf(rule, attendance, { papers: 15, agree, disagree: 15 - agree });
    return [passed(totals), totals.needed, formulaOf(totals)];
  };
  expect(at([8, 10], 14)).toEqual([true, 12, '14 × 10 = 140 ≥ 120 = 15 × 8']);
  expect(at([8, 10], 13)).toEqual([true, 12, '13 × 10 = 130 ≥ 120 = 15 × 8']);
  expect(at([9, 10], 14)).toEqual([true, 14, '14 × 10 = 140 ≥ 135 = 15 × 9']);
  expect(at([9, 10], 13)).toEqual([false, 14, '13 × 10 = 130 < 135 = 15 × 9']);
});

it('of two documents issued in the same instant each gets a number of its own, without a gap', async () => {
  const [one, two] = [await w.nominate(), await w.nominate()];
  for (const id of [one, two]) await upToDecision(id);
  const documents = [await w.signed([one]), await w.signed([two])];
  const clerk = w.as('clerk.F');
  const issue = (d: string) => clerk.deed<ActAccepted>(d, 'issue', { commandId: randomUUID() } as never);
  const answers = await Promise.all(documents.map(issue));
  expect(answers.map((a) => a.status)).toEqual([202, 202]);
  expect(answers.map((a) => a.body.number).sort()).toEqual(['216/QĐ-TLĐ', '217/QĐ-TLĐ']);
  refused(await issue(documents[0] ?? ''), 409, 'not-now');
});

it('gives the amount of the day of the decision, with what it was computed from', async () => {
  const rate = (body: object) => admin.post('/api/money-rates', body, key());
  refused(await rate({ kind: 'baseSalary', value: '2.5e6', validFrom: '2024-07-01' }), 400, 'malformed');
  refused(
    await rate({ kind: 'multiple', award: 'NO_SUCH', subject: 'person', value: '1', validFrom: '2026-01-01' }),
    422,
    'unknown-reference',
  );
  const base = { kind: 'baseSalary', value: '2340000', validFrom: '2024-07-01' };
  ok(await rate(base));
  refused(await rate(base), 409, 'already-registered');
  ok(await rate({ kind: 'baseSalary', value: '2530000', validFrom: '2026-07-01' }));
  ok(await rate({ kind: 'baseSalary', value: '9999999', validFrom: '2026-11-03' }));
  ok(
    await rate({
      kind: 'multiple',
      award: 'UNION_CERT_VGCL',
      subject: 'person',
      value: '1.5',
      validFrom: '2026-01-01',
    }),
  );
  refused(await w.as('clerk.F').post('/api/money-rates', base, key()), 403, 'wrong-seat');

  const id = await w.nominate();
  await upToDecision(id);
  const { document } = await w.decision([id]);
  const view = ok(await w.as('clerk.F').get<DocumentView>(`/api/documents/${document}`)).body;
  expect(view.items.map((i) => i.amount)).toEqual(['3795000']);
  const [grant] = await app.sql('select money from award_grant where nomination_id = $1', [id]);
  expect(grant).toEqual({ money: { multiple: '1.5', base: '2530000', amount: '3795000' } });
});
