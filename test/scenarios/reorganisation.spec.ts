import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  NominationView,
  Notifications,
  ReorganisationPlan,
  ReorganisationView,
  Seats,
  UnitPath,
  Units,
} from '#contract';
import { checkLedger, insertNotifications, performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { administrator, key } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** Case 12: on Monday 01/03/2027 G2 merges into G1, and C comes under the new industry union I; every date asserted. */

const DAY = '2027-03-01';
const reason = 'Sắp xếp lại tổ chức công đoàn theo đề án mẫu';
let app: TestApp;
let w: World;
let admin: Client;
let [one, two, three, draft] = ['', '', '', ''];
let plan: ReorganisationView;

beforeAll(async () => {
  app = await startApp({ start: '2027-02-22T02:00:00.000Z' });
  w = await world(app);
  admin = await administrator(w);
  [one, two, three] = [
    await w.nominate({ unit: 'G2' }),
    await w.nominate({ unit: 'G2' }),
    await w.nominate({ unit: 'G2' }),
  ];
  await w.climb(one, 'appraisal@C');
  await w.climb(two, 'signature@C');
  await w.climb(three, 'appraisal@F');
  draft = await w.nominate({ unit: 'G2', submit: false });
});
afterAll(() => app.close());

const path = async (unit: string, on: string) =>
  ok(await w.as('clerk.F').get<UnitPath>(`/api/units/${w.unit(unit)}/path?on=${on}`)).body;
const names = async (unit: string, on: string) =>
  (await path(unit, on)).path.map((u) => u.name.replace('Công đoàn ', ''));
const units = async (on: string) =>
  ok(await admin.get<Units>(`/api/units?on=${on}`))
    .body.units.map((u) => `${w.key(u.id)}<${w.key(u.parent ?? '')}`)
    .join(' ');
const seats = async (on: string) =>
  ok(await admin.get<Seats>(`/api/seats?unit=${w.unit('G2')}&on=${on}`))
    .body.seats.map((s) => s.role)
    .sort();
const [before, after] = ['C<F F< G1<C G2<C', 'C<I F< G1<C I<F'];
const route = (view: NominationView) => view.route.map((s) => w.key(s.unit.id));
const due = (view: NominationView) =>
  view.deadlines.filter((d) => d.state === 'pending').map((d) => d.dueAt.slice(0, 10));
const approvals = async (id: string) =>
  (
    await app.sql<{ k: string }>(
      'select step_key as k from approval where nomination_id = $1 and voided_at is null order by seq',
      [id],
    )
  ).map((r) => w.named(r.k));
const order = (deeds: readonly object[], on = DAY) => ({ on, deeds, reason });
const propose = <Body = ReorganisationView>(body: object, who = admin) =>
  who.post<Body>('/api/reorganisations', body, key());

describe('planned on 23/02/2027', () => {
  it('an industry union I is opened for the day, with its officers', async () => {
    const body = { name: 'Công đoàn I', symbol: 'I', level: 'level2_union', parent: w.unit('F'), validFrom: DAY };
    w.units['I'] = ok(await admin.post<{ id: string }>('/api/units', body, key())).body.id;
    for (const role of ['clerk', 'appraiser', 'signer'] as const) {
      const { person } = await w.person(`${role}.I`, 'F');
      const seat = { person, unit: w.unit('I'), role, validFrom: DAY };
      const { id } = ok(await admin.post<{ id: string }>('/api/seats', seat, key())).body;
      w.given(`${role}.I`, { id, unit: w.unit('I'), role });
    }
  });

  it('a merger and a move are entered for the day; nothing changes before it', async () => {
    const deeds = [
      { do: 'end', unit: w.unit('G2'), successors: [w.unit('G1')] },
      { do: 'change', unit: w.unit('C'), parent: w.unit('I') },
    ];
    refused(await propose(order(deeds), w.as('clerk.F')), 403, 'wrong-seat');
    const made = await propose(order(deeds));
    expect(made.status).toBe(201);
    plan = ok(made).body;
    expect(plan).toMatchObject({ on: DAY, state: 'planned', effectiveAt: null, act: null });
    expect(
      plan.deeds.map((d) => [
        d.do,
        w.key(d.unit.id),
        d.successors.map((s) => w.key(s.id)),
        d.parent && w.key(d.parent.id),
      ]),
    ).toEqual([
      ['end', 'G2', ['G1'], null],
      ['change', 'C', [], 'I'],
    ]);
    refused(await w.as('signer.C').get(`/api/reorganisations/${plan.id}`), 403, 'wrong-seat');
    expect(route(await w.as('clerk.C').view(one))).toEqual(['G2', 'C', 'F']);
  });

  it('on 28/02/2027 the path is G2 → C → F, from 01/03 on G1 → C → I → F', async () => {
    expect(await names('G2', '2027-02-28')).toEqual(['G2', 'C', 'F']);
    expect(await names('G1', '2027-02-28')).toEqual(['G1', 'C', 'F']);
    expect(await names('G1', DAY)).toEqual(['G1', 'C', 'I', 'F']);
    expect(await path('G2', DAY)).toMatchObject({ path: [], successors: [{ name: 'Công đoàn G1' }] });
    expect(await units('2027-02-28')).toEqual(before);
    expect(await units(DAY)).toEqual(after);
    expect(await units('2099-12-31')).toEqual(after);
    expect(await units('2019-12-31')).toEqual('');
    expect(await names('G2', '2019-12-31')).toEqual([]);
    expect([await seats('2027-02-28'), await seats(DAY)]).toEqual([['appraiser', 'clerk', 'signer'], []]);
    for (const on of ['2027-02-29', '1899-12-31', 'x']) {
      for (const what of ['units', 'seats', `units/${w.unit('G2')}/path`])
        refused(await admin.get(`/api/${what}?on=${on}`), 400, 'malformed');
    }
  });

  it('its plan lists old and new way of what is open, with every step key', async () => {
    const read = async (who: Client) =>
      ok(await who.get<ReorganisationPlan>(`/api/reorganisations/${plan.id}/plan`)).body;
    // An administrator’s seat alone sees no nomination: they are counted.
    expect(await read(admin)).toMatchObject({ items: [], others: { changed: 3, refused: 0 }, affairs: [] });
    const listed = await read(await w.seat('clerk.C', 'administrator', 'F'));
    expect(listed.others).toEqual({ changed: 0, refused: 0 });
    const elsewhere = await w.seat('admin.G1', 'administrator', 'G1');
    refused(await elsewhere.get(`/api/reorganisations/${plan.id}/plan`), 403, 'wrong-seat');
    refused(await elsewhere.post(`/api/reorganisations/${plan.id}/effect`, {}), 403, 'wrong-seat');
    const of = (id: string) => {
      const item = listed.items.find((i) => i.nomination === id);
      const stages = (list: (typeof listed.items)[number]['after']) => list.map((s) => w.key(s.unit.id));
      return (
        item && {
          before: stages(item.before),
          after: stages(item.after),
          inserted: item.inserted.map((k) => w.named(k)),
          dropped: item.dropped,
          steps: item.steps.map((s) => [w.named(s.from), w.named(s.to ?? '')]),
          refusal: item.refusal,
        }
      );
    };
    expect(listed.items.map((i) => i.nomination).sort()).toEqual([one, two, three].sort());
    const keys = [
      ['appraisal@G2', 'appraisal@G1'],
      ['signature@G2', 'signature@G1'],
      ['appraisal@C', 'appraisal@C'],
      ['signature@C', 'signature@C'],
      ['appraisal@F', 'appraisal@F'],
    ];
    for (const id of [one, two]) {
      expect(of(id)).toEqual({
        before: ['G2', 'C', 'F'],
        after: ['G1', 'C', 'I', 'F'],
        inserted: ['appraisal@I', 'signature@I'],
        dropped: [],
        steps: keys,
        refusal: null,
      });
    }
    expect(of(three)).toEqual({
      before: ['G2', 'C', 'F'],
      after: ['G1', 'C', 'F'],
      inserted: [],
      dropped: [],
      steps: keys,
      refusal: null,
    });
    refused(await admin.post(`/api/reorganisations/${plan.id}/effect`, {}), 409, 'not-now');
  });
});

describe('on 01/03/2027', () => {
  it('one act is written; a command on what still waits meets the state after re-routing', async () => {
    await w.clock('2027-02-28T16:59:00.000Z');
    expect((await read()).state).toBe('planned');
    await w.clock('2027-03-01T01:00:00.000Z');
    const effective = await read();
    expect(effective).toMatchObject({ state: 'effective', effectiveAt: expect.stringMatching(/^2027-03-01T01:00/) });
    const items = await app.sql<{ n: string; status: string }>(
      'select nomination_id as n, status from act_item where act_id = $1',
      [effective.act],
    );
    expect(items.map((i) => [i.n, i.status]).sort()).toEqual([one, two, three].sort().map((n) => [n, 'waiting']));
    // signature@C is decided before the worker came to its item: it goes to I, not to F.
    ok(await w.as('signer.C').command(two, { type: 'Recommend', opinion: 'Đồng ý với đề nghị' }));
    expect(await w.state(two)).toBe('appraisal@I');
    for (const id of [one, two, three, one])
      expect(await performActItem(app.engine, effective.act ?? '', id)).toBe('done');
  });

  it('approvals stand, the running clock runs on, and only the new stage gets a clock of its own', async () => {
    const first = await w.as('clerk.C').view(one);
    expect([w.named(first.state), route(first), due(first)]).toEqual([
      'appraisal@C',
      ['G1', 'C', 'I', 'F'],
      ['2027-03-08'],
    ]);
    expect(await approvals(one)).toEqual(['appraisal@G1', 'signature@G1']);
    // Ten working days from Monday 01/03/2027.
    const second = await w.as('clerk.I').view(two);
    expect([w.named(second.state), route(second), due(second)]).toEqual([
      'appraisal@I',
      ['G1', 'C', 'I', 'F'],
      ['2027-03-15'],
    ]);
    expect(await approvals(two)).toEqual(['appraisal@G1', 'signature@G1', 'appraisal@C', 'signature@C']);
    const third = await w.as('clerk.F').view(three);
    expect([w.named(third.state), route(third), due(third)]).toEqual(['appraisal@F', ['G1', 'C', 'F'], ['2027-03-08']]);
  });

  it('the history keeps the name: "G2 (now G1)"', async () => {
    const third = await w.as('clerk.F').view(three);
    expect(third.unit).toEqual({ id: w.unit('G1'), name: 'Công đoàn G2', now: 'Công đoàn G1' });
    const ledger = ok(await w.as('clerk.F').get(`/api/nominations/${three}/ledger`)).text;
    expect(ledger).toContain('Công đoàn G2');
    const list = ok(await w.as('clerk.F').get<{ nominations: NominationView[] }>('/api/nominations')).body.nominations;
    expect(list.find((n) => n.id === three)?.unit).toEqual({
      id: w.unit('G1'),
      name: 'Công đoàn G2',
      now: 'Công đoàn G1',
    });
  });

  it('access follows: seats of G2 end, G1 carries on, and who acted keeps what they decided', async () => {
    expect(await seats('2027-02-28')).toEqual(['appraiser', 'clerk', 'signer']);
    expect(await seats(DAY)).toEqual([]);
    // What was is told as it was, and what is to come as it is planned.
    expect([await units('2027-02-28'), await units(DAY), await units('2099-12-31')]).toEqual([before, after, after]);
    expect([await names('G2', '2027-02-28'), await names('G1', '2027-02-28')]).toEqual([
      ['G2', 'C', 'F'],
      ['G1', 'C', 'F'],
    ]);
    // The clerk of G2 nominated, the appraiser of G2 approved: both keep sight of these, not of the draft.
    refused(await w.as('appraiser.G2').get(`/api/nominations/${draft}`), 404, 'not-found');
    expect((await w.as('appraiser.G2').view(one)).commands.filter((c) => c.allowed)).toEqual([]);
    refused(await w.as('appraiser.G2').command(one, { type: 'Recommend', opinion: 'Đồng ý' }), 403, 'wrong-seat');
    expect((await w.as('clerk.G1').view(one)).id).toBe(one);
    refused(await w.as('clerk.I').get(`/api/nominations/${one}`), 404, 'not-found');
    // The draft follows: the clerk of G1 submits it, on the new way.
    ok(await w.as('clerk.G1').command(draft, { type: 'Submit' }));
    expect(route(await w.as('clerk.G1').view(draft))).toEqual(['G1', 'C', 'I', 'F']);
  });

  it('a supplement goes to the successor, who reviews again what G2 approved on other files', async () => {
    const items = [{ item: 'minutes', code: 'illegible' }];
    ok(await w.as('appraiser.C').command(one, { type: 'Return', items, reason: 'Bản quét không đọc được' }));
    refused(await w.as('clerk.G2').file(one, 'minutes', { etag: '"d-2"' }), 403, 'wrong-seat');
    ok(await w.as('clerk.G1').file(one, 'minutes'));
    ok(await w.as('clerk.G1').command(one, { type: 'Resubmit' }));
    // The minutes are another file: what G2 approved on the old ones lapsed, and the successor reviews it.
    expect(await w.state(one)).toBe('appraisal@G1');
    await w.climb(one, 'appraisal@C');
    expect(await approvals(one)).toEqual(['appraisal@G1', 'signature@G1']);
    expect(route(await w.as('clerk.G1').view(one))).toEqual(['G1', 'C', 'I', 'F']);
  });

  it('parties are notified', async () => {
    const rows = await app.sql<{ id: string }>(`select id from outbox where topic = 'rerouted' and chain = $1`, [
      `n:${three}`,
    ]);
    for (const { id } of rows) await insertNotifications(app.engine.db, id);
    const told = async (who: string) =>
      ok(await w.as(who).get<Notifications>('/api/notifications')).body.notifications.filter(
        (n) => n.topic === 'rerouted',
      ).length;
    expect([await told('clerk.G1'), await told('appraiser.F'), await told('clerk.G2'), await told('clerk.I')]).toEqual([
      1, 1, 1, 0,
    ]);
  });

  const read = async () => ok(await admin.get<ReorganisationView>(`/api/reorganisations/${plan.id}`)).body;
});

it('goes on to the decision, and the ledger is whole', async () => {
  await w.climb(two, 'awaitingDecision');
  expect(await approvals(two)).toEqual([
    'appraisal@G1',
    'signature@G1',
    'appraisal@C',
    'signature@C',
    'appraisal@I',
    'signature@I',
    'appraisal@F',
  ]);
  await w.climb(three, 'awaitingDecision');
  const { act } = await w.decision([two, three]);
  for (const id of [two, three]) await performActItem(app.engine, act, id);
  expect([await w.state(two), await w.state(three)]).toEqual(['commended', 'commended']);
  expect(await checkLedger(app.engine.db, app.files)).not.toHaveProperty('what');
});
