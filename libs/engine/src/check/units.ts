import {
  ended,
  localDate,
  renamed,
  reorganised,
  unplanned,
  type UnitDeed,
  type UnitLevel,
  type UnitVersion,
} from '#domain';
import type { Db } from '../db.js';
import { unitVersions } from '../reorganisations/versions.js';
import type { Difference } from './check.js';
import {
  plansFault,
  reroutingsFault,
  type PlanFact,
  type ReorganisationEntry,
  type ReorganisationFact,
} from './reorganisations.js';
import { same } from './same.js';

const entriesText = `select e.chain, e.seq, e.canon::jsonb->>'at' as at, e.canon::jsonb->'actor' as actor, e.canon::jsonb->'facts'->0 as fact,
  coalesce((select jsonb_object_agg(s.text_id, s.value) from ledger_secret s where s.chain = e.chain and s.seq = e.seq), '{}') as words
from ledger_entry e where (e.chain = 'sys' or e.chain like 'acl:%')
  and e.canon::jsonb->'facts'->0->>'type' in ('UnitOpened', 'UnitChanged', 'ReorganisationPlanned', 'ReorganisationCancelled', 'ReorganisationEffected')
order by at, e.chain, e.seq`;

interface Entry {
  readonly chain: string;
  readonly seq: number;
  readonly at: string;
  readonly actor: { readonly person?: string; readonly unit?: string };
  readonly fact: Fact;
  readonly words: Readonly<Record<string, string>>;
}

type Fact =
  | {
      readonly type: 'UnitOpened';
      readonly unit: string;
      readonly parent?: string;
      readonly level: UnitLevel;
      readonly validFrom: string;
    }
  | { readonly type: 'UnitChanged'; readonly unit: string; readonly validTo?: string }
  | ReorganisationFact;

/** The units that the entries made, the plans they told of, and the last entry that changed each unit. */
interface Replay {
  readonly versions: readonly UnitVersion[];
  readonly plans: ReadonlyMap<string, PlanFact>;
  readonly places: ReadonlyMap<string, Difference>;
}

/**
 * The tree of every day as the chains tell it, against its rows; the tree of today against both; and the acts of reorganisations against
 * the plan that their entry committed to.
 */
export async function unitsFault(db: Db): Promise<Difference | null> {
  const entries = await db.query<Entry>('check_unit_entries', entriesText);
  const told = entries.reduce(replay, { versions: [], plans: new Map(), places: new Map() });
  const plans = entries.filter(isOfReorganisation);
  return (
    versionFault(told, await unitVersions({ db })) ??
    (await plansFault(db, plans)) ??
    (await todayFault(db, told)) ??
    (await reroutingsFault(db, plans))
  );
}

function isOfReorganisation(entry: Entry): entry is Entry & ReorganisationEntry {
  return 'reorganisation' in entry.fact;
}

function replay(told: Replay, { chain, seq, at, fact, words }: Entry): Replay {
  const units = 'unit' in fact ? [fact.unit] : deedsOf(told, fact).map((d) => d.unit);
  const place = (unit: string): Difference => ({ chain, seq, what: `unit ${unit}` });
  const places = new Map([...told.places, ...units.map((u) => [u, place(u)] as const)]);
  const plans = new Map(told.plans);
  if (fact.type === 'ReorganisationPlanned') plans.set(fact.reorganisation, fact);
  return { versions: versionsAfter(told, fact, { words, day: localDate(at) }), plans, places };
}

function deedsOf(told: Replay, fact: ReorganisationFact): readonly UnitDeed[] {
  return fact.type === 'ReorganisationPlanned' ? fact.deeds : (told.plans.get(fact.reorganisation)?.deeds ?? []);
}

function versionsAfter(
  { versions, plans }: Replay,
  fact: Fact,
  { words, day }: { readonly words: Entry['words']; readonly day: string },
): readonly UnitVersion[] {
  const { name, symbol } = words;
  switch (fact.type) {
    case 'UnitOpened': {
      const { unit, parent = null, level, validFrom: from } = fact;
      return [...versions, { unit, from, to: null, level, parent, name: name ?? null, symbol: symbol ?? null }];
    }
    case 'UnitChanged': {
      const said = { ...(name === undefined ? {} : { name }), ...(symbol === undefined ? {} : { symbol }) };
      const named = Object.keys(said).length === 0 ? versions : renamed(versions, fact.unit, { on: day, words: said });
      return fact.validTo === undefined ? named : ended(named, fact.unit, fact.validTo);
    }
    case 'ReorganisationPlanned':
      return reorganised(versions, { on: fact.on, deeds: fact.deeds.map((d, i) => worded(d, words, i)) });
    case 'ReorganisationCancelled': {
      const plan = plans.get(fact.reorganisation);
      return plan ? unplanned(versions, plan) : versions;
    }
    case 'ReorganisationEffected':
      return versions;
  }
}

function worded(deed: UnitDeed, words: Entry['words'], index: number): UnitDeed {
  if (deed.do === 'end') return deed;
  const [name, symbol] = [words[`name.${String(index)}`], words[`symbol.${String(index)}`]];
  return { ...deed, ...(name === undefined ? {} : { name }), ...(symbol === undefined ? {} : { symbol }) };
}

function versionFault({ versions, places }: Replay, stored: readonly UnitVersion[]): Difference | null {
  const key = (v: UnitVersion) => `${v.unit} ${v.from}`;
  const left = new Map(versions.map((v) => [key(v), v]));
  for (const row of stored) {
    const made = left.get(key(row));
    const fits =
      made !== undefined &&
      same({ ...row }, { ...made, name: made.name ?? row.name, symbol: made.symbol ?? row.symbol });
    if (!fits) return places.get(row.unit) ?? { chain: `acl:${row.unit}`, seq: null, what: `unit ${row.unit}` };
    left.delete(key(row));
  }
  const [missing] = left.values();
  return missing === undefined ? null : (places.get(missing.unit) ?? null);
}

/** What is due and not yet effective leaves the tree of today as it was before; a unit ends on the day on which its last version does. */
const todayText = `with recursive now as (
  select distinct on (v.unit_id) v.* from unit_version v
  where v.valid_from <= legal_date() and not exists (select from reorganisation r cross join jsonb_array_elements(r.deeds) d (d)
    where r.state = 'planned' and r.on_date = v.valid_from and d.d->>'unit' = v.unit_id::text)
  order by v.unit_id, v.valid_from desc),
up as (select u.id as unit, u.id as above, 0 as depth from unit u
  union all select up.unit, u.parent_id, up.depth + 1 from up join unit u on u.id = up.above where u.parent_id is not null and up.depth < 40)
select u.id as unit from unit u
  cross join lateral (select v.* from unit_version v where v.unit_id = u.id order by v.valid_from desc limit 1) l
where u.valid_to is distinct from l.valid_to and (u.valid_to is null or u.valid_to > l.valid_from)
  and not (u.valid_to is null and exists (select from reorganisation r cross join jsonb_array_elements(r.deeds) d (d)
    where r.state = 'planned' and r.on_date = l.valid_to and d.d->>'unit' = u.id::text))
union all
select coalesce(u.id, n.unit_id) as unit from unit u join now n on n.unit_id = u.id
where (u.name, u.symbol, u.level) is distinct from (n.name, n.symbol, n.level) or u.parent_id is distinct from n.parent_id
union all
select coalesce(c.descendant_id, up.unit) from unit_closure c
  full join up on up.unit = c.descendant_id and up.above = c.ancestor_id and up.depth = c.depth
  where c.descendant_id is null or up.unit is null
limit 1`;

async function todayFault(db: Db, { places }: Replay): Promise<Difference | null> {
  const [row] = await db.query<{ unit: string }>('check_units_today', todayText);
  if (row === undefined) return null;
  return places.get(row.unit) ?? { chain: `acl:${row.unit}`, seq: null, what: `unit ${row.unit}` };
}
