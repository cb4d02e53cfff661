import { makeDossiers, type Dossier } from '../system/dossiers.js';
import { cpuMs } from '../system/cpu.js';
import { percentile, rounded } from '../system/figures.js';
import { startProcess, type Worker } from '../system/process.js';
import { progress } from '../system/progress.js';
import { startServer, topStatements, TEMPLATE, withEngine, type Server } from '../system/server.js';
import { makeWorld, type World } from '../system/world.js';
import { Driver, signIn, type Slice } from './driver.js';
import { courseOf, COURSES, mix } from './plan.js';
import type { Ask, Shown } from './yardstick-process.js';

const CONNECTIONS = 32;
/** Databases, each a copy of the template with its working copies: of the API, of the yardsticks, and for the capture. */
const API = 'bench_api';
const YARDSTICK = 'bench_yardstick';
const CAPTURE = 'bench_capture';

interface Scale {
  readonly nominations: number;
  readonly decisions: number;
  /** Nominations on which something must have been decided. */
  readonly touched: number;
  readonly sliceSeconds: number;
  /** Captured courses, and how many fresh nominations follow each in the yardstick. */
  readonly captured: number;
  readonly copies: number;
}

const FULL: Scale = {
  nominations: 5400,
  decisions: 20_000,
  touched: 5000,
  sliceSeconds: 10,
  captured: 400,
  copies: 100,
};
const QUICK: Scale = { nominations: 600, decisions: 1500, touched: 500, sliceSeconds: 2, captured: 100, copies: 60 };

/** What the bench prints. */
export interface DecisionFigures {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly recordPerSecond: number;
  readonly rawPerSecond: number;
  readonly ratio: number;
  readonly statementsPerDecision: number;
  readonly bytesPerNomination: number;
}

/** Decisions through the whole of HTTP, law and database, against what the database alone can do in the same minute. */
export async function decisionsBench(quick: boolean): Promise<DecisionFigures> {
  const scale = quick ? QUICK : FULL;
  progress(`mix of decisions in per cent: ${JSON.stringify(mix())}`);
  const server = await startServer();
  const api = startProcess(new URL('../system/api-process.js', import.meta.url), profiling());
  const yardstick = startProcess(new URL('./yardstick-process.js', import.meta.url));
  try {
    return await measure(server, api, yardstick, scale);
  } finally {
    await api.end();
    await yardstick.end();
    await server.close();
  }
}

/** BENCH_PROFILE names a folder for a CPU profile of the API; BENCH_STATEMENTS, if set, lists the costliest statements. */
function profiling(): string[] {
  const folder = process.env['BENCH_PROFILE'];
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];
}

async function measure(server: Server, api: Worker, yardstick: Worker, scale: Scale): Promise<DecisionFigures> {
  const courses = Array.from({ length: scale.nominations }, (_, n) => courseOf(n));
  const made = await withEngine({ host: server.host, database: TEMPLATE }, async (engine) => {
    const world = await makeWorld(engine, { corporations: 8, grassroots: 5, accounts: () => true });
    progress(`${String(world.units.length)} units with officers and accounts`);
    const bytes = await sizeOf(server, TEMPLATE);
    const dossiers = await makeDossiers(
      engine,
      world,
      courses.map((c) => COURSES[c]?.kind ?? 'level2'),
    );
    progress(`${String(dossiers.length)} working copies, three files each`);
    return { world, dossiers, bytes };
  });
  for (const database of [API, YARDSTICK, CAPTURE]) await server.copy(TEMPLATE, database);
  await server.settle(API);
  const shown = await prepareYardstick(server, yardstick, made, { courses, scale });
  const { url } = await api.ask<{ url: string }>({ host: server.host, database: API, poolSize: poolSize() });
  const officers = made.world.units.flatMap((u) => Object.values(u.officers).flat());
  const cookies = await signIn(url, officers);
  progress(`${String(cookies.size)} people signed in through POST /api/session`);
  const driver = new Driver({ url, ...made, courses, ...shown, cookies }, CONNECTIONS);
  await driver.connect();
  const run = await alternate({ server, driver, api, yardstick }, scale);
  driver.close();
  if (process.env['BENCH_STATEMENTS'] !== undefined)
    for (const line of await topStatements(server, [API, YARDSTICK])) progress(line);
  return figures(server, driver, run, { empty: made.bytes, dossiers: made.dossiers.length });
}

function poolSize(): number {
  return Number(process.env['POOL_SIZE'] ?? CONNECTIONS);
}

interface Prepared {
  readonly world: World;
  readonly dossiers: readonly Dossier[];
}

async function prepareYardstick(
  server: Server,
  yardstick: Worker,
  { world, dossiers }: Prepared,
  { courses, scale }: { courses: readonly number[]; scale: Scale },
): Promise<Shown> {
  const ask = <Reply>(message: Ask) => yardstick.ask<Reply>(message);
  const captured = await ask<Shown>({
    ask: 'capture',
    host: server.host,
    database: CAPTURE,
    world,
    dossiers: dossiers.slice(0, scale.captured),
    courses,
  });
  const { ready } = await ask<{ ready: number }>({
    ask: 'connect',
    database: YARDSTICK,
    connections: CONNECTIONS,
    copies: scale.copies,
  });
  await server.settle(YARDSTICK);
  progress(`${String(scale.captured)} courses captured, ${String(ready)} nominations for the yardstick`);
  return captured;
}

interface Run {
  readonly api: Slice[];
  readonly record: Yard[];
  readonly raw: Yard[];
  statements: number;
}
interface Yard {
  readonly done: number;
  readonly seconds: number;
}

interface Parts {
  readonly server: Server;
  readonly driver: Driver;
  readonly api: Worker;
  readonly yardstick: Worker;
}

/** A short warming-up, then API, record, raw, and again, until enough was decided. */
async function alternate(parts: Parts, scale: Scale): Promise<Run> {
  const { server, driver, yardstick } = parts;
  const run: Run = { api: [], record: [], raw: [], statements: 0 };
  const yard = (ask: 'record' | 'raw', seconds: number) => yardstick.ask<Yard>({ ask, seconds });
  const warm = scale.sliceSeconds / 5;
  await driver.slice(warm);
  await yard('record', warm);
  await yard('raw', warm);
  const decided = () => run.api.reduce((sum, s) => sum + s.latencies.length, 0);
  const enough = () => decided() >= scale.decisions && driver.touched >= scale.touched;
  while (!enough() && !(driver.exhausted && run.api.length > 0)) {
    const before = await statements(server);
    const work = await busy(
      parts,
      API,
      () => driver.slice(scale.sliceSeconds),
      (s) => s.latencies.length,
    );
    run.statements += (await statements(server)) - before;
    run.api.push(work.result);
    const record = await busy(
      parts,
      YARDSTICK,
      () => yard('record', scale.sliceSeconds),
      (s) => s.done,
    );
    run.record.push(record.result);
    const raw = await busy(
      parts,
      YARDSTICK,
      () => yard('raw', scale.sliceSeconds),
      (s) => s.done,
    );
    run.raw.push(raw.result);
    progress(`API ${work.words} | record ${record.words} | raw ${raw.words} | ${String(decided())} decisions`);
  }
  return run;
}

/** Runs a slice and says how many it did per second, and what each cost the processors: noise of the machine does not change that. */
async function busy<T extends { readonly seconds: number }>(
  { server, api, yardstick }: Parts,
  database: string,
  slice: () => Promise<T>,
  done: (result: T) => number,
): Promise<{ result: T; words: string }> {
  const rows = await server.sql<{ pid: number }>(TEMPLATE, 'select pid from pg_stat_activity where datname = $1', [
    database,
  ]);
  const groups = [rows.map((r) => r.pid), [api.pid], [process.pid], [yardstick.pid]];
  const before = groups.map(cpuMs);
  const result = await slice();
  const [backends, ...node] = groups.map((pids, i) => ((cpuMs(pids) - (before[i] ?? 0)) / done(result)).toFixed(2));
  const words = `${String(Math.round(done(result) / result.seconds))}/s (CPU ms each: backends ${String(backends)}, API/driver/yardstick ${node.join('/')})`;
  return { result, words };
}

async function statements(server: Server): Promise<number> {
  const text = `select coalesce(sum(s.calls), 0)::int as n from pg_stat_statements s join pg_database d on d.oid = s.dbid where d.datname = $1`;
  return (await server.sql<{ n: number }>(TEMPLATE, text, [API]))[0]?.n ?? 0;
}

async function sizeOf(server: Server, database: string): Promise<number> {
  return Number(
    (await server.sql<{ n: string }>('postgres', 'select pg_database_size($1) as n', [database]))[0]?.n ?? 0,
  );
}

async function figures(
  server: Server,
  driver: Driver,
  run: Run,
  base: { empty: number; dossiers: number },
): Promise<DecisionFigures> {
  const latencies = run.api.flatMap((s) => s.latencies);
  const rate = (done: number, slices: readonly { seconds: number }[]) =>
    done / slices.reduce((sum, s) => sum + s.seconds, 0);
  const perSecond = rate(latencies.length, run.api);
  const recordPerSecond = rate(
    run.record.reduce((n, s) => n + s.done, 0),
    run.record,
  );
  const drafts = (await sizeOf(server, TEMPLATE)) - base.empty;
  const decided = (await sizeOf(server, API)) - (await sizeOf(server, TEMPLATE));
  progress(`${String(latencies.length)} decisions measured over ${String(driver.touched)} nominations`);
  return {
    perSecond: rounded(perSecond, 0),
    p50Ms: rounded(percentile(latencies, 0.5), 1),
    p99Ms: rounded(percentile(latencies, 0.99), 1),
    recordPerSecond: rounded(recordPerSecond, 0),
    rawPerSecond: rounded(
      rate(
        run.raw.reduce((n, s) => n + s.done, 0),
        run.raw,
      ),
      0,
    ),
    ratio: rounded(perSecond / recordPerSecond, 2),
    statementsPerDecision: rounded(run.statements / latencies.length, 2),
    bytesPerNomination: rounded(drafts / base.dossiers + decided / driver.touched, 0),
  };
}
