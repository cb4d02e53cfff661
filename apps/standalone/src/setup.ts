import { join } from 'node:path';
import { runtimeDataSource } from '#database';
import { createEngine, isSetUp, setup, type Engine } from '#engine';
import { ConfigError, createLogger, failpoint, readConfig, type Config } from '#platform';
import { terminal } from './ask.js';
import { lockDataDir } from './lock.js';
import { placesOf } from './places.js';
import { NoBinaries, startPostgres, type Postgres } from './postgres/index.js';
import { prepare } from './prepare.js';
import { askMissing, givenAnswers } from './setup-answers.js';
import { onSignals, type Shutdown } from './shutdown.js';
import { StartError } from './start-error.js';

/** `npm run setup`: the root unit and two administrators of an empty installation, for real use (model.md 11). */
const shutdown = onSignals((words) => process.stderr.write(`${words}\n`));
try {
  console.log(await run(process.argv.slice(2), shutdown));
  await shutdown.closeAll();
  process.exit(0);
} catch (error) {
  const mendable = error instanceof StartError || error instanceof ConfigError || error instanceof NoBinaries;
  console.error(mendable ? error.message : error);
  await shutdown.closeAll().catch(() => undefined);
  process.exit(1);
}

async function run(argv: readonly string[], closing: Shutdown): Promise<string> {
  const args = argv[0] === 'setup' ? argv.slice(1) : argv;
  const given = givenAnswers(args, process.env);
  const config = readConfig({ LAUREL_MODE: 'production', ...process.env });
  const engine = await engineOf(config, closing);
  if (await isSetUp(engine)) throw alreadySetUp();
  const asker = process.stdin.isTTY ? terminal() : null;
  const outcome = await setup(engine, await askMissing(given, asker));
  asker?.close();
  if ('unit' in outcome) return done(config);
  if ('problems' in outcome) {
    const lines = outcome.problems.map(({ pointer, detail }) => `  ${pointer}: ${detail}`).join('\n');
    throw new StartError('Thông tin không hợp lệ:', `Not valid:\n${lines}`);
  }
  if (outcome.refusal.refused === 'already-set-up') throw alreadySetUp();
  throw new StartError(
    'Lần thiết lập trước bị gián đoạn. Hãy nhập lại đúng tên, ký hiệu và tên đăng nhập như lần đó.',
    'An earlier setup was interrupted. Give the same names, symbol and logins as then.',
  );
}

async function engineOf(config: Config, closing: Shutdown): Promise<Engine> {
  const places = placesOf(config, await startEmbedded(config, closing));
  const prepared = await prepare(config, createLogger('silent'), places);
  closing.add(() => prepared.close());
  const source = await runtimeDataSource(places.app, 2).initialize();
  closing.add(() => source.destroy());
  return createEngine(source, { releaseSeconds: config.releaseSeconds, failpoint });
}

async function startEmbedded(config: Config, closing: Shutdown): Promise<Postgres | undefined> {
  if (config.databaseUrl !== undefined) return undefined;
  closing.add(await lockDataDir(config.dataDir));
  const postgres = await startPostgres({ dataDir: join(config.dataDir, 'postgres') });
  closing.add(() => postgres.stop());
  return postgres;
}

function alreadySetUp(): StartError {
  return new StartError(
    'Hệ thống này đã có tài khoản. Dữ liệu mẫu và dữ liệu thật không dùng chung: đặt DATA_DIR hoặc DATABASE_URL khác.',
    'This installation has accounts already. Sample and real data do not mix: set another DATA_DIR or DATABASE_URL.',
  );
}

function done(config: Config): string {
  const start = config.databaseUrl === undefined ? 'LAUREL_MODE=production npm start' : 'npm start';
  return `\n  Đã thiết lập. Khởi động / Set up. Start with: ${start}\n`;
}
