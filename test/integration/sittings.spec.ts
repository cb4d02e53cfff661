import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { AgendaAdded, BallotView, CouncilView, Sittings, SittingView } from '#contract';
import { councilProcedure, type Procedure } from '#domain';
import { setAttendance } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { administrator, Council, council, key, publish, type Status } from '../support/councils.js';
import { blocked, pending } from '../support/overlap.js';
import { world, type World } from '../support/world.js';

/** Sittings: who has a vote, in whose place, on which day; and what stands on the papers, in which order. */

let app: TestApp;
let w: World;
let admin: Client;
let c: Council;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  await publish(w, councilProcedure);
  c = await council(w, 'C', 9);
  admin = await administrator(w);
});
afterAll(() => app.close());

async function waiting(): Promise<string> {
  const id = await w.nominate();
  await w.climb(id, 'ballot@C');
  return id;
}

/** One more person of the unit in the council. */
async function joins(who: string, role: string, of = c.id): Promise<string> {
  const { person } = await w.seat(who, 'member', 'C');
  ok(await admin.post(`/api/councils/${of}/members`, { person, role, validFrom: '2026-01-01' }, key()));
  return memberOf(who, of);
}

async function memberOf(who: string, of = c.id): Promise<string> {
  const { members } = ok(await admin.get<CouncilView>(`/api/councils/${of}`)).body;
  return members.find((m) => m.person.id === w.as(who).person)?.id ?? '';
}

type Line = { member: string; status: Status; substituteFor?: string };
const everybody = (over: Readonly<Record<number, Status>> = {}): Line[] =>
  c.members.map((member, i) => ({ member, status: over[i] ?? 'present' }));
const attend = (sitting: SittingView, attendance: readonly Line[]) =>
  c.put<SittingView>(sitting, 'attendance', { attendance });

it('several join an agenda at its end in one press; who waits for no ballot of the council is left out, and a stranger moves nothing', async () => {
  const [one, two, three] = [await waiting(), await waiting(), await waiting()];
  const elsewhere = await w.nominate();
  const { id } = await c.sitting([one]);
  const add = (nominations: readonly string[], who: Client, command = key()) =>
    who.post<AgendaAdded>(`/api/sittings/${id}/items`, { nominations }, command);
  const command = key();
  const asked = [three, elsewhere, two, one];
  const answer = ok(await add(asked, w.as('m1.C'), command)).body;
  expect(answer).toEqual({ on: [three, two, one], leftOut: [elsewhere] });
  expect(ok(await add(asked, w.as('m1.C'), command)).body).toEqual(answer);
  const { agenda } = ok(await w.as('m1.C').get<SittingView>(`/api/sittings/${id}`)).body;
  expect(agenda.map((a) => a.nomination)).toEqual([one, three, two]);
  refused(await add([two], w.as('m3.C')), 403, 'not-a-member');
  refused(await add([two], w.as('clerk.G1')), 404, 'not-found');
  refused(
    await add(
      Array.from({ length: 51 }, () => randomUUID()),
      w.as('m1.C'),
    ),
    422,
    'too-many-rows',
  );
  const mine = async (who: Client) =>
    ok(await who.get<Sittings>('/api/sittings')).body.sittings.map((s) => [s.id, s.items]);
  expect(await mine(w.as('m1.C'))).toContainEqual([id, 3]);
  for (const who of ['m3.C', 'clerk.G1']) expect([who, await mine(w.as(who))]).toEqual([who, []]);
});

it('an attendance that is being written is waited for: the ballot is opened for those whom it names', async () => {
  const sitting = await c.sitting([await waiting()]);
  const command = { person: c.secretary.person, commandId: randomUUID(), requestHash: Buffer.alloc(32) };
  const writing = await pending(app, 'record_administration', (engine) =>
    setAttendance(engine, { ...command, ifMatch: sitting.version }, sitting.id, {
      attendance: everybody({ 8: 'absent' }),
    }),
  );
  const opening = c.open(sitting);
  expect(await blocked(app, opening)).toBe(1);
  expect(await writing.commit()).toEqual({ id: sitting.id });
  const { id } = ok(await opening).body;
  refused(await c.paper(id, 8, {}), 403, 'not-a-member');
  ok(await c.vote(id, 7, 'agree'));
});

describe('a substitute', () => {
  let [first, second] = ['', ''];
  beforeAll(async () => {
    first = await joins('first.C', 'substitute');
    second = await joins('second.C', 'substitute');
  });

  it('has no vote of their own, and one in the place of a member who stays away', async () => {
    const id = await waiting();
    const sitting = await c.sitting([id]);
    expect(sitting.counts).toEqual({ members: 9, present: 9, written: 0, recused: 0 });
    const idle = ok(await attend(sitting, [...everybody({ 8: 'absent' }), { member: first, status: 'present' }])).body;
    expect(idle.counts).toEqual({ members: 9, present: 8, written: 0, recused: 0 });
    const lines: Line[] = [...everybody({ 8: 'absent' })];
    lines.push({ member: first, status: 'present', substituteFor: c.members[8] ?? '' });
    const seated = ok(await attend(idle, lines)).body;
    expect(seated.counts).toEqual({ members: 9, present: 9, written: 0, recused: 0 });
    const ballot = ok(await c.open(seated)).body;
    expect(ballot.turnout.map((t) => t.member).sort()).toEqual([...c.members.slice(0, 8), first].sort());
    for (let i = 0; i < 7; i += 1) ok(await c.vote(ballot.id, i, 'agree'));
    refused(await c.paper(ballot.id, 8, { [id]: 'agree' }), 403, 'not-a-member');
    const body = { receipt: '0'.repeat(32), choices: { [id]: 'agree' } };
    ok(await w.as('first.C').send('PUT', `/api/ballots/${ballot.id}/paper`, { body, headers: key() }));
    const closed = await c.closeAndHandOut(ballot.id);
    expect(closed.items[0]).toMatchObject({ passed: true, totals: { members: 9, papers: 8, agree: 8, base: 9 } });
  });

  it('takes the place of nobody who votes, of nobody twice, and of no other substitute', async () => {
    const sitting = await c.sitting([await waiting()]);
    const eighth = c.members[8] ?? '';
    const wrong: readonly Line[][] = [
      [...everybody(), { member: first, status: 'present', substituteFor: eighth }],
      [...everybody({ 8: 'writtenVote' }), { member: first, status: 'present', substituteFor: eighth }],
      [...everybody({ 8: 'absent' }), { member: first, status: 'writtenVote', substituteFor: eighth }],
      [
        ...everybody({ 8: 'absent' }),
        { member: first, status: 'present', substituteFor: eighth },
        { member: second, status: 'present', substituteFor: eighth },
      ],
      [
        ...everybody(),
        { member: first, status: 'absent' },
        { member: second, status: 'present', substituteFor: first },
      ],
      [...everybody({ 7: 'absent' }), ...everybody().slice(0, 1)],
    ];
    for (const lines of wrong) refused(await attend(sitting, lines), 422, 'unknown-reference');
    const same = ok(await c.secretary.get<SittingView>(`/api/sittings/${sitting.id}`)).body;
    expect([same.version, same.counts.present]).toEqual([sitting.version, 9]);
  });

  it('is the way out of a threshold that the recused put out of reach', async () => {
    const all: Procedure = {
      ...councilProcedure,
      id: 'COUNCIL-ALL',
      appliesTo: { awards: ['UNION_CERT_LEVEL2'], occasions: ['annual'] },
      stages: [
        ...councilProcedure.stages.slice(0, 1),
        {
          level: 'level2_union',
          steps: (councilProcedure.stages[1]?.steps ?? []).map((s) =>
            s.ballot ? { ...s, ballot: { ...s.ballot, pass: [9, 10] as const } } : s,
          ),
        },
      ],
    };
    await publish(w, { ...all, stages: [...all.stages, ...councilProcedure.stages.slice(2)] });
    const id = await w.nominate({ award: 'UNION_CERT_LEVEL2' });
    await w.climb(id, 'ballot@C');
    const sitting = ok(await attend(await c.sitting([id]), everybody({ 8: 'recused' }))).body;
    expect(sitting.counts).toEqual({ members: 9, present: 9, written: 0, recused: 1 });
    refused(await c.open(sitting), 409, 'threshold-unattainable');
    const lines = everybody({ 8: 'recused' });
    lines.push({ member: first, status: 'present', substituteFor: c.members[8] ?? '' });
    const replaced = ok(await attend(sitting, lines)).body;
    expect(replaced.counts).toEqual({ members: 9, present: 9, written: 0, recused: 0 });
    const ballot = ok(await c.open(replaced)).body;
    ok(await c.secretary.post(`/api/ballots/${ballot.id}/void`, { reason: 'Chỉ để xem có mở được' }, key()));
  });
});

describe('the size of a council', () => {
  /** A council of C with the first n of its people. */
  async function of(n: number): Promise<Council> {
    const { id } = ok(
      await admin.post<CouncilView>('/api/councils', {
        unit: w.unit('C'),
        name: `Hội đồng ${String(n)} thành viên`,
        validFrom: '2026-01-01',
      }),
    ).body;
    const ids: string[] = [];
    for (let i = 0; i < n; i += 1) {
      const who = `m${String(i)}.C`;
      if (i >= 9) await w.seat(who, 'member', 'C');
      const role = (['chair', 'secretary'] as const)[i] ?? 'member';
      const { person } = w.as(who);
      ok(await admin.post(`/api/councils/${id}/members`, { person, role, validFrom: '2026-01-01' }, key()));
      ids.push(await memberOf(who, id));
    }
    return new Council(w, 'C', id, ids);
  }

  it('five hold a secret ballot, four do not', async () => {
    const id = await waiting();
    const four = await of(4);
    expect(refused(await four.open(await four.sitting([id])), 422, 'council-too-small')).toMatchObject({
      observed: '4',
      needed: '5',
    });
    const five = await of(5);
    const ballot = ok(await five.open(await five.sitting([id]))).body;
    for (let i = 0; i < 4; i += 1) ok(await five.vote(ballot.id, i, 'agree'));
    const closed = await five.closeAndHandOut(ballot.id);
    expect(closed.items[0]).toMatchObject({ passed: true, formula: '4 × 10 = 40 ≥ 40 = 5 × 8' });
  });

  it('thirty vote on a list, in the order of its agenda', async () => {
    const thirty = await of(30);
    const ids = [await waiting(), await waiting(), await waiting()];
    const agenda = [ids[2] ?? '', ids[0] ?? '', ids[1] ?? ''];
    const sitting = await thirty.sitting(agenda);
    expect(sitting.agenda.map((a) => a.nomination)).toEqual(agenda);
    const ballot = ok(await thirty.open(sitting)).body;
    const paper = ok(await thirty.member(7).get<BallotView>(`/api/ballots/${ballot.id}`)).body.paper;
    expect(paper?.map((p) => p.nomination)).toEqual(agenda);
    // 24 of 30 is four fifths; 23 is not.
    for (let i = 0; i < 30; i += 1) {
      const [one = '', two = '', three = ''] = agenda;
      const marks = { [one]: i < 24, [two]: i < 23, [three]: true };
      const choices = Object.fromEntries(Object.entries(marks).map(([n, yes]) => [n, yes ? 'agree' : 'disagree']));
      ok(await thirty.paper(ballot.id, i, choices as Record<string, 'agree' | 'disagree'>));
    }
    const closed = await thirty.closeAndHandOut(ballot.id);
    expect(closed.items.map((i) => [i.nomination, i.passed, i.formula])).toEqual([
      [agenda[0], true, '24 × 10 = 240 ≥ 240 = 30 × 8'],
      [agenda[1], false, '23 × 10 = 230 < 240 = 30 × 8'],
      [agenda[2], true, '30 × 10 = 300 ≥ 240 = 30 × 8'],
    ]);
  });
});

it('the deputy presides where the chair does not, and a plain member never', async () => {
  await joins('deputy.C', 'deputy');
  const id = await waiting();
  const lines = [...everybody({ 0: 'absent' }), { member: await memberOf('deputy.C'), status: 'present' as const }];
  const sitting = ok(await attend(await c.sitting([id]), lines)).body;
  const path = `/api/sittings/${sitting.id}/ballots`;
  refused(await c.member(3).post(path, {}, key()), 403, 'not-a-member');
  const ballot = ok(await w.as('deputy.C').post<BallotView>(path, {}, key())).body;
  refused(await c.member(3).post(`/api/ballots/${ballot.id}/close`, {}, key()), 403, 'not-a-member');
  refused(await c.member(3).post(`/api/ballots/${ballot.id}/void`, { reason: 'Không được phép' }, key()), 403, 'not-a-member'); // prettier-ignore
  const closed = await w.as('deputy.C').post<BallotView>(`/api/ballots/${ballot.id}/close`, {}, key());
  expect([closed.status, closed.body.state]).toEqual([202, 'closed']);
  const member = await memberOf('deputy.C');
  ok(await admin.post(`/api/councils/${c.id}/members/${member}/end`, { validTo: '2026-11-02' }, key()));
});

describe('the day of a sitting', () => {
  const plan = (heldOn: string, mode: 'electronic' | 'paper' = 'electronic') =>
    c.secretary.post<SittingView>(`/api/councils/${c.id}/sittings`, { mode, heldOn }, key());

  it('may not have passed already, unless it was held on paper', async () => {
    expect(refused(await plan('2026-11-01'), 422, 'wrong-date')).toMatchObject({ observed: '2026-11-01' });
    refused(await plan('2025-12-31', 'paper'), 422, 'wrong-date');
    ok(await plan('2026-11-01', 'paper'));
  });

  it('must have come before anybody votes', async () => {
    const id = await waiting();
    const planned = ok(await plan('2026-11-03')).body;
    const listed = ok(await c.put<SittingView>(planned, 'agenda', { nominations: [id] })).body;
    const sitting = ok(await attend(listed, everybody())).body;
    expect(refused(await c.open(sitting), 422, 'wrong-date')).toMatchObject({ observed: '2026-11-03' });
    await w.clock('2026-11-03T01:00:00.000Z');
    const ballot = ok(await c.open(sitting)).body;
    for (let i = 0; i < 9; i += 1) ok(await c.vote(ballot.id, i, 'agree'));
    await c.closeAndHandOut(ballot.id);
    expect(await w.state(id)).toBe('signature@C');
  });

  it('decides who is a member: whose term has ended has no line in it and no vote', async () => {
    const id = await waiting();
    const before = ok(await plan('2026-11-05')).body;
    expect(before.counts.members).toBe(9);
    const gone = c.members[8] ?? '';
    ok(await admin.post(`/api/councils/${c.id}/members/${gone}/end`, { validTo: '2026-11-04' }, key()));
    const after = ok(await c.secretary.get<SittingView>(`/api/sittings/${before.id}`)).body;
    expect([after.counts.members, after.attendance.some((a) => a.member === gone)]).toEqual([8, false]);
    await w.clock('2026-11-05T01:00:00.000Z');
    const listed = ok(await c.put<SittingView>(after, 'agenda', { nominations: [id] })).body;
    refused(await attend(listed, everybody()), 422, 'unknown-reference');
    const sitting = ok(await attend(listed, everybody().slice(0, 8))).body;
    const ballot = ok(await c.open(sitting)).body;
    refused(await c.paper(ballot.id, 8, { [id]: 'agree' }), 403, 'not-a-member');
    for (let i = 0; i < 8; i += 1) ok(await c.vote(ballot.id, i, 'agree'));
    const closed = await c.closeAndHandOut(ballot.id);
    expect(closed.items[0]).toMatchObject({ totals: { members: 8, base: 8, needed: 7 } });
  });
});
