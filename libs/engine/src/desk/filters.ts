import type { NewSavedFilter, SavedFilter, SavedFilters } from '#contract';
import type { Refusal } from '#domain';
import type { Engine } from '../engine.js';

/** More would not be found again in a menu. */
const MOST = 30;

const listText = `select id, name, query from saved_filter where person_id = $1::uuid order by name collate "vi-VN-x-icu"`;

/** A person's own filters, by name. */
export async function savedFilters(engine: Engine, person: string): Promise<SavedFilters> {
  return { filters: await engine.db.query<SavedFilter>('saved_filters', listText, [person]) };
}

const saveText = `
insert into saved_filter (person_id, name, query)
select $1::uuid, $2::text, $3::jsonb
where (select count(*) from saved_filter f where f.person_id = $1::uuid and f.name <> $2::text) < ${String(MOST)}
on conflict (person_id, name) do update set query = excluded.query
returning id, name, query`;

/** Keeps a filter under its name, in place of one that had it. */
export async function saveFilter(
  engine: Engine,
  person: string,
  { name, query }: NewSavedFilter,
): Promise<SavedFilter | { readonly refusal: Refusal }> {
  const rows = await engine.db.query<SavedFilter>('filter_save', saveText, [person, name, JSON.stringify(query)]);
  return rows[0] ?? { refusal: { refused: 'not-now', observed: String(MOST), needed: `fewer than ${String(MOST)}` } };
}

const dropText = `delete from saved_filter where person_id = $1::uuid and id = $2::uuid`;

/** Drops a filter; one that is not there, or somebody else's, is left as it is. */
export async function dropFilter(engine: Engine, person: string, filter: string): Promise<void> {
  await engine.db.query('filter_drop', dropText, [person, filter]);
}
