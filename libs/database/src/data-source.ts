import pg from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from './migrations/index.js';

/** Where a database is: a URL, or the socket folder of an embedded server. */
export type Place =
  | { readonly url: string; readonly role?: string }
  | { readonly host: string; readonly user: string; readonly database: string };

const settings =
  '-c lock_timeout=2s -c statement_timeout=5s -c idle_in_transaction_session_timeout=10s -c timezone=UTC';

function connection(place: Place, more = ''): Record<string, unknown> {
  if ('url' in place) {
    const role = place.role === undefined ? '' : ` -c role=${place.role}`;
    return { url: place.url, extra: { options: settings + more + role } };
  }
  return { host: place.host, username: place.user, database: place.database, extra: { options: settings + more } };
}

/** A new connection plans and compiles everything anew, some 50 ms of work; it is kept through a quiet quarter of an hour. */
const KEPT_MS = 15 * 60_000;

/**
 * The runtime's connections, as the restricted role. Nothing is synchronised, nothing migrates here. `repeatable` is for work that
 * is done again after a crash, such as loading the sample: its commits do not wait for the disk.
 */
export function runtimeDataSource(place: Place, poolSize: number, repeatable = false): DataSource {
  const c = connection(place, repeatable ? ' -c synchronous_commit=off' : '');
  return new DataSource({
    type: 'postgres',
    ...c,
    poolSize,
    extra: { ...(c['extra'] as object), max: poolSize, connectionTimeoutMillis: 5_000, idleTimeoutMillis: KEPT_MS },
    synchronize: false,
    migrationsRun: false,
    entities: [],
    installExtensions: false,
  });
}

/** The owner's connection, for migrations only: two clients, no statement timeout. */
function ownerDataSource(place: Place): DataSource {
  const c = connection(place);
  return new DataSource({
    type: 'postgres',
    ...c,
    extra: { max: 2, options: '-c timezone=UTC -c client_min_messages=warning' },
    synchronize: false,
    migrations,
    entities: [],
    installExtensions: false,
  });
}

/**
 * Brings a database to the newest schema. Two deploys at once: an advisory lock lets one run, the other waits.
 * Returns the names of the migrations that ran.
 */
export async function migrate(place: Place): Promise<string[]> {
  const source = await ownerDataSource(place).initialize();
  const runner = source.createQueryRunner();
  try {
    await runner.query("select pg_advisory_lock(hashtext('laurel-migrate'))");
    const ran = await source.runMigrations({ transaction: 'all' });
    return ran.map((m) => m.name);
  } finally {
    await runner.query("select pg_advisory_unlock(hashtext('laurel-migrate'))").catch(() => undefined);
    await runner.release();
    await source.destroy();
  }
}

/** Number of migrations that this build knows and the database has not run; for readiness. */
export async function missingMigrations(source: DataSource): Promise<number> {
  const rows = (await source.query('select count(*)::int as n from migrations')) as { n: number }[];
  return migrations.length - (rows[0]?.n ?? 0);
}

/** The pool behind a data source, for prepared statements by name. */
export function poolOf(source: DataSource): pg.Pool {
  return (source.driver as unknown as { master: pg.Pool }).master;
}
