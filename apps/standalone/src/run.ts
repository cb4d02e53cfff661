import { join } from 'node:path';
import { startApi } from '#api';
import { armFailpoint, createLogger, readConfig, type Config } from '#platform';
import { banner } from './banner.js';
import { lockDataDir } from './lock.js';
import { placesOf } from './places.js';
import { checkPort } from './port.js';
import { startPostgres, type Postgres } from './postgres/index.js';
import { prepare } from './prepare.js';
import type { Shutdown } from './shutdown.js';

/** A laptop's share: enough for the sample, small enough to leave running. */
const SETTINGS = { shared_buffers: '64MB', max_connections: '60', max_wal_size: '512MB', jit: 'off' };

/** Starts everything in this process: database, API, worker and web. Returns the lines to show. */
export async function run(env: NodeJS.ProcessEnv, shutdown: Shutdown): Promise<string> {
  const config = readConfig(env);
  armFailpoint(config.failpoint);
  await checkPort(config.host, config.port);
  const embedded = await startEmbedded(config, shutdown);
  const logFile = config.mode === 'production' ? undefined : join(config.dataDir, 'laurel.log');
  const logger = createLogger(config.logLevel, logFile === undefined ? undefined : { file: logFile });
  const prepared = await prepare(config, logger, placesOf(config, embedded));
  shutdown.add(() => prepared.close());
  const worker = await prepared.startWorker();
  shutdown.add(() => worker.close());
  const api = await startApi({ config, logger, ...prepared.api });
  shutdown.add(() => api.close());
  return banner(config, api.url, prepared.signIns, embedded?.dataDir);
}

async function startEmbedded(config: Config, shutdown: Shutdown): Promise<Postgres | undefined> {
  if (config.databaseUrl !== undefined) return undefined;
  shutdown.add(await lockDataDir(config.dataDir));
  const postgres = await startPostgres({ dataDir: join(config.dataDir, 'postgres'), settings: SETTINGS });
  shutdown.add(() => postgres.stop());
  return postgres;
}
