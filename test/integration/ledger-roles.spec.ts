import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { runtimeDataSource } from '#database';
import { createEngine, openUnit } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
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
