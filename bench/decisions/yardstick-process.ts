import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Dossier } from '../system/dossiers.js';
import { each } from '../system/figures.js';
import { serve } from '../system/process.js';
import { withEngine } from '../system/server.js';
import type { World } from '../system/world.js';
import { walk, type Way } from './capture.js';
import { COURSES } from './plan.js';
import { formOf, Replay, type Form } from './replay.js';

/** What the bench asks of the yardsticks, in this order: capture once, then slices. */
export type Ask =
  | {
      readonly ask: 'capture';
      readonly host: string;
      readonly database: string;
      readonly world: World;
      readonly dossiers: readonly Dossier[];
      readonly courses: readonly number[];
    }
  | { readonly ask: 'connect'; readonly database: string; readonly connections: number; readonly copies: number }
  | { readonly ask: 'record' | 'raw'; readonly seconds: number };

/** What screens showed before each deed of a course: the digest of the evaluation, and how far the working copy had moved. */
export interface Shown {
  readonly digests: readonly (readonly string[])[];
  readonly moved: readonly (readonly number[])[];
}

/** Nominations that one connection has under way, as many as the driver of the API has. */
const WINDOW = 16;
const recordText = 'select record_decision($1, $2, $3, $4, $5::jsonb)';
const rawText = 'insert into bench_plain (canon) values ($1)';

let host = '';
let forms: Form[] = [];
let queue: Replay[] = [];
let clients: pg.Client[] = [];
let windows: Replay[][] = [];

async function answer(ask: Ask): Promise<object> {
  if (ask.ask === 'capture') return capture(ask);
  if (ask.ask === 'connect') return connect(ask);
  return slice(ask.ask, ask.seconds);
}

/** Walks some nominations with the engine in a database of their own. Answers with what its screens showed, by course. */
async function capture(ask: Extract<Ask, { ask: 'capture' }>): Promise<Shown> {
  host = ask.host;
  const ways: Way[] = [];
  await withEngine(ask, (engine) =>
    each(ask.dossiers, 8, async (dossier, index) => {
      ways[index] = await walk(engine, ask.world, dossier, { index, course: ask.courses[index] ?? 0 });
    }),
  );
  forms = ways.map(formOf);
  const first = COURSES.map((_, course) => ways.find((w) => w.course === course));
  return { digests: first.map((w) => w?.digests ?? []), moved: first.map((w) => w?.moved ?? []) };
}

const cloneText = `
with pair as (select * from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as x (old, fresh, subject))
, facts as (insert into fact_version (subject_id, n) select p.subject, v.n from pair p
    join nomination o on o.id = p.old join fact_version v on v.subject_id = o.subject_id)
, made as (insert into nomination (id, award, unit_id, subject_type, subject_id, subject_kind, year, occasion, created_by, waiting_unit, waiting_roles)
    select p.fresh, o.award, o.unit_id, o.subject_type, p.subject, o.subject_kind, o.year, o.occasion, o.created_by, o.waiting_unit, o.waiting_roles
    from pair p join nomination o on o.id = p.old returning id)
, draft as (insert into dossier_draft (nomination_id, n, facts, statement, files, saved_by)
    select p.fresh, d.n, d.facts, d.statement, d.files, d.saved_by from pair p join dossier_draft d on d.nomination_id = p.old join made on made.id = p.fresh)
, sight as (insert into nomination_unit (nomination_id, unit_id, from_seq, visible_from)
    select p.fresh, u.unit_id, 0, u.visible_from from pair p join nomination_unit u on u.nomination_id = p.old join made on made.id = p.fresh)
insert into nomination_search (nomination_id, plain)
  select p.fresh, s.plain from pair p join nomination_search s on s.nomination_id = p.old join made on made.id = p.fresh`;

/** Copies the captured working copies under fresh ids, opens the connections, prepares every statement. */
async function connect({ database, connections, copies }: Extract<Ask, { ask: 'connect' }>): Promise<object> {
  const owner = new pg.Client({ host, user: 'postgres', database });
  await owner.connect();
  await owner.query('set synchronous_commit = off');
  await owner.query(
    'create table bench_plain (id bigint generated always as identity primary key, canon text not null)',
  );
  await owner.query('grant select, insert on bench_plain to laurel_app');
  for (let copy = 0; copy < copies; copy++) {
    const fresh = forms.map((form) => ({ form, id: randomUUID(), subject: randomUUID() }));
    await owner.query(cloneText, [
      fresh.map((f) => f.form.nomination),
      fresh.map((f) => f.id),
      fresh.map((f) => f.subject),
    ]);
    queue.push(...fresh.map((f, i) => new Replay(f.form, f.id, f.subject, `HS-2026-${String(copy)}-${String(i)}`)));
  }
  await owner.end();
  clients = Array.from({ length: connections }, () => new pg.Client({ host, user: 'laurel_app', database }));
  await Promise.all(clients.map((c) => c.connect()));
  windows = clients.map(() => []);
  return { ready: queue.length };
}

/** Records, or inserts the same bytes into the plain table, for so many seconds: one commit each. */
async function slice(ask: 'record' | 'raw', seconds: number): Promise<{ done: number; seconds: number }> {
  const began = performance.now();
  const until = began + seconds * 1000;
  const done = await Promise.all(
    clients.map((client, lane) => (ask === 'raw' ? insert(client, until) : record(client, windows[lane] ?? [], until))),
  );
  return { done: done.reduce((a, b) => a + b, 0), seconds: (performance.now() - began) / 1000 };
}

async function record(client: pg.Client, window: Replay[], until: number): Promise<number> {
  let n = 0;
  for (; performance.now() < until; n++) {
    while (window.length < WINDOW && queue.length > 0) window.push(queue.pop() as Replay);
    if (window.length === 0) throw new Error('the yardstick ran out of nominations');
    const place = Math.floor(Math.random() * window.length);
    const replay = window[place] as Replay;
    await client.query({ name: 'record_decision', text: recordText, values: replay.call() });
    if (replay.over) window.splice(place, 1);
  }
  return n;
}

/** The same texts in the same order of courses; their replays are thrown away, so nothing of the record slices is used up. */
async function insert(client: pg.Client, until: number): Promise<number> {
  let n = 0;
  let replay: Replay | undefined;
  for (; performance.now() < until; n++) {
    if (replay === undefined || replay.over) {
      const form = forms[Math.floor(Math.random() * forms.length)] as Form;
      replay = new Replay(form, randomUUID(), randomUUID(), `HS-2026-${String(n)}`);
    }
    await client.query({ name: 'raw', text: rawText, values: [replay.call()[0]] });
  }
  return n;
}

serve(answer, async () => {
  queue = [];
  await Promise.all(clients.map((c) => c.end()));
});
