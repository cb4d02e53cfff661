import type { LedgerEntryView } from '#contract';
import { daysBetween } from '../../../shared/format';

/** Days without anybody's deed that are told of. */
const LONG = 5;

export type Row =
  | { readonly kind: 'entry'; readonly entry: LedgerEntryView }
  /** Deeds of the system that moved nothing, next to each other. */
  | { readonly kind: 'system'; readonly entries: readonly LedgerEntryView[] }
  /** Nobody did anything for so many calendar days, the last `over` of them after the due time. */
  | { readonly kind: 'gap'; readonly key: string; readonly days: number; readonly over: number };

interface Folding {
  /** Folds nothing. */
  readonly full: boolean;
  /** Tells of days without a deed; only where no entry is left out. */
  readonly gaps: boolean;
  /** While the nomination waits: the days up to now count too. */
  readonly now: Date | null;
}

/** The rows of a timeline, newest first. `entries` are oldest first. */
export function rowsOf(entries: readonly LedgerEntryView[], { full, gaps, now }: Folding): readonly Row[] {
  const rows: Row[] = [];
  let last: LedgerEntryView | null = null;
  for (const entry of entries) {
    if (!isMinor(entry)) {
      const gap = gaps && last && gapOf(entries, last, new Date(entry.at));
      if (gap) rows.push(gap);
      last = entry;
    }
    const before = rows.at(-1);
    if (full || !isMinor(entry)) rows.push({ kind: 'entry', entry });
    else if (before?.kind === 'system') rows[rows.length - 1] = { kind: 'system', entries: [...before.entries, entry] };
    else rows.push({ kind: 'system', entries: [entry] });
  }
  const waiting = gaps && last && now && gapOf(entries, last, now);
  return (waiting ? [...rows, waiting] : rows).reverse();
}

/** A deed of the system that leaves the nomination where it is. */
function isMinor({ actor, from, to }: LedgerEntryView): boolean {
  return actor.person === null && from === to;
}

function gapOf(entries: readonly LedgerEntryView[], from: LedgerEntryView, until: Date): Row | null {
  const days = daysBetween(new Date(from.at), until.toISOString());
  if (days < LONG) return null;
  const due = dueAfter(entries.filter((e) => e.seq <= from.seq));
  const over = due === null ? 0 : Math.max(0, daysBetween(new Date(due), until.toISOString()));
  return { kind: 'gap', key: `gap ${from.hash}`, days, over };
}

/** When the clock that ran after these entries was due; null where none did, or where it stood still. */
function dueAfter(entries: readonly LedgerEntryView[]): string | null {
  let due: string | null = null;
  for (const entry of entries) {
    if (entry.from !== entry.to) due = null;
    for (const fact of entry.facts) {
      const deadline = (fact['deadline'] ?? fact['next']) as { dueAt?: string } | undefined;
      if (typeof deadline === 'object' && deadline.dueAt) due = deadline.dueAt;
      if (fact['type'] === 'Held') due = null;
    }
  }
  return due;
}
