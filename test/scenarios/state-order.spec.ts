import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NominationView, Objections, OutsideFile, Postings } from '#contract';
import { councilProcedure, type Procedure, type Step } from '#domain';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { administrator, council, key, publish, type Council } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** Cases 9 and 11: posting, an objection, the ballot, the letter, and what comes back from the State; every date asserted. */

const AWARD = 'STATE_LABOUR_ORDER_3';
const clock = { workingDays: 10, remindAt: [8, 10], onLapse: { do: 'escalate', to: 'signer' } } as const;
const posting: Step = { step: 'posting', kind: 'posting', role: 'clerk', combine: [], ...clock };
const signature: Step = { step: 'signature', kind: 'signature', role: 'signer', combine: [], ...clock };
const external: Step = { step: 'external', kind: 'external', role: 'clerk', combine: [], ...clock };
const federation = councilProcedure.stages.find((s) => s.level === 'federation');
const [appraisal, ballot] = federation?.steps ?? [];

/** The procedure of the award, as an administrator would publish it. */
const stateOrder: Procedure = {
  ...councilProcedure,
  id: 'STATE-ORDER',
  appliesTo: { awards: [AWARD] },
  stages: [
    ...councilProcedure.stages.filter((s) => s.level === 'any'),
    { level: 'federation', steps: [appraisal, posting, ballot, signature, external].filter((s) => s !== undefined) },
  ],
};

let app: TestApp;
let w: World;
let ofF: Council;
let clerk: Client;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  ofF = await council(w, 'F', 15);
  clerk = w.as('clerk.F');
});
afterAll(() => app.close());

const end = (view: NominationView) => view.deadlines.map((d) => d.dueAt.slice(0, 10));
const view = (id: string) => clerk.view(id);
const openPosted = async () => ok(await w.as('clerk.G2').get<Postings>('/api/postings')).body.postings;

/** Up to the posting, which begins on Monday 16/11/2026. */
async function posted(): Promise<string> {
  const id = await w.nominate({ award: AWARD, items });
  await w.climb(id, 'appraisal@F');
  await w.clock('2026-11-16T03:00:00.000Z');
  await w.climb(id, 'posting@F');
  return id;
}

async function voted(id: string): Promise<void> {
  const ballotOf = ok(await ofF.open(await ofF.sitting([id]))).body;
  for (let i = 0; i < 15; i += 1) ok(await ofF.vote(ballotOf.id, i, 'agree'));
  await ofF.closeAndHandOut(ballotOf.id);
}

async function upload(id: string): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob(['%PDF-1.4 quyết định'], { type: 'application/pdf' }), 'quyet-dinh.pdf');
  return ok(await clerk.send<OutsideFile>('POST', `/api/nominations/${id}/outside-files`, { body: form })).body.file;
}

const outside = { type: 'RecordExternal', reason: 'Theo văn bản của cấp trên' };
let first = '';
let second = '';
const items = ['submissionLetter', 'achievementReport', 'minutes'];

it('is not open before its procedure is', async () => {
  await expect(w.nominate({ award: AWARD, items })).rejects.toThrow('award-not-open');
  await publish(w, stateOrder);
});

it('is posted for ten working days, the holiday of 24/11 aside: until 01/12/2026', async () => {
  first = await posted();
  expect(end(await view(first))).toEqual(['2026-12-01']);
  expect(await openPosted()).toMatchObject([{ nomination: first, held: false }]);
  // A sitting cannot take it before the days have run.
  await expect(ofF.sitting([first])).rejects.toThrow('not-awaiting-step');
  refused(await w.as('appraiser.F').command(first, { type: 'Recommend', opinion: 'Đồng ý' }), 409, 'not-now');
});

describe('an objection on day 6 (case 11)', () => {
  const words = { name: 'Người gửi đơn mẫu', contact: 'so-dien-thoai-mau' };
  let objection = '';
  const read = async (who: string) =>
    ok(await w.as(who).get<Objections>(`/api/nominations/${second}/objections`)).body.objections;

  it('that is signed holds the nomination, and its clock keeps four days; an anonymous one is only logged', async () => {
    second = await w.nominate({ award: AWARD, items, unit: 'G2' });
    await w.climb(second, 'posting@F');
    await w.clock('2026-11-25T03:00:00.000Z');
    const content = 'Đơn phản ánh người được đề nghị gây tai nạn năm 2023';
    ok(await clerk.command(second, { type: 'Object', content: 'Tin nhắn không ghi tên người gửi' }));
    expect((await view(second)).holds).toEqual([]);
    expect(end(await view(second))).toEqual(['2026-12-01']);
    refused(await w.as('clerk.G2').command(second, { type: 'Object', content }), 403, 'wrong-seat');
    ok(await clerk.command(second, { type: 'Object', objector: words, content }));
    const held = await view(second);
    expect(held.holds).toMatchObject([{ kind: 'objection' }]);
    objection = held.holds[0]?.id ?? '';
    expect(w.named(held.state)).toBe('posting@F');
    expect(
      await app.sql('select state, remaining as days from deadline where nomination_id = $1 and state = $2', [
        second,
        'stopped',
      ]),
    ).toEqual([{ state: 'stopped', days: 4 }]);
    refused(await w.as('clerk.G2').command(second, { type: 'Withdraw', reason: 'Đơn vị rút đề nghị' }), 409, 'held');
  });

  it('goes to a verifier without a part in the case; who objected is for the verifier and auditors only', async () => {
    const verifier = await w.seat('verifier.F', 'appraiser', 'F');
    await w.seat('auditor.F', 'auditor', 'F');
    const assign = (person: string, who = 'signer.F') =>
      w.as(who).command(second, { type: 'AssignVerifier', objection, person });
    refused(await assign(w.as('appraiser.F').person), 422, 'verifier-involved');
    refused(await assign(w.as('clerk.G2').person), 422, 'verifier-involved');
    refused(await assign(verifier.person, 'clerk.F'), 403, 'wrong-seat');
    ok(await assign(verifier.person));
    const [anonymous, signed] = await read('clerk.F');
    expect([anonymous?.anonymous, signed?.anonymous]).toEqual([true, false]);
    expect([signed?.objector, signed?.contact, signed?.content]).toEqual([null, null, null]);
    for (const who of ['verifier.F', 'auditor.F']) {
      expect((await read(who))[1]).toMatchObject({ objector: words.name, contact: words.contact });
    }
    const shown = await Promise.all(
      ['clerk.F', 'clerk.G2', 'appraiser.F'].map(async (who) => [
        (await w.as(who).get(`/api/nominations/${second}`)).text,
        (await w.as(who).get(`/api/nominations/${second}/ledger`)).text,
        (await w.as(who).get(`/api/nominations/${second}/objections`)).text,
      ]),
    );
    expect(JSON.stringify(shown)).not.toMatch(/mẫu|tai nạn/);
  });

  it('unfounded: the posting runs on with the remaining days, from 07/12 until 11/12/2026', async () => {
    await w.clock('2026-12-07T03:00:00.000Z');
    expect(w.named((await view(second)).state)).toBe('posting@F');
    const conclude = (who: string) =>
      w
        .as(who)
        .command(second, { type: 'Conclude', objection, founded: false, reason: 'Không có căn cứ xác nhận sự việc' });
    refused(await conclude('clerk.F'), 403, 'not-the-verifier');
    ok(await conclude('verifier.F'));
    refused(await conclude('verifier.F'), 409, 'already-concluded');
    const going = await view(second);
    expect([going.holds, end(going)]).toEqual([[], ['2026-12-11']]);
    await w.clock('2026-12-11T16:00:00.000Z');
    expect(await w.state(second)).toBe('posting@F');
    await w.clock('2026-12-14T02:00:00.000Z');
    expect(await w.state(second)).toBe('ballot@F');
  });
});

describe('the way to the State (case 9)', () => {
  it('the council could meet from 02/12; then the letter goes up, and the award comes back with its money', async () => {
    expect(await w.state(first)).toBe('ballot@F');
    const entered = await app.sql<{ at: string }>(
      `select canon::jsonb->>'at' as at from ledger_entry where chain = $1 and canon::jsonb->>'to' like 'ballot@%' order by seq limit 1`,
      [`n:${first}`],
    );
    expect(entered[0]?.at.slice(0, 10)).toBe('2026-12-07');
    await voted(first);
    expect(await w.state(first)).toBe('signature@F');
    ok(await w.as('signer.F').command(first, { type: 'Recommend', opinion: 'Đồng ý trình' }));
    expect(await w.state(first)).toBe('external@F');

    refused(
      await w.as('signer.F').command(first, { ...outside, result: 'sentOut', on: '2026-12-14' }),
      403,
      'wrong-seat',
    );
    refused(await clerk.command(first, { ...outside, result: 'sentOut', on: '2026-12-20' }), 422, 'wrong-date');
    refused(await clerk.command(first, { ...outside, result: 'awarded', on: '2026-12-14' }), 422, 'file-missing');
    ok(await clerk.command(first, { ...outside, result: 'sentOut', on: '2026-12-14' }));
    expect(await w.state(first)).toBe('external@F');

    const admin = await administrator(w);
    for (const [value, validFrom] of [
      ['2340000', '2024-07-01'],
      ['2530000', '2026-07-01'],
    ]) {
      ok(await admin.post('/api/money-rates', { kind: 'baseSalary', value, validFrom }, key()));
    }
    const file = await upload(first);
    ok(await clerk.command(first, { ...outside, result: 'awarded', on: '2026-12-14', number: 'QĐ mẫu', file }));
    expect(await w.state(first)).toBe('commended');
    const [grant] = await app.sql('select award, level, document_id, money from award_grant where nomination_id = $1', [
      first,
    ]);
    expect(grant).toEqual({
      award: AWARD,
      level: 'state',
      document_id: null,
      money: { multiple: '4.5', base: '2530000', amount: '11385000' },
    });
    expect((await clerk.get(`/api/nominations/${first}/outside-files/${file}`)).text).toContain('%PDF');
  });

  it('a refusal of the State is an outcome of its own; a supplement comes back and goes up again', async () => {
    await voted(second);
    ok(await w.as('signer.F').command(second, { type: 'Recommend', opinion: 'Đồng ý trình' }));
    const asked = [{ item: 'initiativeCertificate', code: 'missing' }];
    ok(await clerk.command(second, { ...outside, result: 'returned', on: '2026-12-14', items: asked }));
    expect(await w.state(second)).toBe('returned');
    const back = w.as('clerk.G2');
    ok(await back.file(second, 'initiativeCertificate'));
    ok(await back.command(second, { type: 'Resubmit' }));
    expect(await w.state(second)).toBe('external@F');
    const file = await upload(second);
    ok(await clerk.command(second, { ...outside, result: 'refused', on: '2026-12-14', file }));
    expect(await w.state(second)).toBe('refusedExternally');
    expect(await app.sql('select from award_grant where nomination_id = $1', [second])).toEqual([]);
  });
});
