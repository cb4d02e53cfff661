import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Account, SeatView } from '#contract';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused, type Client } from '../support/client.js';
import { world, type World } from '../support/world.js';

let app: TestApp;
let w: World;
let root: Client;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  root = await w.seat('administrator.F', 'administrator', 'F');
  await w.seat('administrator.C', 'administrator', 'C');
  await w.seat('administrator.G1', 'administrator', 'G1');
});
afterAll(() => app.close());

const lastOf = async (chain: string) =>
  JSON.parse(
    (
      await app.sql<{ canon: string }>('select canon from ledger_entry where chain = $1 order by seq desc limit 1', [
        chain,
      ])
    )[0]?.canon ?? '{}',
  ) as { type: string; actor: object; facts: object[]; texts: { id: string }[] };

describe('accounts', () => {
  const fresh = async (unit: string) =>
    w.nominee(unit, { excellent: [], certificate: null, name: `Người ${randomUUID()}` });
  const account = (person: string, login: string) => ({ person, login, password: 'mười ký tự trở lên' });

  it('let a person sign in', async () => {
    const opened = ok(await root.post<Account>('/api/accounts', account(await fresh('G1'), 'moi.den'))).body;
    expect(opened).toMatchObject({ login: 'moi.den', email: null, disabled: false });
    ok(await w.stranger.post('/api/session', { login: 'moi.den', password: 'mười ký tự trở lên'.normalize('NFD') }));
    const secrets = await app.sql<{ all: string }>('select string_agg(t::text, chr(10)) as all from ledger_secret t');
    expect(secrets[0]?.all).not.toMatch(/argon2|mười ký tự/);
  });

  it('are one to a person, under a login and an e-mail of their own', async () => {
    const person = await fresh('G1');
    ok(await root.post('/api/accounts', { ...account(person, 'mot.nguoi'), email: 'mot@example.vn' }));
    refused(await root.post('/api/accounts', account(person, 'hai.nguoi')), 409, 'account-exists');
    refused(await root.post('/api/accounts', account(await fresh('G1'), 'mot.nguoi')), 409, 'login-taken');
    const same = { ...account(await fresh('G1'), 'ba.nguoi'), email: 'MOT@example.vn' };
    refused(await root.post('/api/accounts', same), 409, 'login-taken');
  });

  it('of somebody with a seat higher up cannot be taken over from below, only disabled', async () => {
    const person = await fresh('G1');
    ok(await root.post('/api/seats', { person, unit: w.unit('F'), role: 'signer' }));
    const { id } = ok(await root.post<Account>('/api/accounts', account(person, 'ky.cap.tren'))).body;
    const below = w.as('administrator.G1');
    refused(await below.patch(`/api/accounts/${id}`, { password: 'chiếm đoạt tài khoản' }), 403, 'wrong-seat');
    refused(await below.patch(`/api/accounts/${id}`, { email: 'toi@example.vn' }), 403, 'wrong-seat');
    expect(ok(await below.patch<Account>(`/api/accounts/${id}`, { disabled: true })).body.disabled).toBe(true);
  });

  it('are not disabled by their own holder', async () => {
    const [row] = await app.sql<{ id: string }>('select id from account where person_id = $1', [root.person]);
    refused(await root.patch(`/api/accounts/${row?.id ?? ''}`, { disabled: true }), 403, 'conflict-of-interest');
  });
});

describe('seats', () => {
  const fresh = () => w.nominee('G1', { excellent: [], certificate: null, name: `Người ${randomUUID()}` });
  const grant = (person: string, role: string, rest: object = {}) =>
    root.post<SeatView>('/api/seats', { person, unit: w.unit('G1'), role, ...rest });

  it('are given by somebody else', async () => {
    refused(await grant(root.person, 'signer'), 403, 'conflict-of-interest');
    const seat = ok(await grant(await fresh(), 'appraiser', { flags: ['override', 'override'] })).body;
    expect(seat).toMatchObject({ role: 'appraiser', flags: ['override'], validFrom: '2026-11-02', validTo: null });
    expect(await lastOf(`acl:${w.unit('G1')}`)).toMatchObject({ type: 'SeatGranted', facts: [{ seat: seat.id }] });
  });

  it('are not held twice', async () => {
    const person = await fresh();
    ok(await grant(person, 'clerk'));
    refused(await grant(person, 'clerk'), 409, 'seat-taken');
    refused(await grant(randomUUID(), 'clerk'), 422, 'unknown-reference');
  });

  it.each(['clerk', 'appraiser', 'signer', 'secretary', 'member', 'administrator'])(
    'an auditor is no %s, and the other way round',
    async (role) => {
      const [auditor, officer] = [await fresh(), await fresh()];
      ok(await grant(auditor, 'auditor'));
      refused(await grant(auditor, role), 422, 'incompatible-roles');
      ok(await grant(officer, role));
      refused(await grant(officer, 'auditor', { unit: w.unit('F') }), 422, 'incompatible-roles');
    },
  );

  it('end from a day on, and the holder may be something else after it', async () => {
    const person = await fresh();
    const { id } = ok(await grant(person, 'auditor')).body;
    refused(await root.patch(`/api/seats/${id}`, { validTo: '2026-11-01' }), 422, 'dates-reversed');
    expect(ok(await root.patch<SeatView>(`/api/seats/${id}`, { validTo: '2026-11-02' })).body.validTo).toBe(
      '2026-11-02',
    );
    refused(await root.patch(`/api/seats/${id}`, { validTo: '2026-12-01' }), 409, 'seat-ended');
    ok(await grant(person, 'clerk'));
    refused(await root.patch(`/api/seats/${randomUUID()}`, { validTo: '2026-12-01' }), 404, 'not-found');
  });

  it('the last administrator of the root stays', async () => {
    refused(
      await root.patch(`/api/seats/${root.seats[0]?.id ?? ''}`, { validTo: '2026-12-01' }),
      409,
      'last-administrator',
    );
  });

  it('a seat that ended gives no right a moment later', async () => {
    const client = await w.seat('administrator.weg', 'administrator', 'G2');
    ok(await client.post('/api/persons', { name: 'Còn quyền', unit: w.unit('G2') }));
    ok(await root.patch(`/api/seats/${client.seats[0]?.id ?? ''}`, { validTo: '2026-11-02' }));
    refused(await client.post('/api/persons', { name: 'Hết quyền', unit: w.unit('G2') }), 403, 'wrong-seat');
  });
});
