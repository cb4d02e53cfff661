import { runtimeDataSource, type Place } from '#database';
import { createEngine } from '#engine';
import { armFailpoint, createLogger, failpoint, readConfig, type Config } from '#platform';
import { realpathSync } from 'node:fs';
import { startWorker } from './worker.js';

export { prepareQueues } from './queue-schema.js';
export { startWorker, type RunningWorker, type WorkerOptions } from './worker.js';

/** The production worker as a process of its own: ends with 0 on SIGINT or SIGTERM when its jobs are done. */
async function main(config: Config): Promise<void> {
  const logger = createLogger(config.logLevel);
  if (config.databaseUrl === undefined) {
    throw new Error('DATABASE_URL: a worker of its own needs the database that the API uses');
  }
  armFailpoint(config.failpoint);
  const databasePlace: Place = { url: config.databaseUrl };
  const source = await runtimeDataSource(databasePlace, config.poolSize).initialize();
  const engine = createEngine(source, { releaseSeconds: config.releaseSeconds, failpoint });
  await engine.directory.refresh();
  const worker = await startWorker({ config, engine, databasePlace, logger });
  logger.info('the worker runs');
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await worker.close();
  await source.destroy();
  process.exit(0);
}

const started = process.argv[1];
if (started !== undefined && realpathSync(started) === import.meta.filename) {
  await main(readConfig(process.env)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
