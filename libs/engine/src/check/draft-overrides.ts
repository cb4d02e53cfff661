import type { Db } from '../db.js';
import type { Difference } from './check.js';
import { Rebuilt, type Place, type StoredRow } from './rebuilt.js';

interface Entry extends Place {
  readonly person: string;
  readonly criterion: string;
  readonly values: string;
}

const entriesText = `select e.chain, e.seq, e.canon::jsonb->'actor'->>'person' as person, f->>'criterion' as criterion, f->>'values' as values
from ledger_entry e cross join lateral (select e.canon::jsonb->'facts'->0 as f) x where e.chain like 'w:%' order by e.chain, e.seq`;
const rowsText = `select 'override ' || o.nomination_id || ' ' || o.seq as name, 'w:' || o.nomination_id as chain,
  jsonb_build_object('person', o.person_id, 'criterion', o.criterion, 'values', encode(o.values_hash, 'hex')) as row from draft_override o`;
const takenText = `select e.chain, e.seq from ledger_entry e cross join lateral jsonb_array_elements(e.canon::jsonb->'facts') f
left join ledger_entry w on w.chain = 'w:' || substr(e.chain, 3) and w.seq = (f->'draft'->>'seq')::int
where e.chain like 'n:%' and e.seq = 1 and f->>'type' = 'CriterionOverridden'
  and (w.canon::jsonb->'facts'->0->>'criterion', w.canon::jsonb->'actor'->>'person')
    is distinct from (f->>'criterion', f->'draft'->>'person') limit 1`;

/** Overrides of working copies against their entries, and each that a submission took over against the one that it names. */
export async function draftOverridesFault(db: Db): Promise<Difference | null> {
  const rebuilt = new Rebuilt();
  for (const { chain, seq, ...row } of await db.query<Entry>('check_draft_override_entries', entriesText)) {
    rebuilt.set(`override ${chain.slice(2)} ${String(seq)}`, { chain, seq }, row);
  }
  const changed = rebuilt.fault(await db.query<StoredRow>('check_draft_overrides', rowsText));
  if (changed !== null) return changed;
  const [taken] = await db.query<Place>('check_taken_overrides', takenText);
  return taken === undefined ? null : { ...taken, what: 'an override that nobody entered' };
}
