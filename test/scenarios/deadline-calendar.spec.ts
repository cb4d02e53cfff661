import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { CalendarPlan, CalendarProposal, Calendars, CalendarText, NominationLedger } from '#contract';
import { claimActItems, insertNotifications, performActItem } from '#engine';
import { createLogger } from '#platform';
import { sweepOnce } from '../../apps/worker/src/deadlines.js';
import { startApp, type TestApp } from '../support/app.js';
import { ok, type Client } from '../support/client.js';
import { administrator, key } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** Case 6, the calendar: the same count without the Tết block, the block published later, and workers that come and go. */

let app: TestApp;
let w: World;
let admin: Client;
let second: Client;
let vietnam: CalendarText;
let id: string;
beforeAll(async () => {
  app = await startApp({ start: '2027-01-28T02:00:00.000Z' });
  w = await world(app);
  admin = await administrator(w);
  await w.seat('admin2.F', 'administrator', 'F');
  vietnam = ok(await admin.get<Calendars>('/api/calendars')).body.inForce.calendar;
  id = await w.nominate();
  await w.climb(id, 'signature@G1');
});
afterAll(() => app.close());

const publish = async (calendar: CalendarText) => {
  second = await w.elevate('admin2.F');
  const proposed = ok(await admin.post<CalendarProposal>('/api/calendars/proposals', { calendar }, key())).body;
  const path = `/api/calendars/proposals/${proposed.id}`;
  const plan = ok(await admin.get<CalendarPlan>(`${path}/plan`)).body;
  const { act } = ok(await second.post<CalendarProposal>(`${path}/publish`, {}, key())).body;
  const items = await claimActItems(app.engine.db, act ?? '');
  for (const n of items) await performActItem(app.engine, act ?? '', n);
  return { plan, items };
};
const running = () =>
  app.sql<{ due: string; remind: string; calendar: string }>(
    `select to_char(due_at at time zone 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY') as due,
       to_char(remind_at at time zone 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY') as remind, calendar
     from deadline where nomination_id = $1 and state = 'pending'`,
    [id],
  );
const types = async () =>
  ok(await w.as('appraiser.C').get<NominationLedger>(`/api/nominations/${id}/ledger`)).body.entries.map((e) => e.type);

it('without the Tết block the ten days end on 12/02/2027', async () => {
  const daysOff = vietnam.daysOff.filter((d) => !d.from.startsWith('2027-02'));
  expect(vietnam.daysOff.length - daysOff.length).toBeGreaterThan(0);
  await publish({ ...vietnam, daysOff });
  await w.clock('2027-01-29T02:00:00.000Z');
  await w.climb(id, 'appraisal@C');
  expect(await running()).toEqual([{ due: '12/02/2027', remind: '10/02/2027', calendar: 'VN@2' }]);
});

it('publishing the block is an act with a listed plan: due on 19/02, recalled on 17/02, by one entry', async () => {
  const { plan, items } = await publish(vietnam);
  const moved = plan.moves.map((m) => [m.before.dueAt, m.after.dueAt]);
  expect([plan.nominations, plan.terms, moved, items]).toEqual([
    1,
    1,
    [['2027-02-12T16:59:59.999Z', '2027-02-19T16:59:59.999Z']],
    [id],
  ]);
  expect(await running()).toEqual([{ due: '19/02/2027', remind: '17/02/2027', calendar: 'VN@3' }]);
  // The first change moved the signature that was running then, the second one the appraisal.
  expect(await types()).toEqual(['Submit', 'Recommend', 'Reclocked', 'Recommend', 'Reclocked']);
});

it('what was entered on the eve of Tết counts from the first day after it', async () => {
  await w.clock('2027-02-04T02:00:00.000Z');
  const eve = await w.nominate();
  const [row] = await app.sql<{ due: string }>(
    `select to_char(due_at at time zone 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY') as due from deadline where nomination_id = $1`,
    [eve],
  );
  // 12, 15, 16, 17, 18, 19, 22, 23, 24, 25/02.
  expect(row?.due).toBe('25/02/2027');
});

it('workers that come and go, without any queue, send one reminder and record one lapse', async () => {
  const lost = { add: () => Promise.reject(new Error('the queue is lost')) };
  const sweeps = async () => {
    for (let i = 0; i < 3; i += 1) await sweepOnce(app.engine, lost, createLogger('silent'));
  };
  const told = async (topic: string) => {
    const rows = await app.sql<{ id: string }>(`select id from outbox where topic = $1 and chain = $2`, [
      topic,
      `n:${id}`,
    ]);
    for (const row of rows) await insertNotifications(app.engine.db, row.id);
    const found = await app.sql<{ person_id: string }>(
      `select person_id from notification where topic = $1 and nomination_id = $2`,
      [topic, id],
    );
    return found.map((f) => f.person_id).sort();
  };
  const to = (moment: string) =>
    app.sql(`update system_clock set ahead = $1::timestamptz - clock_timestamp()`, [moment]);
  const [appraiser, signer] = [w.as('appraiser.C').person, w.as('signer.C').person];
  await to('2027-02-17T01:00:00.000Z');
  await sweeps();
  expect([await told('deadlineNear'), await told('deadlineLapsed')]).toEqual([[appraiser], []]);
  await to('2027-02-19T17:00:00.000Z');
  await sweeps();
  expect([await told('deadlineNear'), await told('deadlineLapsed')]).toEqual([[appraiser], [appraiser, signer].sort()]);
  expect((await types()).filter((t) => t === 'Lapse')).toHaveLength(1);
  expect(await running()).toEqual([]);
});
