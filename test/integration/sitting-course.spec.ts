import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { BallotView, CouncilWaiting, OpeningCheck, SittingView } from '#contract';
import { councilProcedure } from '#domain';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { council, key, publish, type Council } from '../support/councils.js';
import { wordsOfDocx, wordsOfPdf } from '../support/printed.js';
import { Stream } from '../support/stream.js';
import { world, type World } from '../support/world.js';

/** A sitting from agenda to the next list: what is on the screens, what opening would do, ballots that were given up. */

let app: TestApp;
let w: World;
let c: Council;
const kin = { type: 'DeclareRelation', relation: 'kin', reason: 'Là em gái của người được đề nghị' };
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  await publish(w, councilProcedure);
  c = await council(w, 'C', 9);
});
afterAll(() => app.close());

async function waiting(): Promise<string> {
  const id = await w.nominate();
  await w.climb(id, 'ballot@C');
  return id;
}

const read = async (who: Client, id: string): Promise<SittingView> =>
  ok(await who.get<SittingView>(`/api/sittings/${id}`)).body;
const show = (who: Client, sitting: string, nomination: string | null) =>
  who.send<SittingView>('PUT', `/api/sittings/${sitting}/current`, { body: { nomination } });

/** Lines are broken anywhere on paper: words without their spaces. */
const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, '');

async function minutes(who: Client, sitting: string, type: 'pdf' | 'docx'): Promise<string> {
  const answer = await fetch(`${app.url}/api/sittings/${sitting}/minutes.${type}`, {
    headers: { cookie: `laurel=${who.cookie ?? ''}` },
  });
  expect(answer.status).toBe(200);
  const bytes = Buffer.from(await answer.arrayBuffer());
  return plain(type === 'pdf' ? wordsOfPdf(bytes) : wordsOfDocx(bytes));
}

it('what waits for the council is told to its unit, but for what its reader may not see or is on open papers', async () => {
  const rows = async (who: Client) =>
    ok(await who.get<CouncilWaiting>(`/api/councils/${c.id}/waiting`)).body.rows.map((r) => r.nomination);
  const [one, balloted] = [await waiting(), await waiting()];
  const { id: ballot } = ok(await c.open(await c.sitting([balloted]))).body;
  const told = await rows(w.as('m3.C'));
  expect([told.includes(one), told.includes(balloted)]).toEqual([true, false]);
  ok(await c.secretary.post(`/api/ballots/${ballot}/void`, { reason: 'Danh sách in thiếu một hồ sơ' }, key()));
  expect(await rows(w.as('m3.C'))).toContain(balloted);
  // Who sets councils up sees them, and none of what waits: not even what they may see from another seat.
  await w.seat('setter', 'administrator', 'F');
  const setter = await w.seat('setter', 'clerk', 'G1');
  expect([(await setter.view(one)).id, await rows(setter)]).toEqual([one, []]);
  refused(await w.as('clerk.G1').get(`/api/councils/${c.id}/waiting`), 404, 'not-found');
  const [sight] = await app.sql<{ row: object }>(
    `delete from nomination_unit v where nomination_id = $1 and unit_id = $2 returning to_jsonb(v) as row`,
    [one, w.unit('C')],
  );
  expect(await rows(w.as('m3.C'))).not.toContain(one);
  await app.sql('insert into nomination_unit select * from jsonb_populate_record(null::nomination_unit, $1)', [
    JSON.stringify(sight?.row),
  ]);
});

it('the item on the screens is set by an officer, told at once, hidden from whom it concerns, and no entry of the ledger', async () => {
  const [mine, other, absent] = [await waiting(), await waiting(), await waiting()];
  ok(await c.member(5).command(mine, kin));
  const { id } = await c.sitting([mine, other]);
  expect(await read(c.member(3), id)).toMatchObject({ current: null, phase: 'before' });
  const stream = await Stream.ready(c.member(3));
  const before = await app.sql('select count(*)::int as n from ledger_entry');
  const heard = stream.ids('sitting').length;
  ok(await show(c.secretary, id, mine));
  await stream.until((s) => s.ids('sitting').length > heard, 'the item on the screens');
  stream.close();
  expect((await read(c.member(3), id)).current).toBe(mine);
  expect((await read(c.member(5), id)).current).toBeNull();
  refused(await show(c.member(3), id, other), 403, 'not-a-member');
  refused(await show(w.as('clerk.F'), id, other), 404, 'not-found');
  refused(await show(c.secretary, id, absent), 422, 'unknown-reference');
  ok(await show(c.chair, id, other));
  expect((await read(c.member(5), id)).current).toBe(other);
  ok(await show(c.secretary, id, null));
  expect((await read(c.member(3), id)).current).toBeNull();
  expect(await app.sql('select count(*)::int as n from ledger_entry')).toEqual(before);
});

it('an officer with an interest arranges what they see: what is hidden keeps its place until who sees it takes it off', async () => {
  const [one, mine, two] = [await waiting(), await waiting(), await waiting()];
  ok(await c.chair.command(mine, kin));
  const { id } = await c.sitting([one, mine, two]);
  const lines = async (who: Client) => {
    const { agenda, hidden } = await read(who, id);
    return [agenda.map((a) => a.nomination), hidden];
  };
  const put = async (who: Client, nominations: readonly string[]) => {
    const headers = { ...key(), 'if-match': `"${String((await read(who, id)).version)}"` };
    ok(await who.send('PUT', `/api/sittings/${id}/agenda`, { body: { nominations }, headers }));
  };
  expect(await lines(c.chair)).toEqual([[one, two], 1]);
  await put(c.chair, [two, one]);
  expect([await lines(c.chair), await lines(c.secretary)]).toEqual([
    [[two, one], 1],
    [[two, mine, one], 0],
  ]);
  // Named all the same, it is neither moved nor put on twice.
  await put(c.chair, [mine, one, two]);
  expect(await lines(c.secretary)).toEqual([[one, mine, two], 0]);
  await put(c.chair, [two]);
  expect(await lines(c.secretary)).toEqual([[two, mine], 0]);
  await put(c.chair, [mine]);
  expect([await lines(c.chair), await lines(c.secretary)]).toEqual([
    [[], 1],
    [[mine], 0],
  ]);
  await put(c.secretary, [one]);
  expect(await lines(c.chair)).toEqual([[one], 0]);
});

it('what opening would do is told to officers as it would be done: voters, quorum with its rule, votes needed; or why not', async () => {
  const [mine, other] = [await waiting(), await waiting()];
  ok(await c.member(5).command(mine, kin));
  const few = await c.sitting([mine, other], ['present', 'present', 'present', 'present', 'writtenVote']);
  const check = (who: Client, id: string) => who.get<OpeningCheck>(`/api/sittings/${id}/opening`);
  const whole = await c.sitting(
    [mine, other],
    ['present', 'present', 'present', 'present', 'present', 'present', 'present', 'writtenVote', 'absent'],
  );
  const told = ok(await check(c.secretary, whole.id)).body;
  expect(told).toMatchObject({
    secrecy: 'secret',
    mode: 'electronic',
    quorum: { members: 9, present: 7, needed: 6, missing: 0, share: [2, 3] },
    pass: [8, 10],
    base: { of: 'allMembers', count: 9 },
    items: [
      { nomination: mine, needed: 8, attainable: 7 },
      { nomination: other, needed: 8, attainable: 8 },
    ],
  });
  expect(told.quorum.source).toMatchObject({ procedure: { id: 'COUNCIL', version: 1 } });
  expect(told.quorum.source.citation).toContain('98/2023');
  expect(told.voters).toHaveLength(8);
  expect(told.voters.filter((v) => v.items !== 2)).toMatchObject([{ member: c.members[5], items: 1, mode: 'present' }]);
  expect(told.voters.filter((v) => v.mode === 'written').map((v) => v.member)).toEqual([c.members[7]]);
  expect(told.without).toHaveLength(1);
  refused(await check(c.member(3), whole.id), 403, 'not-a-member');
  refused(await check(w.as('clerk.F'), whole.id), 404, 'not-found');
  // Whatever would keep it from being opened is said here, and by opening it, in the same words.
  const absent = await c.sitting(
    [other],
    Array.from({ length: 9 }, (_, i) => (i < 4 ? 'present' : 'absent')),
  );
  refused(await check(c.secretary, absent.id), 409, 'no-quorum');
  refused(await c.open(absent), 409, 'no-quorum');
  expect((await read(c.member(3), absent.id)).quorum).toMatchObject({ present: 4, needed: 6, missing: 2 });
  expect(few.quorum).toMatchObject({ present: 8, missing: 0 });
});

it('a ballot is given up with a reason that members read; its items wait again, and tell of every ballot before', async () => {
  const id = await waiting();
  const sitting = await c.sitting([id], [...Array.from({ length: 8 }, () => 'present' as const), 'writtenVote']);
  const first = ok(await c.open(sitting)).body.id;
  ok(await c.vote(first, 4, 'agree'));
  const giveUp = (who: Client, reason: string) => who.post(`/api/ballots/${first}/void`, { reason }, key());
  refused(await giveUp(c.member(3), 'Danh sách in thiếu một hồ sơ'), 403, 'not-a-member');
  refused(await giveUp(c.secretary, 'ngắn'), 400, 'malformed');
  ok(await giveUp(c.secretary, 'Danh sách in thiếu một hồ sơ'));
  expect(await app.sql('select count(*)::int as n from envelope where ballot_id = $1', [first])).toEqual([{ n: 0 }]);
  const voided = ok(await c.member(3).get<BallotView>(`/api/ballots/${first}`)).body;
  expect(voided.voided).toEqual({ why: 'given-up', reason: 'Danh sách in thiếu một hồ sơ' });
  expect(voided.items).toEqual([]);
  const again = await read(c.member(3), sitting.id);
  expect(again.phase).toBe('before');
  expect(again.agenda[0]?.earlier).toMatchObject([{ ballot: first, state: 'void', passed: null }]);

  const second = ok(await c.open(again)).body.id;
  expect((await read(c.member(3), sitting.id)).phase).toBe('voting');
  for (let i = 0; i < 9; i += 1) ok(await c.vote(second, i, i < 7 ? 'agree' : 'disagree'));
  await c.closeAndHandOut(second);
  const after = await read(c.member(3), sitting.id);
  expect(after.phase).toBe('after');
  expect(after.ballots.map((b) => [b.id, b.state, b.items])).toEqual([
    [first, 'void', 1],
    [second, 'closed', 1],
  ]);
  expect(after.agenda[0]?.earlier[1]).toMatchObject({ state: 'closed', passed: false, agree: 7, needed: 8 });

  // Its minutes, in both files: who was there, each ballot with base and sum, what was decided.
  for (const type of ['pdf', 'docx'] as const) {
    const words = await minutes(c.member(3), sitting.id, type);
    for (const said of [
      'BIÊN BẢN',
      'Người m1.C',
      'Lý do: Danh sách in thiếu một hồ sơ.',
      'Tổng số thành viên 9; có mặt 8; bỏ phiếu bằng văn bản 1',
      'Cần ít nhất 6 người có mặt (2/3): đủ điều kiện.',
      'cơ số là tất cả thành viên',
      'Nghị định 98/2023/NĐ-CP',
      'Bỏ phiếu bằng văn bản (1): Người m8.C.',
      'cơ số là tất cả thành viên: 9, cần 8; đồng ý 7: 7 × 10 = 70 < 72 = 9 × 8, không đạt.',
      'Không đủ số phiếu để đề nghị khen thưởng: Nguyễn Văn Ánh',
      'CHỦ TỊCH HỘI ĐỒNG',
      'THƯ KÝ',
    ]) {
      expect([type, said, words.includes(plain(said))]).toEqual([type, said, true]);
    }
    // No line has a voter and a choice: after the table nobody but who signs is named.
    expect(words.slice(words.indexOf(plain('Phiếu thu')))).not.toMatch(/Ngườim[2-8]/);
    refused(await w.as('clerk.F').get(`/api/sittings/${sitting.id}/minutes.${type}`), 404, 'not-found');
  }
});

it('minutes wait for a count, and leave out what their reader may not review', async () => {
  const [mine, other] = [await waiting(), await waiting()];
  ok(await c.member(5).command(mine, kin));
  const sitting = await c.sitting([mine, other]);
  refused(await c.secretary.get(`/api/sittings/${sitting.id}/minutes.pdf`), 409, 'not-now');
  const ballot = ok(await c.open(sitting)).body.id;
  for (let i = 0; i < 9; i += 1) ok(await c.vote(ballot, i, 'agree'));
  await c.closeAndHandOut(ballot);
  const codes = (await read(c.secretary, sitting.id)).agenda.map((a) => a.code);
  const [hers, all] = [await minutes(c.member(5), sitting.id, 'pdf'), await minutes(c.chair, sitting.id, 'pdf')];
  expect(codes.map((code) => all.includes(code))).toEqual([true, true]);
  expect(codes.map((code) => hers.includes(code))).toEqual([false, true]);
  expect(hers).toContain(plain('Bản này không nêu 1 hồ sơ mà người đọc không được tham gia xét.'));
});
