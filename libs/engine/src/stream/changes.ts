import type { Thing } from '#contract';
import type { Engine } from '../engine.js';

/** A place in the stream: legal time in microseconds, as decimal text. It says nothing of what happened. */
export type Place = string;

export interface Note extends Thing {
  /** Row of the note: two notes about one thing have two. */
  readonly row: string;
  /** Who alone is told; null: whoever may see the thing. */
  readonly person: string | null;
}

export interface Changes {
  /** Up to where the answer reaches. */
  readonly at: Place;
  /** Seconds of legal time between `after` and `at`; null without `after`. */
  readonly behind: number | null;
  readonly changes: readonly Note[];
}

/** A reader looks back this far before its place: what was noted before is committed by then. */
export const OVERLAP_SECONDS = 5;
/** A new reader is told of what changed while it was on its way. */
const FRESH_SECONDS = 10;
/** Who was away for longer reads everything again; notes are kept a little longer. */
export const KEPT_SECONDS = 600;

const micros = (at: string): string => `(extract(epoch from ${at}) * 1000000)::bigint::text`;

const changesText = `
select ${micros('c.at')} as at, extract(epoch from c.at - a.after)::float8 as behind, x.row, x.kind, x.id, x.person
from (select laurel_clock() as at offset 0) c
cross join (select to_timestamp($1::bigint / 1000000.0) as after) a
left join lateral (select h.id::text as row, h.kind, h.thing as id, h.person_id as person from change h
  where h.visible_from > greatest(coalesce(a.after, c.at - interval '${String(FRESH_SECONDS)} s'), c.at - interval '${String(KEPT_SECONDS)} s') - interval '${String(OVERLAP_SECONDS)} s'
    and h.visible_from <= c.at order by h.id) x on true`;

type Row = { at: Place; behind: number | null } & { [key in keyof Note]: Note[key] | null };

/**
 * What changed since a place, looking back five seconds more; without a place, since ten seconds ago. One indexed query. Nobody's
 * sight is asked here: `seenBy` does.
 */
export async function changesAfter({ db }: Engine, after: Place | null): Promise<Changes> {
  const rows = await db.query<Row>('changes', changesText, [after]);
  const found = rows.filter((r): r is Row & Note => r.row !== null);
  return {
    at: rows[0]?.at ?? '0',
    behind: rows[0]?.behind ?? null,
    changes: found.map(({ row, kind, id, person }) => ({ row, kind, id, person })),
  };
}

/** Forgets what nobody can ask for any more; returns how many notes. */
export async function forgetChanges({ db }: Pick<Engine, 'db'>): Promise<number> {
  const [row] = await db.query<{ gone: number }>('changes_forget', 'select forget_changes() as gone');
  return row?.gone ?? 0;
}
