import type { ReorganisationPlan, ReorganisationView, UnitPath } from '#contract';
import { pathOf, treeOn, type RouteStage, type UnitVersion } from '#domain';
import type { Engine } from '../engine.js';
import { affairsOf, countsOf, seenBy, type Affair } from './affairs.js';
import { planned, unitVersions } from './versions.js';
import { changed, waysAfter, type Way } from './ways.js';

const named = (unit: string): string =>
  `(select jsonb_build_object('id', o.id, 'name', o.name) from unit o where o.id = (${unit})::uuid)`;

const viewText = `select r.id, r.on_date::text as "on", r.state, p.name as by, r.planned_at, r.effective_at, r.act_id as act,
  (select s.value from ledger_entry e join ledger_secret s on s.chain = e.chain and s.seq = e.seq and s.text_id = 'reason'
    where e.chain like 'acl:%' and e.canon::jsonb->'facts'->0->>'type' = 'ReorganisationPlanned'
      and e.canon::jsonb->'facts'->0->>'reorganisation' = r.id::text) as reason,
  (select jsonb_agg(jsonb_build_object('do', d.d->>'do', 'unit', ${named(`d.d->>'unit'`)}, 'parent', ${named(`d.d->>'parent'`)},
      'level', d.d->>'level', 'name', (select v.name from unit_version v where v.unit_id = (d.d->>'unit')::uuid and v.valid_from = r.on_date),
      'successors', coalesce((select jsonb_agg(${named('x.id')} order by x.at) from jsonb_array_elements_text(d.d->'successors')
        with ordinality x (id, at)), '[]')) order by d.at) from jsonb_array_elements(r.deeds) with ordinality d (d, at)) as deeds
from reorganisation r join person p on p.id = r.planned_by`;

interface Row extends Omit<ReorganisationView, 'plannedAt' | 'effectiveAt'> {
  readonly planned_at: Date;
  readonly effective_at: Date | null;
}

/** Reorganisations, the latest day first; at most 200. */
export async function reorganisations(engine: Engine): Promise<readonly ReorganisationView[]> {
  const text = `${viewText} order by r.on_date desc, r.id limit 200`;
  return (await engine.db.query<Row>('reorganisations', text)).map(viewOf);
}

export async function reorganisation(engine: Engine, id: string): Promise<ReorganisationView | null> {
  const [row] = await engine.db.query<Row>('reorganisation-view', `${viewText} where r.id = $1::uuid`, [id]);
  return row === undefined ? null : viewOf(row);
}

function viewOf({ planned_at, effective_at, ...rest }: Row): ReorganisationView {
  return { ...rest, plannedAt: planned_at.toISOString(), effectiveAt: effective_at?.toISOString() ?? null };
}

/**
 * What a planned reorganisation will do with the open nominations, as things stand now, and what is in its way. Names those that the
 * person may see, and counts the others; null when it is not planned any more.
 */
export async function reorganisationPlan(
  engine: Engine,
  person: string,
  id: string,
): Promise<ReorganisationPlan | null> {
  const plan = await planned(engine, id);
  if (plan?.state !== 'planned') return null;
  const found = await waysAfter(engine, plan);
  const affairs = await affairsOf(engine, plan);
  const versions = await unitVersions(engine);
  const name = (unit: string) => nameOn(versions, unit, plan.on);
  const ways = changed(found);
  const concerned = [...ways.map((w) => w.open.id), ...affairs.flatMap((a) => a.nominations)];
  const seen = await seenBy(engine, person, concerned);
  const hidden = ways.filter((w) => !seen.has(w.open.id));
  const refused = hidden.filter((w) => 'refused' in w.rerouting).length;
  return {
    items: ways.filter((w) => seen.has(w.open.id)).map((w) => itemOf(w, name)),
    others: { changed: hidden.length - refused, refused },
    unchanged: found.ways.length - ways.length,
    affairs: affairs.map((a) => affairOf(a, name, seen)),
    ...(await countsOf(engine, plan)),
  };
}

type Named = (unit: string) => { id: string; name: string };

function itemOf({ open, nomination, rerouting }: Way, name: Named): ReorganisationPlan['items'][number] {
  const stages = (route: readonly RouteStage[]) => route.map((s) => ({ unit: name(s.unit), steps: [...s.steps] }));
  const { code, route } = nomination.context;
  const head = { nomination: open.id, code, state: nomination.state, before: stages(route) };
  if ('refused' in rerouting) {
    const { refused, observed, needed } = rerouting;
    const refusal = { code: refused, ...(observed ? { observed } : {}), ...(needed ? { needed } : {}) };
    return { ...head, after: [], inserted: [], dropped: [], steps: [], refusal };
  }
  const { inserted, dropped, steps } = rerouting;
  const lists = { inserted: [...inserted], dropped: [...dropped], steps: steps.map((s) => ({ ...s })) };
  return { ...head, after: stages(rerouting.route), ...lists, refusal: null };
}

function affairOf(
  { kind, unit, at, nominations }: Affair,
  name: Named,
  seen: ReadonlyMap<string, string>,
): ReorganisationPlan['affairs'][number] {
  const named = nominations.flatMap((n) => (seen.has(n) ? [{ nomination: n, code: seen.get(n) ?? '' }] : []));
  const others = nominations.length - named.length;
  return { kind, unit: name(unit), openedAt: at.toISOString(), nominations: named, others };
}

/** The name of a unit on a day; of one that is not there, the last one it had before. */
function nameOn(versions: readonly UnitVersion[], unit: string, on: string): { id: string; name: string } {
  const before = versions.filter((v) => v.unit === unit && v.from <= on).sort((a, b) => (a.from < b.from ? 1 : -1));
  return { id: unit, name: before[0]?.name ?? '' };
}

/** The way from a unit up to the root on a day, as names were then; null for an unknown unit. */
export async function unitPath(engine: Engine, unit: string, on: string): Promise<UnitPath | null> {
  const versions = await unitVersions(engine);
  const own = versions.filter((v) => v.unit === unit);
  if (own.length === 0) return null;
  const path = pathOf(treeOn(versions, on), unit);
  const successors = own.find((v) => v.successors !== undefined && v.to !== null && v.to <= on)?.successors ?? [];
  return {
    unit,
    on,
    path: path.map(({ unit: id, name, level }) => ({ id, name: name ?? '', level })),
    successors: successors.map((s) => nameOn(versions, s, on)),
  };
}
