import pg from 'pg';
import type { ApiOptions } from '#api';
import { ensureDatabase, ensureRoles, migrate, missingMigrations, runtimeDataSource } from '#database';
import type { Config, HealthCheck, Logger } from '#platform';
import type { Places } from './places.js';

/** Everything that the API and the worker need, ready to run. */
export interface Prepared {
  readonly api: Pick<ApiOptions, 'providers' | 'features' | 'checks'>;
  /** Starts relay, queues and consumers in this process. */
  readonly startWorker: () => Promise<{ close(): Promise<void> }>;
  /** What the sample federation lets people sign in as; empty outside sample mode. */
  readonly signIns: readonly { readonly login: string; readonly password: string; readonly who: string }[];
  close(): Promise<void>;
}

/** Brings the database to this release: roles, database, migrations; then what the mode asks for. */
export async function prepare(config: Config, _logger: Logger, places: Places): Promise<Prepared> {
  if (places.admin !== undefined) await prepareServer(places.admin);
  await migrate(places.owner);
  const source = await runtimeDataSource(places.app, config.poolSize).initialize();
  const checks: HealthCheck[] = [
    { name: 'database', check: async () => void (await source.query('select 1')) },
    {
      name: 'migrations',
      check: async () => {
        const missing = await missingMigrations(source);
        if (missing !== 0) throw new Error(`${missing} migrations have not run`);
      },
    },
  ];
  return {
    api: { checks, providers: [], features: [] },
    startWorker: () => Promise.resolve({ close: () => Promise.resolve() }),
    signIns: [],
    close: () => source.destroy(),
  };
}

async function prepareServer(admin: NonNullable<Places['admin']>): Promise<void> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    await ensureRoles(client);
    await ensureDatabase(client, 'laurel');
  } finally {
    await client.end();
  }
}
