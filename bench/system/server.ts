import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ensureRoles, migrate, runtimeDataSource, startClock } from '#database';
import { createEngine, genesis, type Engine } from '#engine';
import { startPostgres } from '../../apps/standalone/src/postgres/index.js';

/** On disk, with fsync, as in production; the counters of statements are switched on for every measurement alike. */
const SETTINGS = {
  shared_buffers: '512MB',
  max_connections: '120',
  max_wal_size: '2GB',
  jit: 'off',
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track': process.env['BENCH_STATEMENTS'] ?? 'top',
  'pg_stat_statements.track_planning': process.env['BENCH_STATEMENTS'] === undefined ? 'off' : 'on',
};

/** A PostgreSQL of its own in a folder of its own, gone when closed. */
export interface Server {
  readonly host: string;
  readonly folder: string;
  /** A database as a copy of another. */
  copy(from: string, to: string): Promise<void>;
  /** One statement, or several without values, as the superuser. */
  sql<Row>(database: string, text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Vacuums and analyses what holds rows. A table known to be empty would be read from end to end for ever after. */
  settle(database: string): Promise<void>;
  close(): Promise<void>;
}

/** Name of the database that the others are copied from. */
export const TEMPLATE = 'bench_template';

/** Starts the server and makes the migrated template with its first entries. */
export async function startServer(settings: Record<string, string> = {}): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'laurel-bench-'));
  await chmod(folder, 0o711);
  const postgres = await startPostgres({ dataDir: join(folder, 'pg'), settings: { ...SETTINGS, ...settings } });
  const { host } = postgres;
  const sql = <Row>(database: string, text: string, values?: readonly unknown[]) =>
    withClient(host, database, async (c) => (await c.query(text, values && [...values])).rows as Row[]);
  await withClient(host, 'postgres', async (c) => {
    await ensureRoles(c);
    await c.query(`create database ${TEMPLATE}`);
  });
  await migrate({ host, user: 'postgres', database: TEMPLATE });
  await withClient(host, TEMPLATE, async (c) => {
    await startClock(c, { mode: 'test', ahead: '0' });
    await c.query('create extension pg_stat_statements');
  });
  return {
    host,
    folder,
    sql,
    copy: async (from, to) => void (await sql('postgres', `create database ${to} template ${from} strategy file_copy`)),
    settle: async (database) => {
      const filled = `select string_agg(oid::regclass::text, ', ') as names from pg_class
        where relkind = 'r' and relnamespace = 'public'::regnamespace and pg_relation_size(oid) > 0`;
      const names = (await sql<{ names: string }>(database, filled))[0]?.names ?? '';
      await sql(database, `vacuum analyze ${names}`);
    },
    async close() {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function withClient<T>(host: string, database: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ host, user: 'postgres', database });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

/**
 * Runs something with an engine over a database. What prepares a measurement need not wait for the disk: pass `lazily`.
 */
export async function withEngine<T>(
  place: { readonly host: string; readonly database: string; readonly lazily?: boolean },
  run: (engine: Engine) => Promise<T>,
): Promise<T> {
  const { host, database, lazily = true } = place;
  const source = runtimeDataSource({ host, user: 'laurel_app', database }, 16);
  const extra = source.options.extra as { options: string };
  if (lazily) extra.options += ' -c synchronous_commit=off -c statement_timeout=0';
  await source.initialize();
  try {
    const engine = createEngine(source, { releaseSeconds: 0, failpoint: () => undefined });
    await genesis(engine);
    return await run(engine);
  } finally {
    await source.destroy();
  }
}

const topText = `select d.datname as database, s.calls::int as calls, round(s.total_exec_time::numeric / greatest(s.calls, 1), 3) as exec,
    round(s.total_plan_time::numeric / greatest(s.calls, 1), 3) as plan, round(s.wal_bytes / greatest(s.calls, 1)) as wal, left(regexp_replace(s.query, '\\s+', ' ', 'g'), 90) as query
  from pg_stat_statements s join pg_database d on d.oid = s.dbid where d.datname = any ($1)
  order by s.total_exec_time + s.total_plan_time desc limit 14`;

/** The statements that cost most: milliseconds of execution and planning per call, bytes of WAL per call. */
export async function topStatements(server: Server, databases: readonly string[]): Promise<string[]> {
  type Top = Record<'database' | 'calls' | 'exec' | 'plan' | 'wal' | 'query', string>;
  const rows = await server.sql<Top>(TEMPLATE, topText, [databases]);
  return rows.map((r) => `${r.database} ${r.calls} × ${r.exec} ms + ${r.plan} ms planning, ${r.wal} B WAL: ${r.query}`);
}
