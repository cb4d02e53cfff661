import { join } from 'node:path';
import { runtimeDataSource } from '#database';
import { checkLedger, createEngine, fileStore } from '#engine';
import { readConfig, type Config } from '#platform';
import { lockDataDir } from './lock.js';
import { placesOf } from './places.js';
import { attachPostgres, startPostgres, type Postgres } from './postgres/index.js';

/**
 * `npm run ledger:check`: every chain, fold, commitment and file. Exits 0 when all fit, 1 naming the first difference, 2 when it
 * could not look. The embedded server is started when nothing else runs on its folder; a running Laurel is checked through its socket.
 */
async function main(): Promise<number> {
  const config = readConfig(process.env);
  const embedded = config.databaseUrl === undefined ? await serverOf(config) : undefined;
  try {
    const source = await runtimeDataSource(placesOf(config, embedded).app, 2).initialize();
    try {
      const engine = createEngine(source, { releaseSeconds: 0, failpoint: () => undefined });
      const result = await checkLedger(engine.db, fileStore(join(config.dataDir, 'files'), config.maxFileBytes));
      if ('what' in result) {
        console.error(
          `FAILED ${result.chain}${result.seq === null ? '' : ` entry ${String(result.seq)}`}: ${result.what}`,
        );
        return 1;
      }
      console.log(
        `OK ${String(result.chains)} chains, ${String(result.entries)} entries, ${String(result.files)} files`,
      );
      return 0;
    } finally {
      await source.destroy();
    }
  } finally {
    await embedded?.stop();
  }
}

async function serverOf(config: Config): Promise<Postgres> {
  const dataDir = join(config.dataDir, 'postgres');
  const running = await attachPostgres(dataDir);
  if (running !== undefined) return running;
  const unlock = await lockDataDir(config.dataDir);
  const started = await startPostgres({ dataDir });
  return { ...started, stop: () => started.stop().then(unlock) };
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 2;
});
