import type { Db } from '../db.js';
import type { Difference } from './check.js';
import { Rebuilt, type Place, type StoredRow } from './rebuilt.js';

interface Allotted {
  readonly quota: string;
  readonly award: string;
  readonly theme?: string;
  readonly unit?: string;
  readonly cap: number;
  readonly before: number;
}

type Fact =
  | ({ readonly type: 'QuotaSet'; readonly year: number } & Allotted)
  | { readonly type: 'QuotaChanged'; readonly quota: string; readonly cap: number }
  | { readonly type: 'QuotaImported'; readonly year: number; readonly rows: readonly Allotted[] }
  | { readonly type: 'QuotaTransferred'; readonly from: string; readonly to: string; readonly places: number };

const entriesText = `select e.chain, e.seq, e.canon::jsonb->'facts'->0 as f from ledger_entry e
where e.chain like 'cfg:quota-%' order by e.chain, e.seq`;

const rowsText = `select 'quota ' || q.id as name, 'cfg:quota-' || q.year as chain, jsonb_build_object('award', q.award, 'theme', q.theme,
  'year', q.year, 'unit', q.unit_id, 'cap', q.cap, 'before', q.before, 'version', q.version) as row from quota q`;

/** A count that is not that of the places held, more of them than there are, or a place for what has no entry. */
const placesText = `select 'cfg:quota-' || q.year as chain, null::int as seq, 'places of quota ' || q.id as what from quota q
where q.used <> (select count(*) from quota_hold h where h.quota_id = q.id and h.released_at is null) or q.before + q.used > q.cap
union all
select 'n:' || h.nomination_id, null, 'places of the nomination' from quota_hold h
where not exists (select from ledger_entry e where e.chain = 'n:' || h.nomination_id and e.seq = 1) limit 1`;

/** The first quota that is not what its entries made of it, or whose used places are not those that are held. */
export async function quotasFault(db: Db): Promise<Difference | null> {
  const rebuilt = new Rebuilt();
  for (const entry of await db.query<Place & { f: Fact }>('check_quota_entries', entriesText)) evolve(rebuilt, entry);
  const fault = rebuilt.fault(await db.query<StoredRow>('check_quotas', rowsText));
  return fault ?? (await db.query<Difference>('check_quota_places', placesText))[0] ?? null;
}

function evolve(rebuilt: Rebuilt, { f, ...place }: Place & { readonly f: Fact }): void {
  switch (f.type) {
    case 'QuotaSet':
      return set(rebuilt, place, { ...f, year: f.year });
    case 'QuotaImported':
      for (const row of f.rows) set(rebuilt, place, { ...row, year: f.year });
      return;
    case 'QuotaChanged':
      return change(rebuilt, place, { quota: f.quota, cap: () => f.cap });
    case 'QuotaTransferred':
      change(rebuilt, place, { quota: f.from, cap: (cap) => cap - f.places });
      change(rebuilt, place, { quota: f.to, cap: (cap) => cap + f.places });
  }
}

function set(rebuilt: Rebuilt, place: Place, row: Allotted & { readonly year: number }): void {
  const { quota, award, theme, unit, cap, before, year } = row;
  rebuilt.set(`quota ${quota}`, place, { award, theme, year, unit, cap, before, version: 1 });
}

function change(
  rebuilt: Rebuilt,
  place: Place,
  { quota, cap }: { readonly quota: string; readonly cap: (old: number) => number },
): void {
  const old = rebuilt.row<{ cap: number; version: number }>(`quota ${quota}`) ?? { cap: 0, version: 0 };
  rebuilt.set(`quota ${quota}`, place, { cap: cap(old.cap), version: old.version + 1 });
}
