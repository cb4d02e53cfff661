import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BallotView, CouncilView, Minutes } from '#contract';
import { councilProcedure } from '#domain';
import { performActItem, putPaper } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Answer } from '../support/client.js';
import { council, key, minutesOf, publish, type Council, type Mark } from '../support/councils.js';
import { blocked, pending } from '../support/overlap.js';
import { sha256 } from '../support/secret-ballots.js';
import { world, type World } from '../support/world.js';

let app: TestApp;
let w: World;
let c: Council;
beforeAll(async () => {
  app = await startApp({ poolSize: 20 });
  w = await world(app);
  await publish(w, councilProcedure);
  c = await council(w, 'C', 5);
});
afterAll(() => app.close());

async function waiting(count = 1): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) ids.push(await w.nominate());
  for (const id of ids) await w.climb(id, 'ballot@C');
  return ids;
}

async function openOn(items: readonly string[], mode: 'electronic' | 'paper' = 'electronic'): Promise<string> {
  return ok(await c.open(await c.sitting(items, [], mode))).body.id;
}

const read = async (ballot: string): Promise<BallotView> =>
  ok(await c.secretary.get<BallotView>(`/api/ballots/${ballot}`)).body;

/** Sends a paper with a receipt of its own; tells which one. */
async function send(ballot: string, i: number, choices: Record<string, Mark>) {
  const receipt = randomBytes(16).toString('hex');
  const body = { receipt, choices };
  const answer = await c.member(i).send('PUT', `/api/ballots/${ballot}/paper`, { body, headers: key() });
  return { answer, receipt };
}

describe('a sitting on paper', () => {
  const paper = async (items: readonly string[]): Promise<string> => {
    const ballot = await openOn(items, 'paper');
    expect(ok(await c.scan(ballot)).body).toEqual({ ...minutesOf(ballot), name: 'bien-ban.pdf' });
    return ballot;
  };
  const line = (nomination: string, papers: number, agree: number, disagree: number) => {
    return { nomination, papers, agree, disagree };
  };
  const enter = (by: 'chair' | 'secretary', ballot: string, items: unknown): Promise<Answer<BallotView>> =>
    c[by].post<BallotView>(`/api/ballots/${ballot}/totals`, { minutes: minutesOf(ballot), items }, key());
  const confirm = (by: 'chair' | 'secretary', ballot: string): Promise<Answer<BallotView>> =>
    c[by].post<BallotView>(`/api/ballots/${ballot}/confirm`, {}, key());

  it('is counted by two: one officer enters the totals with the minutes, another confirms, results are handed out', async () => {
    const [a = '', b = ''] = await waiting(2);
    const ballot = await paper([a, b]);
    refused(await confirm('chair', ballot), 409, 'not-now');
    expect(ok(await enter('secretary', ballot, [line(a, 5, 3, 1), line(b, 5, 3, 2)])).body.state).toBe('entered');
    refused(await confirm('secretary', ballot), 409, 'second-person-needed');
    const items = [line(a, 5, 4, 1), line(b, 5, 3, 2)];
    const entered = ok(await enter('secretary', ballot, items)).body;
    expect(entered).toMatchObject({ state: 'entered', items: [], act: null });
    expect(await w.state(a)).toBe('ballot@C');
    refused(await confirm('secretary', ballot), 409, 'second-person-needed');
    refused(await c.member(3).post(`/api/ballots/${ballot}/confirm`, {}, key()), 403, 'not-a-member');

    const closed = ok(await confirm('chair', ballot)).body;
    for (const item of [a, b]) await performActItem(app.engine, closed.act ?? '', item);
    expect(closed).toMatchObject({ state: 'closed', mode: 'paper', receipts: [], votes: [] });
    expect(closed.items).toMatchObject([
      { nomination: a, passed: true, totals: { papers: 5, valid: 5, agree: 4, disagree: 1, none: 0 } },
      { nomination: b, passed: false, totals: { papers: 5, valid: 5, agree: 3, disagree: 2, none: 0 } },
    ]);
    expect([await w.state(a), await w.state(b)]).toEqual(['signature@C', 'notPassed']);
    const told = ok(await c.chair.get<Minutes>(`/api/ballots/${ballot}/minutes`)).body;
    expect(told).toMatchObject({ mode: 'paper', members: 5, present: 5, papers: 5 });
    const entries = await app.sql<{ type: string; person: string; files: unknown }>(
      `select canon::jsonb->>'type' as type, canon::jsonb->'actor'->>'person' as person, canon::jsonb->'files' as files
       from ledger_entry where chain = $1 order by seq`,
      [`b:${ballot}`],
    );
    const [chair, secretary] = [c.chair.person, c.secretary.person];
    expect(entries.map((e) => [e.type, e.person])).toEqual([
      ['OpenBallot', secretary],
      ['EnterTotals', secretary],
      ['EnterTotals', secretary],
      ['CloseBallot', chair],
    ]);
    expect(entries[2]?.files).toEqual([{ item: 'ballotMinutes', ...minutesOf(ballot) }]);
    refused(await enter('chair', ballot, items), 409, 'not-now');
    refused(await confirm('secretary', ballot), 409, 'not-now');
  });

  it('refuses sums that cannot be, totals of other nominations, and papers over the wire', async () => {
    const [a = '', b = ''] = await waiting(2);
    const ballot = await paper([a, b]);
    const good = line(b, 5, 3, 2);
    for (const wrong of [line(a, 5, 4, 2), line(a, 6, 4, 1), line(a, 0, 1, 0)]) {
      refused(await enter('secretary', ballot, [wrong, good]), 422, 'incomplete-paper');
    }
    refused(await enter('secretary', ballot, [good]), 422, 'incomplete-paper');
    refused(await enter('secretary', ballot, [good, good, line(a, 5, 5, 0)]), 422, 'incomplete-paper');
    refused(await enter('secretary', ballot, [good, line(a, 5, 5, 0), line(ballot, 5, 5, 0)]), 422, 'not-on-paper');
    for (const wrong of [line(a, -1, 0, 0), line(a, 5, 2.5, 2.5), line(a, 61, 5, 0), { nomination: a, papers: 5 }]) {
      refused(await enter('secretary', ballot, [wrong, good]), 400, 'malformed');
    }
    const bare = { items: [line(a, 5, 5, 0), good] };
    refused(await c.secretary.post(`/api/ballots/${ballot}/totals`, bare, key()), 400, 'malformed');
    const whole = { minutes: minutesOf(ballot), ...bare };
    refused(await c.member(3).post(`/api/ballots/${ballot}/totals`, whole, key()), 403, 'not-a-member');
    refused((await send(ballot, 2, { [a]: 'agree', [b]: 'agree' })).answer, 409, 'ballot-closed');
    refused(await c.close(ballot), 409, 'not-now');
    expect(await read(ballot)).toMatchObject({ state: 'open', version: 1 });
    ok(await enter('chair', ballot, [line(a, 4, 4, 0), good]));
    expect(ok(await confirm('secretary', ballot)).body.items[0]?.totals).toMatchObject({ papers: 4, agree: 4 });
  });

  it('an electronic ballot takes no totals', async () => {
    const [a = ''] = await waiting();
    const ballot = await openOn([a]);
    refused(await c.scan(ballot), 409, 'not-now');
    refused(await enter('secretary', ballot, [line(a, 5, 5, 0)]), 409, 'not-now');
    refused(await confirm('chair', ballot), 409, 'not-now');
    ok(await c.close(ballot));
  });
});

describe('a paper at the instant of closing (R13)', () => {
  /** Every paper that was received is counted, and nothing else. */
  async function settledWith(ballot: string, sent: readonly Awaited<ReturnType<typeof send>>[]): Promise<void> {
    const taken = sent.filter((s) => s.answer.status === 200);
    for (const { answer } of sent) if (answer.status !== 200) refused(answer, 409, 'ballot-closed');
    const view = await read(ballot);
    expect(view.receipts).toEqual(taken.map((s) => sha256(s.receipt)).sort());
    expect(view.items[0]?.totals).toMatchObject({ papers: taken.length, agree: taken.length });
    expect(await app.sql('select from envelope where ballot_id = $1', [ballot])).toEqual([]);
  }

  it('is counted or refused: 20 rounds', async () => {
    const kinds = new Set<number>();
    for (let round = 0; round < 20; round += 1) {
      const [a = ''] = await waiting();
      const ballot = await openOn([a]);
      const first = await send(ballot, 0, { [a]: 'agree' });
      const papers = [1, 2, 3, 4].map(async (i) => {
        await sleep(i * (round % 5));
        return send(ballot, i, { [a]: 'agree' });
      });
      const [closed, ...late] = await Promise.all([c.close(ballot), ...papers]);
      ok(closed);
      late.forEach((s) => kinds.add(s.answer.status));
      await settledWith(ballot, [first, ...late]);
    }
    expect(kinds).toEqual(new Set([200, 409]));
  });

  it.each([
    ['put_paper', 409],
    ['begin_closing', 200],
    ['envelopes', 409],
    ['record_ballot', 409],
  ])('right before the statement %s the answer is %i', async (statement, status) => {
    const [a = ''] = await waiting();
    const ballot = await openOn([a]);
    const first = await send(ballot, 0, { [a]: 'agree' });
    const sent: Awaited<ReturnType<typeof send>>[] = [];
    const paper = async () => void sent.push(await send(ballot, 1, { [a]: 'agree' }));
    const close = async () => void ok(await c.close(ballot));
    app.before(statement, statement === 'put_paper' ? close : paper);
    await (statement === 'put_paper' ? paper() : close());
    expect(sent.map((s) => s.answer.status)).toEqual([status]);
    await settledWith(ballot, [first, ...sent]);
  });

  it('closing waits for a paper that is being written, and counts it', async () => {
    const [a = ''] = await waiting();
    const ballot = await openOn([a]);
    const receipt = randomBytes(16).toString('hex');
    const from = { ballot, person: c.member(0).person, commandId: randomUUID() };
    const paper = await pending(app, 'put_paper', (engine) =>
      putPaper(engine, from, { receipt, choices: { [a]: 'agree' } }),
    );
    // Members never wait for each other.
    const beside = await send(ballot, 1, { [a]: 'agree' });
    const closing = c.close(ballot);
    expect(await blocked(app, closing)).toBe(1);
    expect(await paper.commit()).toEqual({ received: true });
    ok(await closing);
    const view = await read(ballot);
    expect([ok(beside.answer).status, view.receipts]).toEqual([200, [receipt, beside.receipt].map(sha256).sort()]);
    expect(view.items[0]?.totals).toMatchObject({ papers: 2, agree: 2 });
    expect(await app.sql('select from envelope where ballot_id = $1', [ballot])).toEqual([]);
  });

  it('one paper twenty times under one key, and five replacements: one envelope, the last one counts', async () => {
    const [a = ''] = await waiting();
    const ballot = await openOn([a]);
    const one = key();
    const body = { receipt: 'a'.repeat(32), choices: { [a]: 'disagree' } };
    const again = () => c.member(0).send('PUT', `/api/ballots/${ballot}/paper`, { body, headers: one });
    const answers = await Promise.all(Array.from({ length: 20 }, again));
    expect(new Set(answers.map((x) => `${x.status} ${x.text}`)).size).toBe(1);
    expect(await app.sql('select from envelope where ballot_id = $1', [ballot])).toHaveLength(1);
    for (let i = 0; i < 5; i += 1) ok((await send(ballot, 0, { [a]: 'none' })).answer);
    const last = await send(ballot, 0, { [a]: 'agree' });
    ok(last.answer);
    ok(await again());
    ok(await c.close(ballot));
    await settledWith(ballot, [last]);
  });
});

describe('bad papers', () => {
  it('are refused, and nothing is kept of them', async () => {
    const [a = '', b = '', other = ''] = await waiting(3);
    const ballot = await openOn([a, b]);
    const path = `/api/ballots/${ballot}/paper`;
    const put = (body: unknown, headers: Record<string, string> = key()) =>
      c.member(2).send('PUT', path, { body, headers });
    const before = await app.contents();
    const body = { receipt: 'b'.repeat(32), choices: { [a]: 'agree', [b]: 'agree' } };
    for (const stranger of ['clerk.G1', 'clerk.F', 'admin.F']) {
      refused(await w.as(stranger).send('PUT', path, { body, headers: key() }), 404, 'not-found');
    }
    refused(await w.stranger.send('PUT', path, { body, headers: key() }), 401, 'signed-out');
    refused(await w.as('clerk.C').send('PUT', path, { body, headers: key() }), 403, 'not-a-member');
    refused(await put({ ...body, choices: { ...body.choices, [other]: 'agree' } }), 422, 'not-on-paper');
    refused(await put({ ...body, choices: { [a]: 'agree' } }), 422, 'incomplete-paper');
    for (const wrong of [
      { ...body, receipt: 'b'.repeat(31) },
      { ...body, receipt: 'B'.repeat(32) },
      { ...body, choices: { [a]: 'yes', [b]: 'agree' } },
      { ...body, choices: { [a]: ['agree'], [b]: 'agree' } },
      { ...body, choices: { A: 'agree' } },
      { ...body, choices: [] },
      { ...body, member: c.members[0] },
      { choices: body.choices },
      '{"receipt":"x","choices":{"__proto__":{"agree":1}}}',
    ]) {
      refused(await put(wrong), 400, 'malformed');
    }
    refused(await put(body, {}), 400, 'malformed');
    refused(await put(body, key('not-a-uuid')), 400, 'malformed');
    expect(await app.contents()).toBe(before);
    ok(await c.close(ballot));
  });

  it('one command id with another body changes nothing: the answer could not tell a choice', async () => {
    const [a = ''] = await waiting();
    const ballot = await openOn([a]);
    const one = key();
    const put = (i: number, receipt: string, mark: Mark) =>
      c
        .member(i)
        .send('PUT', `/api/ballots/${ballot}/paper`, { body: { receipt, choices: { [a]: mark } }, headers: one });
    const first = ok(await put(0, 'a'.repeat(32), 'agree'));
    const before = await app.contents();
    const second = ok(await put(0, 'b'.repeat(32), 'disagree'));
    expect(second.text).toBe(first.text);
    expect(await app.contents()).toBe(before);
    ok(await put(1, 'c'.repeat(32), 'disagree'));
    const closed = ok(await c.close(ballot)).body;
    expect(closed.items[0]?.totals).toMatchObject({ papers: 2, agree: 1, disagree: 1 });
    expect(closed.receipts).toEqual(['a', 'c'].map((x) => sha256(x.repeat(32))).sort());
  });
});

it('a council whose term has ended opens nothing; what it had opened is voted on and counted', async () => {
  const [a = '', b = ''] = await waiting(2);
  const planned = await c.sitting([b]);
  const ballot = await openOn([a]);
  ok((await send(ballot, 0, { [a]: 'agree' })).answer);
  ok(await w.as('admin.F').post(`/api/councils/${c.id}/end`, { validTo: '2026-11-03' }, key()));
  await w.clock('2026-11-04T02:00:00.000Z');
  const view = ok(await c.secretary.get<CouncilView>(`/api/councils/${c.id}`)).body;
  expect(view.validTo).toBe('2026-11-03');
  const body = { mode: 'electronic', heldOn: '2026-11-04' };
  refused(await c.secretary.post(`/api/councils/${c.id}/sittings`, body, key()), 409, 'council-ended');
  refused(await c.open(planned), 409, 'council-ended');
  refused(await c.put(planned, 'agenda', { nominations: [a] }), 409, 'council-ended');
  ok((await send(ballot, 2, { [a]: 'agree' })).answer);
  refused(await c.member(3).post(`/api/ballots/${ballot}/close`, {}, key()), 403, 'not-a-member');
  expect(ok(await c.close(ballot)).body).toMatchObject({ state: 'closed', items: [{ totals: { agree: 2 } }] });
});
