import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { ReorganisationView, Statechart } from '#contract';
import { councilProcedure, type Procedure } from '#domain';
import { moveClock, performActItem, sweepDirect } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused } from '../support/client.js';
import { administrator, key, publish } from '../support/councils.js';
import { order } from '../support/world-people.js';
import { world, type World } from '../support/world.js';

/** The chart of a nomination: laid out once, true to the ledger, and no more than its reader may know. */

let app: TestApp;
let w: World;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
});
afterAll(() => app.close());

const ask = (id: string, who = 'clerk.G1') => w.as(who).get<Statechart>(`/api/nominations/${id}/statechart`);
const chart = async (id: string, who?: string) => ok(await ask(id, who)).body;
const layouts = () =>
  app.sql<{ shape: string; layout: string }>('select shape, layout::text from statechart_layout order by 1');
/** What is told of each state, by the keys of units. */
const told = ({ states }: Statechart) => Object.fromEntries(states.map((s) => [w.named(s.state), s]));
const statuses = (c: Statechart) => Object.fromEntries(c.states.map((s) => [w.named(s.state), s.status]));
const taken = ({ edges }: Statechart) =>
  Object.fromEntries(edges.flatMap((e) => (e.taken > 0 ? [[`${w.named(e.from)} ${w.named(e.to)}`, e.taken]] : [])));
const reason = 'Thiếu giấy chứng nhận sáng kiến';
const giveBack = { type: 'Return', items: [{ item: 'initiativeCertificate', code: 'missing' }], reason };

it('is laid out once, whoever asks first, and for every route of the same shape', async () => {
  expect(await layouts()).toEqual([]);
  const [one, other] = [await w.nominate(), await w.nominate({ unit: 'G2' })];
  // Another process stores its layout between the look and the insertion.
  app.before('store_statechart', () =>
    app.sql(
      `insert into statechart_layout (procedure_hash, shape, form, layout)
      select encode(hash, 'hex'), $1, 1, '{"width": 7, "height": 9, "states": {}, "wires": {}}' from configuration where id = 'STANDARD'`,
      ['grassroots_union(appraisal,signature)-level2_union(appraisal,signature)-federation(appraisal)'],
    ),
  );
  const first = await Promise.all([chart(one), chart(one), chart(other, 'clerk.G2')]);
  expect(first.map((c) => [c.width, c.height])).toEqual(first.map(() => [7, 9]));
  await app.sql('delete from statechart_layout');
  const charts = await Promise.all([chart(one), chart(other, 'clerk.G2'), chart(one)]);
  const made = await layouts();
  expect(made).toHaveLength(1);
  expect(made[0]?.layout).not.toContain(w.unit('G1'));
  expect(charts[2]).toEqual(charts[0]);
  expect(charts.map((c) => c.width)).toEqual(charts.map(() => charts[0]?.width));
  await chart(one);
  expect(await layouts()).toEqual(made);
}, 120_000);

it('has a place for every state and a line for every edge, in the order of the process', async () => {
  const id = await w.nominate();
  const { states, edges, groups, width, height } = await chart(id);
  expect(groups.map((g) => [g.unit.name, g.status])).toEqual([
    ['Công đoàn G1', 'current'],
    ['Công đoàn C', 'next'],
    ['Công đoàn F', 'next'],
  ]);
  for (const s of states) expect(s.x >= 0 && s.y >= 0 && s.x + s.width <= width && s.y + s.height <= height).toBe(true);
  const overlapping = states.filter((a) =>
    states.some(
      (b) => a !== b && a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
    ),
  );
  expect(overlapping).toEqual([]);
  const steps = states.filter((s) => s.kind === 'step' || s.kind === 'decision');
  expect(steps.map((s) => w.named(s.state))).toEqual([
    ...['appraisal@G1', 'signature@G1', 'appraisal@C', 'signature@C', 'appraisal@F', 'awaitingDecision'],
  ]);
  expect(steps.map((s) => s.x)).toEqual(steps.map((s) => s.x).toSorted((a, b) => a - b));
  expect(new Set(steps.map((s) => s.y)).size).toBe(1);
  const touches = (key: string, [x = -1, y = -1]: readonly number[] = []) =>
    states.some((s) => s.state === key && x >= s.x && x <= s.x + s.width && y >= s.y && y <= s.y + s.height);
  for (const e of edges)
    expect([e.from, e.to, touches(e.from, e.points[0]), touches(e.to, e.points.at(-1))]).toEqual([
      e.from,
      e.to,
      true,
      true,
    ]);
});

it('tells of supplements, retractions, holds and the outcome, as the ledger does', async () => {
  const id = await w.nominate();
  await w.climb(id, 'appraisal@C');
  await w.clock('2026-11-05T03:00:00.000Z');
  ok(await w.as('appraiser.C').command(id, giveBack));
  expect(await chart(id)).toMatchObject({
    current: 'returned',
    held: false,
    provisional: false,
    newer: null,
    moved: [],
  });
  expect(statuses(await chart(id))).toMatchObject({
    'signature@G1': 'past',
    'appraisal@C': 'next',
    returned: 'current',
  });
  ok(await w.as('clerk.G1').file(id, 'initiativeCertificate'));
  await w.clock('2026-11-10T03:00:00.000Z');
  ok(await w.as('clerk.G1').command(id, { type: 'Resubmit' }));
  ok(await w.as('appraiser.C').command(id, { ...giveBack, items: [{ item: 'statement', code: 'insufficient' }] }));
  ok(await w.as('clerk.G1').command(id, { type: 'Resubmit' }));

  const now = told(await chart(id));
  expect(now['appraisal@C']).toMatchObject({ status: 'current', returns: 2, days: 3, target: 10 });
  expect(now['appraisal@C']?.visits).toHaveLength(3);
  expect(now['returned']).toMatchObject({ status: 'past', returns: 2, days: 3, target: 5 });
  expect(now['draft']).toMatchObject({ status: 'past', days: null, target: null });
  expect(now['signature@G1']).toMatchObject({ status: 'past', returns: 0 });
  expect(taken(await chart(id))).toMatchObject({
    'appraisal@C returned': 2,
    'returned appraisal@C': 2,
    'draft appraisal@G1': 1,
  });

  const holder = await w.seat('holder.C', 'signer', 'C', ['hold']);
  ok(await holder.command(id, { type: 'Hold', kind: 'verification', reason }));
  expect(await chart(id)).toMatchObject({ held: true });
  await w.clock('2026-11-17T03:00:00.000Z');
  expect(told(await chart(id))['appraisal@C']?.days).toBe(3);
  const [hold] = (await w.as('clerk.G1').view(id)).holds;
  ok(await holder.command(id, { type: 'Release', hold: hold?.id, reason }));
  ok(await w.as('appraiser.C').command(id, { type: 'Reject', code: 'criteriaNotMet', reason }));
  const ended = await chart(id);
  expect(statuses(ended)).toMatchObject({
    rejected: 'current',
    'appraisal@C': 'past',
    'signature@C': 'notTaken',
    commended: 'notTaken',
  });
  expect(ended.groups.map((g) => g.status)).toEqual(['past', 'past', 'notTaken']);
  expect(taken(ended)).toMatchObject({ 'appraisal@C rejected': 1 });
}, 120_000);

it('tells whoever may not read the timeline the present state only', async () => {
  const subject = await w.person('subject', 'G1');
  await w.history(subject.person);
  const id = await w.nominate({ subject: subject.person });
  const recused = await w.seat('recused', 'member', 'G1');
  ok(await recused.command(id, { type: 'Recuse', reason: 'Có quan hệ họ hàng với người này' }));
  await w.climb(id, 'signature@C');
  ok(await w.as('signer.C').command(id, giveBack));
  for (const who of ['subject', 'recused']) {
    refused(await w.as(who).get(`/api/nominations/${id}/ledger`), 404, 'not-found');
    const c = await chart(id, who);
    expect([who, c.limited, c.held, c.moved, taken(c)]).toEqual([who, true, false, [], {}]);
    for (const s of c.states) {
      expect(s).toMatchObject({
        visits: [],
        days: null,
        returns: 0,
        status: s.state === 'returned' ? 'current' : 'hidden',
      });
    }
    expect(c.groups.every((g) => g.status === 'hidden')).toBe(true);
  }
  expect((await chart(id, 'appraiser.C')).limited).toBe(false);
  const unseen = refused(await ask(id, 'clerk.G2'), 404, 'not-found');
  const unknown = refused(await ask(randomUUID(), 'clerk.G2'), 404, 'not-found');
  expect({ ...unseen, requestId: '', instance: '' }).toEqual({ ...unknown, requestId: '', instance: '' });
});

it('of a working copy shows the way it would take today', async () => {
  const id = await w.nominate({ submit: false });
  const c = await chart(id);
  expect([c.provisional, c.current, c.groups.length]).toEqual([true, 'draft', 3]);
  expect(statuses(c)).toMatchObject({ draft: 'current', 'appraisal@G1': 'next', commended: 'next' });
});

it('keeps the version that was pinned, and says that there is a newer one', async () => {
  const award = 'UNION_MEDAL_KNC';
  const procedure: Procedure = { ...councilProcedure, id: 'MEDAL', appliesTo: { awards: [award] } };
  await publish(w, procedure);
  const id = await w.nominate({ award });
  const before = await chart(id);
  expect([before.procedure.id, before.procedure.version, before.newer]).toEqual(['MEDAL', 1, null]);
  expect(before.states.map((s) => s.state)).toContain('notPassed');
  await publish(w, { ...procedure, version: 2, supplementWorkingDays: 9 });
  const after = await chart(id);
  expect([after.procedure.version, after.newer]).toEqual([1, 2]);
  expect(told(after)['returned']?.target).toBe(councilProcedure.supplementWorkingDays);
}, 120_000);

it('goes by the new names after a reorganisation, and tells the old ones', async () => {
  const id = await w.nominate();
  await w.climb(id, 'signature@G1');
  const admin = await administrator(w);
  const body = {
    name: 'Công đoàn H',
    symbol: 'H',
    level: 'level2_union',
    parent: w.unit('F'),
    validFrom: '2026-11-20',
  };
  w.units['H'] = ok(await admin.post<{ id: string }>('/api/units', body, key())).body.id;
  for (const role of ['clerk', 'appraiser', 'signer'] as const) await w.seat(`${role}.H`, role, 'H');
  const deeds = [{ do: 'change', unit: w.unit('G1'), parent: w.unit('H') }];
  const merger = { on: '2026-11-20', deeds, reason };
  const plan = ok(await admin.post<ReorganisationView>('/api/reorganisations', merger, key())).body;
  await moveClock(app.engine, order(), '2026-11-20T02:00:00.000Z');
  await sweepDirect(app.engine);
  const { act } = ok(await admin.get<ReorganisationView>(`/api/reorganisations/${plan.id}`)).body;
  expect(await performActItem(app.engine, act ?? '', id)).toBe('done');
  const c = await chart(id);
  expect(c.groups.map((g) => g.unit.name)).toEqual(['Công đoàn G1', 'Công đoàn H', 'Công đoàn F']);
  expect(c.moved.map((m) => [w.named(m.from), m.to])).toEqual([
    ['appraisal@C', null],
    ['signature@C', null],
  ]);
  expect(c.units[w.unit('C')]).toBe('Công đoàn C');
  expect(statuses(c)).toMatchObject({ 'appraisal@G1': 'past', 'signature@G1': 'current', 'appraisal@H': 'next' });
}, 120_000);
