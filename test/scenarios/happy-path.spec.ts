import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { ActAccepted, ActView, BallotView, DocumentView, NominationLedger, Numbers } from '#contract';
import { councilProcedure, type Procedure } from '#domain';
import { performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Answer, type Client } from '../support/client.js';
import { administrator, council, key, publish, type Council, type Mark } from '../support/councils.js';
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
  expect(ledger.entries.map((e) => [e.actor.role, e.actor.unit])).toEqual([
    ['clerk', 'Công đoàn G1'],
    ['appraiser', 'Công đoàn G1'],
    ['signer', 'Công đoàn G1'],
    ['appraiser', 'Công đoàn C'],
    [null, null],
    ['signer', 'Công đoàn C'],
    ['appraiser', 'Công đoàn F'],
    [null, null],
    [null, null],
  ]);
  // What a person decided names seat, procedure and rule set with its version; what an act or a ballot hands out evaluates nothing.
  const decided = await app.sql<{ seat: string | null; pinned: string }>(
    `select canon::jsonb->'actor'->>'seat' as seat, concat_ws(' ', canon::jsonb->'procedure'->>'id', canon::jsonb->'ruleSet'->>'id',
        canon::jsonb->'ruleSet'->>'version') as pinned from ledger_entry where chain = $1 order by seq`,
    [`n:${id}`],
  );
  expect(decided.map((d) => [d.seat !== null, d.pinned])).toEqual(
    ledger.entries.map((e) => [e.actor.role !== null, `COUNCIL${e.actor.role === null ? '' : ' LAUREL-2026 2'}`]),
  );
  const chains = await app.sql<{ chain: string; types: string[] }>(
    `select left(chain, 2) as chain, array_agg(canon::jsonb->>'type' order by chain, seq) as types
       from ledger_entry where chain like 'b:%' or chain like 'd:%' group by 1 order by 1`,
  );
  expect(chains).toEqual([
    { chain: 'b:', types: ['OpenBallot', 'CloseBallot', 'OpenBallot', 'CloseBallot'] },
    { chain: 'd:', types: ['Sign', 'Issue'] },
  ]);
});

it('of two documents that both saw 215 one is 215, the other loads again and is 216: no double, no gap', async () => {
  const clerk = w.as('clerk.C');
  ok(await admin.post<Numbers>('/api/numbers', { body: w.unit('C'), kind: 'QĐ', year: 2026, last: 214 }, key()));
  const nominations = [
    await w.nominate({ award: 'UNION_CERT_LEVEL2' }),
    await w.nominate({ unit: 'G2', award: 'UNION_CERT_LEVEL2' }),
  ];
  for (const [i, unit] of ['G1', 'G2'].entries()) {
    for (const who of [`appraiser.${unit}`, `signer.${unit}`, 'appraiser.C'])
      await recommend(who, nominations[i] ?? '');
  }
  await voted(ofC, nominations, agrees(9));
  const documents: string[] = [];
  for (const id of nominations) documents.push(await w.signed([id], 'C'));
  const issue = (d = '') => clerk.deed<ActAccepted>(d, 'issue', { key: randomUUID() });
  // The second is issued as a whole between what the first has loaded and what it writes.
  let between: Promise<Answer<ActAccepted>> | undefined;
  app.before('record_document', () => (between = issue(documents[1])));
  const first = ok(await issue(documents[0])).body;
  const second = ok((await between) as Answer<ActAccepted>).body;
  expect([second.number, first.number]).toEqual(['215/QĐ-C', '216/QĐ-C']);
  expect([second.date, first.date]).toEqual(['2026-11-02', '2026-11-02']);
  refused(await issue(documents[0]), 409, 'not-now');
  const [sequence] = await app.sql<{ last: number }>(
    `select last from number_sequence where body_id = $1 and kind = 'QĐ' and year = 2026`,
    [w.unit('C')],
  );
  expect(sequence?.last).toBe(216);
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

it('where a title needs 90 %, 14 of 15 pass and 13 fail', async () => {
  const strict: Procedure = {
    ...councilProcedure,
    id: 'COUNCIL-90',
    appliesTo: { awards: ['UNION_CERT_VGCL'], occasions: ['annual'] },
    stages: councilProcedure.stages.map((stage) => ({
      ...stage,
      steps: stage.steps.map((s) => (s.ballot ? { ...s, ballot: { ...s.ballot, pass: [9, 10] as const } } : s)),
    })),
  };
  await publish(w, strict);
  const [one, two] = [await w.nominate(), await w.nominate()];
  for (const id of [one, two]) for (const who of ['appraiser.G1', 'signer.G1', 'appraiser.C']) await recommend(who, id);
  const nine = await voted(ofC, [one, two], agrees(9));
  expect(nine.items.map((i) => i.formula)).toEqual(['9 × 10 = 90 ≥ 81 = 9 × 9', '9 × 10 = 90 ≥ 81 = 9 × 9']);
  for (const id of [one, two]) for (const who of ['signer.C', 'appraiser.F']) await recommend(who, id);
  const ballot = ok(await ofF.open(await ofF.sitting([one, two]))).body;
  for (let i = 0; i < 15; i += 1) {
    ok(await ofF.vote(ballot.id, i, { [one]: i < 14 ? 'agree' : 'disagree', [two]: i < 13 ? 'agree' : 'disagree' }));
  }
  const counted = await ofF.closeAndHandOut(ballot.id);
  expect(counted.items.map((i) => [i.passed, i.totals.needed, i.formula])).toEqual([
    [true, 14, '14 × 10 = 140 ≥ 135 = 15 × 9'],
    [false, 14, '13 × 10 = 130 < 135 = 15 × 9'],
  ]);
  expect([await w.state(one), await w.state(two)]).toEqual(['awaitingDecision', 'notPassed']);
});
