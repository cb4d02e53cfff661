import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENGINE, FILES, startApi, type Api } from '#api';
import { runtimeDataSource } from '#database';
import { createEngine, fileStore, genesis } from '#engine';
import { createLogger, readConfig } from '#platform';
import { serve } from './process.js';

interface Start {
  readonly host: string;
  readonly database: string;
  readonly poolSize: number;
  /** Where keys lie; the project's own folder unless told. */
  readonly dataDir?: string;
}

let close: () => Promise<void> = () => Promise.resolve();

/** The API as it runs anywhere: test mode, decisions released at once, its log at `warn`. */
async function start({ host, database, poolSize, dataDir }: Start): Promise<{ url: string }> {
  const config = readConfig({
    LAUREL_MODE: 'test',
    NODE_ENV: 'test',
    PORT: '0',
    RELEASE_SECONDS: '0',
    LOG_LEVEL: 'warn',
    ...(dataDir === undefined ? {} : { DATA_DIR: dataDir }),
  });
  const source = await runtimeDataSource({ host, user: 'laurel_app', database }, poolSize).initialize();
  const engine = createEngine(source, { releaseSeconds: config.releaseSeconds, failpoint: () => undefined });
  await genesis(engine);
  const api: Api = await startApi({
    config,
    logger: createLogger(config.logLevel),
    providers: [
      { provide: ENGINE, useValue: engine },
      { provide: FILES, useValue: fileStore(join(tmpdir(), 'laurel-bench-files'), config.maxFileBytes) },
    ],
  });
  close = async () => {
    await api.close();
    await source.destroy();
  };
  return { url: api.url };
}

serve(start, () => close());
