/**
 * Jest's globalSetup: one embedded PostgreSQL for the whole run, in memory where there is room.
 * Node loads this file from `dist`'s point of view, so it names no `#` import.
 */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'laurel-test-';
const ROOM = 2 * 1024 ** 3;

const SETTINGS = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  autovacuum: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '200',
  shared_buffers: '128MB',
};

/** Jest runs this once per project; the variable, which the workers inherit, makes it once per run. */
export default async function start() {
  if (process.env.LAUREL_TEST_PG_HOST !== undefined) return;
  const launcher = new URL('../../dist/apps/standalone/src/postgres/index.js', import.meta.url);
  if (!existsSync(launcher)) throw new Error('Not built: use `npm test`, or `npm run build` before jest.');
  const { startPostgres } = await import(launcher.href);
  const parent = roomiest();
  removeLeftovers(parent);
  const folder = mkdtempSync(join(parent, `${PREFIX}${process.pid}-`));
  chmodSync(folder, 0o711);
  globalThis.laurelPostgres = await startPostgres({ dataDir: join(folder, 'pg'), settings: SETTINGS, durable: false });
  globalThis.laurelFolder = folder;
  process.env.LAUREL_TEST_PG_HOST = globalThis.laurelPostgres.host;
}

function roomiest() {
  const memory = '/dev/shm';
  if (existsSync(memory)) {
    const { bavail, bsize } = statfsSync(memory);
    if (bavail * bsize >= ROOM) return memory;
  }
  mkdirSync(tmpdir(), { recursive: true });
  return tmpdir();
}

/** Folders of runs that were killed: their server ended with them, their files did not. */
function removeLeftovers(parent) {
  for (const name of readdirSync(parent).filter((n) => n.startsWith(PREFIX))) {
    const pid = Number(name.slice(PREFIX.length).split('-')[0]);
    if (!isAlive(pid)) rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
