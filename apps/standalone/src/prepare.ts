import { join } from 'node:path';
import pg from 'pg';
import { AFTER_CLOCK, ENGINE, FILES, SAMPLE_SIGN_INS, type ApiOptions } from '#api';
import { ensureDatabase, ensureRoles, migrate, missingMigrations, runtimeDataSource, startClock } from '#database';
import { ballotKeys, createEngine, fileStore, genesis, sweepDirect, type Engine, type FileStore } from '#engine';
import { failpoint, type Config, type HealthCheck, type Logger } from '#platform';
import { prepareQueues, startWorker, type RunningWorker } from '#worker';
import type { DataSource } from 'typeorm';
import { DATABASE, type Places } from './places.js';
import { loadSample, sampleSignIns, type SampleLoad } from './sample/index.js';

/** Everything that the API and the worker need, ready to run. */
export interface Prepared {
  readonly api: Pick<ApiOptions, 'providers' | 'checks'>;
  /** Starts relay, queues and consumers in this process. */
  readonly startWorker: () => Promise<{ close(): Promise<void> }>;
  /** What the sample federation lets people sign in as; empty outside sample mode. */
  readonly signIns: readonly { readonly login: string; readonly password: string; readonly who: string }[];
  close(): Promise<void>;
}

/** How far back the clock of a new sample database starts, so that its season can be written by the engine itself. */
const SAMPLE_START = '-90 days';
const SAMPLE_POOL = 8;

/** Brings the database to this release: roles, database, migrations, clock, first entries; then what the mode asks for. */
export async function prepare(config: Config, logger: Logger, places: Places): Promise<Prepared> {
  await prepareServer(places.admin);
  await migrate(places.owner);
  await prepareQueues(places.owner);
  await withOwner(places, (owner) =>
    startClock(owner, { mode: config.mode, ahead: config.mode === 'sample' ? SAMPLE_START : '0' }),
  );
  const source = await runtimeDataSource(places.app, config.poolSize).initialize();
  const engine = createEngine(source, { releaseSeconds: config.releaseSeconds, failpoint });
  const files = fileStore(join(config.dataDir, 'files'), config.maxFileBytes);
  await genesis(engine);
  if (config.mode === 'sample')
    await sample(places, { files, keys: ballotKeys(join(config.dataDir, 'ballot-keys')) }, logger);
  let worker: RunningWorker | undefined;
  const queues: HealthCheck = { name: 'queues', check: async () => worker?.ready() };
  const signIns = config.mode === 'sample' ? sampleSignIns() : { password: '', people: [] };
  return {
    api: { checks: [...checksOf(source), queues], providers: providersOf(engine, files, signIns) },
    startWorker: async () => (worker = await startWorker({ config, engine, databasePlace: places.app, logger })),
    signIns: signIns.people.map((p) => ({ login: p.login, password: signIns.password, who: `${p.role}, ${p.unit}` })),
    close: () => source.destroy(),
  };
}

/** The season is written without a delay between decision and release, by connections that need not wait for the disk. */
async function sample(places: Places, kept: Pick<SampleLoad, 'files' | 'keys'>, logger: Logger): Promise<void> {
  const source = await runtimeDataSource(places.app, SAMPLE_POOL, true).initialize();
  try {
    const engine = createEngine(source, { releaseSeconds: 0, failpoint });
    const sweep = async (): Promise<void> => void (await sweepDirect(engine));
    await loadSample({ engine, ...kept, sweep, log: (words) => logger.info(words) });
  } finally {
    await source.destroy();
  }
}

function providersOf(
  engine: Engine,
  files: FileStore,
  signIns: ReturnType<typeof sampleSignIns>,
): ApiOptions['providers'] & object {
  return [
    { provide: ENGINE, useValue: engine },
    { provide: FILES, useValue: files },
    { provide: SAMPLE_SIGN_INS, useValue: signIns },
    { provide: AFTER_CLOCK, useValue: () => sweepDirect(engine) },
  ];
}

function checksOf(source: DataSource): HealthCheck[] {
  return [
    { name: 'database', check: async () => void (await source.query('select 1')) },
    {
      name: 'migrations',
      check: async () => {
        const missing = await missingMigrations(source);
        if (missing !== 0) throw new Error(`${String(missing)} migrations have not run`);
      },
    },
  ];
}

async function prepareServer(admin: Places['admin']): Promise<void> {
  const ours = !('url' in admin);
  const client = new pg.Client(ours ? admin : { connectionString: admin.url });
  await client.connect();
  try {
    await ensureRoles(client);
    if (ours) await ensureDatabase(client, DATABASE);
  } finally {
    await client.end();
  }
}

async function withOwner(places: Places, run: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client('url' in places.owner ? { connectionString: places.owner.url } : places.owner);
  await client.connect();
  try {
    await run(client);
  } finally {
    await client.end();
  }
}
