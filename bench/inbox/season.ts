import { randomBytes, randomUUID } from 'node:crypto';
import type { Engine } from '#engine';
import { walk } from '../decisions/capture.js';
import { COURSES } from '../decisions/plan.js';
import { makeDossiers } from '../system/dossiers.js';
import { seeded } from '../system/figures.js';
import { TEMPLATE, type Server } from '../system/server.js';
import { nameOf } from '../system/words.js';
import type { Unit, World } from '../system/world.js';

/** How far nominations of a season are: a course, how many of its deeds are done, and how many of a hundred stand there. */
const STAGES = [
  { share: 5, course: 0, deeds: 0 },
  { share: 8, course: 0, deeds: 1 },
  { share: 4, course: 3, deeds: 2 },
  { share: 12, course: 3, deeds: 3 },
  { share: 5, course: 3, deeds: 4 },
  { share: 6, course: 3, deeds: 5 },
  { share: 5, course: 0, deeds: 4 },
  { share: 3, course: 3, deeds: 6 },
  { share: 5, course: 1, deeds: 4 },
  { share: 7, course: 2, deeds: 4 },
  { share: 40, course: 3, deeds: 6, ended: true },
];
const CHUNK = 2000;
const DAY = 86_400_000;

/** Rows of one engine-made nomination as JSON text, cut where ids stand that another nomination has otherwise. */
interface Mould {
  readonly share: number;
  readonly parts: readonly string[];
  readonly places: readonly string[];
}

interface Rows {
  readonly nomination: Record<string, unknown>;
  readonly units: object[];
  readonly actors: object[];
}

const rowsText = `select row_to_json(n)::jsonb as nomination,
    (select coalesce(jsonb_agg(row_to_json(u)), '[]') from nomination_unit u where u.nomination_id = n.id) as units,
    (select coalesce(jsonb_agg(row_to_json(a)), '[]') from nomination_actor a where a.nomination_id = n.id) as actors
  from nomination n where n.id = $1`;

/** Engine-made nominations of one grassroots union, one for each stage of the season. */
export async function makeMoulds(server: Server, engine: Engine, world: World): Promise<Mould[]> {
  const first = world.units.findIndex((u) => u.level === 'grassroots_union');
  const alone = {
    units: world.units.map((u, i) =>
      u.level === 'grassroots_union' && i !== first ? { ...u, level: 'immediate_superior_union' as const } : u,
    ),
  };
  const dossiers = await makeDossiers(
    engine,
    alone,
    STAGES.map((s) => COURSES[s.course]?.kind ?? 'level2'),
  );
  const moulds: Mould[] = [];
  for (const [i, stage] of STAGES.entries()) {
    const dossier = dossiers[i];
    if (dossier === undefined) throw new Error('a stage without a dossier');
    await walk(engine, world, dossier, { index: 0, ...stage });
    const [rows] = await server.sql<Rows>(TEMPLATE, rowsText, [dossier.id]);
    if (rows === undefined) throw new Error('a walked nomination is gone');
    if (stage.ended === true)
      Object.assign(rows.nomination, { state: 'commended', waiting_unit: null, waiting_roles: [], due_at: null });
    moulds.push(mouldOf(rows, stage.share, idsOf(world, first)));
  }
  return moulds;
}

/** Ids by name: `0` the grassroots union, `1` and `2` those above, with their officers, so that each can be another's. */
function idsOf(world: World, unit: number): Map<string, string> {
  const ids = new Map<string, string>();
  const lower = world.units[unit];
  for (const [i, u] of [lower, world.units[lower?.above ?? 0], world.units[0]].entries()) {
    if (u === undefined) continue;
    ids.set(u.id, `${String(i)}`);
    for (const [role, officers] of Object.entries(u.officers))
      officers.forEach((o, n) => ids.set(o.person, `${String(i)}.${role}.${String(n)}`));
  }
  return ids;
}

function mouldOf(rows: Rows, share: number, ids: Map<string, string>): Mould {
  const n = rows.nomination as { id: string; subject_id: string; code: string | null };
  const names = new Map([
    ...ids,
    [n.id, 'id'],
    [n.subject_id, 'subject'],
    ...(n.code === null ? [] : [[n.code, 'code'] as const]),
  ]);
  const pieces = JSON.stringify(rows).split(new RegExp(`(${[...names.keys()].join('|')})`));
  return {
    share,
    parts: pieces.filter((_, i) => i % 2 === 0),
    places: pieces.filter((_, i) => i % 2 === 1).map((id) => names.get(id) ?? ''),
  };
}

/** Fills a database with so many nominations, poured from the moulds into every grassroots union; big ones have more. */
export async function pour(
  server: Server,
  database: string,
  world: World,
  moulds: readonly Mould[],
  count: number,
): Promise<void> {
  const random = seeded(11);
  const lowest = world.units.filter((u) => u.level === 'grassroots_union');
  await server.sql(database, `set synchronous_commit = off`);
  for (let from = 0; from < count; from += CHUNK) {
    const rows = Array.from({ length: Math.min(CHUNK, count - from) }, (_, i) =>
      copyOf(world, lowest[Math.floor(random() ** 2 * lowest.length)] as Unit, moulds, {
        n: from + i,
        of: count,
        random,
      }),
    );
    await server.sql(database, insertText, [JSON.stringify(rows)]);
  }
}

function copyOf(
  world: World,
  unit: Unit,
  moulds: readonly Mould[],
  { n, of, random }: { n: number; of: number; random: () => number },
): Rows & { name: string; subject: string } {
  let percent = random() * 100;
  const mould = moulds.find((m) => (percent -= m.share) < 0) ?? moulds[0];
  const units = [unit, world.units[unit.above], world.units[0]];
  const subject = randomUUID();
  const at = Date.now() - Math.round((1 - n / of) * 300 * DAY);
  const value = (place: string): string => {
    if (place === 'id') return id;
    if (place === 'subject') return subject;
    if (place === 'code') return `HS-2026-${String(n + 1).padStart(6, '0')}`;
    const [level, role, index] = place.split('.');
    const u = units[Number(level)];
    if (role === undefined) return u?.id ?? '';
    const officers = u?.officers[role as 'clerk'] ?? [];
    return officers[(Number(index) + n) % officers.length]?.person ?? '';
  };
  const id = uuid7(at);
  const text = (mould?.parts ?? []).reduce(
    (out, part, i) => out + part + (i < (mould?.places.length ?? 0) ? value(mould?.places[i] ?? '') : ''),
    '',
  );
  const rows = JSON.parse(text) as Rows;
  const due =
    rows.nomination['due_at'] === null ? null : new Date(Date.now() + (random() * 15 - 3) * DAY).toISOString();
  const moment = new Date(at).toISOString();
  Object.assign(rows.nomination, { due_at: due, created_at: moment, updated_at: moment });
  for (const actor of rows.actors) Object.assign(actor, { last_at: moment });
  return { ...rows, subject, name: nameOf(random) };
}

/** A version 7 UUID of a moment in the past. */
function uuid7(at: number): string {
  const random = randomBytes(10);
  random[0] = ((random[0] ?? 0) & 0x0f) | 0x70;
  random[2] = ((random[2] ?? 0) & 0x3f) | 0x80;
  const hex = at.toString(16).padStart(12, '0') + random.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

const insertText = `
with x as materialized (select r from jsonb_array_elements($1::jsonb) r)
, people as (insert into person (id, unit_id, name)
    select (r->>'subject')::uuid, (r->'nomination'->>'unit_id')::uuid, r->>'name' from x)
, made as (insert into nomination select p.* from x, jsonb_populate_record(null::nomination, r->'nomination') p)
, sight as (insert into nomination_unit select p.* from x, jsonb_populate_recordset(null::nomination_unit, r->'units') p)
, actors as (insert into nomination_actor select p.* from x, jsonb_populate_recordset(null::nomination_actor, r->'actors') p)
insert into nomination_search (nomination_id, plain)
  select (r->'nomination'->>'id')::uuid, plain_text(concat_ws(' ', r->'nomination'->>'code', r->>'name', u.name,
      case r->'nomination'->>'award' when 'UNION_CERT_LEVEL2' then 'Bằng khen cấp 2' else 'Bằng khen của Tổng Liên đoàn' end))
  from x join unit u on u.id = (r->'nomination'->>'unit_id')::uuid`;
