import { ensureRoles, migrate } from '#database';
import pg from 'pg';
import { prepareTemplate } from './prepare-template.js';

const TEMPLATE = 'laurel_template';

export interface TestDatabase {
  readonly name: string;
  readonly host: string;
  /** Where the runtime connects: the restricted role. */
  readonly app: { host: string; user: string; database: string };
  /** Where a test looks behind the scenes: may read and break everything. */
  readonly owner: { host: string; user: string; database: string };
}

/** Folder of the test server's socket, set by `start.mjs`. */
export function testServer(): string {
  const host = process.env['LAUREL_TEST_PG_HOST'];
  if (host === undefined) throw new Error('The test server is not running: add this project to jest.config.json.');
  return host;
}

/**
 * A migrated database for the file that asks, copied from a template that the first file builds. It is not dropped:
 * a drop forces a checkpoint, and the whole server goes away with the run.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const host = testServer();
  const name = `t_${process.pid}_${crypto.randomUUID().slice(0, 8)}`;
  await withClient(host, 'postgres', async (client) => {
    await ensureTemplate(host, client);
    await client.query(`create database ${name} template ${TEMPLATE} strategy file_copy`);
  });
  return {
    name,
    host,
    app: { host, user: 'laurel_app', database: name },
    owner: { host, user: 'postgres', database: name },
  };
}

async function ensureTemplate(host: string, client: pg.Client): Promise<void> {
  await client.query("select pg_advisory_lock(hashtext('laurel-template'))");
  try {
    const found = await client.query('select from pg_database where datname = $1', [TEMPLATE]);
    if (found.rowCount === 0) await buildTemplate(host, client);
  } finally {
    await client.query("select pg_advisory_unlock(hashtext('laurel-template'))");
  }
}

/** Renamed last, so that a half-built template is never copied. */
async function buildTemplate(host: string, client: pg.Client): Promise<void> {
  const building = `${TEMPLATE}_building`;
  await client.query(`drop database if exists ${building}`);
  await client.query(`create database ${building}`);
  await ensureRoles(client);
  const place = { host, user: 'postgres', database: building };
  await migrate(place);
  await prepareTemplate(place);
  await client.query(`alter database ${building} rename to ${TEMPLATE}`);
}

/** Runs something on one connection as the server's superuser. */
export async function withClient<T>(
  host: string,
  database: string,
  run: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ host, user: 'postgres', database });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}
