import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReorganisationView } from '#contract';
import { checkLedger, performActItem } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, type Client } from '../support/client.js';
import { administrator, council, key } from '../support/councils.js';
import { changed, forged, without } from '../support/tampering.js';
import { world, type World } from '../support/world.js';

/** A reorganisation, its act and what it re-routed: whatever row or entry a superuser changes, the check names the place. */

const DAY = '2027-03-01';
let app: TestApp;
let w: World;
let admin: Client;
const ids = { plan: '', act: '', done: '', waiting: '', cancelled: '' };
beforeAll(async () => {
  app = await startApp({ start: '2027-02-22T02:00:00.000Z' });
  w = await world(app);
  await w.open('I', 'level2_union', 'F');
  admin = await administrator(w);
  await council(w, 'G2', 2);
});
beforeAll(async () => {
  [ids.done, ids.waiting] = [await w.nominate({ unit: 'G2' }), await w.nominate({ unit: 'G2' })];
  for (const id of [ids.done, ids.waiting]) await w.climb(id, 'appraisal@C');
  const move = { do: 'change', unit: w.unit('C'), parent: w.unit('I') };
  ids.cancelled = (await propose([move])).id;
  ok(await admin.post(`/api/reorganisations/${ids.cancelled}/cancel`, {}, key()));
  ids.plan = (await propose([{ do: 'end', unit: w.unit('G2'), successors: [w.unit('G1')] }, move])).id;
  await w.clock('2027-03-01T01:00:00.000Z');
  ids.act = ok(await admin.get<ReorganisationView>(`/api/reorganisations/${ids.plan}`)).body.act ?? '';
  expect(await performActItem(app.engine, ids.act, ids.done)).toBe('done');
});
afterAll(() => app.close({ tampered: true }));

const propose = async (deeds: object[]) => {
  const reason = 'Sắp xếp lại tổ chức công đoàn theo đề án mẫu';
  return ok(await admin.post<ReorganisationView>('/api/reorganisations', { on: DAY, deeds, reason }, key())).body;
};
const check = () => checkLedger(app.engine.db, app.files);

/** Everything as it was: each test undoes what it did, or the next one would find its traces. */
afterEach(async () => expect(await check()).not.toHaveProperty('what'));

/** The words of a case with the ids in place of their keys: `{G1}`, `{done}`. */
const told = (text: string) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => w.units[name] ?? ids[name as keyof typeof ids] ?? whole);
const plan = `id = '{plan}'`;
const act = `id = '{act}'`;
const item = (which: string) => `act_id = '{act}' and nomination_id = '{${which}}'`;
const version = (unit: string, from: string) => `unit_id = '{${unit}}' and valid_from = '${from}'`;

describe('somebody changed', () => {
  it.each([
    ['reorganisation', plan, `on_date = on_date + 1`, 'reorganisation {plan}'],
    ['reorganisation', plan, `deeds = deeds - 1`, 'reorganisation {plan}'],
    ['reorganisation', plan, `state = 'cancelled'`, 'reorganisation {plan}'],
    [
      'reorganisation',
      plan,
      `planned_by = (select person_id from seat where role = 'clerk' limit 1)`,
      'reorganisation {plan}',
    ],
    ['reorganisation', plan, `planned_in = '{C}'`, 'reorganisation {plan}'],
    ['reorganisation', plan, `effective_at = effective_at - interval '1 day'`, 'reorganisation {plan}'],
    ['reorganisation', plan, `act_id = gen_random_uuid()`, 'reorganisation {plan}'],
    ['reorganisation', `id = '{cancelled}'`, `state = 'planned'`, 'reorganisation {cancelled}'],
    ['act', act, `payload = '{}'`, 'act {act}'],
    ['act', act, `kind = 'hold'`, 'act {act}'],
    ['act', act, `started_by = (select person_id from seat where role = 'clerk' limit 1)`, 'act {act}'],
    ['act', act, `started_at = started_at - interval '1 day'`, 'act {act}'],
    ['act', act, `unit_id = '{C}'`, 'act {act}'],
    ['act_item', item('done'), `status = 'waiting'`, 'item {done} of the act'],
    ['act_item', item('waiting'), `status = 'done'`, 'item {waiting} of the act'],
    ['act_item', item('done'), `position = position + 7`, 'items of the act'],
    ['act_item', item('done'), `data = jsonb_set(data, '{way,successors}', '{}')`, 'items of the act'],
    ['act_item', item('waiting'), `data = jsonb_set(data, '{way,stages,0,unit}', '"x"')`, 'items of the act'],
    ['unit', `id = '{G2}'`, `valid_to = null`, 'unit {G2}'],
    ['unit', `id = '{G2}'`, `valid_to = valid_to + 1`, 'unit {G2}'],
    ['unit', `id = '{G1}'`, `valid_to = '2027-03-01'`, 'unit {G1}'],
    ['unit', `id = '{C}'`, `parent_id = '{F}'`, 'unit {C}'],
    ['unit_closure', `ancestor_id = '{I}' and descendant_id = '{G1}'`, `depth = 1`, 'unit {G1}'],
    ['unit_version', version('G2', '2020-01-01'), `valid_to = null`, 'unit {G2}'],
    ['unit_version', version('G2', '2020-01-01'), `successors = array['{C}']::uuid[]`, 'unit {G2}'],
    ['unit_version', version('C', DAY), `parent_id = '{F}'`, 'unit {C}'],
    ['unit_version', version('C', DAY), `name = 'C'`, 'unit {C}'],
  ])('in %s where %s: %s', async (table, where, change, what) => {
    const found = await changed(app, { table, where: told(where), change: told(change) }, check);
    expect(found).toEqual({ chain: expect.stringMatching(/^acl:/), seq: expect.any(Number), what: told(what) });
  });

  it.each([
    ['nomination', `id = '{done}'`, `context = jsonb_set(context, '{route,0,unit}', '"{G2}"')`, 'done'],
    ['nomination', `id = '{done}'`, `unit_id = '{G2}'`, 'done'],
    ['nomination', `id = '{waiting}'`, `unit_id = '{G1}'`, 'waiting'],
    ['nomination', `id = '{waiting}'`, `context = jsonb_set(context, '{rerouted}', 'true')`, 'waiting'],
    ['approval', `nomination_id = '{done}' and step_key like 'signature%'`, `step_key = 'signature@{G2}'`, 'done'],
    ['deadline', `nomination_id = '{done}' and state = 'pending'`, `step_key = 'appraisal@{I}'`, 'done'],
  ] as const)('in %s where %s: %s', async (table, where, change, which) => {
    const found = await changed(app, { table, where: told(where), change: told(change) }, check);
    expect(found).toMatchObject({ chain: `n:${ids[which]}` });
  });

  it('a seat or a council of the unit that ended', async () => {
    for (const [table, where] of [
      ['seat', `unit_id = '{G2}' and role = 'signer'`],
      ['council', `unit_id = '{G2}'`],
    ] as const) {
      for (const change of ['valid_to = null', 'valid_to = valid_to + 1']) {
        const found = await changed(app, { table, where: told(where), change }, check);
        expect([change, found]).toEqual([
          change,
          { chain: expect.stringMatching(/^acl:/), seq: expect.anything(), what: expect.stringMatching(`^${table} `) },
        ]);
      }
    }
  });
});

describe('somebody took away', () => {
  it.each([
    ['reorganisation', `id = '{cancelled}'`],
    ['unit_version', version('C', DAY)],
    ['act_item', item('waiting')],
    ['act_item', item('done')],
    ['act', act],
  ])('%s where %s', async (table, where) => {
    const found = await without(app, { table, where: told(where) }, check);
    expect(found).toMatchObject({ chain: `acl:${w.unit('F')}`, what: expect.any(String) });
  });
});

describe('somebody forged', () => {
  it('the entry that made it effective, with a hash that fits', async () => {
    const chain = `acl:${w.unit('F')}`;
    for (const [from, to] of [
      [/"plan":"[0-9a-f]/, '"plan":"x'],
      [new RegExp(`"act":"${ids.act}"`), `"act":"${ids.plan}"`],
      [new RegExp(`"reorganisation":"${ids.plan}"`), `"reorganisation":"${ids.cancelled}"`],
    ] as const) {
      expect([to, await forged(app, { chain, from, to }, check)]).toEqual([
        to,
        { chain: expect.stringMatching(/^acl:/), seq: expect.any(Number), what: expect.any(String) },
      ]);
    }
  });

  it('the entry that re-routed a nomination', async () => {
    const chain = `n:${ids.done}`;
    const forge = { chain, from: new RegExp(`"unit":"${w.unit('I')}"`), to: `"unit":"${w.unit('F')}"` };
    expect(await forged(app, forge, check)).toMatchObject({ chain });
  });
});
