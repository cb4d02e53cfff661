import type { InboxRow } from '#contract';

/** What the reader has before their eyes of a list that is fetched again and again. */
export interface Known {
  /** Of which filter and how many pages; another one is a list of its own. */
  readonly list: string;
  readonly ids: ReadonlySet<string>;
  /** Whether the list went on after these rows. */
  readonly more: boolean;
}

/** Everything that is there is known. */
export const knowing = (list: string, rows: readonly InboxRow[], more: boolean): Known => ({
  list,
  ids: new Set(rows.map((r) => r.id)),
  more,
});

/**
 * Rows to show, and how many came between them since: those wait until the reader asks for them, so that nothing moves under the eyes.
 * What follows after the last known row of a list that went on is not new, and in an empty list nobody reads.
 */
export function calm(known: Known, rows: readonly InboxRow[]): { readonly shown: InboxRow[]; readonly fresh: number } {
  const last = rows.findLastIndex((r) => known.ids.has(r.id));
  if (last < 0) return { shown: [...rows], fresh: 0 };
  const shown = rows.filter((r, i) => known.ids.has(r.id) || (known.more && i > last));
  return { shown, fresh: rows.length - shown.length };
}
