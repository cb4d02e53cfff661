import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActView, Migrations, MigrationView } from '#contract';
import type { Step } from '#domain';
import { checkLedger, claimActItems, insertNotifications, performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused } from '../support/client.js';
import { key, publish } from '../support/councils.js';
import {
  appraisal,
  asked,
  mapped,
  Moving,
  named,
  reason,
  TAMPERED,
  two,
  version,
  WRONG,
} from '../support/migrations.js';
import { changed } from '../support/tampering.js';
import { world, type World } from '../support/world.js';

/** What is open in the old version of a procedure moves to the new one by an act with a listed plan, or stays as it is. */

let app: TestApp;
let w: World;
let m: Moving;
const ids = { first: '', signed: '', returned: '', waits: '', ended: '', held: '' };
let migration: MigrationView;

beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  m = await Moving.in(app, w);
  await w.seat('guard.G1', 'appraiser', 'G1', ['hold']);
  for (const name of ['first', 'held', 'signed', 'returned', 'waits', 'ended'] as const) ids[name] = await w.nominate();
  await w.climb(ids.first, 'appraisal@C');
  await w.climb(ids.signed, 'signature@C');
  await w.climb(ids.returned, 'signature@C');
  const items = [{ item: 'minutes', code: 'illegible' }];
  ok(await w.as('signer.C').command(ids.returned, { type: 'Return', items, reason: 'Biên bản không đọc được' }));
  await w.climb(ids.waits, 'awaitingDecision');
  ok(await w.as('clerk.G1').command(ids.ended, { type: 'Withdraw', reason: 'Đơn vị rút để bổ sung' }));
  ok(await w.as('guard.G1').command(ids.held, { type: 'Hold', kind: 'verification', reason: 'Chờ xác minh đơn thư' }));
  await publish(w, two, '2026-11-01');
});
afterAll(() => app.close());

const act = () => migration.act ?? '';
const item = (id: string) => m.perform(act(), id);

describe('before anything is moved', () => {
  it('administrators see how much is open in which version', async () => {
    const { versions } = ok(await m.admin.get<Migrations>('/api/procedures/migrations')).body;
    expect(versions.map((v) => [v.procedure, v.version, v.inForce, v.open])).toEqual([
      ['STANDARD', 1, false, 5],
      ['STANDARD', 2, true, 0],
    ]);
    refused(await w.as('clerk.F').get('/api/procedures/migrations'), 403, 'wrong-seat');
  });

  it('a map by names is suggested, and steps in use that go nowhere are counted', async () => {
    const { problems, steps, plan } = ok(await m.check(asked([], { steps: undefined }))).body;
    expect([problems, steps.every((s) => s.to === null), steps.length]).toEqual([[], true, 8]);
    expect([plan?.open, plan?.moves]).toEqual([5, 0]);
    expect(plan?.unmapped.map((u) => `${u.level}/${u.step} ${String(u.nominations)}`)).toEqual([
      'grassroots_union/appraisal 5',
      'grassroots_union/signature 4',
      'level2_union/appraisal 4',
      'level2_union/signature 3',
      'federation/appraisal 1',
    ]);
  });

  it('the plan lists every open nomination, named only to whoever may see it', async () => {
    const contents = await app.contents();
    const { plan } = ok(await m.check(asked())).body;
    expect([plan?.open, plan?.moves, plan?.unmapped]).toEqual([5, 5, []]);
    const [first] = plan?.list ?? [];
    expect(first).toMatchObject({ nomination: null, unit: { name: 'Công đoàn G1' }, refusal: null });
    expect(w.named(first?.before.state ?? '')).toBe('appraisal@C');
    expect(w.named(first?.after?.state ?? '')).toBe('review@C');
    expect(first?.inserted.map((k) => w.named(k))).toEqual(['second@C', 'second@F']);
    expect(first?.passed.map((k) => w.named(k))).toEqual(['second@G1']);
    expect(first?.approvals.map((a) => [w.named(a.from), w.named(a.to)])).toEqual([
      ['appraisal@G1', 'review@G1'],
      ['signature@G1', 'sign@G1'],
    ]);
    expect(first?.deadlines.map((d) => [w.named(d.from), w.named(d.to)])).toEqual([['appraisal@C', 'review@C']]);
    const back = plan?.list.find((l) => l.before.state === 'returned');
    expect([back?.after?.state, w.named(back?.after?.returnTo ?? '')]).toEqual(['returned', 'sign@C']);
    expect(await app.contents()).toBe(contents);
  });
});

describe('is refused, with nothing written,', () => {
  it.each(WRONG)('%s', async (_what, body, status, code, observed) => {
    const contents = await app.contents();
    expect(refused(await m.propose(body), status, code).observed).toContain(observed);
    expect(await app.contents()).toBe(contents);
  });

  it('what is no map at all, and what somebody without the seat sends', async () => {
    await w.seat('admin.C', 'administrator', 'C');
    const contents = await app.contents();
    for (const bad of [{ steps: 'all' }, { from: '1' }, { to: 0 }, { steps: [{ level: 'F', from: 'a', to: 'b' }] }])
      refused(await m.propose({ ...asked(), ...bad }), 400, 'malformed');
    refused(await m.propose({ ...asked(), reason: 'ngắn' }), 400, 'malformed');
    refused(await m.propose(asked(), w.as('clerk.F')), 403, 'wrong-seat');
    refused(await m.propose(asked(), w.as('admin.C')), 403, 'wrong-seat');
    refused(await w.as('clerk.F').post('/api/procedures/migrations/check', asked()), 403, 'wrong-seat');
    refused(await m.start(crypto.randomUUID()), 404, 'not-found');
    refused(await m.admin.get(`/api/procedures/migrations/${crypto.randomUUID()}/plan`), 404, 'not-found');
    expect(await app.contents()).toBe(contents);
  });
});

describe('the act', () => {
  it('is proposed by one administrator and started by another one, with what is open by then', async () => {
    const headers = key();
    const made = await m.propose(asked(), m.admin, headers);
    migration = made.body;
    expect([made.status, (await m.propose(asked(), m.admin, headers)).body.id]).toEqual([201, migration.id]);
    expect(migration).toMatchObject({ procedure: 'STANDARD', from: 1, to: 2, reason, startedBy: null, act: null });
    refused(await m.start(migration.id, m.admin), 403, 'elevation-needed');
    refused(await m.start(migration.id, await w.elevate('admin.F')), 409, 'second-person-needed');
    const again = key();
    const started = await m.start(migration.id, m.second, again);
    expect([started.status, started.body.startedBy?.id]).toEqual([202, m.second.person]);
    migration = started.body;
    expect((await m.start(migration.id, m.second, again)).body.act).toBe(act());
    refused(await m.start(migration.id), 409, 'not-now');
    const all = [ids.first, ids.held, ids.signed, ids.returned, ids.waits];
    expect([...(await m.items(act()))].sort()).toEqual(all.sort());
    expect((await m.plan(migration.id)).moves).toBe(5);
  });

  it('waits for the release of a decision, and ignores a hold', async () => {
    const release = (to: string) => app.sql(`update nomination set released_at = ${to} where id = $1`, [ids.held]);
    await release(`laurel_clock() + interval '1 hour'`);
    expect(await item(ids.held)).toBe('waiting');
    await release('updated_at');
    expect(await item(ids.held)).toBe('done');
    expect([await w.state(ids.held), (await m.row(ids.held))?.version]).toEqual(['review@G1', 2]);
  });

  it('goes on where a worker was killed, and does nothing twice', async () => {
    const [claimed = ''] = await claimActItems(app.engine.db, act(), 1);
    const before = await m.row(claimed);
    expect([claimed, await item(claimed), await item(claimed)]).toEqual([ids.first, 'done', 'done']);
    const [entry, ...more] = (await m.entries(claimed)).filter((e) => e.type === 'Migrated');
    expect([more, entry?.from, entry?.to].map((s) => (typeof s === 'string' ? w.named(s) : s))).toEqual([
      [],
      'appraisal@C',
      'review@C',
    ]);
    const after = await m.row(claimed);
    expect([after?.version, after?.due]).toEqual([2, before?.due]);
    expect(after?.steps.map((k) => w.named(k))).toEqual(['review@C']);
    expect(after?.given.map((k) => w.named(k))).toEqual(['review@G1', 'sign@G1']);
    expect(await m.route(claimed)).toEqual(['G1: review sign', 'C: review second sign', 'F: review second']);
    expect((await claimActItems(app.engine.db, act())).length).toBe(3);
  });

  it('comes before what somebody decides on what still waits: the step has another name by then', async () => {
    const signer = w.as('signer.C');
    const late = refused(
      await signer.command(ids.signed, { type: 'Recommend', opinion: 'Đồng ý' }),
      409,
      'step-decided',
    );
    expect(w.named(late.observed ?? '')).toBe('sign@C');
    ok(await signer.command(ids.signed, { type: 'Recommend', opinion: 'Đồng ý với đề nghị' }));
    expect([await w.state(ids.signed), await item(ids.signed)]).toEqual(['review@F', 'done']);
  });

  it('is done once where two come to an item together', async () => {
    app.before('record_decision', () => item(ids.waits));
    expect(await item(ids.waits)).toBe('done');
    expect([
      await w.state(ids.waits),
      (await m.entries(ids.waits)).filter((e) => e.type === 'Migrated').length,
    ]).toEqual(['awaitingDecision', 1]);
  });

  it('lets a supplement come back to the step that asked for it', async () => {
    expect(await item(ids.returned)).toBe('done');
    ok(await w.as('clerk.G1').file(ids.returned, 'minutes'));
    ok(await w.as('clerk.G1').command(ids.returned, { type: 'Resubmit' }));
    // What was approved on the old minutes lapsed, under the names of the new version.
    expect(await w.state(ids.returned)).toBe('review@G1');
  });

  it('is over, told, and leads on to the decision', async () => {
    const view = ok(await m.second.get<ActView>(`/api/acts/${act()}`)).body;
    expect([view.kind, view.done, view.waiting, view.refused]).toEqual(['migration', 5, 0, []]);
    const rows = await app.sql<{ id: string }>(`select id from outbox where topic = 'migrated' and chain = $1`, [
      `n:${ids.first}`,
    ]);
    for (const { id } of rows) await insertNotifications(app.engine.db, id);
    expect(rows.length).toBeGreaterThan(1);
    const say = async (who: string) =>
      ok(await w.as(who).command(ids.signed, { type: 'Recommend', opinion: 'Đồng ý với đề nghị' }));
    await say('appraiser.F');
    expect(await w.state(ids.signed)).toBe('second@F');
    await w.seat('appraiser2.F', 'appraiser', 'F');
    await say('appraiser2.F');
    const { act: issued } = await w.decision([ids.signed, ids.waits]);
    for (const id of [ids.signed, ids.waits]) expect(await m.perform(issued, id)).toBe('done');
    expect([await w.state(ids.signed), await w.state(ids.waits)]).toEqual(['commended', 'commended']);
    expect(await checkLedger(app.engine.db, app.files)).not.toHaveProperty('what');
  });
});

describe('whatever somebody changes behind it, the check names the place:', () => {
  it.each(TAMPERED)('%s where %s', async (table, where, change, chain, what) => {
    const put = (s: string) =>
      s
        .replace('<first>', ids.first)
        .replace('<G1>', w.unit('G1'))
        .replace('<act>', act())
        .replace('<migration>', migration.id);
    const found = await changed(app, { table, where: put(where), change: put(change) }, () =>
      checkLedger(app.engine.db, app.files),
    );
    expect(found).toMatchObject({
      chain: expect.stringMatching(`^${chain}`),
      what: expect.stringContaining(what),
    });
  });
});

describe('in a race', () => {
  const same = mapped({ review: 'review', second: 'second', sign: 'sign' });
  const three = version(3, ...(two.stages[0]?.steps ?? []));
  let late = '';

  it('a submission that was decided under the old version, and is recorded while the act starts, moves as well', async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    let submitted: Promise<string> | undefined;
    await new Promise<void>((reached) => {
      app.before('record_decision', () => (reached(), gate));
      submitted = w.nominate();
    });
    await publish(w, three, '2026-11-02');
    migration = ok(await m.propose(asked(same, { from: 2, to: 3 }))).body;
    app.before('record_administration', async () => {
      open();
      late = (await submitted) ?? '';
    });
    migration = ok(await m.start(migration.id)).body;
    expect([...(await m.items(act()))].sort()).toEqual([ids.first, ids.held, ids.returned, late].sort());
    expect((await m.row(late))?.version).toBe(2);
  });

  it('a decision that was loaded before its item is made again in the new version', async () => {
    app.before('record_decision', () => item(late));
    ok(await w.as('appraiser.G1').command(late, { type: 'Recommend', opinion: 'Đồng ý với đề nghị' }));
    expect((await m.entries(late)).map((e) => e.type)).toEqual(['Submit', 'Migrated', 'Recommend']);
    expect([await w.state(late), (await m.row(late))?.version]).toEqual(['second@G1', 3]);
  });

  it('what another act moved meanwhile is refused, and stays as it is', async () => {
    expect(await item(ids.held)).toBe('done');
    const other = crypto.randomUUID();
    await app.sql(
      `insert into act_item (act_id, nomination_id, position, command_id) select a.id, $1, 99, $2 from act a
        where a.kind = 'migration' and a.id <> $3`,
      [late, other, act()],
    );
    const [first] = await app.sql<{ act: string }>('select act_id as act from act_item where command_id = $1', [other]);
    expect(await performActItem(app.engine, first?.act ?? '', late)).toBe('refused');
    const [kept] = await app.sql<{ refusal: object }>('select refusal from act_item where command_id = $1', [other]);
    expect(kept?.refusal).toMatchObject({ refused: 'not-now', observed: 'STANDARD@3', needed: 'STANDARD@1' });
    await app.sql('delete from act_item where command_id = $1', [other]);
  });
});

describe('a version with a new step that nobody can take', () => {
  it('leaves the nomination in its version, with the reason', async () => {
    const ballot: Step = {
      ...named(appraisal, 'ballot'),
      kind: 'ballot',
      role: 'secretary',
      ballot: { mode: 'open', pass: [1, 2], quorum: [1, 2], base: 'allMembers' },
    };
    for (const id of [ids.first, ids.returned]) expect(await item(id)).toBe('done');
    await publish(w, version(4, ...(two.stages[0]?.steps ?? []), ballot), '2026-11-02');
    const same = mapped({ review: 'review', second: 'second', sign: 'sign' });
    const { plan } = ok(await m.check(asked(same, { from: 3, to: 4 }))).body;
    expect([plan?.open, plan?.moves]).toEqual([4, 0]);
    const refusals = plan?.list.map((l) => [l.refusal?.code, l.refusal?.needed]);
    expect(refusals).toContainEqual(['no-officer', `council@${w.unit('C')}`]);
    const { id } = ok(await m.propose(asked(same, { from: 3, to: 4 }))).body;
    const started = ok(await m.start(id)).body;
    expect(await m.items(started.act)).toEqual([]);
    expect((await m.row(ids.first))?.version).toBe(3);
  });
});
