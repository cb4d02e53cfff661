import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { AbsenceView, DelegationView, SubjectHold } from '#contract';
import { startApp, type TestApp } from '../support/app.js';
import { ok, type Answer, type Client } from '../support/client.js';
import { administrator, council, key, publish } from '../support/councils.js';
import { ballotsOnly, objectsOf, people, ROLES, UNITS } from '../support/elsewhere-objects.js';
import { ALONE, ELSEWHERE, type Asker, type Elsewhere } from '../support/elsewhere-routes.js';
import { MINE, OBJECTS, OPEN, REGISTERS } from '../support/every-route.js';
import { plain, sendAbout } from '../support/sight.js';
import { world, type World } from '../support/world.js';

/** Every route of the API × every role of another tree: what may not be seen answers like what does not exist (A1, A5). */

let app: TestApp;
let w: World;
const objects: Record<string, string> = {};
const outsiders = [...ROLES.map((role) => `${role}.X`), 'nobody'];

beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  const admin = await administrator(w);
  await w.open('X', 'level2_union', 'F', ROLES);
  await w.person('nobody', 'X');
  objects['nomination'] = await w.nominate();
  const { document, act } = await decided();
  Object.assign(objects, { document, act });
  await publish(w, ballotsOnly);
  const c = await council(w, 'C', 5);
  const balloted = await w.nominate();
  await w.climb(balloted, 'ballot@C');
  const sitting = await c.sitting([balloted]);
  const ballot = ok(await c.open(sitting)).body.id;
  Object.assign(objects, { council: c.id, sitting: sitting.id, ballot });
  const holder = await w.seat('holder.G1', 'signer', 'G1', ['hold']);
  const subject = { type: 'person', id: await w.nominee('G1') };
  const hold = { as: holder.seats[0]?.id, subject, kind: 'other', reason: 'Đang xác minh đơn thư' };
  objects['hold'] = ok(await holder.post<SubjectHold>('/api/holds', hold, key())).body.id;
  const deputy = await w.person('deputy.G1', 'G1');
  const lent = { seat: w.as('signer.G1').seats[0]?.id, to: deputy.person, form: 'KT', validTo: '2026-12-31' };
  objects['delegation'] = ok(await admin.post<DelegationView>('/api/delegations', lent, key())).body.id;
  const away = { person: deputy.person, validFrom: '2026-12-01', validTo: '2026-12-02' };
  objects['absence'] = ok(await admin.post<AbsenceView>('/api/absences', away, key())).body.id;
});
afterAll(() => app.close());

async function decided(): Promise<{ document: string; act: string }> {
  const id = await w.nominate();
  await w.climb(id, 'awaitingDecision');
  return w.decision([id]);
}

const known = [...OPEN, ...MINE, ...REGISTERS, ...ELSEWHERE.map((e) => e.route), ...Object.keys(OBJECTS)];

it('every route of the API is in the table', () => {
  expect(app.api.routes.map((r) => `${r.method} ${r.path}`).sort()).toEqual([...known].sort());
});

it('every route but the open ones asks who is there', async () => {
  const wrong: string[] = [];
  for (const route of known.filter((r) => !OPEN.includes(r))) {
    const { status } = await sendAbout(w.stranger, route, randomUUID(), route.startsWith('GET') ? undefined : {});
    if (status !== 401) wrong.push(`${route}: ${String(status)}`);
  }
  expect(wrong).toEqual([]);
});

describe('another tree', () => {
  it.each(Object.entries(OBJECTS))('%s tells nobody there whether the object exists', async (route, { of, body }) => {
    const id = objects[of] ?? '';
    const wrong: string[] = [];
    for (const person of outsiders) {
      const unknown = randomUUID();
      const [real, invented] = [
        await sendAbout(w.as(person), route, id, body),
        await sendAbout(w.as(person), route, unknown, body),
      ];
      if (real.status < 400) wrong.push(`${person}: ${String(real.status)}`);
      const [a, b] = [JSON.stringify(plain(real, id)), JSON.stringify(plain(invented, unknown))];
      if (a !== b) wrong.push(`${person}: ${a} but ${b}`);
    }
    expect(wrong).toEqual([]);
  });
});

/** One object of each kind, asked about by every role of its own unit, its parent, a child, a sibling and the sibling's child. */
describe('an object that is for some', () => {
  const ids: Record<string, string> = {};
  const seated = UNITS.flatMap((unit) => ROLES.map((role) => ({ key: `${role}.${unit}`, role, unit })));
  const askers: readonly Asker[] = [...seated, ...Object.entries(ALONE).map(([key, as]) => ({ key, ...as }))];
  beforeAll(async () => {
    await people(w);
    Object.assign(ids, await objectsOf(w));
  });

  const send = ({ route, of, body, headers }: Elsewhere, by: Client, id = ids[of] ?? ''): Promise<Answer<unknown>> => {
    const [method = '', path = ''] = route.split(' ');
    const sent = body === undefined ? {} : { body: body(ids, by) };
    return by.send(method, path.replace(':id', id), { ...sent, headers: { ...key(), 'if-match': '"9"', ...headers } });
  };
  const codeOf = ({ body, status }: Answer<unknown>) => (status < 400 ? status : (body as { code: string }).code);
  /** What somebody is answered about the object and about nothing, where the table says otherwise. */
  async function wrong(e: Elsewhere, asker: Asker): Promise<string[]> {
    const by = w.as(asker.key);
    const [unknown, id] = [randomUUID(), ids[e.of] ?? ''];
    const [invented, real] = [await send(e, by, unknown), await send(e, by)];
    const [code, nothing] = [codeOf(real), codeOf(invented)];
    const same = JSON.stringify(plain(real, id)) === JSON.stringify(plain(invented, unknown));
    const taken = e.route.startsWith('GET') ? code === 200 : !['wrong-seat', 'not-found'].includes(String(code));
    const right = e.may(asker) ? taken && nothing === 'not-found' && real.status < 500 : code === 'wrong-seat';
    return (e.knows(asker) ? right : same) ? [] : [`${asker.key}: ${String(code)}, of nothing ${String(nothing)}`];
  }

  it.each(ELSEWHERE.map((e) => [e.route, e] as const))('%s is answered by role and relation', async (_, e) => {
    const may = (asker: Asker) => e.knows(asker) && e.may(asker);
    const found = await Promise.all(askers.filter((asker) => !may(asker)).map((asker) => wrong(e, asker)));
    // Whoever may comes last: it may be gone then.
    for (const asker of askers.filter(may)) found.push(await wrong(e, asker));
    expect(found.flat()).toEqual([]);
  });

  it('a filter that others asked to drop is still there', async () => {
    expect((await w.as('holder.G1').get('/api/inbox/filters')).text).toContain(ids['filter']);
  });
});
