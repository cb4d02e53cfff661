import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaries } from './binaries.js';
import { ensureCluster, serverEnv } from './cluster.js';
import { findPlace, type Place } from './place.js';
import { endLeftover, isAlive, isRunningHere, readPidFile } from './running.js';

export interface PostgresOptions {
  /** Folder of the cluster; its parent also gets `<name>.log`. */
  readonly dataDir: string;
  /** Server settings, beside those that keep it private. */
  readonly settings?: Readonly<Record<string, string>>;
  /** False for throw-away clusters of tests. */
  readonly durable?: boolean;
}

export interface Postgres {
  /** Folder of the socket: what `pg`, TypeORM and BullMQ take as `host`. There is no TCP port. */
  readonly host: string;
  readonly user: 'postgres';
  readonly dataDir: string;
  readonly logFile: string;
  stop(): Promise<void>;
}

/** Ends the server when fd 3 closes, that is when Node ends in whatever way, also by kill -9. */
const GUARD = '"$@" 3<&- & p=$!; trap "" INT TERM; read x <&3; kill -INT $p; wait $p';

/** A server that has not even written its pid file by then has failed. */
const FIRST_SIGN_MS = 3000;

/** Recovery after a crash may take a while on a slow disk. */
const READY_MS = 120_000;

/**
 * Starts the embedded PostgreSQL on a Unix socket that only this user can reach, making its data folder when missing.
 * Throws `NoBinaries` where none exist. The caller makes sure that no other Laurel uses this data folder.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const place = findPlace(resolve(options.dataDir), await findBinaries());
  await endLeftover(place.dataDir);
  ensureCluster(place, { durable: options.durable ?? true });
  const logFile = `${place.dataDir}.log`;
  const guard = spawnGuard(place, logFile, options.settings ?? {});
  try {
    await untilReady(place.dataDir);
  } catch (error) {
    await end(guard);
    throw new Error(`${(error as Error).message}\n${lastLines(logFile)}`, { cause: error });
  }
  return { host: place.socketDir, user: 'postgres', dataDir: place.dataDir, logFile, stop: () => end(guard) };
}

/** The server that another process runs on this data folder, to look at and leave running; undefined when none does. */
export async function attachPostgres(dataDir: string): Promise<Postgres | undefined> {
  const place = findPlace(resolve(dataDir), await findBinaries());
  if (!isRunningHere(place.dataDir)) return undefined;
  const logFile = `${place.dataDir}.log`;
  return { host: place.socketDir, user: 'postgres', dataDir: place.dataDir, logFile, stop: () => Promise.resolve() };
}

function spawnGuard(place: Place, logFile: string, settings: Readonly<Record<string, string>>): ChildProcess {
  const fixed = {
    listen_addresses: '',
    unix_socket_directories: place.socketDir,
    unix_socket_permissions: '0700',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  const flags = Object.entries({ ...settings, ...fixed }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(logFile, 'w', 0o600);
  const guard = spawn('sh', ['-c', GUARD, 'sh', place.binaries.postgres, '-D', place.dataDir, ...flags], {
    ...place.owner,
    cwd: '/',
    env: serverEnv(),
    detached: true,
    stdio: ['ignore', log, log, 'pipe'],
  });
  closeSync(log);
  guard.unref();
  lifeline(guard).unref();
  return guard;
}

function lifeline(guard: ChildProcess): Socket {
  return guard.stdio[3] as Socket;
}

async function untilReady(dataDir: string): Promise<void> {
  const began = Date.now();
  while (Date.now() - began < READY_MS) {
    const file = readPidFile(dataDir);
    if (file?.ready === true) return;
    const dead = file === undefined || !isAlive(file.pid);
    if (dead && Date.now() - began > FIRST_SIGN_MS) throw new Error('The embedded PostgreSQL did not start.');
    await sleep(10);
  }
  throw new Error('The embedded PostgreSQL was not ready in time.');
}

function end(guard: ChildProcess): Promise<void> {
  if (guard.exitCode !== null || guard.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    guard.ref();
    guard.once('exit', () => done());
    lifeline(guard).destroy();
  });
}

function lastLines(logFile: string): string {
  return readFileSync(logFile, 'utf8').split('\n').slice(-12).join('\n');
}
