import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { CommandAnswer, Inbox, NominationLedger } from '#contract';
import { insertNotifications, sweepDirect } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused } from '../support/client.js';
import { world, type World } from '../support/world.js';

/** Case 6: a deadline that lapses over Tết, and the late act. */

let app: TestApp;
let w: World;
let id: string;
let quick: string;
let late: string;
beforeAll(async () => {
  app = await startApp({ start: '2027-01-28T02:00:00.000Z' });
  w = await world(app);
  [id, quick, late] = [await w.nominate(), await w.nominate(), await w.nominate()];
  for (const n of [id, quick, late]) await w.climb(n, 'signature@G1');
  await w.clock('2027-01-29T02:00:00.000Z');
  for (const n of [id, quick, late]) await w.climb(n, 'appraisal@C');
});
afterAll(() => app.close());

const recommend = { type: 'Recommend', opinion: 'Đồng ý với đề nghị' };
const rows = (n: string) =>
  app.sql<{ due: string; remind: string; state: string; reminded: boolean }>(
    `select to_char(due_at at time zone 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY HH24:MI') as due,
       to_char(remind_at at time zone 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY') as remind, state, reminded_at is not null as reminded
     from deadline where nomination_id = $1 and step_key like '%' || $2`,
    [n, w.unit('C')],
  );
const ledger = async (n: string) =>
  ok(await w.as('appraiser.C').get<NominationLedger>(`/api/nominations/${n}/ledger`)).body.entries;
const reminders = async (n: string) => {
  const found = await app.sql<{ id: string }>(`select id from outbox where topic = 'deadlineNear' and chain = $1`, [
    `n:${n}`,
  ]);
  for (const { id: outbox } of found) await insertNotifications(app.engine.db, outbox);
  return app.sql<{ person_id: string }>(
    `select person_id from notification where topic = 'deadlineNear' and nomination_id = $1`,
    [n],
  );
};
const counts = async (who: string) => ok(await w.as(who).get<Inbox>('/api/inbox')).body.counts;

it('entered on Friday 29/01/2027, ten working days over Tết are due at the end of 19/02, with a reminder on 17/02', async () => {
  expect(await rows(id)).toEqual([
    { due: '19/02/2027 23:59', remind: '17/02/2027', state: 'pending', reminded: false },
  ]);
});

it('nothing happens before: on 16/02 nobody is reminded', async () => {
  await w.clock('2027-02-16T10:00:00.000Z');
  expect(await reminders(id)).toEqual([]);
  expect(await ledger(id)).toHaveLength(3);
});

it('on 17/02 the appraiser is reminded, once, without an entry', async () => {
  await w.clock('2027-02-17T01:00:00.000Z');
  expect(await reminders(id)).toEqual([{ person_id: w.as('appraiser.C').person }]);
  await sweepDirect(app.engine);
  expect(await reminders(id)).toHaveLength(1);
  expect(await ledger(id)).toHaveLength(3);
  expect(await counts('appraiser.C')).toMatchObject({ overdue: 0, soon: 0, waiting: 3 });
});

it('within the last 48 hours it is due soon, and an act in the last second is in time', async () => {
  await w.clock('2027-02-18T02:00:00.000Z');
  expect(await counts('appraiser.C')).toMatchObject({ overdue: 0, soon: 3, waiting: 3 });
  await w.clock('2027-02-19T16:59:50.000Z');
  const { body } = ok(await w.as('appraiser.C').command<CommandAnswer>(quick, recommend));
  expect(body.late).toBe(false);
  expect((await ledger(quick)).map((e) => e.type)).not.toContain('Lapse');
});

it('when the sweep is slow, the late act records the lapse itself, right before', async () => {
  const view = await w.as('appraiser.C').view(late);
  const seen = { step: view.state, evaluation: view.evaluation };
  await app.sql(`update system_clock set ahead = $1::timestamptz - clock_timestamp()`, ['2027-02-19T17:00:00.100Z']);
  const { body } = ok(await w.as('appraiser.C').command<CommandAnswer>(late, { ...recommend, seen }));
  expect(body).toMatchObject({ late: true, state: `signature@${w.unit('C')}` });
  const [before, last] = (await ledger(late)).slice(-2);
  expect(before).toMatchObject({ type: 'Lapse', actor: { person: null } });
  expect(last).toMatchObject({ type: 'Recommend', late: true });
  expect((before?.at ?? '') <= (last?.at ?? '')).toBe(true);
});

it('after the end of 19/02 it has lapsed: overdue, escalated, never approved and never rejected', async () => {
  await w.clock('2027-02-20T02:00:00.000Z');
  expect(await w.state(id)).toBe('appraisal@C');
  expect((await ledger(id)).at(-1)).toMatchObject({
    type: 'Lapse',
    from: `appraisal@${w.unit('C')}`,
    to: `appraisal@${w.unit('C')}`,
  });
  expect(await rows(id)).toEqual([expect.objectContaining({ state: 'fired' })]);
  expect(await app.sql(`select from deadline where nomination_id = $1 and state = 'pending'`, [id])).toEqual([]);
  const inbox = ok(await w.as('signer.C').get<Inbox>('/api/inbox')).body.rows.map((r) => r.id);
  expect(inbox).toContain(id);
  await sweepDirect(app.engine);
  expect((await ledger(id)).filter((e) => e.type === 'Lapse')).toHaveLength(1);
});

it('the late act is accepted, and its entry says so; nothing that follows is late', async () => {
  const { body } = ok(await w.as('appraiser.C').command<CommandAnswer>(id, recommend));
  expect(body.late).toBe(true);
  expect((await ledger(id)).at(-1)).toMatchObject({ type: 'Recommend', late: true });
  const next = ok(await w.as('signer.C').command<CommandAnswer>(id, recommend));
  expect(next.body.late).toBe(false);
});

it('whom it was escalated to may decide as well, but not twice in two steps', async () => {
  const other = await w.nominate();
  await w.climb(other, 'appraisal@G1');
  refused(await w.as('signer.G1').command(other, recommend), 403, 'wrong-seat');
  await w.clock('2027-03-31T02:00:00.000Z');
  const { body } = ok(await w.as('signer.G1').command<CommandAnswer>(other, recommend));
  expect(body).toMatchObject({ late: true, state: `signature@${w.unit('G1')}` });
  refused(await w.as('signer.G1').command(other, recommend), 403, 'steps-not-combinable');
});

it('the clock never goes back', async () => {
  const key = { 'idempotency-key': crypto.randomUUID() };
  refused(await w.as('clerk.F').post('/api/clock', { to: '2027-02-01T00:00:00.000Z' }, key), 409, 'clock-backwards');
});
