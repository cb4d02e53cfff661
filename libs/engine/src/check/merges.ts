import type { Db } from '../db.js';
import type { Difference } from './check.js';
import { Rebuilt, type Place, type StoredRow } from './rebuilt.js';

interface Entry extends Place {
  readonly f: {
    readonly type: 'PersonsMerged' | 'PersonsUnmerged';
    readonly merge: string;
    readonly kept: string;
    readonly merged: string;
  };
}

const entriesText = `select e.chain, e.seq, f from ledger_entry e cross join lateral (select e.canon::jsonb->'facts'->0 as f) x
where e.chain like 'acl:%' and f->>'type' in ('PersonsMerged', 'PersonsUnmerged') order by e.canon::jsonb->>'at', e.chain, e.seq`;
const rowsText = `select 'merge ' || m.id as name, 'acl:' || p.unit_id as chain,
  jsonb_build_object('kept', m.kept, 'merged', m.merged, 'undone', m.undone_at is not null) as row
  from person_merge m join person p on p.id = m.kept
union all
select 'person ' || p.id, 'acl:' || p.unit_id, jsonb_build_object('into', p.merged_into) from person p where p.merged_into is not null`;

/** The first merge, or person who is merged into another, whose row is not what the entries made of it. */
export async function mergesFault(db: Db): Promise<Difference | null> {
  const rebuilt = new Rebuilt();
  const standing = new Map<string, Entry>();
  for (const entry of await db.query<Entry>('check_merge_entries', entriesText)) {
    const { type, merge, kept, merged } = entry.f;
    const undone = type === 'PersonsUnmerged';
    rebuilt.set(`merge ${merge}`, entry, { kept, merged, undone });
    if (undone) standing.delete(merged);
    else standing.set(merged, entry);
  }
  for (const [merged, entry] of standing)
    rebuilt.set(`person ${merged}`, entry, { into: last(standing, entry.f.kept) });
  return rebuilt.fault(await db.query<StoredRow>('check_merges', rowsText));
}

/** Somebody who was merged into a person who was merged in turn is the last of them. */
function last(standing: ReadonlyMap<string, Entry>, person: string): string {
  const next = standing.get(person)?.f.kept;
  return next === undefined ? person : last(standing, next);
}
