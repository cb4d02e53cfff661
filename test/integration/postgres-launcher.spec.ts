import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startPostgres, type Postgres } from '../../apps/standalone/src/postgres/index.js';
import { withClient } from '../support/database.js';
import { isAlive as runs } from '../../apps/standalone/src/postgres/running.js';

let folder: string;
const extra: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'laurel-launcher-'));
  chmodSync(folder, 0o755);
});
afterEach(() => {
  for (const path of [folder, ...extra.splice(0)]) rmSync(path, { recursive: true, force: true });
});

const settings = { fsync: 'off', shared_buffers: '16MB' };
const start = (dataDir: string) => startPostgres({ dataDir, settings, durable: false });
const ask = (pg: Postgres, sql: string) => withClient(pg.host, 'postgres', async (c) => (await c.query(sql)).rows[0]);

it('data survives a stop and a second start', async () => {
  const first = await start(join(folder, 'pg'));
  await ask(first, 'create table kept as select 7 as n');
  await first.stop();
  const second = await start(join(folder, 'pg'));
  expect(await ask(second, 'select n from kept')).toEqual({ n: 7 });
  await second.stop();
});

it('sorts and folds the same on every machine, and opens no port', async () => {
  const pg = await start(join(folder, 'pg'));
  expect(await ask(pg, "select lower('ĐẶNG') as l, current_setting('listen_addresses') as a")).toEqual({
    l: 'đặng',
    a: '',
  });
  await pg.stop();
});

it('a pid file that names a living stranger is no server of ours', async () => {
  const first = await start(join(folder, 'pg'));
  await first.stop();
  const stranger = spawn('sleep', ['60']);
  writeFileSync(
    join(first.dataDir, 'postmaster.pid'),
    `${stranger.pid}\n${first.dataDir}\n1\n5432\n/x\n\n1 1\nready\n`,
  );
  const second = await start(join(folder, 'pg'));
  expect(await ask(second, 'select 1 as n')).toEqual({ n: 1 });
  expect(runs(stranger.pid!)).toBe(true);
  stranger.kill();
  await second.stop();
});

it('a server that was left behind is ended before the new one starts', async () => {
  const first = await start(join(folder, 'pg'));
  const pid = Number(readFileSync(join(first.dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const second = await start(join(folder, 'pg'));
  expect(runs(pid)).toBe(false);
  expect(await ask(second, 'select 1 as n')).toEqual({ n: 1 });
  await second.stop();
  await first.stop();
});

it('an initialisation that was interrupted starts over', async () => {
  const dataDir = join(folder, 'pg');
  mkdirSync(join(dataDir, 'base'), { recursive: true });
  writeFileSync(`${dataDir}.initialising`, '');
  writeFileSync(join(dataDir, 'PG_VERSION'), '18\n');
  const pg = await start(dataDir);
  expect(await ask(pg, 'select 1 as n')).toEqual({ n: 1 });
  expect(existsSync(`${dataDir}.initialising`)).toBe(false);
  await pg.stop();
});

it('data of another PostgreSQL release are left alone', async () => {
  const dataDir = join(folder, 'pg');
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, 'PG_VERSION'), '15\n');
  await expect(start(dataDir)).rejects.toThrow('written by PostgreSQL 15');
});

it('works in a folder whose path is too long for a socket', async () => {
  const pg = await start(join(folder, 'x'.repeat(120), 'pg'));
  extra.push(pg.host);
  expect(pg.host.length).toBeLessThan(90);
  expect(await ask(pg, 'select 1 as n')).toEqual({ n: 1 });
  await pg.stop();
});

it('works in a folder that only its owner may enter, also for root', async () => {
  chmodSync(folder, 0o700);
  const first = await start(join(folder, 'clone/.data/pg'));
  if (!first.dataDir.startsWith(folder)) extra.push(dirname(first.dataDir));
  await ask(first, 'create table kept as select 7 as n');
  await first.stop();
  const second = await start(join(folder, 'clone/.data/pg'));
  expect(await ask(second, 'select n from kept')).toEqual({ n: 7 });
  await second.stop();
});
