import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mergePersons } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import type { Answer, Client } from '../support/client.js';
import { order } from '../support/world-people.js';
import { world, type World } from '../support/world.js';

/** Unit M under C under F; N stands beside M. Everything below is about M. */
const asker = {
  own: 'administrator.M',
  ancestor: 'administrator.C',
  sibling: 'administrator.N',
  clerk: 'clerk.M',
  auditor: 'auditor.M',
  seatless: 'nobody.M',
  signedOut: null,
} as const;
type Asker = keyof typeof asker;
const askers = Object.keys(asker) as Asker[];

const W = 'write';
const table: Record<string, readonly [kind: 'read' | typeof W, ...statuses: number[]]> = {
  'GET /api/units': ['read', 200, 200, 200, 200, 200, 200, 401],
  'GET /api/units/:id': ['read', 200, 200, 200, 200, 200, 200, 401],
  'GET /api/units/:id/path': ['read', 200, 200, 200, 200, 200, 200, 401],
  'POST /api/units': [W, 201, 201, 403, 403, 403, 403, 401],
  'PATCH /api/units/:id': [W, 200, 200, 403, 403, 403, 403, 401],
  'GET /api/persons': ['read', 200, 200, 200, 200, 200, 403, 401],
  'GET /api/persons/:id': ['read', 200, 200, 200, 200, 200, 403, 401],
  'POST /api/persons': [W, 201, 201, 403, 201, 403, 403, 401],
  'PATCH /api/persons/:id': [W, 200, 200, 403, 403, 403, 403, 401],
  'POST /api/persons/:id/merge': [W, 200, 200, 403, 403, 403, 403, 401],
  'POST /api/persons/:id/unmerge': [W, 200, 200, 403, 403, 403, 403, 401],
  'GET /api/accounts': ['read', 200, 200, 200, 403, 403, 403, 401],
  'GET /api/accounts/:id': ['read', 200, 200, 404, 403, 403, 403, 401],
  'POST /api/accounts': [W, 201, 201, 403, 403, 403, 403, 401],
  'PATCH /api/accounts/:id': [W, 200, 200, 404, 403, 403, 403, 401],
  'GET /api/seats': ['read', 200, 200, 200, 200, 200, 403, 401],
  'GET /api/seats/:id': ['read', 200, 200, 200, 200, 200, 403, 401],
  'POST /api/seats': [W, 201, 201, 403, 403, 403, 403, 401],
  'PATCH /api/seats/:id': [W, 200, 200, 403, 403, 403, 403, 401],
};

const rows = Object.entries(table).flatMap(([route, [kind, ...statuses]]) =>
  askers.map((who, i) => ({ route, kind, who, status: statuses[i] ?? 0 })),
);

let app: TestApp;
let w: World;
let account: string;

beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  await w.open('M', 'immediate_superior_union', 'C', ['administrator', 'clerk', 'auditor']);
  await w.open('N', 'immediate_superior_union', 'C', ['administrator']);
  await w.seat('administrator.C', 'administrator', 'C');
  await w.person('nobody.M', 'M');
  await w.person('target.M', 'M', 'Lê Thị Đích');
  const [row] = await app.sql<{ id: string }>("select id from account where login = 'target.m'");
  account = row?.id ?? '';
});
afterAll(() => app.close());

async function twins(): Promise<[string, string]> {
  const [one = '', two = ''] = await w.nominees('M', 2, { excellent: [], certificate: null });
  return [one, two];
}

/** A fresh target for every call, so that one call never changes the answer to another. */
const calls: Record<string, (by: Client) => Promise<Answer<unknown>>> = {
  'GET /api/units': (by) => by.get('/api/units'),
  'GET /api/units/:id': (by) => by.get(`/api/units/${w.unit('M')}`),
  'GET /api/units/:id/path': (by) => by.get(`/api/units/${w.unit('M')}/path`),
  'POST /api/units': (by) =>
    by.post('/api/units', { name: 'CĐCS mới', symbol: 'M1', level: 'grassroots_union', parent: w.unit('M') }),
  'PATCH /api/units/:id': (by) => by.patch(`/api/units/${w.unit('M')}`, { members: 321 }),
  'GET /api/persons': (by) => by.get('/api/persons?q=dich'),
  'GET /api/persons/:id': (by) => by.get(`/api/persons/${w.as('target.M').person}`),
  'POST /api/persons': (by) =>
    by.post('/api/persons', { name: `Người ${randomUUID()}`, unit: w.unit('M'), confirmedNew: true }),
  'PATCH /api/persons/:id': (by) => by.patch(`/api/persons/${w.as('target.M').person}`, { birthDate: '1980-02-03' }),
  'POST /api/persons/:id/merge': async (by) => {
    const [one, into] = await twins();
    return by.post(`/api/persons/${one}/merge`, { into, reason: 'Cùng một người' });
  },
  'POST /api/persons/:id/unmerge': async (by) => {
    const [one, into] = await twins();
    await mergePersons(app.engine, order(), one, { into, reason: 'Cùng một người' });
    return by.post(`/api/persons/${one}/unmerge`, { reason: 'Hai người khác nhau' });
  },
  'GET /api/accounts': (by) => by.get('/api/accounts'),
  'GET /api/accounts/:id': (by) => by.get(`/api/accounts/${account}`),
  'POST /api/accounts': async (by) => {
    const person = await w.nominee('M', { excellent: [], certificate: null });
    return by.post('/api/accounts', { person, login: `u${randomUUID().slice(0, 8)}`, password: 'mười ký tự trở lên' });
  },
  'PATCH /api/accounts/:id': (by) => by.patch(`/api/accounts/${account}`, { email: `${randomUUID()}@example.vn` }),
  'GET /api/seats': (by) => by.get('/api/seats'),
  'GET /api/seats/:id': (by) => by.get(`/api/seats/${w.as('clerk.M').seats[0]?.id ?? ''}`),
  'POST /api/seats': async (by) => {
    const person = await w.nominee('M', { excellent: [], certificate: null });
    return by.post('/api/seats', { person, unit: w.unit('M'), role: 'member' });
  },
  'PATCH /api/seats/:id': async (by) => {
    const held = await w.seat(`member.${randomUUID()}`, 'member', 'M');
    return by.patch(`/api/seats/${held.seats[0]?.id ?? ''}`, { validTo: '2027-01-01' });
  },
};

const entries = async () => Number((await app.sql<{ n: string }>('select count(*) as n from ledger_entry'))[0]?.n);

describe('who may do what in the registers', () => {
  it('every route of the registers has its row', () => {
    const routes = app.api.routes
      .map((r) => `${r.method} ${r.path}`)
      .filter((r) => /\/api\/(units|persons|accounts|seats)/.test(r));
    expect(routes.sort()).toEqual(Object.keys(table).sort());
    expect(Object.keys(calls).sort()).toEqual(Object.keys(table).sort());
  });

  it.each(rows)('$route answers $status to $who', async ({ route, kind, who, status }) => {
    const key = asker[who];
    const by = key === null ? w.stranger : w.as(key);
    let before = 0;
    const counted = async (client: Client) => {
      // Targets are made before the call; only what the call itself writes is counted.
      const send = client.send.bind(client);
      client.send = async (...args: Parameters<typeof send>) => {
        before = await entries();
        return (await send(...args)) as never;
      };
      return calls[route]?.(client);
    };
    const answer = await counted(Object.assign(Object.create(Object.getPrototypeOf(by) as object) as Client, by));
    expect({ status: answer?.status, text: answer?.status === status ? '' : answer?.text }).toEqual({
      status,
      text: '',
    });
    expect((await entries()) - before).toBe(kind === W && status < 300 ? 1 : 0);
  });
});
