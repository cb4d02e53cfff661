import { mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AFTER_CLOCK, ENGINE, FILES, startApi, type Api } from '#api';
import { poolOf, runtimeDataSource, startClock, type Place } from '#database';
import { checkLedger, createEngine, fileStore, genesis, sweepDirect, type Engine, type FileStore } from '#engine';
import { createLogger, readConfig } from '#platform';
import { testDatabase, withClient, type TestDatabase } from './database.js';

/** Monday, 09:00 in Vietnam: where the legal clock of every test stands at first, whatever day the test runs on. */
export const START = '2026-11-02T02:00:00.000Z';

export interface AppOptions {
  /** Seconds in which a decision can be retracted; none by default. */
  readonly releaseSeconds?: number;
  readonly poolSize?: number;
  /** Where the legal clock starts. */
  readonly start?: string;
  readonly env?: Record<string, string>;
  /** Another way to the database than its socket. */
  readonly place?: (database: TestDatabase) => Place;
}

/** A whole Laurel for one test file: database, engine, files and HTTP API in test mode. */
export interface TestApp {
  readonly url: string;
  readonly api: Api;
  readonly engine: Engine;
  readonly files: FileStore;
  readonly folder: string;
  readonly database: TestDatabase;
  /** Looks behind the scenes, or tampers, as a superuser. */
  sql<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** One hash over every row of every table but sessions and readings, whose last use is written: equal means nothing was written. */
  contents(): Promise<string>;
  /** Runs something once, right before the engine sends its next statement of that name: the way into a race. */
  before(statement: string, run: () => Promise<unknown>): void;
  /** Ends everything. Fails when a connection, a transaction or a planned race is left, or the ledger does not check. */
  close(options?: { readonly tampered?: boolean }): Promise<void>;
}

/** Starts a system of its own for the file that asks; `close` it in `afterAll`. */
export async function startApp(options: AppOptions = {}): Promise<TestApp> {
  const database = await testDatabase();
  await setClock(database, options.start ?? START);
  const source = await runtimeDataSource(
    options.place?.(database) ?? database.app,
    options.poolSize ?? 10,
  ).initialize();
  const races = new Map<string, () => Promise<unknown>>();
  const engine = withRaces(
    createEngine(source, { releaseSeconds: options.releaseSeconds ?? 0, failpoint() {} }),
    races,
  );
  const folder = await mkdtemp(join(memory(), 'laurel-app-'));
  const files = fileStore(join(folder, 'files'), 64 * 1024);
  await genesis(engine);
  await engine.directory.refresh();
  const api = await startTestApi({ ...options, env: { DATA_DIR: folder, ...options.env } }, engine, files);
  return {
    url: api.url,
    api,
    engine,
    files,
    folder,
    database,
    sql: (text, values = []) => sqlOn(database, text, values),
    contents: async () => (await sqlOn<{ hash: string }>(database, CONTENTS, []))[0]?.hash ?? '',
    before: (statement, run) => void races.set(statement, run),
    async close({ tampered = false } = {}) {
      const checked = tampered ? null : await checkLedger(engine.db, files);
      const leaks = [...races.keys()].map((name) => `nobody sent ${name}`);
      if (poolOf(source).waitingCount > 0) leaks.push('requests wait for a connection');
      await api.close();
      await source.destroy();
      leaks.push(...(await connectionsOf(database)));
      await rm(folder, { recursive: true, force: true });
      if (checked !== null && 'what' in checked) leaks.push(`ledger: ${JSON.stringify(checked)}`);
      if (leaks.length > 0) throw new Error(leaks.join('\n'));
    },
  };
}

function startTestApi(options: AppOptions, engine: Engine, files: FileStore): Promise<Api> {
  const config = readConfig({
    NODE_ENV: 'test',
    LAUREL_MODE: 'test',
    PORT: '0',
    MAX_FILE_BYTES: '65536',
    ...options.env,
  });
  return startApi({
    config,
    logger: createLogger(process.env['LAUREL_TEST_LOG'] ?? 'silent'),
    providers: [
      { provide: ENGINE, useValue: engine },
      { provide: FILES, useValue: files },
      { provide: AFTER_CLOCK, useValue: () => sweepDirect(engine) },
    ],
  });
}

const CONTENTS = `select md5(string_agg(md5(query_to_xml(
    format('select * from public.%I x order by x::text', table_name), true, false, '')::text), '' order by table_name)) as hash
  from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
    and table_name not in ('session', 'sign_in_failure', 'nomination_reading')`;

/** Statements pass through a gate where a test may step in. */
function withRaces(engine: Engine, races: Map<string, () => Promise<unknown>>): Engine {
  const { db } = engine;
  return {
    ...engine,
    db: {
      async query<Row>(name: string, text: string, values?: readonly unknown[], within?: number): Promise<Row[]> {
        const run = races.get(name);
        races.delete(name);
        await run?.();
        return db.query<Row>(name, text, values, within);
      },
    },
  };
}

/** A folder in memory where there is one: dossiers are flushed to disk, and tests write many. */
function memory(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
}

async function setClock(database: TestDatabase, start: string): Promise<void> {
  const seconds = Math.round((Date.parse(start) - Date.now()) / 1000);
  await withClient(database.host, database.name, (client) =>
    startClock(client, { mode: 'test', ahead: `${String(seconds)} seconds` }),
  );
}

function sqlOn<Row>(database: TestDatabase, text: string, values: readonly unknown[]): Promise<Row[]> {
  return withClient(
    database.host,
    database.name,
    async (client) => (await client.query(text, [...values])).rows as Row[],
  );
}

/** Connections to the file's own database that somebody forgot to close; they get a moment to go. */
async function connectionsOf({ host, name }: TestDatabase): Promise<string[]> {
  const text = `select usename || ' ' || state || ': ' || left(query, 80) as what from pg_stat_activity where datname = $1`;
  for (let tries = 0; ; tries += 1) {
    const left = await withClient(host, 'postgres', async (c) => (await c.query<{ what: string }>(text, [name])).rows);
    if (left.length === 0 || tries === 20) return left.map((l) => `connection left: ${l.what}`);
    await sleep(50);
  }
}
