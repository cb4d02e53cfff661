import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { BallotView, Minutes, SittingView } from '#contract';
import { councilProcedure } from '#domain';
import { startApp, type TestApp } from '../support/app.js';
import { Client, ok, refused } from '../support/client.js';
import { council, key, publish, type Council, type Mark, type Status } from '../support/councils.js';
import { PASSWORD, world, type World } from '../support/world.js';

/** What anybody may see of a ballot and do with it: totals for the unit, a paper for each voter once, nothing for others. */

let app: TestApp;
let w: World;
let c: Council;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  await publish(w, councilProcedure);
  c = await council(w, 'C', 9);
  await w.seat('auditor.C', 'auditor', 'C');
  await w.seat('administrator.C', 'administrator', 'C');
});
afterAll(() => app.close());

async function waiting(): Promise<string> {
  const id = await w.nominate();
  await w.climb(id, 'ballot@C');
  return id;
}

const read = <Body = BallotView>(who: Client, ballot: string, what = '') =>
  who.get<Body>(`/api/ballots/${ballot}${what}`);
const paper = (who: Client, ballot: string, choices: Record<string, Mark>) =>
  who.send('PUT', `/api/ballots/${ballot}/paper`, { body: { receipt: '0'.repeat(32), choices }, headers: key() });

async function agreed(nominations: readonly string[]): Promise<BallotView> {
  const { id } = ok(await c.open(await c.sitting(nominations))).body;
  for (let i = 0; i < 9; i += 1) ok(await c.vote(id, i, i === 3 ? 'disagree' : 'agree'));
  return c.closeAndHandOut(id);
}

it('an auditor of the unit reads totals and never a choice; an administrator reads nothing; neither votes, opens or closes', async () => {
  const id = await waiting();
  const sitting = await c.sitting([id]);
  const { id: ballot } = ok(await c.open(sitting)).body;
  const [auditor, administrator] = [w.as('auditor.C'), w.as('administrator.C')];
  const before = await app.contents();
  refused(await paper(auditor, ballot, { [id]: 'agree' }), 403, 'not-a-member');
  refused(await paper(administrator, ballot, { [id]: 'agree' }), 404, 'not-found');
  for (const path of [`sittings/${sitting.id}/ballots`, `ballots/${ballot}/close`, `ballots/${ballot}/confirm`]) {
    refused(await auditor.post(`/api/${path}`, {}, key()), 403, 'not-a-member');
    refused(await administrator.post(`/api/${path}`, {}, key()), 404, 'not-found');
  }
  expect(await app.contents()).toBe(before);
  for (let i = 0; i < 9; i += 1) ok(await c.vote(ballot, i, i === 3 ? 'disagree' : 'agree'));
  const open = ok(await read(auditor, ballot)).body;
  expect([open.items, open.votes, open.receipts, open.paper]).toEqual([[], [], [], null]);
  await c.closeAndHandOut(ballot);
  const closed = ok(await read(auditor, ballot)).body;
  expect(closed).toMatchObject({ votes: [], items: [{ totals: { agree: 8, disagree: 1, papers: 9 } }] });
  expect(JSON.stringify(closed).match(/"(agree|disagree|none)":\d+/g)).toHaveLength(3);
  expect(JSON.stringify(closed).replace(/"(agree|disagree|none)":\d+/g, '')).not.toMatch(/agree/);
  refused(await read(administrator, ballot), 404, 'not-found');
  refused(await read(administrator, ballot, '/minutes'), 404, 'not-found');
});

describe('whoever has an interest in a nomination', () => {
  it('sees neither its line nor its result, member or not, on agenda, ballot and minutes', async () => {
    const [mine, other] = [await waiting(), await waiting()];
    const kin = { type: 'DeclareRelation', relation: 'kin', reason: 'Là em gái của người được đề nghị' };
    ok(await c.member(5).command(mine, kin));
    ok(await w.as('appraiser.C').command(mine, kin));
    const sitting = await c.sitting([mine, other]);
    const { id: ballot } = ok(await c.open(sitting)).body;
    for (let i = 0; i < 9; i += 1) ok(await c.vote(ballot, i, 'agree'));
    await c.closeAndHandOut(ballot);
    for (const who of [c.member(5), w.as('appraiser.C')]) {
      const agenda = ok(await who.get<SittingView>(`/api/sittings/${sitting.id}`)).body;
      expect([agenda.agenda.map((a) => a.nomination), agenda.hidden]).toEqual([[other], 1]);
      const view = ok(await read(who, ballot)).body;
      expect([view.items.map((i) => i.nomination), view.hidden]).toEqual([[other], 1]);
      const minutes = ok(await read<Minutes>(who, ballot, '/minutes')).body;
      expect(minutes.items.map((i) => i.nomination)).toEqual([other]);
    }
    const chair = ok(await read(c.chair, ballot)).body;
    expect(chair.items.map((i) => [i.nomination, i.totals.papers, i.totals.recused])).toEqual([
      [mine, 8, 1],
      [other, 9, 0],
    ]);
  });

  it('does not order a second ballot on it', async () => {
    const id = await waiting();
    const chair = await w.seat('chair2.C', 'signer', 'C');
    const kin = { type: 'DeclareRelation', relation: 'kin', reason: 'Là em gái của người được đề nghị' };
    ok(await chair.command(id, kin));
    const { id: ballot } = ok(await c.open(await c.sitting([id]))).body;
    for (let i = 0; i < 9; i += 1) ok(await c.vote(ballot, i, 'disagree'));
    await c.closeAndHandOut(ballot);
    const order = { type: 'ReopenBallot', reason: 'Có tình tiết mới về thành tích' };
    const seen = { as: chair.seats[0]?.id ?? '' };
    refused(await chair.command(id, order, seen), 403, 'conflict-of-interest');
    // Two orders in the same instant make one second ballot; after it fails there is no third.
    const [a, b] = await Promise.all([1, 2].map(() => w.as('signer.C').command(id, order)));
    expect([a?.status, b?.status].sort()).toEqual([200, 409]);
    const second = ok(await c.open(await c.sitting([id]))).body;
    for (let i = 0; i < 9; i += 1) ok(await c.vote(second.id, i, 'disagree'));
    await c.closeAndHandOut(second.id);
    expect(await w.state(id)).toBe('notPassed');
    refused(await w.as('signer.C').command(id, order), 409, 'already-reopened');
  });
});

it('one person with two sessions has one paper: the later one counts', async () => {
  const id = await waiting();
  const { id: ballot } = ok(await c.open(await c.sitting([id]))).body;
  const signedIn = await fetch(`${app.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: app.url },
    body: JSON.stringify({ login: 'm2.c', password: PASSWORD }),
  });
  const cookie = /laurel=([^;]+)/.exec(signedIn.headers.get('set-cookie') ?? '')?.[1];
  const phone = new Client(app.url, c.member(2).person, [], cookie);
  const both = await Promise.all([c.member(2), phone].map((who) => paper(who, ballot, { [id]: 'agree' })));
  expect(both.map((a) => a.status)).toEqual([200, 200]);
  ok(await paper(phone, ballot, { [id]: 'disagree' }));
  const closed = await c.closeAndHandOut(ballot);
  expect(closed.turnout.filter((t) => t.sent)).toHaveLength(1);
  expect(closed.items[0]?.totals).toMatchObject({ papers: 1, agree: 0, disagree: 1 });
});

describe('a command id', () => {
  it('of a paper is nobody else’s: another member, another ballot and other commands may use it', async () => {
    const id = await waiting();
    const { id: ballot } = ok(await c.open(await c.sitting([id]))).body;
    const same = randomUUID();
    for (let i = 0; i < 9; i += 1) ok(await c.vote(ballot, i, 'agree', same));
    expect(ok(await read(c.secretary, ballot)).body.turnout.filter((t) => t.sent)).toHaveLength(9);
    const closed = await c.secretary.post<BallotView>(`/api/ballots/${ballot}/close`, {}, key(same));
    expect(closed.body.items[0]?.totals.papers).toBe(9);
    // Now it belongs to the closing of this ballot.
    const next = ok(await c.open(await c.sitting([await waiting()]))).body;
    refused(await c.secretary.post(`/api/ballots/${next.id}/close`, {}, key(same)), 422, 'command-reused');
    refused(
      await c.secretary.post(`/api/ballots/${ballot}/void`, { reason: 'Khoá đã dùng rồi' }, key(same)),
      422,
      'command-reused',
    );
    ok(await c.secretary.post(`/api/ballots/${next.id}/void`, { reason: 'Không dùng đến nữa' }, key()));
  });
});

it('closing, papers, giving up and a withdrawal at one instant: one end, and every paper that was taken is counted in it', async () => {
  for (let round = 0; round < 4; round += 1) {
    const id = await waiting();
    const { id: ballot } = ok(await c.open(await c.sitting([id]))).body;
    for (let i = 0; i < 5; i += 1) ok(await c.vote(ballot, i, 'agree'));
    const close = (who: Client) => who.post<BallotView>(`/api/ballots/${ballot}/close`, {}, key());
    const withdraw = w.as('clerk.G1').command(id, { type: 'Withdraw', reason: 'Đơn vị rút đề nghị' });
    const late = [5, 6, 7, 8].map((i) => paper(c.member(i), ballot, { [id]: 'agree' }));
    const ends = [close(c.secretary), close(c.chair)];
    const voided = c.secretary.post(`/api/ballots/${ballot}/void`, { reason: 'Nhầm chương trình họp' }, key());
    const [papers, closed, given, withdrawn] = await Promise.all([
      Promise.all(late),
      Promise.all(ends),
      voided,
      withdraw,
    ]);
    const taken = papers.filter((p) => p.status === 200).length;
    for (const p of papers.filter((a) => a.status !== 200)) refused(p, 409, 'ballot-closed');
    const counted = closed.filter((a) => a.status === 202);
    expect(counted.length + (given.status === 200 ? 1 : 0)).toBe(1);
    const view = ok(await read(c.secretary, ballot)).body;
    const chain = await app.sql('select from ledger_entry where chain = $1', [`b:${ballot}`]);
    expect(chain).toHaveLength(2);
    if (view.state === 'closed') {
      expect(view.items[0]?.totals.papers).toBe(5 + taken);
      await c.handOut(ballot);
      expect(await w.state(id)).toBe(5 + taken >= 8 ? 'signature@C' : 'notPassed');
    } else {
      expect([view.state, ['ballot@C', 'withdrawn'].includes(await w.state(id))]).toEqual(['void', true]);
    }
    if (view.state === 'closed') expect(withdrawn.status).toBe(409);
  }
});

it('what is on its papers cannot be brought before the council a second time, and a hold keeps it off', async () => {
  const id = await waiting();
  const sitting = await c.sitting([id]);
  const again = await c.sitting([id]);
  const [a, b] = await Promise.all([c.open(sitting), c.open(again)]);
  expect([a.status, b.status].sort()).toEqual([201, 409]);
  const lost = a.status === 201 ? b : a;
  refused(lost as never, 409, 'in-open-ballot');
  const won = (a.status === 201 ? a : b).body as BallotView;
  ok(await c.secretary.post(`/api/ballots/${won.id}/void`, { reason: 'Chỉ một trong hai được mở' }, key()));

  const statuses: Status[] = Array<Status>(9).fill('present');
  const held = await c.sitting([id], statuses);
  await w.seat('holder.C', 'signer', 'C', ['hold']);
  ok(await w.as('holder.C').command(id, { type: 'Hold', reason: 'Có đơn thư đang xác minh', kind: 'verification' }));
  const no = await c.open(held);
  refused(no as never, 409, 'not-awaiting-step');
  refused(await c.put(ok(await c.secretary.get<SittingView>(`/api/sittings/${held.id}`)).body, 'agenda', { nominations: [id] }), 409, 'not-awaiting-step'); // prettier-ignore
});

it('a result that was handed out is in the ballot of the nomination’s people as totals', async () => {
  const id = await waiting();
  const closed = await agreed([id]);
  const view = await w.as('signer.C').view(id);
  expect(view.ballots).toMatchObject([{ passed: true, totals: closed.items[0]?.totals }]);
});
