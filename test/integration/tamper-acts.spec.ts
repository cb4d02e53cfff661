import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { BallotView } from '#contract';
import { councilProcedure } from '#domain';
import { checkLedger, performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, type Client } from '../support/client.js';
import { administrator, council, key, minutesOf, publish, type Council } from '../support/councils.js';
import { changed, forged, without } from '../support/tampering.js';
import { world, type World } from '../support/world.js';

/** Councils, sittings, ballots and acts: whatever row a superuser changes, the check names the place. */

let app: TestApp;
let w: World;
let c: Council;
let admin: Client;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  await publish(w, councilProcedure);
  c = await council(w, 'C', 5);
  admin = await administrator(w);
  await held();
});
afterAll(() => app.close({ tampered: true }));

const check = () => checkLedger(app.engine.db, app.files);

/** Everything as it was: each test undoes what it did, or the next one would find its traces. */
afterEach(async () => expect(await check()).not.toHaveProperty('what'));

const ids = { sitting: '', closed: '', open: '', paper: '', act: '' };
const nominations: string[] = [];

/** An electronic ballot that was handed out in part, one that is open, and one on paper. */
async function held(): Promise<void> {
  const waiting: string[] = [];
  for (let i = 0; i < 4; i += 1) {
    waiting.push(await w.nominate());
    await w.climb(waiting.at(-1) ?? '', 'ballot@C');
  }
  const [one = '', two = '', three = '', four = ''] = waiting;
  nominations.push(one, two);
  const sitting = await c.sitting([one, two], ['present', 'present', 'present', 'present', 'writtenVote']);
  ids.sitting = sitting.id;
  ids.closed = ok(await c.open(sitting)).body.id;
  for (let i = 0; i < 5; i += 1)
    ok(await c.vote(ids.closed, i, { [one]: 'agree', [two]: i < 2 ? 'disagree' : 'none' }));
  ids.act = ok(await c.close(ids.closed)).body.act ?? '';
  await performActItem(app.engine, ids.act, one);
  ids.open = ok(await c.open(await c.sitting([three]))).body.id;
  ok(await c.vote(ids.open, 2, 'agree'));
  ids.paper = ok(await c.open(await c.sitting([four], [], 'paper'))).body.id;
  ok(await c.scan(ids.paper));
  const minutes = minutesOf(ids.paper);
  const items = [{ nomination: four, papers: 5, agree: 4, disagree: 1 }];
  ok(await c.secretary.post<BallotView>(`/api/ballots/${ids.paper}/totals`, { items, minutes }, key()));
  ok(await c.chair.post<BallotView>(`/api/ballots/${ids.paper}/confirm`, {}, key()));
  ok(await admin.post(`/api/councils/${c.id}/members/${c.members[4] ?? ''}/end`, { validTo: '2026-12-31' }, key()));
}

const row = (table: string, where: string, change: string) => changed(app, { table, where, change }, check);
const byId = (id: string) => `id = '${id}'`;
const acl = () => `acl:${w.unit('C')}`;
const somebody = () => `'${w.as('clerk.F').person}'`;

describe('a council', () => {
  it.each([
    ['council', `name = name || '.'`],
    ['council', `unit_id = (select id from unit where parent_id is null)`],
    ['council', `valid_from = valid_from - 1`],
    ['council', `valid_to = '2027-01-01'`],
    ['council', 'version = version + 1'],
    ['council_member', `role = 'deputy'`],
    ['council_member', 'person_id = <somebody>'],
    ['council_member', 'valid_from = valid_from - 1'],
    ['council_member', 'valid_to = null'],
  ])('in whose %s somebody set %s', async (table, change) => {
    const id = table === 'council' ? c.id : (c.members[4] ?? '');
    const found = await row(table, byId(id), change.replace('<somebody>', somebody()));
    expect(found).toEqual({ chain: acl(), seq: expect.any(Number), what: `${table.replace('_', ' ')} ${id}` });
  });

  it('that lost a member, or has one that nobody appointed', async () => {
    const id = c.members[3] ?? '';
    const found = await without(app, { table: 'council_member', where: byId(id) }, check);
    expect(found).toEqual({ chain: acl(), seq: expect.any(Number), what: `council member ${id} is missing` });
    const other = `insert into council_member select gen_random_uuid(), council_id, ${somebody()}, role, valid_from from council_member where ${byId(id)}`;
    await app.sql(other);
    expect(await check()).toEqual({ chain: acl(), seq: null, what: expect.stringContaining('which no entry made') });
    await app.sql(`delete from council_member where person_id = ${somebody()}`);
  });
});

describe('a sitting', () => {
  const where = () => `sitting_id = '${ids.sitting}'`;
  it.each([
    ['sitting', 'held_on = held_on - 1'],
    ['sitting', `mode = 'paper'`],
    ['sitting', 'version = version + 1'],
    ['sitting', 'created_by = <somebody>'],
    ['sitting_attendance', `status = 'writtenVote'`],
    ['sitting_attendance', 'substitute_for = member_id'],
    ['sitting_item', 'position = position + 7'],
  ])('in whose %s somebody set %s', async (table, change) => {
    const lines = { sitting_attendance: `member_id = '${c.members[3] ?? ''}'`, sitting_item: `position = 2` };
    const line = table === 'sitting' ? byId(ids.sitting) : `${where()} and ${lines[table as keyof typeof lines]}`;
    const found = await row(table, line, change.replace('<somebody>', somebody()));
    expect(found).toEqual({ chain: acl(), seq: expect.any(Number), what: `sitting ${ids.sitting}` });
  });

  it.each(['sitting_attendance', 'sitting_item'])('without its %s', async (table) => {
    const found = await without(app, { table, where: where() }, check);
    expect(found).toMatchObject({ chain: acl(), what: `sitting ${ids.sitting}` });
  });
});

describe('a ballot', () => {
  it.each([
    ['closed', 'row', `state = 'void'`],
    ['closed', 'row', `secrecy = 'open'`],
    ['closed', 'row', `step_key = 'ballot@x'`],
    ['closed', 'row', `closed_at = closed_at + interval '1 s'`],
    ['closed', 'row', 'act_id = null'],
    ['closed', 'version', 'version = 1'],
    ['open', 'row', `state = 'closed'`],
    ['open', 'row', `mode = 'paper'`],
    ['open', 'row', 'public_key = set_byte(public_key, 0, get_byte(public_key, 0) # 1)'],
    ['open', 'row', `opened_at = opened_at - interval '1 s'`],
    ['paper', 'row', 'entered_by = <somebody>'],
    ['paper', 'row', `state = 'closing'`],
  ] as const)('that is %s: its %s says %s', async (which, what, change) => {
    const found = await row('ballot', byId(ids[which]), change.replace('<somebody>', somebody()));
    expect(found).toEqual({ chain: `b:${ids[which]}`, seq: expect.any(Number), what: `${what} of the ballot` });
  });

  it.each([
    ['ballot_item', 'items'],
    ['turnout', 'papers'],
    ['envelope', 'papers'],
  ])('that lost its %s', async (table, what) => {
    const id = ids.open;
    const found = await without(app, { table, where: `ballot_id = '${id}'` }, check);
    expect(found).toEqual({ chain: `b:${id}`, seq: 1, what: `${what} of the ballot` });
  });

  it('whose items stand open again, or in another order', async () => {
    for (const change of ['open = true', 'position = position + 7']) {
      const found = await row('ballot_item', `ballot_id = '${ids.closed}' and position = 2`, change);
      expect(found).toEqual({ chain: `b:${ids.closed}`, seq: 2, what: 'items of the ballot' });
    }
  });

  it('of which a paper was taken away after it was counted', async () => {
    const where = `ballot_id = '${ids.closed}' and member_id = '${c.members[1] ?? ''}'`;
    const found = await without(app, { table: 'turnout', where }, check);
    expect(found).toEqual({ chain: `b:${ids.closed}`, seq: 2, what: 'papers of the ballot' });
  });

  it('whose entries are all gone', async () => {
    const found = await without(app, { table: 'ledger_entry', where: `chain = 'b:${ids.open}'` }, check);
    expect(found).toEqual({ chain: `b:${ids.open}`, seq: null, what: 'entries are missing' });
  });

  it.each([
    ['closed', /"agree":5/, '"agree":4'],
    ['closed', /"needed":4/, '"needed":3'],
    ['closed', /"passed":true/, '"passed":false'],
    ['paper', /"agree":4/, '"agree":5'],
  ] as const)('that is %s: the last entry forged with a right hash, %s', async (which, from, to) => {
    const found = await forged(app, { chain: `b:${ids[which]}`, from, to }, check);
    expect(found).toMatchObject({ chain: `b:${ids[which]}`, what: 'totals of the ballot' });
  });
});

describe('an act', () => {
  it.each([
    ['row', `payload = payload || '{"more": 1}'`],
    ['row', 'started_by = <somebody>'],
    ['row', `started_at = started_at + interval '1 s'`],
    ['row', 'unit_id = (select id from unit where parent_id is null)'],
    ['row', `kind = 'issue'`],
  ])('in whose %s somebody set %s', async (what, change) => {
    const found = await row('act', byId(ids.act), change.replace('<somebody>', somebody()));
    expect(found).toEqual({ chain: `b:${ids.closed}`, seq: 2, what: `${what} of the act` });
  });

  it.each([
    ['items of the act', `data = jsonb_set(data, '{passed}', 'true')`],
    ['items of the act', `data = jsonb_set(data, '{totals,agree}', '5')`],
    ['items of the act', 'command_id = gen_random_uuid()'],
    ['items of the act', 'position = 9'],
    ['item <it> of the act', `status = 'done'`],
  ])('whose %s differ: %s', async (what, change) => {
    const waiting = nominations[1] ?? '';
    const found = await row('act_item', `act_id = '${ids.act}' and nomination_id = '${waiting}'`, change);
    expect(found).toEqual({ chain: `b:${ids.closed}`, seq: 2, what: what.replace('<it>', waiting) });
  });

  it('that would hand out again what was handed out, or is gone', async () => {
    const done = nominations[0] ?? '';
    const again = await row('act_item', `act_id = '${ids.act}' and nomination_id = '${done}'`, `status = 'waiting'`);
    expect(again).toEqual({ chain: `b:${ids.closed}`, seq: 2, what: `item ${done} of the act` });
    const gone = await without(app, { table: 'act', where: byId(ids.act) }, check);
    expect(gone).toEqual({ chain: `b:${ids.closed}`, seq: 2, what: 'its act is missing' });
  });

  it('whose nomination was told something else, in its row and in an entry with a right hash', async () => {
    const nomination = nominations[0] ?? '';
    const change = `context = jsonb_set(context, '{ballots,0,totals,agree}', '4')`;
    const told = { chain: `n:${nomination}`, from: /"agree":5/, to: '"agree":4' };
    const place = { table: 'nomination', where: byId(nomination), change };
    const found = await changed(app, place, () => forged(app, told, check));
    expect(found).toEqual({ chain: `b:${ids.closed}`, seq: 2, what: `item ${nomination} of the act` });
  });
});
