import { signIn } from '../decisions/driver.js';
import { cpuMs } from '../system/cpu.js';
import { percentile, rounded, seeded } from '../system/figures.js';
import { Connection } from '../system/http.js';
import { startProcess } from '../system/process.js';
import { progress } from '../system/progress.js';
import { startServer, TEMPLATE, withEngine, type Server } from '../system/server.js';
import { makeWorld, type Officer, type World } from '../system/world.js';
import { retold, titleOf } from './words.js';

interface Scale {
  readonly titles: number;
  readonly questions: number;
  /** Every so many questions one is answered by comparing all titles too: the yardstick. */
  readonly exactEvery: number;
}

const FULL: Scale = { titles: 1_000_000, questions: 400, exactEvery: 80 };
const QUICK: Scale = { titles: 20_000, questions: 80, exactEvery: 8 };
const CHUNK = 20_000;
const YEARS = 8;
const WARM = 8;

/** What the bench prints: the answer's time by kind of title, the yardstick's, and how much of what it finds is found. */
export interface TitleFigures {
  readonly titles: number;
  readonly questions: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  /** Processor time of API and database for one question, on the average. */
  readonly cpuMs: number;
  readonly byKind: Readonly<Record<string, { readonly p50: number; readonly p95: number }>>;
  /** Comparing a title with every other one, in the same minutes (median); `ratio` is p95 to it. */
  readonly everyTitleMs: number;
  readonly ratio: number;
  /** How often the most similar of all titles is shown, and how many of the five most similar ones. */
  readonly bestFound: string;
  readonly fiveFound: string;
}

interface Question {
  readonly kind: 'new' | 'retold';
  readonly title: string;
}

/** The warning of a similar title as a clerk meets it, with so many titles of eight years in the database. */
export async function titlesBench(quick: boolean): Promise<TitleFigures> {
  const scale = quick ? QUICK : FULL;
  const server = await startServer();
  const api = startProcess(new URL('../system/api-process.js', import.meta.url));
  try {
    const world = await withEngine({ host: server.host, database: TEMPLATE }, (engine) =>
      makeWorld(engine, { corporations: 2, grassroots: 2, accounts: () => true }),
    );
    const known = await pour(server, world, scale.titles);
    const { url } = await api.ask<{ url: string }>({ host: server.host, database: TEMPLATE, poolSize: 4 });
    const clerk = world.units.at(-1)?.officers.clerk[0];
    if (clerk === undefined) throw new Error('a world without a clerk');
    return await measure({ server, url, api: api.pid, clerk, questions: questionsOf(known, scale), scale });
  } finally {
    await api.end();
    await server.close();
  }
}

const insertText = `with x as (insert into achievement (title, year, unit_id, created_by)
    select t, y, $3::uuid, $4::uuid from unnest($1::text[], $2::int[]) u (t, y) returning id, year)
  insert into award_grant (subject_type, subject_id, award, year, level, occasion, once, source, achievement_id)
  select 'person', uuidv7(), 'UNION_CERT_LEVEL2', year, 'level2_union', 'annual', false, 'laurel', id from x where random() < 0.6`;

/** Fills the table; most titles were rewarded. Answers a sample of them. */
async function pour(server: Server, world: World, count: number): Promise<string[]> {
  const random = seeded(21);
  const unit = world.units[1];
  const indexes = await server.sql<{ name: string; made: string }>(
    TEMPLATE,
    `select indexname as name, indexdef as made from pg_indexes where tablename = 'achievement' and indexdef like '%gin%'`,
  );
  for (const { name } of indexes) await server.sql(TEMPLATE, `drop index ${name}`);
  const sample: string[] = [];
  const until = new Date().getFullYear();
  for (let from = 0; from < count; from += CHUNK) {
    const titles = Array.from({ length: Math.min(CHUNK, count - from) }, () => titleOf(random));
    const years = titles.map(() => until - Math.floor(random() * YEARS));
    await server.sql(TEMPLATE, insertText, [titles, years, unit?.id, unit?.officers.clerk[0]?.person]);
    sample.push(...titles.filter((_, i) => i % 1000 === 0));
    if (from % (CHUNK * 10) === 0) progress(`${String(from + titles.length)} titles`);
  }
  for (const { made } of indexes) await server.sql(TEMPLATE, made);
  await server.settle(TEMPLATE);
  progress(`indexes and statistics`);
  return sample;
}

function questionsOf(known: readonly string[], scale: Scale): Question[] {
  const random = seeded(22);
  return Array.from({ length: scale.questions }, (_, i): Question => {
    const other = known[Math.floor(random() * known.length)] ?? '';
    return i % 2 === 0 ? { kind: 'new', title: titleOf(random) } : { kind: 'retold', title: retold(other, random) };
  });
}

interface Run {
  readonly server: Server;
  readonly url: string;
  readonly api: number;
  readonly clerk: Officer;
  readonly questions: readonly Question[];
  readonly scale: Scale;
}

/** The best five of all titles of the last five years that were rewarded, compared one by one. */
const exactText = `with q as materialized (select plain_text($1) as plain, extract(year from legal_date())::int as until)
  select a.id, similarity(a.plain, q.plain) as share from achievement a, q where a.year between q.until - 5 and q.until
    and similarity(a.plain, q.plain) >= 0.55 and exists (select from award_grant g where g.achievement_id = a.id)
  order by share desc, a.year desc, a.id limit 5`;

interface Match {
  readonly achievement: string;
  readonly perMille: number;
}

async function measure({ server, url, api, clerk, questions, scale }: Run): Promise<TitleFigures> {
  const cookie = (await signIn(url, [clerk])).get(clerk.login) ?? '';
  const connection = await Connection.open(url);
  const ask = async (title: string): Promise<{ ms: number; matches: Match[] }> => {
    const path = `/api/achievements/similar?title=${encodeURIComponent(title)}`;
    const answer = await connection.send(`GET ${path} HTTP/1.1\r\nhost: laurel\r\ncookie: ${cookie}\r\n`);
    if (answer.status !== 200) throw new Error(`${path}: ${String(answer.status)} ${answer.body}`);
    return { ms: answer.ms, matches: (JSON.parse(answer.body) as { matches: Match[] }).matches };
  };
  for (const { title } of questions.slice(0, WARM)) await ask(title);
  const processes = [api, ...(await backends(server))];
  const times: { kind: string; ms: number }[] = [];
  const seen = { all: 0, shown: 0, best: 0, asked: 0, every: [] as number[], cpu: 0 };
  for (const [i, { kind, title }] of questions.entries()) {
    const before = cpuMs(processes);
    const { ms, matches } = await ask(title);
    seen.cpu += cpuMs(processes) - before;
    times.push({ kind, ms });
    if (i % scale.exactEvery > 1) continue;
    const began = performance.now();
    const exact = await server.sql<{ id: string; share: number }>(TEMPLATE, exactText, [title]);
    seen.every.push(performance.now() - began);
    // Of equals any one is as good.
    const last = matches.length < 5 ? Infinity : (matches.at(-1)?.perMille ?? 0);
    const shown = exact.filter((e) => matches.some((m) => m.achievement === e.id) || e.share * 1000 < last + 1);
    seen.all += exact.length;
    seen.shown += shown.length;
    if (exact[0] === undefined) continue;
    seen.asked += 1;
    if ((matches[0]?.perMille ?? 0) >= Math.floor(exact[0].share * 1000)) seen.best += 1;
  }
  connection.close();
  return figures(times, seen, scale);
}

/** The database processes that work for the API. */
async function backends(server: Server): Promise<number[]> {
  const text = `select pid from pg_stat_activity where usename = 'laurel_app'`;
  return (await server.sql<{ pid: number }>(TEMPLATE, text)).map(({ pid }) => pid);
}

interface Seen {
  readonly all: number;
  readonly shown: number;
  readonly best: number;
  readonly asked: number;
  readonly every: readonly number[];
  readonly cpu: number;
}

function figures(times: readonly { kind: string; ms: number }[], seen: Seen, { titles }: Scale): TitleFigures {
  const of = (kind?: string) => times.filter((t) => kind === undefined || t.kind === kind).map(({ ms }) => ms);
  const at = (kind: string | undefined, share: number) => rounded(percentile(of(kind), share), 1);
  const everyTitleMs = rounded(percentile(seen.every, 0.5), 0);
  return {
    titles,
    questions: times.length,
    p50Ms: at(undefined, 0.5),
    p95Ms: at(undefined, 0.95),
    maxMs: at(undefined, 1),
    cpuMs: rounded(seen.cpu / times.length, 1),
    byKind: Object.fromEntries(['new', 'retold'].map((k) => [k, { p50: at(k, 0.5), p95: at(k, 0.95) }])),
    everyTitleMs,
    ratio: rounded(at(undefined, 0.95) / everyTitleMs, 4),
    bestFound: `${String(seen.best)} of ${String(seen.asked)}`,
    fiveFound: `${String(seen.shown)} of ${String(seen.all)}`,
  };
}
