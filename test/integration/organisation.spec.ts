import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Person, Persons, Seats, Unit, Units } from '#contract';
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

const entries = async () => (await app.sql<{ n: number }>('select count(*)::int as n from ledger_entry'))[0]?.n ?? 0;
const lastOf = async (chain: string) =>
  JSON.parse(
    (
      await app.sql<{ canon: string }>('select canon from ledger_entry where chain = $1 order by seq desc limit 1', [
        chain,
      ])
    )[0]?.canon ?? '{}',
  ) as { type: string; actor: object; facts: object[]; texts: { id: string }[] };

describe('units', () => {
  it('are opened under their superior, on a chain of their own that holds no word', async () => {
    const body = { name: 'Công đoàn Dệt may Bình Minh', symbol: 'BM', level: 'grassroots_union', parent: w.unit('C') };
    const unit = ok(await root.post<Unit>('/api/units', body)).body;
    expect(unit).toMatchObject({ ...body, members: null, validFrom: '2026-11-02', validTo: null });
    const entry = await lastOf(`acl:${unit.id}`);
    expect(entry).toMatchObject({ type: 'UnitOpened', actor: { person: root.person, unit: w.unit('F') } });
    expect(entry.texts.map((t) => t.id)).toEqual(['name', 'symbol']);
    expect(JSON.stringify(entry)).not.toMatch(/Bình Minh|"BM"/);
  });

  it('stand below the level of their superior', async () => {
    const body = { name: 'Sai cấp', symbol: 'X', parent: w.unit('C') };
    refused(await root.post('/api/units', { ...body, level: 'federation' }), 422, 'level-order');
    for (const level of ['grassroots_union', 'level2_union']) {
      refused(await root.post('/api/units', { ...body, level, parent: w.unit('G1') }), 422, 'level-order');
    }
    refused(
      await root.post('/api/units', { ...body, level: 'grassroots_union', parent: randomUUID() }),
      422,
      'unknown-reference',
    );
  });

  it('change their words and numbers; a number that was stated is not withdrawn', async () => {
    const unit = ok(
      await root.patch<Unit>(`/api/units/${w.unit('G2')}`, { name: 'Công đoàn Gò Hai', workers: 0 }),
    ).body;
    expect(unit).toMatchObject({ name: 'Công đoàn Gò Hai', workers: 0, members: 120 });
    const problem = refused(await root.patch(`/api/units/${w.unit('G2')}`, { members: null }), 400, 'malformed');
    expect(problem.errors?.[0]?.pointer).toBe('/members');
    refused(await root.patch(`/api/units/${randomUUID()}`, { members: 1 }), 404, 'not-found');
  });

  it('end only when nobody and nothing is left in them, and take nothing new then', async () => {
    refused(await root.patch(`/api/units/${w.unit('C')}`, { validTo: '2026-12-31' }), 409, 'unit-in-use');
    const { id } = ok(
      await root.post<Unit>('/api/units', {
        name: 'Sắp giải thể',
        symbol: 'SG',
        level: 'grassroots_union',
        parent: w.unit('C'),
      }),
    ).body;
    refused(await root.patch(`/api/units/${id}`, { validTo: '2026-11-01' }), 422, 'dates-reversed');
    expect(ok(await root.patch<Unit>(`/api/units/${id}`, { validTo: '2026-11-02' })).body.validTo).toBe('2026-11-02');
    refused(await root.patch(`/api/units/${id}`, { members: 3 }), 409, 'unit-ended');
    refused(await root.post('/api/persons', { name: 'Đến muộn', unit: id }), 409, 'unit-ended');
    const seat = { person: w.as('clerk.G2').person, unit: id, role: 'clerk' };
    refused(await root.post('/api/seats', seat), 409, 'unit-ended');
  });
});

describe('people', () => {
  const name = 'Nguyễn Thị Hoà';
  it.each([
    ['NFC', name.normalize('NFC')],
    ['NFD', name.normalize('NFD')],
    ['without marks', 'nguyen thi hoa'],
    ['in capitals', 'NGUYEN HOA'],
  ])('are found by their name in %s', async (_, q) => {
    await root.post('/api/persons', { name: name.normalize('NFD'), unit: w.unit('G1'), birthDate: '1985-01-02' });
    const found = ok(await root.get<Persons>(`/api/persons?q=${encodeURIComponent(q)}`)).body.persons;
    expect(found.map((p) => p.name)).toEqual([name.normalize('NFC')]);
  });

  it.each(['%', '_', '\\', '%25%', "'"])('are not found by the sign %s', async (q) => {
    expect(ok(await root.get<Persons>(`/api/persons?q=${encodeURIComponent(q)}`)).body.persons).toEqual([]);
  });

  it('are searched for before one is added: near names in the same unit or born on the same day', async () => {
    const clerk = w.as('clerk.G1');
    const first = { name: 'Trần Quốc Khánh', unit: w.unit('G1'), birthDate: '1979-09-02' };
    const { id } = ok(await clerk.post<Person>('/api/persons', first)).body;
    const again = { ...first, name: 'tran quoc khanh', birthDate: null };
    const before = await entries();
    const problem = refused(await clerk.post('/api/persons', again), 409, 'possible-duplicate');
    expect(problem.data?.['matches']).toMatchObject([{ id, name: first.name, same: ['unit'] }]);
    refused(
      await root.post('/api/persons', { ...first, unit: w.unit('G2'), name: 'Trần Quốc Khành' }),
      409,
      'possible-duplicate',
    );
    expect(await entries()).toBe(before);
    ok(await clerk.post('/api/persons', { ...again, confirmedNew: true }));
    ok(await root.post('/api/persons', { ...first, unit: w.unit('G2'), birthDate: '1990-01-01' }));
  });

  it('have a member number and a citizen id that nobody else has, also when confirmed as new', async () => {
    const one = { name: 'Phạm Văn Một', unit: w.unit('G1'), memberNumber: 'ĐV-001', citizenId: '001085000123' };
    ok(await root.post('/api/persons', one));
    const other = { name: 'Vũ Thị Hai', unit: w.unit('G2'), confirmedNew: true };
    refused(await root.post('/api/persons', { ...other, memberNumber: 'ĐV-001' }), 409, 'already-registered');
    refused(await root.post('/api/persons', { ...other, citizenId: '001085000123' }), 409, 'already-registered');
    const rows = await app.sql<{ all: string }>('select string_agg(t::text, chr(10)) as all from ledger_secret t');
    expect(rows[0]?.all).not.toContain('001085000123');
  });

  it('show birth date and member number to administrators and clerks of their line only', async () => {
    const unit = w.unit('G1');
    const words = { name: 'Đỗ Kín Đáo', unit, birthDate: '1980-05-06', memberNumber: 'KD-7' };
    const { id } = ok(await root.post<Person>('/api/persons', words)).body;
    for (const key of ['clerk.G1', 'clerk.C', 'administrator.C']) {
      expect(ok(await w.as(key).get<Person>(`/api/persons/${id}`)).body).toMatchObject({
        birthDate: '1980-05-06',
        memberNumber: 'KD-7',
      });
    }
    for (const key of ['clerk.G2', 'appraiser.C']) {
      const seen = ok(await w.as(key).get<Person>(`/api/persons/${id}`)).body;
      expect(seen).toMatchObject({ name: 'Đỗ Kín Đáo', birthDate: null, memberNumber: null });
    }
  });

  it('show only the nominations that the asker may see', async () => {
    const subject = await w.nominee('G1', { name: 'Hồ Được Đề Nghị' });
    await w.nominate({ subject });
    const seen = async (key: string) => ok(await w.as(key).get<Person>(`/api/persons/${subject}`)).body.nominations;
    expect(await seen('clerk.G1')).toMatchObject([{ award: 'UNION_CERT_VGCL', year: 2026 }]);
    expect(await seen('clerk.G2')).toEqual([]);
    expect(await seen('administrator.F')).toEqual([]);
  });

  it('move to another unit when both are administered, and lose a date that was wrong', async () => {
    const { id } = ok(
      await root.post<Person>('/api/persons', { name: 'Ngô Chuyển', unit: w.unit('G1'), birthDate: '1970-01-01' }),
    ).body;
    refused(await w.as('administrator.G1').patch(`/api/persons/${id}`, { unit: w.unit('G2') }), 403, 'wrong-seat');
    const moved = ok(
      await w.as('administrator.C').patch<Person>(`/api/persons/${id}`, { unit: w.unit('G2'), birthDate: null }),
    ).body;
    expect(moved).toMatchObject({ unit: { id: w.unit('G2') }, birthDate: null });
    refused(await root.patch(`/api/persons/${id}`, { unit: randomUUID() }), 422, 'unknown-reference');
  });
});

describe('every register', () => {
  it('is read page by page, each row once', async () => {
    for (const [path, key] of [
      ['units', 'units'],
      ['persons', 'persons'],
      ['accounts', 'accounts'],
      ['seats', 'seats'],
    ] as const) {
      type Page = Record<string, { id: string }[]> & { next: string | null };
      const all = ok(await root.get<Page>(`/api/${path}?limit=100`)).body[key] ?? [];
      const seen: string[] = [];
      for (let next: string | null = ''; next !== null;) {
        const page: Page = ok(await root.get<Page>(`/api/${path}?limit=3${next === '' ? '' : `&cursor=${next}`}`)).body;
        seen.push(...(page[key] ?? []).map((r) => r.id));
        next = page.next;
      }
      expect(seen.slice(0, 100)).toEqual(all.map((r) => r.id));
      expect(new Set(seen).size).toBe(seen.length);
    }
  });

  it('narrows to a unit and what is below it', async () => {
    const units = ok(await root.get<Units>(`/api/units?unit=${w.unit('C')}`)).body.units.map((u) => u.id);
    expect(units).toEqual(expect.arrayContaining([w.unit('C'), w.unit('G1'), w.unit('G2')]));
    expect(units).not.toContain(w.unit('F'));
    const seats = ok(await root.get<Seats>(`/api/seats?unit=${w.unit('G1')}`)).body.seats;
    expect(seats.every((s) => s.unit.id === w.unit('G1'))).toBe(true);
  });

  it('answers a repeated command id with what it did the first time, and refuses it for anything else', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const body = { name: `Người ${randomUUID()}`, unit: w.unit('G1'), confirmedNew: true };
    const [first, second] = await Promise.all([
      root.post<Person>('/api/persons', body, headers),
      root.post<Person>('/api/persons', body, headers),
    ]);
    expect(ok(first).body.id).toBe(ok(second).body.id);
    refused(await root.post('/api/persons', { ...body, name: 'Khác' }, headers), 422, 'command-reused');
    refused(await w.as('clerk.G1').post('/api/persons', body, headers), 422, 'command-reused');
  });

  it('keeps every one of twenty changes made at once on one chain', async () => {
    const before = await entries();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        root.post('/api/persons', { name: `Người ${randomUUID()}`, unit: w.unit('G2'), confirmedNew: true }),
      ),
    );
    const done = answers.filter((a) => a.status === 201).length;
    expect(answers.every((a) => a.status === 201 || a.status === 503)).toBe(true);
    expect((await entries()) - before).toBe(done);
    expect(done).toBeGreaterThanOrEqual(15);
  });
});

describe('bad input writes nothing', () => {
  const unit = () => ({ name: 'Đơn vị', symbol: 'ĐV', level: 'grassroots_union', parent: w.unit('C') });
  it.each<[string, string, () => unknown, string]>([
    ['an unknown field', '/api/units', () => ({ ...unit(), admin: true }), '/admin'],
    ['a level that is none', '/api/units', () => ({ ...unit(), level: 'god' }), '/level'],
    ['a negative count', '/api/units', () => ({ ...unit(), members: -1 }), '/members'],
    ['a fraction', '/api/units', () => ({ ...unit(), members: 1.5 }), '/members'],
    ['NUL in a name', '/api/units', () => ({ ...unit(), name: 'A\u0000B' }), '/name'],
    ['a direction override', '/api/units', () => ({ ...unit(), name: 'A\u202eB' }), '/name'],
    ['a name of spaces', '/api/units', () => ({ ...unit(), name: '    ' }), '/name'],
    ['an id that is none', '/api/units', () => ({ ...unit(), parent: '1' }), '/parent'],
    [
      'a day that does not exist',
      '/api/persons',
      () => ({ name: 'Ai', unit: w.unit('C'), birthDate: '2001-02-30' }),
      '/birthDate',
    ],
    ['a short password', '/api/accounts', () => ({ person: randomUUID(), login: 'abc', password: '123' }), '/password'],
    [
      'a login in capitals',
      '/api/accounts',
      () => ({ person: randomUUID(), login: 'ABC', password: '1234567890' }),
      '/login',
    ],
    ['a role that is none', '/api/seats', () => ({ person: randomUUID(), unit: w.unit('C'), role: 'root' }), '/role'],
    ['a list as role', '/api/seats', () => ({ person: randomUUID(), unit: w.unit('C'), role: ['clerk'] }), '/role'],
  ])('%s', async (_, path, body, pointer) => {
    const before = await entries();
    const problem = refused(await root.post(path, body()), 400, 'malformed');
    expect(problem.errors?.map((e) => e.pointer)).toContain(pointer);
    expect(await entries()).toBe(before);
  });

  it.each([
    '/api/units/x',
    '/api/persons?limit=0',
    '/api/persons?limit=101',
    '/api/seats?cursor=x',
    '/api/accounts?nothing=1',
    '/api/units?q=a%00b',
  ])('GET %s', async (path) => {
    refused(await root.get(path), 400, 'malformed');
  });

  it('a command id that is no UUID', async () => {
    refused(await root.post('/api/units', unit(), { 'idempotency-key': 'x' }), 400, 'malformed');
  });
});
