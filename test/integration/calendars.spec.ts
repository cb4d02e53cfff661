import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  CalendarChecked,
  CalendarPlan,
  CalendarProposal,
  Calendars,
  CalendarText,
  NominationLedger,
} from '#contract';
import { claimActItems, performActItem, performLapse } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { administrator, key } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** The working calendar over HTTP: proposed by one, published by another, and the running terms that move with it. */

let app: TestApp;
let w: World;
let admin: Client;
let second: Client;
beforeAll(async () => {
  // Wednesday 04/11/2026; an appraisal of ten working days ends on 18/11, one at C begins there.
  app = await startApp({ start: '2026-11-04T02:00:00.000Z' });
  w = await world(app);
  admin = await administrator(w);
  await w.seat('admin2.F', 'administrator', 'F');
  second = await w.elevate('admin2.F');
});
afterAll(() => app.close());

const inForce = async (): Promise<CalendarText> =>
  ok(await admin.get<Calendars>('/api/calendars')).body.inForce.calendar;
const withDay = async (from: string, name = 'Ngày nghỉ bổ sung') => {
  const text = await inForce();
  return { ...text, daysOff: [...text.daysOff, { from, name }] };
};
const propose = <Body = CalendarProposal>(calendar: object, who = admin) =>
  who.post<Body>('/api/calendars/proposals', { calendar }, key());
const publish = <Body = CalendarProposal>(id: string, who = second, headers = key()) =>
  who.post<Body>(`/api/calendars/proposals/${id}/publish`, {}, headers);
const check = async (calendar: object) => ok(await admin.post<CalendarChecked>('/api/calendars/check', calendar)).body;
const perform = async (act: string | null) => {
  const items = await claimActItems(app.engine.db, act ?? '');
  for (const nomination of items) expect(await performActItem(app.engine, act ?? '', nomination)).toBe('done');
  return items;
};
const rows = (n: string) =>
  app.sql<{ due: string; state: string; calendar: string }>(
    `select to_char(due_at at time zone 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY') as due, state, calendar from deadline
     where nomination_id = $1 and step_key like 'appraisal%' order by calendar, due_at`,
    [n],
  );
const entries = async (n: string) =>
  ok(await w.as('clerk.G1').get<NominationLedger>(`/api/nominations/${n}/ledger`)).body.entries;
const cfg = () =>
  app.sql<{ type: string }>(
    `select canon::jsonb->>'type' as type from ledger_entry where chain = 'cfg:VN' order by seq`,
  );
const before = 'select from configuration where kind = $1 order by version';

describe('a changed calendar', () => {
  let running: string;
  let stopped: string;
  let proposal: CalendarProposal;

  it('lists the running terms that it would move, with their old and new ends, and writes nothing', async () => {
    running = await w.nominate();
    stopped = await w.nominate();
    const asked = {
      type: 'Return',
      items: [{ item: 'minutes', code: 'illegible' }],
      reason: 'Biên bản không đọc được',
    };
    ok(await w.as('appraiser.G1').command(stopped, { ...asked, due: '2026-11-11' }));
    const contents = await app.contents();
    const { problems, plan } = await check(await withDay('2026-11-10'));
    expect(problems).toEqual([]);
    expect(plan).toEqual({
      nominations: 1,
      terms: 1,
      moves: [
        {
          nomination: null,
          unit: { id: w.unit('G1'), name: expect.any(String) },
          step: 'appraisal',
          before: { dueAt: '2026-11-18T16:59:59.999Z', remindAt: expect.any(String) },
          after: { dueAt: '2026-11-19T16:59:59.999Z', remindAt: expect.any(String) },
        },
      ],
    });
    expect(await app.contents()).toBe(contents);
  });

  it('is proposed by one administrator and published by another who signed in again', async () => {
    const made = await propose(await withDay('2026-11-10'));
    expect(made.status).toBe(201);
    proposal = made.body;
    expect(proposal).toMatchObject({ code: 'VN', version: 2, publishedBy: null, act: null });
    refused(await publish(proposal.id, admin), 403, 'elevation-needed');
    refused(await publish(proposal.id, await w.elevate('admin.F')), 409, 'second-person-needed');
    refused(await publish(proposal.id, w.as('clerk.F')), 403, 'wrong-seat');
    expect(await app.sql(before, ['calendar'])).toHaveLength(1);
  });

  it('is one entry and one act, and one entry for every nomination; only pending terms move', async () => {
    const plan = ok(await admin.get<CalendarPlan>(`/api/calendars/proposals/${proposal.id}/plan`)).body;
    const headers = key();
    const published = await publish(proposal.id, second, headers);
    expect([published.status, published.body.publishedBy?.id]).toEqual([202, second.person]);
    expect((await publish(proposal.id, second, headers)).body.act).toBe(published.body.act);
    refused(await publish(proposal.id), 409, 'not-now');
    expect((await cfg()).map((e) => e.type)).toEqual([
      'ConfigurationPublished',
      'ConfigurationProposed',
      'ConfigurationPublished',
    ]);
    const held = await app.sql(`select state, due_at from deadline where nomination_id = $1 order by id`, [stopped]);

    expect(await perform(published.body.act)).toEqual([running]);
    expect(await rows(running)).toEqual([
      { due: '18/11/2026', state: 'cancelled', calendar: 'VN@1' },
      { due: '19/11/2026', state: 'pending', calendar: 'VN@2' },
    ]);
    expect((await entries(running)).map((e) => e.type)).toEqual(['Submit', 'Reclocked']);
    expect(await app.sql(`select state, due_at from deadline where nomination_id = $1 order by id`, [stopped])).toEqual(
      held,
    );
    expect((await entries(stopped)).map((e) => e.type)).toEqual(['Submit', 'Return']);
    const kept = ok(await admin.get<CalendarPlan>(`/api/calendars/proposals/${proposal.id}/plan`)).body;
    expect(kept).toEqual(plan);
  });

  it('counts what was stopped when it runs on, and what begins later', async () => {
    ok(await w.as('clerk.G1').file(stopped, 'minutes'));
    ok(await w.as('clerk.G1').command(stopped, { type: 'Resubmit' }));
    const [, last] = await rows(stopped);
    expect(last).toEqual({ due: '19/11/2026', state: 'pending', calendar: 'VN@2' });
  });

  it('that was written for an older one is proposed anew', async () => {
    const [old, new_] = [
      ok(await propose(await withDay('2026-11-17'))).body,
      ok(await propose(await withDay('2026-11-18'))).body,
    ];
    expect([old.version, new_.version]).toEqual([3, 4]);
    await perform(ok(await publish(new_.id)).body.act);
    expect(refused(await publish(old.id), 409, 'not-now').observed).toBe('VN@4');
  });
});

describe('in a race', () => {
  it('a term that begins while a calendar is published moves as well', async () => {
    const { id } = ok(await propose(await withDay('2026-11-09'))).body;
    let begun = '';
    app.before('record_administration', async () => {
      begun = await w.nominate();
    });
    await perform(ok(await publish(id)).body.act);
    expect((await rows(begun)).map((r) => [r.state, r.calendar])).toEqual([
      ['cancelled', 'VN@4'],
      ['pending', 'VN@5'],
    ]);
  });

  it('a decision that was loaded under the old calendar is made again under the new one', async () => {
    const nomination = await w.nominate();
    const { id } = ok(await propose(await withDay('2026-12-01'))).body;
    app.before('record_decision', async () => void ok(await publish(id)));
    ok(await w.as('appraiser.G1').command(nomination, { type: 'Recommend', opinion: 'Đồng ý với đề nghị' }));
    const text = `select calendar from deadline where nomination_id = $1 and state = 'pending'`;
    expect(await app.sql(text, [nomination])).toEqual([{ calendar: 'VN@6' }]);
  });

  it('a term whose old end passes before the act came to it has not run out', async () => {
    const nomination = await w.nominate();
    const [{ due, id: deadline } = { due: new Date(0), id: '' }] = await app.sql<{ due: Date; id: string }>(
      `select due_at as due, id from deadline where nomination_id = $1 and state = 'pending'`,
      [nomination],
    );
    const { id } = ok(await propose(await withDay('2026-11-05'))).body;
    ok(await publish(id));
    await app.sql(`update system_clock set ahead = $1::timestamptz - clock_timestamp()`, [
      new Date(due.getTime() + 60_000),
    ]);
    await performLapse(app.engine, deadline);
    expect((await entries(nomination)).map((e) => e.type)).toEqual(['Submit', 'Reclocked']);
  });
});

describe('is refused, with nothing written,', () => {
  const wrong: [string, (text: CalendarText) => object, string][] = [
    [
      'a holiday on no date',
      (t) => ({ ...t, daysOff: [{ from: '2026-02-30', name: 'Sai' }] }),
      'daysOff[0].from no-date 2026-02-30',
    ],
    [
      'a holiday in a year NaN',
      (t) => ({ ...t, daysOff: [{ from: 'NaN-01-01', name: 'Sai' }] }),
      'daysOff[0].from no-date NaN-01-01',
    ],
    ['a week without working days', (t) => ({ ...t, workingWeek: [] }), 'workingWeek no-working-days'],
    ['a day of the week that is none', (t) => ({ ...t, workingWeek: [1, 8] }), 'workingWeek[1] week-day 8'],
    [
      'swaps that overlap',
      (t) => ({
        ...t,
        daysOff: [],
        workingDays: [],
        swaps: [
          { worked: '2026-08-22', off: '2026-08-31' },
          { worked: '2026-08-29', off: '2026-08-31' },
        ],
      }),
      'swaps[1].off duplicate 2026-08-31',
    ],
    [
      'days off for ever',
      (t) => ({ ...t, daysOff: [{ from: '2027-01-01', to: '2027-12-31', name: 'Sai' }] }),
      'daysOff[0] range-too-long 2027-01-01 – 2027-12-31',
    ],
  ];

  it.each(wrong)('%s', async (_what, change, observed) => {
    const text = change(await inForce());
    const contents = await app.contents();
    const problem = refused(await propose(text), 422, 'calendar-invalid');
    expect(problem.observed).toBe(observed);
    expect((await check(text)).plan).toBeNull();
    expect(await app.contents()).toBe(contents);
  });

  it('what is no calendar at all, and what somebody without the seat sends', async () => {
    const text = await inForce();
    const contents = await app.contents();
    for (const bad of [
      { workingWeek: ['x'] },
      { daysOff: [{ from: 1, name: 'Sai' }] },
      { provisionalYears: ['NaN'] },
      { id: 'VN' },
    ]) {
      refused(await propose({ ...text, ...bad }), 400, 'malformed');
    }
    refused(await propose(text, w.as('clerk.F')), 403, 'wrong-seat');
    refused(await w.as('clerk.F').post('/api/calendars/check', text), 403, 'wrong-seat');
    refused(await second.get(`/api/calendars/proposals/${crypto.randomUUID()}`), 404, 'not-found');
    refused(await publish(crypto.randomUUID()), 404, 'not-found');
    expect(await app.contents()).toBe(contents);
  });
});
