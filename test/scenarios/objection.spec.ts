import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { NominationLedger, NominationView, Objections, Postings, QuotaView } from '#contract';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { administrator, council, key, publish } from '../support/councils.js';
import { AWARD, ITEMS, postedByQuota, stateOrder } from '../support/state-order.js';
import { world, type World } from '../support/world.js';

/** Case 11: objections on day 6 of a posting; the clock keeps four days until the last of them is concluded. */

const THEMATIC = { award: 'UNION_CERT_VGCL_THEMATIC', theme: 'workAndFamily' } as const;
let app: TestApp;
let w: World;
let clerk: Client;
let id = '';
let founded = '';
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  await council(w, 'F', 15);
  await publish(w, stateOrder);
  clerk = w.as('clerk.F');
  [id, founded] = [await posted('G2'), await posted('G1')];
  await w.clock('2026-11-16T03:00:00.000Z');
  for (const one of [id, founded]) await w.climb(one, 'posting@F');
});
afterAll(() => app.close());

const words = { name: 'Người gửi đơn mẫu', contact: 'so-dien-thoai-mau' };
const content = 'Đơn phản ánh người được đề nghị gây tai nạn năm 2023';
const end = (view: NominationView) => view.deadlines.map((d) => d.dueAt.slice(0, 10));
const read = async (who: string) =>
  ok(await w.as(who).get<Objections>(`/api/nominations/${id}/objections`)).body.objections;
const stopped = () =>
  app.sql(`select remaining as days from deadline where nomination_id = $1 and state = 'stopped'`, [id]);
const conclude = (nomination: string, objection: string, given: { who: string; founded: boolean }) =>
  w.as(given.who).command(nomination, {
    type: 'Conclude',
    objection,
    founded: given.founded,
    reason: given.founded ? 'Sự việc có thật, đang xem xét kỷ luật' : 'Không có căn cứ xác nhận sự việc',
  });
const assign = (nomination: string, objection: string, given: { person: string; who?: string }) =>
  w.as(given.who ?? 'signer.F').command(nomination, { type: 'AssignVerifier', objection, person: given.person });
let objections: string[] = [];

async function posted(unit: string): Promise<string> {
  const made = await w.nominate({ award: AWARD, items: ITEMS, unit });
  await w.climb(made, 'appraisal@F');
  return made;
}

it('a signed one holds the nomination, and its clock keeps four days; an anonymous one is only logged', async () => {
  await w.clock('2026-11-25T03:00:00.000Z');
  expect(end(await clerk.view(id))).toEqual(['2026-12-01']);
  ok(await clerk.command(id, { type: 'Object', content: 'Tin nhắn không ghi tên người gửi' }));
  expect((await clerk.view(id)).holds).toEqual([]);
  expect(end(await clerk.view(id))).toEqual(['2026-12-01']);
  refused(await w.as('clerk.G2').command(id, { type: 'Object', content }), 403, 'wrong-seat');
  ok(await clerk.command(founded, { type: 'Object', objector: words, content }));
  ok(await clerk.command(id, { type: 'Object', objector: words, content }));
  const held = await clerk.view(id);
  expect(held.holds).toMatchObject([{ kind: 'objection' }]);
  expect(w.named(held.state)).toBe('posting@F');
  expect(await stopped()).toEqual([{ days: 4 }]);
  refused(await w.as('clerk.G2').command(id, { type: 'Withdraw', reason: 'Đơn vị rút đề nghị' }), 409, 'held');
  const { postings } = ok(await w.as('clerk.G2').get<Postings>('/api/postings')).body;
  expect(postings.find((p) => p.nomination === id)).toMatchObject({ held: true });
});

it('a second one adds a second hold and does not start the first again', async () => {
  await w.clock('2026-11-27T03:00:00.000Z');
  ok(await clerk.command(id, { type: 'Object', objector: { ...words, name: 'Người thứ hai' }, content }));
  objections = (await clerk.view(id)).holds.map((h) => h.id);
  expect(new Set(objections).size).toBe(2);
  expect(await stopped()).toEqual([{ days: 4 }]);
});

it('goes to a verifier without a part in the case; who objected is for the verifier and auditors only', async () => {
  const verifier = await w.seat('verifier.F', 'appraiser', 'F');
  await w.seat('auditor.F', 'auditor', 'F');
  const [objection = '', other = ''] = objections;
  refused(await assign(id, objection, { person: w.as('appraiser.F').person }), 422, 'verifier-involved');
  refused(await assign(id, objection, { person: w.as('clerk.G2').person }), 422, 'verifier-involved');
  refused(await assign(id, objection, { person: verifier.person, who: 'clerk.F' }), 403, 'wrong-seat');
  ok(await assign(id, objection, verifier));
  const [anonymous, signed] = await read('clerk.F');
  expect([anonymous?.anonymous, signed?.anonymous]).toEqual([true, false]);
  expect([signed?.objector, signed?.contact, signed?.content]).toEqual([null, null, null]);
  for (const who of ['verifier.F', 'auditor.F'])
    expect((await read(who))[1]).toMatchObject({ objector: words.name, contact: words.contact });
  const shown = await Promise.all(
    ['clerk.F', 'clerk.G2', 'appraiser.F'].map(async (who) => [
      (await w.as(who).get(`/api/nominations/${id}`)).text,
      (await w.as(who).get(`/api/nominations/${id}/ledger`)).text,
      (await w.as(who).get(`/api/nominations/${id}/objections`)).text,
    ]),
  );
  expect(JSON.stringify(shown)).not.toMatch(/mẫu|thứ hai|tai nạn/);
  ok(await assign(id, other, verifier));
});

it('unfounded, on 07/12: only after the last conclusion does the posting run on, until 11/12/2026', async () => {
  const [objection = '', other = ''] = objections;
  await w.clock('2026-12-03T03:00:00.000Z');
  refused(await conclude(id, objection, { who: 'clerk.F', founded: false }), 403, 'not-the-verifier');
  ok(await conclude(id, objection, { who: 'verifier.F', founded: false }));
  refused(await conclude(id, objection, { who: 'verifier.F', founded: false }), 409, 'already-concluded');
  const half = await clerk.view(id);
  expect([half.holds.map((h) => h.id), half.deadlines.map((d) => d.state)]).toEqual([[other], ['stopped']]);
  await w.clock('2026-12-07T03:00:00.000Z');
  expect(await w.state(id)).toBe('posting@F');
  ok(await conclude(id, other, { who: 'verifier.F', founded: false }));
  const going = await clerk.view(id);
  expect([going.holds, end(going)]).toEqual([[], ['2026-12-11']]);
  await w.clock('2026-12-11T16:59:00.000Z');
  expect(await w.state(id)).toBe('posting@F');
  await w.clock('2026-12-11T17:00:00.001Z');
  expect(await w.state(id)).toBe('ballot@F');
});

it('founded: it is released, and its days end in no ballot but in a word to the chair, until somebody decides', async () => {
  const { holds } = await clerk.view(founded);
  const objection = holds[0]?.id ?? '';
  ok(await assign(founded, objection, { person: w.as('verifier.F').person }));
  ok(await conclude(founded, objection, { who: 'verifier.F', founded: true }));
  const stopped = await clerk.view(founded);
  expect(stopped).toMatchObject({ holds: [], state: `posting@${w.unit('F')}` });
  const { postings } = ok(await w.as('clerk.G1').get<Postings>('/api/postings')).body;
  expect(postings.map((p) => p.nomination)).not.toContain(founded);
  refused(await clerk.command(founded, { type: 'Object', content: 'Tin nhắn đến sau khi kết luận' }), 409, 'not-now');
  expect(end(stopped)).toEqual(['2026-12-17']);
  await w.clock('2026-12-21T03:00:00.000Z');
  expect(await w.state(founded)).toBe('posting@F');
  const { entries } = ok(await clerk.get<NominationLedger>(`/api/nominations/${founded}/ledger`)).body;
  expect(entries.slice(-2).map((e) => e.facts.map((f) => f.type))).toEqual([
    ['ObjectionConcluded', 'PostingStopped', 'Released'],
    ['Lapsed'],
  ]);
});

it('then the posting unit rejects it with a reason, and nominee and unit are told', async () => {
  ok(await clerk.command(founded, { type: 'Reject', code: 'discipline', reason: 'Có vi phạm đã được xác minh' }));
  expect(await w.state(founded)).toBe('rejected');
  const told = await app.sql<{ topic: string; to: string }>(
    `select topic, payload->'to'->>'kind' as "to" from outbox where chain = $1 and topic in ('concluded', 'rejected')`,
    [`n:${founded}`],
  );
  expect(told.map((t) => `${t.topic} ${t.to}`)).toEqual(
    expect.arrayContaining(['concluded seats', 'rejected subject', 'rejected seats']),
  );
});

it('a founded complaint sets the stop aside: it is posted anew for all its days, with the place that the refusal gave back', async () => {
  await publish(w, postedByQuota);
  const admin = await administrator(w);
  const body = { ...THEMATIC, year: 2026, unit: w.unit('C'), cap: 1 };
  const quota = ok(await admin.post<QuotaView>('/api/quotas', body, key())).body.id;
  const used = async () => {
    const { quotas } = ok(await admin.get<{ quotas: QuotaView[] }>('/api/quotas?year=2026')).body;
    return quotas.find((q) => q.id === quota)?.used;
  };
  const again = await w.nominate(THEMATIC);
  await w.climb(again, 'posting@F');
  expect(await used()).toBe(1);
  ok(await clerk.command(again, { type: 'Object', objector: words, content }));
  const objection = (await clerk.view(again)).holds[0]?.id ?? '';
  ok(await assign(again, objection, { person: w.as('verifier.F').person }));
  ok(await conclude(again, objection, { who: 'verifier.F', founded: true }));
  ok(await clerk.command(again, { type: 'Reject', code: 'discipline', reason: 'Có vi phạm đã được xác minh' }));
  expect([await w.state(again), await used()]).toEqual(['rejected', 0]);

  ok(await w.as('clerk.G1').command(again, { type: 'Complain', reason: 'Kết luận xác minh nhầm người cùng tên' }));
  const judge = await w.seat('judge.F', 'signer', 'F');
  const complaint = (await judge.view(again)).complaints.at(-1)?.id;
  const uphold = { type: 'ConcludeComplaint', complaint, founded: true, reason: 'Người vi phạm là người khác' };
  // Who chose the verifier hears nothing of it.
  refused(await w.as('signer.F').command(again, uphold), 403, 'hearer-involved');
  ok(await judge.command(again, uphold));
  expect([await w.state(again), await used()]).toEqual(['posting@F', 1]);
  const posted = await clerk.view(again);
  // From Monday 21/12/2026: ten working days, without New Year's Day.
  expect([posted.holds, end(posted)]).toEqual([[], ['2027-01-05']]);
  const { postings } = ok(await w.as('clerk.G1').get<Postings>('/api/postings')).body;
  expect(postings.find((p) => p.nomination === again)).toMatchObject({
    held: false,
    until: posted.deadlines[0]?.dueAt,
  });
  ok(await clerk.command(again, { type: 'Object', content: 'Tin nhắn không ghi tên người gửi' }));
  const told = ok(await clerk.get<Objections>(`/api/nominations/${again}/objections`)).body.objections;
  expect(told.map((o) => [o.anonymous, o.founded])).toEqual([
    [false, true],
    [true, null],
  ]);
  await w.clock('2027-01-05T16:59:00.000Z');
  expect(await w.state(again)).toBe('posting@F');
  await w.clock('2027-01-05T17:00:00.001Z');
  expect([await w.state(again), await used()]).toEqual(['awaitingDecision', 1]);
});
