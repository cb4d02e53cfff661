import { runtimeDataSource } from '#database';
import { createEngine } from '#engine';
import { createLogger, readConfig } from '#platform';
import { prepareQueues, startWorker } from '#worker';
import { serve } from '../system/process.js';

interface Start {
  readonly host: string;
  readonly database: string;
  readonly dataDir: string;
}

let close: () => Promise<void> = () => Promise.resolve();

/** The worker as it runs anywhere, with its queues in PostgreSQL. */
async function start({ host, database, dataDir }: Start): Promise<{ running: true }> {
  await prepareQueues({ host, user: 'postgres', database });
  const config = readConfig({ LAUREL_MODE: 'test', NODE_ENV: 'test', LOG_LEVEL: 'warn', DATA_DIR: dataDir });
  const databasePlace = { host, user: 'laurel_app', database };
  const source = await runtimeDataSource(databasePlace, config.poolSize).initialize();
  const engine = createEngine(source, { releaseSeconds: 0, failpoint: () => undefined });
  await engine.directory.refresh();
  const worker = await startWorker({ config, engine, databasePlace, logger: createLogger(config.logLevel) });
  close = async () => {
    await worker.close();
    await source.destroy();
  };
  return { running: true };
}

serve(start, () => close());
