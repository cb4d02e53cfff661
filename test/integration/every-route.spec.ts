import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { AbsenceView, DelegationView, SubjectHold } from '#contract';
import { councilProcedure, type Role } from '#domain';
import { startApp, type TestApp } from '../support/app.js';
import { ok } from '../support/client.js';
import { administrator, council, key, publish } from '../support/councils.js';
import { ELSEWHERE, MINE, OBJECTS, OPEN, REGISTERS } from '../support/every-route.js';
import { plain, sendAbout } from '../support/sight.js';
import { world, type World } from '../support/world.js';

/** Every route of the API × every role of another tree: what may not be seen answers like what does not exist (A1, A5). */

const ROLES: readonly Role[] = ['clerk', 'appraiser', 'signer', 'secretary', 'member', 'administrator', 'auditor'];
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
  await publish(w, councilProcedure);
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

const known = [...OPEN, ...MINE, ...REGISTERS, ...ELSEWHERE, ...Object.keys(OBJECTS)];

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
