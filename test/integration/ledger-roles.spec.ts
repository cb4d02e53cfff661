import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { runtimeDataSource } from '#database';
import { createEngine, openUnit } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { withClient } from '../support/database.js';
import { world, type World } from '../support/world.js';

let app: TestApp;
let w: World;
let runtime: pg.Client;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  await w.nominate();
  runtime = new pg.Client(app.database.app);
  await runtime.connect();
});
afterAll(async () => {
  await runtime.end();
  await app.close();
});

const codeOf = (text: string) =>
  runtime.query(text).then(
    () => 'done',
    (error: unknown) => (error as { code: string }).code,
  );

describe('what the running Laurel may not do to its record', () => {
  const tables = ['ledger_entry', 'ledger_secret', 'command'];
  const deeds = tables.flatMap((table) => [
    `insert into ${table} select * from ${table} limit 1`,
    `update ${table} set ${table === 'command' ? 'person = null' : 'seq = seq'}`,
    `delete from ${table}`,
    `truncate ${table} cascade`,
    `drop table ${table} cascade`,
    `alter table ${table} disable trigger all`,
  ]);
  const others = [
    "update nomination set state = 'commended'",
    'update nomination set version = 0',
    'delete from nomination',
    'update approval set voided_at = laurel_clock()',
    'update deadline set due_at = laurel_clock()',
    "update seat set role = 'signer'",
    "insert into seat (person_id, unit_id, role, valid_from) select person_id, unit_id, 'signer', valid_from from seat limit 1",
    'update account set disabled_at = null',
    "update account set password_hash = 'x'",
    'update person set name = name',
    'update unit set name = name',
    'update system_clock set ahead = ahead',
    'update ballot_scan set sha256 = sha256',
    'delete from ballot_scan',
    'delete from configuration',
    'insert into award_grant select * from award_grant limit 1',
    "select ledger_append('{}', '', '', '', '[]')",
    "select apply_seat('{}', null)",
    'select check_seat(null, null)',
    'create table public.mine (x int)',
    'create or replace function public.record_administration(a text, b bytea, c bytea, d bytea, e jsonb) returns void language sql as $$ select $$',
    'set role laurel_ledger',
    'set role postgres',
    'set session_replication_role = replica',
    'drop function record_decision(text, bytea, bytea, bytea, jsonb)',
  ];

  it.each([...deeds, ...others])('%s', async (text) => {
    expect(await codeOf(text)).toBe('42501');
  });

  it('a temporary table of the same name is not what the recording functions write to', async () => {
    const count = 'select count(*)::int as n from public.ledger_entry';
    const source = await runtimeDataSource(app.database.app, 1).initialize();
    await source.query('create temp table ledger_entry (like public.ledger_entry)');
    const engine = createEngine(source, { releaseSeconds: 0, failpoint() {} });
    const before = (await app.sql<{ n: number }>(count))[0]?.n ?? 0;
    const commandId = randomUUID();
    const by = { system: 'test' };
    const unit = {
      name: 'Đơn vị',
      symbol: 'ĐV',
      level: 'grassroots_union',
      parent: w.unit('C'),
      members: null,
      workers: null,
    } as const;
    const opened = await openUnit(engine, { commandId, requestHash: Buffer.alloc(32), by }, unit);
    await source.destroy();
    expect(opened).toEqual({ id: expect.any(String) });
    expect((await app.sql<{ n: number }>(count))[0]?.n).toBe(before + 1);
  });
});

describe('what nobody may do', () => {
  it.each(['update ledger_entry set seq = seq', 'delete from ledger_entry', 'truncate ledger_entry cascade'])(
    '%s, not even as a superuser',
    async (text) => {
      await expect(app.sql(text)).rejects.toMatchObject({ code: 'LR004' });
      await expect(app.sql(`set session_replication_role = replica; ${text}`)).rejects.toMatchObject({ code: 'LR004' });
    },
  );

  it('a forged entry is refused by the table itself', async () => {
    const forged = `insert into ledger_entry (chain, seq, canon, prev_hash, entry_hash, command_id)
      select chain, seq + 1, replace(canon, '"seq":' || seq, '"seq":' || seq + 1), entry_hash, sha256('x'), gen_random_uuid()
      from ledger_entry where chain like 'n:%' order by seq desc limit 1`;
    await expect(app.sql(forged)).rejects.toMatchObject({ code: 'LR003' });
  });
});

describe('what the tables refuse to the role that writes them, beside the same row with one thing otherwise', () => {
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    for (const who of ['signer.G1', 'appraiser.G1', 'clerk.G1']) {
      ids[who] = w.as(who).person;
      ids[`seat of ${who}`] = w.as(who).seats[0]?.id ?? '';
    }
    ids['G1'] = w.unit('G1');
    ids['nominee'] = await w.nominee('G1', { certificate: null });
    ids['achievement'] = randomUUID();
    await app.sql(
      `insert into achievement (id, title, year, unit_id, created_by) values ($1, 'Cải tiến', 2026, $2, $3)`,
      [ids['achievement'], ids['G1'], ids['clerk.G1']],
    );
  });

  type Row = Readonly<Record<string, string | boolean | number | null>>;

  /** Inserts rows as the ledger's own role, one after the other; says what the last one met. Nothing is kept. */
  async function says(table: string, rows: readonly Row[]): Promise<string> {
    const { host, name } = app.database;
    return withClient(host, name, async (client) => {
      await client.query('begin; set local role laurel_ledger');
      let said = 'taken';
      for (const row of rows) {
        expect(said).toBe('taken');
        const known = Object.entries(row).map(([k, v]) => [k, typeof v === 'string' ? (ids[v] ?? v) : v]);
        const text = `insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`;
        said = await client.query(text, [JSON.stringify(Object.fromEntries(known))]).then(
          () => 'taken',
          (e: unknown) => (e as { constraint?: string }).constraint ?? (e as { code?: string }).code ?? String(e),
        );
      }
      await client.query('rollback');
      return said;
    });
  }

  const seat = (more: Row): Row => {
    const row = { unit_id: 'G1', role: 'appraiser', flags: '{}', valid_from: '2026-11-02', granted_by: 'clerk.G1' };
    return { id: randomUUID(), person_id: 'nominee', ...row, ...more };
  };
  const lent = (more: Row): Row => {
    const days = { valid_from: '2026-11-02', valid_to: '2026-11-30', granted_on: '2026-11-02' };
    const from = { seat_id: 'seat of signer.G1', from_id: 'signer.G1', granted_by: 'signer.G1' };
    return { id: randomUUID(), ...from, to_id: 'nominee', form: 'KT', ...days, ...more };
  };
  const grant = (more: Row): Row => {
    const row = { subject_type: 'person', subject_id: 'nominee', award: 'A', year: 2024, level: 'level2_union' };
    return { id: randomUUID(), ...row, occasion: 'annual', once: false, source: 'import', barred: false, ...more };
  };
  const byAppraiser = { seat_id: 'seat of appraiser.G1', from_id: 'appraiser.G1', granted_by: 'appraiser.G1' };
  const comprehensive = grant({ scope: 'comprehensive' });
  const annulled = { annulled_at: '2026-11-02T00:00:00Z' };

  /** The constraint, the table, what stands before, the row that is refused, and the one that is taken. */
  const table: readonly [string, string, readonly Row[], Row, Row][] = [
    ['seat_not_oneself', 'seat', [], seat({ granted_by: 'nominee' }), seat({})],
    ['seat_auditor_apart', 'seat', [seat({})], seat({ role: 'auditor' }), seat({ role: 'signer' })],
    ['seat_once', 'seat', [seat({})], seat({ valid_from: '2027-01-01' }), seat({ role: 'clerk' })],
    ['delegation_not_oneself', 'delegation', [], lent({ to_id: 'signer.G1' }), lent({})],
    ['delegation_not_taken', 'delegation', [], lent({ granted_by: 'nominee' }), lent({ granted_by: 'clerk.G1' })],
    // Of a term that ends before it begins there is no range: it does not even come to `delegation_forwards`.
    ['22000', 'delegation', [], lent({ valid_to: '2026-11-01' }), lent({ valid_to: '2026-11-02' })],
    ['delegation_not_backdated', 'delegation', [], lent({ granted_on: '2026-11-03' }), lent({ granted_on: '2026-11-01' })],
    ['delegation_own_seat', 'delegation', [], lent({ from_id: 'clerk.G1' }), lent({})],
    ['delegation_once', 'delegation', [lent({})], lent({ to_id: 'clerk.G1' }), lent({ valid_from: '2026-12-01', valid_to: '2026-12-02' })],
    ['delegation_no_chain', 'delegation', [lent({ to_id: 'appraiser.G1' })], lent(byAppraiser), lent({ ...byAppraiser, valid_from: '2026-12-01', valid_to: '2026-12-02' })],
    ['award_grant_once', 'award_grant', [grant({ once: true })], grant({ once: true, year: 2020 }), grant({ year: 2020 })],
    ['award_grant_same', 'award_grant', [grant({})], grant({}), grant({ theme: 'workAndFamily' })],
    ['award_grant_same', 'award_grant', [grant({ ...annulled, barred: true })], grant({}), grant({ year: 2023 })],
    ['award_grant_same', 'award_grant', [grant({})], grant({ level: 'federation' }), grant({ occasion: 'adHoc' })],
    ['award_grant_exclusive', 'award_grant', [comprehensive], grant({ award: 'B', scope: 'thematic' }), grant({ award: 'B', scope: 'comprehensive' })],
    ['award_grant_achievement', 'award_grant', [grant({ achievement_id: 'achievement' })], grant({ award: 'B', achievement_id: 'achievement' }), grant({ award: 'B' })],
  ]; // prettier-ignore

  it.each(table)('%s', async (constraint, name, before, refused, taken) => {
    expect(await says(name, [...before, refused])).toBe(constraint);
    expect(await says(name, [...before, taken])).toBe('taken');
  });

  it('annulled, an award may be given again', async () => {
    expect(await says('award_grant', [grant({ ...annulled, once: true }), grant({ once: true })])).toBe('taken');
  });
});
