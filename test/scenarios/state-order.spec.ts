import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NominationView, OutsideFile, Postings, RuleSetProposal, RuleSets } from '#contract';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { administrator, council, key, publish, type Council } from '../support/councils.js';
import { AWARD, foreman, ITEMS, labourOrder, stateOrder } from '../support/state-order.js';
import { world, type World } from '../support/world.js';

/** Case 9: received under the law of 2022, posted, voted on, sent to the State and awarded by it; every date and number asserted. */

let app: TestApp;
let w: World;
let ofF: Council;
let clerk: Client;
beforeAll(async () => {
  app = await startApp({ start: '2026-09-07T02:00:00.000Z' });
  w = await world(app);
  ofF = await council(w, 'F', 15);
  clerk = w.as('clerk.F');
});
afterAll(() => app.close());

const end = (view: NominationView) => view.deadlines.map((d) => d.dueAt.slice(0, 10));
const view = (id: string) => clerk.view(id);
const openPosted = async () => ok(await w.as('clerk.G2').get<Postings>('/api/postings')).body.postings;
const nominate = (subject: string, more = {}) => w.nominate({ award: AWARD, items: ITEMS, subject, ...more });

async function upload(id: string): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob(['%PDF-1.4 quyết định'], { type: 'application/pdf' }), 'quyet-dinh.pdf');
  return ok(await clerk.send<OutsideFile>('POST', `/api/nominations/${id}/outside-files`, { body: form })).body.file;
}

const outside = { type: 'RecordExternal', reason: 'Theo văn bản của cấp trên' };
const title = 'Giải pháp cải tạo hệ thống thông gió khu xưởng đúc số một';
/** H; somebody awarded after the base salary changed; somebody whom the State refuses. */
let [first, second, third] = ['', '', ''];
let h = '';

describe('what the award asks for', () => {
  it('is not open before its procedure is', async () => {
    await expect(nominate(await w.nominee('G1'))).rejects.toThrow('award-not-open');
    await publish(w, stateOrder);
  });

  it('is published as criteria under the law of 2022, by two administrators, before the law changes', async () => {
    const admin = await administrator(w);
    await w.seat('admin2.F', 'administrator', 'F');
    const other = await w.elevate('admin2.F');
    const { rules } = ok(await admin.get<RuleSets>('/api/rule-sets')).body.inForce;
    const awards = { ...rules.awards, [AWARD]: labourOrder };
    const body = { rules: { ...rules, awards }, validFrom: '2026-09-10' };
    const made = ok(await admin.post<RuleSetProposal>('/api/rule-sets/proposals', body, key())).body;
    ok(await other.post(`/api/rule-sets/proposals/${made.id}/publish`, {}, key()));
    await w.clock('2026-09-10T02:00:00.000Z');
    expect(ok(await admin.get<RuleSets>('/api/rule-sets')).body.inForce).toMatchObject({
      version: 3,
      rules: { stateLaw: 'LAW2022' },
    });
  });

  it('H has: seven years 2020 to 2026 of five, one excellent, three titles', async () => {
    h = await foreman(w, 'h.G1');
    first = await nominate(h, { achievement: { title } });
    const { criteria, eligibility } = await w.as('clerk.G1').view(first);
    expect(criteria.map((c) => [c.criterion, c.result, c.leaves[0]?.observed?.value, c.leaves[0]?.needed])).toEqual([
      ['HCLD3-1', 'passed', 7, 5],
      ['HCLD3-2', 'passed', 1, 1],
      ['HCLD3-3', 'passed', 3, 3],
    ]);
    expect(eligibility).toBe('eligible');
  });

  it.each([
    ['a gap in 2022', { years: { 2022: 'hoan_thanh' } }, [4, 1, 2]],
    ['five years after a gap in 2021', { years: { 2021: 'hoan_thanh' } }, [5, 1, 2]],
    ['no excellent year', { years: { 2023: 'hoan_thanh_tot_nhiem_vu' } }, [7, 0, 3]],
    ['a title of the year of the certificate', { titles: [2019, 2023, 2025] }, [7, 1, 2]],
    ['a certificate of 2022', { certificate: 2022 }, [4, 1, 2]],
    ['no certificate', { certificate: null }, [0, 0, 0]],
  ] as const)('is not there with %s', async (name, given, counted) => {
    const draft = await nominate(await foreman(w, `${name}.G1`, given), { submit: false });
    const { criteria } = await w.as('clerk.G1').view(draft);
    expect(criteria.map((c) => c.leaves[0]?.observed?.value)).toEqual(counted);
    const needed = [5, 1, 3];
    expect(criteria.map((c) => c.result)).toEqual(counted.map((n, i) => (n >= (needed[i] ?? 0) ? 'passed' : 'failed')));
    refused(await w.as('clerk.G1').command(draft, { type: 'Submit' }), 422, 'criteria-block');
  });
});

it('appraisal@C entered before 01/10/2026 pins the law of 2022, for good', async () => {
  second = await nominate(await foreman(w, 'second.G1'));
  third = await nominate(await foreman(w, 'third.G1'));
  await w.clock('2026-09-30T02:00:00.000Z');
  for (const id of [first, second, third]) await w.climb(id, 'appraisal@C');
  await w.clock('2026-11-16T02:00:00.000Z');
  const { regime, eligibility } = await w.as('clerk.C').view(first);
  expect([regime.provisional, regime.stateLaw, regime.ruleSet, eligibility]).toEqual([
    false,
    'LAW2022',
    { id: 'LAUREL-2026', version: 3 },
    'eligible',
  ]);
  expect(regime.receivedAt?.slice(0, 10)).toBe('2026-09-30');
});

describe('the posting', () => {
  it('from 16/11/2026 runs for ten working days, the holiday of 24/11 aside: until 01/12', async () => {
    for (const id of [first, second, third]) await w.climb(id, 'posting@F');
    expect(end(await view(first)).at(-1)).toBe('2026-12-01');
    expect((await openPosted()).map((p) => [p.nomination, p.held])).toEqual(
      expect.arrayContaining([first, second, third].map((id) => [id, false])),
    );
    await expect(ofF.sitting([first])).rejects.toThrow('not-awaiting-step');
    refused(await w.as('appraiser.F').command(first, { type: 'Recommend', opinion: 'Đồng ý' }), 409, 'not-now');
  });

  it('does not end on 30/11, nor before the end of 01/12: the council may meet from 02/12', async () => {
    await w.clock('2026-11-30T17:00:00.001Z');
    expect(await w.state(first)).toBe('posting@F');
    await w.clock('2026-12-01T16:59:00.000Z');
    expect(await w.state(first)).toBe('posting@F');
    await expect(ofF.sitting([first])).rejects.toThrow('not-awaiting-step');
    await w.clock('2026-12-01T17:00:00.001Z');
    expect(await w.state(first)).toBe('ballot@F');
    const ballot = ok(await ofF.open(await ofF.sitting([first, second, third]))).body;
    for (let i = 0; i < 15; i += 1) ok(await ofF.vote(ballot.id, i, 'agree'));
    await ofF.closeAndHandOut(ballot.id);
    expect(await w.state(first)).toBe('signature@F');
    for (const id of [first, second, third])
      ok(await w.as('signer.F').command(id, { type: 'Recommend', opinion: 'Đồng ý trình' }));
    expect(await w.state(first)).toBe('external@F');
  });
});

describe('outside', () => {
  const money = async (id: string) =>
    app.sql('select award, level, document_id, money from award_grant where nomination_id = $1', [id]);

  it('the file goes up, and the award comes back with its money: 4.5 × 2,340,000 = 10,530,000 VND', async () => {
    await w.clock('2026-12-14T02:00:00.000Z');
    const sent = { ...outside, result: 'sentOut', on: '2026-12-14' };
    refused(await w.as('signer.F').command(first, sent), 403, 'wrong-seat');
    refused(await clerk.command(first, { ...sent, on: '2026-12-20' }), 422, 'wrong-date');
    refused(await clerk.command(first, { ...outside, result: 'awarded', on: '2026-12-14' }), 422, 'file-missing');
    ok(await clerk.command(first, sent));
    expect(await w.state(first)).toBe('external@F');
    const admin = await w.elevate('admin.F');
    for (const [value, validFrom] of [
      ['2340000', '2024-07-01'],
      ['2530000', '2026-12-15'],
    ])
      ok(await admin.post('/api/money-rates', { kind: 'baseSalary', value, validFrom }, key()));
    const file = await upload(first);
    ok(await clerk.command(first, { ...outside, result: 'awarded', on: '2026-12-14', number: 'QĐ mẫu', file }));
    expect(await w.state(first)).toBe('commended');
    const base = { award: AWARD, level: 'state', document_id: null };
    expect(await money(first)).toEqual([{ ...base, money: { multiple: '4.5', base: '2340000', amount: '10530000' } }]);
    expect((await clerk.get(`/api/nominations/${first}/outside-files/${file}`)).text).toContain('%PDF');
  });

  it('the value is that of the day of the decision: 4.5 × 2,530,000 = 11,385,000 VND a day later', async () => {
    await w.clock('2026-12-15T02:00:00.000Z');
    const file = await upload(second);
    ok(await clerk.command(second, { ...outside, result: 'awarded', on: '2026-12-15', number: 'QĐ mẫu hai', file }));
    const [grant] = (await money(second)) as { money: object }[];
    expect(grant?.money).toEqual({ multiple: '4.5', base: '2530000', amount: '11385000' });
  });

  it('what was rewarded is excluded as a duplicate, for another award too', async () => {
    const achievement = { id: (await view(first)).achievement?.id ?? '' };
    await expect(nominate(h, { year: 2027, achievement })).rejects.toThrow('already-rewarded');
    const lower = { award: 'UNION_CERT_LEVEL2', subject: h, achievement };
    await expect(w.nominate(lower)).rejects.toThrow('already-rewarded');
  });

  it('a refusal of the State is an outcome of its own; a supplement comes back and goes up again', async () => {
    const asked = [{ item: 'initiativeCertificate', code: 'missing' }];
    ok(await clerk.command(third, { ...outside, result: 'returned', on: '2026-12-14', items: asked }));
    expect(await w.state(third)).toBe('returned');
    const back = w.as('clerk.G1');
    ok(await back.file(third, 'initiativeCertificate'));
    ok(await back.command(third, { type: 'Resubmit' }));
    expect(await w.state(third)).toBe('external@F');
    const file = await upload(third);
    ok(await clerk.command(third, { ...outside, result: 'refused', on: '2026-12-14', file }));
    expect(await w.state(third)).toBe('refusedExternally');
    expect(await money(third)).toEqual([]);
  });
});
