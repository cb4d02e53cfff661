import type { RegisterQuery } from '#contract';
import { isUuid } from '../cursor.js';

/** Where a page begins: after the row with this sort key and id. */
export type Place = readonly [key: string, id: string];

/** The place that a cursor names, or null for a text that is no cursor. */
export function placeOf(cursor: string): Place | null {
  try {
    const place = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
    if (!Array.isArray(place) || place.length !== 2) return null;
    const [key, id] = place as unknown[];
    const good = typeof key === 'string' && !key.includes('\u0000') && typeof id === 'string' && isUuid(id);
    return good ? [key, id] : null;
  } catch {
    return null;
  }
}

interface Sorted {
  readonly id: string;
  readonly key: string;
}

/** The rows of a page and the cursor of the next one; the query asked for one row more than the page holds. */
export function pageOf<Row extends Sorted>(
  rows: readonly Row[],
  limit: number,
): { page: readonly Row[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { page, next: more ? Buffer.from(JSON.stringify([last.key, last.id])).toString('base64url') : null };
}

/** What every register is asked, as values of a statement: search pattern source, unit, sort key, id, limit + 1. */
export function askedOf(
  query: RegisterQuery,
): readonly [string | null, string | null, string | null, string | null, number] {
  const place = query.cursor === undefined ? null : placeOf(query.cursor);
  const words = (query.q ?? '').split(/\s+/u).filter(Boolean);
  const q = words.length === 0 ? null : `%${words.map((w) => w.replace(/[\\%_]/g, '\\$&')).join('%')}%`;
  return [q, query.unit ?? null, place?.[0] ?? null, place?.[1] ?? null, query.limit + 1];
}
