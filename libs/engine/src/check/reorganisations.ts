import type { UnitDeed } from '#domain';
import { canonicalize, sha256, uuidv5, type Canonical } from '#ledger';
import type { Db } from '../db.js';
import type { Difference } from './check.js';
import { same } from './same.js';

export type ReorganisationFact =
  | {
      readonly type: 'ReorganisationPlanned';
      readonly reorganisation: string;
      readonly on: string;
      readonly deeds: readonly UnitDeed[];
    }
  | { readonly type: 'ReorganisationCancelled'; readonly reorganisation: string }
  | {
      readonly type: 'ReorganisationEffected';
      readonly reorganisation: string;
      readonly act: string;
      readonly plan: string;
    };
export type PlanFact = Extract<ReorganisationFact, { type: 'ReorganisationPlanned' }>;
type Effected = Extract<ReorganisationFact, { type: 'ReorganisationEffected' }>;

export interface ReorganisationEntry {
  readonly chain: string;
  readonly seq: number;
  readonly at: string;
  readonly actor: { readonly person?: string; readonly unit?: string };
  readonly fact: ReorganisationFact;
}

/** A reorganisation as its entries tell it: the plan, and the last entry. */
interface Told {
  readonly plan: ReorganisationEntry & { readonly fact: PlanFact };
  readonly last: ReorganisationEntry;
}

const stateAfter = {
  ReorganisationPlanned: 'planned',
  ReorganisationCancelled: 'cancelled',
  ReorganisationEffected: 'effective',
} as const;

function toldBy(entries: readonly ReorganisationEntry[]): ReadonlyMap<string, Told> {
  const told = new Map<string, Told>();
  for (const last of entries) {
    const { fact } = last;
    const plan = fact.type === 'ReorganisationPlanned' ? { ...last, fact } : told.get(fact.reorganisation)?.plan;
    if (plan) told.set(fact.reorganisation, { plan, last });
  }
  return told;
}

/** The row is written by the call that writes the entry; the two clocks of one call never stand an hour apart. */
const plansText = `select id, on_date::text as "on", deeds, state, planned_by as by, planned_in as unit, act_id as act,
  effective_at is null or abs(extract(epoch from effective_at - e.at)) < 3600 as timely, effective_at is not null as effective
from reorganisation r
left join lateral (select (e.canon::jsonb->>'at')::timestamptz as at from ledger_entry e where e.chain like 'acl:%'
  and e.canon::jsonb->'facts'->0->>'type' = 'ReorganisationEffected' and e.canon::jsonb->'facts'->0->>'reorganisation' = r.id::text) e on true`;

/** The first reorganisation whose row is not what its entries say. */
export async function plansFault(db: Db, entries: readonly ReorganisationEntry[]): Promise<Difference | null> {
  const left = new Map(toldBy(entries));
  type Row = { readonly id: string; readonly unit: string };
  for (const { id, ...row } of await db.query<Row>('check_reorganisations', plansText)) {
    const told = left.get(id);
    if (told === undefined) return { chain: 'acl', seq: null, what: `reorganisation ${id}` };
    if (!same(row, rowOf(told, row.unit))) return placeOf(told);
    left.delete(id);
  }
  const [missing] = left.values();
  return missing === undefined ? null : placeOf(missing);
}

function placeOf({ plan, last }: Told): Difference {
  return { chain: last.chain, seq: last.seq, what: `reorganisation ${plan.fact.reorganisation}` };
}

/** The row that the entries make. A plan of the system names no unit. */
function rowOf({ plan, last: { fact } }: Told, unit: string): object {
  const effective = fact.type === 'ReorganisationEffected';
  const { on, deeds } = plan.fact;
  const { person: by, unit: of = unit } = plan.actor;
  const act = effective ? fact.act : null;
  return { on, deeds, state: stateAfter[fact.type], by, unit: of, act, timely: true, effective };
}

const itemsText = `select i.nomination_id as nomination, i.position, i.command_id as "commandId", i.data,
  (i.status = 'done') = exists (select from ledger_entry n where n.command_id = i.command_id and n.chain = 'n:' || i.nomination_id) as told
from act_item i where i.act_id = $1::uuid order by i.position`;

const actText = `select kind, chain, seq, payload, started_by as by, unit_id as unit, started_at = $2::timestamptz as timely from act where id = $1::uuid`;

/** The first act of a reorganisation that is not the one its entry committed to, or whose items tell something else than the nominations. */
export async function reroutingsFault(db: Db, entries: readonly ReorganisationEntry[]): Promise<Difference | null> {
  const told = toldBy(entries);
  for (const { plan, last } of told.values()) {
    const { chain, seq, fact } = last;
    if (fact.type !== 'ReorganisationEffected') continue;
    const what = (await itemsFault(db, fact)) ?? (await actFault(db, { plan, last }, fact.act));
    if (what !== null) return { chain, seq, what };
  }
  return null;
}

async function itemsFault(db: Db, { act, reorganisation, plan }: Effected): Promise<string | null> {
  const rows = await db.query<Record<string, Canonical> & { told: boolean }>('check_rerouting_items', itemsText, [act]);
  const items = rows.map(({ told: _, ...item }) => item);
  const derived = act === uuidv5(reorganisation, 'act');
  if (!derived || sha256(canonicalize(items as Canonical)) !== plan) return 'items of the act';
  const odd = rows.find((r) => !r.told);
  return odd === undefined ? null : `item ${String(odd['nomination'])} of the act`;
}

async function actFault(db: Db, { plan, last }: Told, act: string): Promise<string | null> {
  const [row] = await db.query<{ unit: string }>('check_rerouting_act', actText, [act, last.at]);
  const { person: by, unit = row?.unit } = plan.actor;
  const payload = { reorganisation: plan.fact.reorganisation };
  const made = { kind: 'rerouting', chain: last.chain, seq: last.seq, payload, by, unit, timely: true };
  return row !== undefined && same(row, made) ? null : `act ${act}`;
}
