import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inbox, listNominations, type Engine } from '#engine';
import { projectRoot } from '#platform';
import { signIn } from '../decisions/driver.js';
import { percentile, rounded } from '../system/figures.js';
import { Connection } from '../system/http.js';
import { startProcess } from '../system/process.js';
import { progress } from '../system/progress.js';
import { startServer, TEMPLATE, withEngine, type Server } from '../system/server.js';
import { makeWorld, type Officer, type World } from '../system/world.js';
import { makeMoulds, pour } from './season.js';

interface Scale {
  readonly nominations: number;
  readonly corporations: number;
  readonly grassroots: number;
  readonly requests: number;
}

const FULL: Scale = { nominations: 100_000, corporations: 20, grassroots: 15, requests: 60 };
const QUICK: Scale = { nominations: 5000, corporations: 4, grassroots: 4, requests: 20 };

/** Plans are made anew for the first calls of a statement; after these a connection has settled on one. */
const WARM = 8;

/** Searches: a word that a third of the names have, one that few have, two words, a code. */
const SEARCHES = { common: 'nguyen', rare: 'khuất', twoWords: 'tran yen', code: 'HS-2026-0042' };

/** What the bench prints: the worst p95 of the inbox and of the search, and every figure by person and request. */
export interface InboxFigures {
  readonly nominations: number;
  readonly inboxP95Ms: number;
  readonly searchP95Ms: number;
  readonly ms: Readonly<Record<string, { readonly p50: number; readonly p95: number }>>;
}

/** Inbox and search as three people meet them, with a whole season in the database. */
export async function inboxBench(quick: boolean): Promise<InboxFigures> {
  const scale = quick ? QUICK : FULL;
  const server = await startServer();
  const api = startProcess(new URL('../system/api-process.js', import.meta.url));
  try {
    const world = await season(server, scale);
    const { url } = await api.ask<{ url: string }>({ host: server.host, database: TEMPLATE, poolSize: 10 });
    const people = peopleOf(world);
    const cookies = await signIn(url, Object.values(people));
    const ms: Record<string, { p50: number; p95: number }> = {};
    for (const [who, officer] of Object.entries(people)) {
      for (const [what, path] of Object.entries(requests())) {
        ms[`${who} ${what}`] = await time(url, cookies.get(officer.login) ?? '', path, scale.requests);
        progress(`${who} ${what}: ${JSON.stringify(ms[`${who} ${what}`])}`);
      }
    }
    if (!quick) await keepPlans(server, people);
    return { nominations: scale.nominations, inboxP95Ms: worst(ms, 'inbox'), searchP95Ms: worst(ms, 'search'), ms };
  } finally {
    await api.end();
    await server.close();
  }
}

async function season(server: Server, scale: Scale): Promise<World> {
  const lowest = 1 + scale.corporations;
  const accounts = ({ index }: { index: number }) => index <= 1 || index === lowest + scale.corporations;
  const made = await withEngine({ host: server.host, database: TEMPLATE }, async (engine) => {
    const world = await makeWorld(engine, { ...scale, accounts });
    progress(`${String(world.units.length)} units with officers`);
    return { world, moulds: await makeMoulds(server, engine, world) };
  });
  await pour(server, TEMPLATE, made.world, made.moulds, scale.nominations);
  await server.settle(TEMPLATE);
  progress(`${String(scale.nominations)} nominations`);
  return made.world;
}

/** The clerk of a small unit, an appraiser of a corporation union, an appraiser of the federation. */
function peopleOf(world: World): Record<string, Officer> {
  const small = world.units.filter((u) => u.level === 'grassroots_union')[
    world.units[0] ? world.units.filter((u) => u.level === 'level2_union').length : 0
  ];
  const found = {
    clerk: small?.officers.clerk[0],
    corporation: world.units[1]?.officers.appraiser[0],
    federation: world.units[0]?.officers.appraiser[0],
  };
  return Object.fromEntries(Object.entries(found).flatMap(([who, o]) => (o === undefined ? [] : [[who, o]])));
}

function requests(): Record<string, string> {
  const searches = Object.entries(SEARCHES).map(
    ([name, q]) => [`search ${name}`, `/api/nominations?q=${encodeURIComponent(q)}`] as const,
  );
  const tabs = ['waiting', 'others', 'decided'].map((tab) => [`inbox ${tab}`, `/api/inbox?tab=${tab}`] as const);
  return Object.fromEntries([...tabs, ['list', '/api/nominations'] as const, ...searches]);
}

async function time(url: string, cookie: string, path: string, times: number): Promise<{ p50: number; p95: number }> {
  const connection = await Connection.open(url);
  const ms: number[] = [];
  for (let i = 0; i < WARM + times; i++) {
    const answer = await connection.send(`GET ${path} HTTP/1.1\r\nhost: laurel\r\ncookie: ${cookie}\r\n`);
    if (answer.status !== 200) throw new Error(`${path}: ${String(answer.status)} ${answer.body}`);
    if (i >= WARM) ms.push(answer.ms);
  }
  connection.close();
  return { p50: rounded(percentile(ms, 0.5), 1), p95: rounded(percentile(ms, 0.95), 1) };
}

function worst(ms: InboxFigures['ms'], kind: string): number {
  return Math.max(...Object.entries(ms).flatMap(([name, { p95 }]) => (name.includes(kind) ? [p95] : [])));
}

/** Keeps the plans of the very statements that the engine sends, under docs/plans. */
async function keepPlans(server: Server, people: Record<string, Officer>): Promise<void> {
  const folder = join(projectRoot(), 'docs/plans');
  await mkdir(folder, { recursive: true });
  await withEngine({ host: server.host, database: TEMPLATE }, async (engine) => {
    for (const [who, { person }] of Object.entries(people)) {
      const plans: string[] = [];
      const explaining = explain(engine, plans);
      await inbox(explaining, person, { tab: 'waiting', limit: 50 });
      for (const q of Object.values(SEARCHES)) await listNominations(explaining, person, { q, limit: 50 });
      await writeFile(join(folder, `${who}.txt`), `${plans.join('\n\n')}\n`);
    }
  });
}

/** An engine that explains every statement before it sends it. */
function explain(engine: Engine, plans: string[]): Engine {
  const query: Engine['db']['query'] = async (name, text, values = []) => {
    const lines = await engine.db.query<{ 'QUERY PLAN': string }>(
      `explain.${name}`,
      `explain (analyze, buffers) ${text}`,
      values,
    );
    const shown = values.slice(1).map(String).join(', ');
    plans.push([`-- ${name}${shown === '' ? '' : ` (${shown})`}`, ...lines.map((l) => l['QUERY PLAN'])].join('\n'));
    return engine.db.query(name, text, values);
  };
  return { ...engine, db: { query } };
}
