import { isFor, type Refusal, type Seat } from '#domain';
import type { ItemRow, SelectionRow } from './selection.queries.js';

/** The seat from which this person ranks, or undefined. */
export function seatFor({ seats, unit_id, award }: SelectionRow): Seat | undefined {
  return seats.find((s) => s.unit === unit_id && (s.role === 'secretary' || s.role === 'signer') && isFor(s, award));
}

/** What keeps this person from changing the list now: `not-found`, `wrong-seat`, `if-match-missing`, `not-now`, `stale-revision`. */
export function refusalOf(row: SelectionRow | undefined, ifMatch: number | undefined): Refusal | null {
  if (row?.seen !== true) return { refused: 'not-found' };
  if (seatFor(row) === undefined)
    return { refused: 'wrong-seat', needed: 'secretary | signer', clearedBy: 'secretary' };
  if (ifMatch === undefined) return { refused: 'if-match-missing' };
  if (row.closed) return { refused: 'not-now', observed: 'closed' };
  return ifMatch === row.version ? null : { refused: 'stale-revision', observed: String(row.version) };
}

/** An interest of whoever ranks, or of the one whose seat they were lent. */
export function interestIn(row: SelectionRow | undefined, person: string): Refusal | null {
  const other = row && seatFor(row)?.onBehalfOf?.person;
  const mine = row?.items.filter((i) => i.barred.some((b) => b === person || b === other)) ?? [];
  return naming('conflict-of-interest', mine);
}

/** Those who cannot be cut now: `held`, `not-released`. */
export function notReady({ items }: SelectionRow): Refusal | null {
  const [held, unreleased] = [items.filter((i) => i.held), items.filter((i) => !i.released)];
  return naming('held', held) ?? naming('not-released', unreleased);
}

/** A refusal that names items; null where there are none. */
export function naming(refused: Refusal['refused'], items: readonly ItemRow[]): Refusal | null {
  if (items.length === 0) return null;
  const named = items.map(({ nomination, code }) => ({ nomination, code }));
  return { refused, observed: named.map((n) => n.code).join(', '), data: { items: named } };
}

/** `ranking-incomplete` where an order leaves somebody out, or names somebody twice or not of the list. */
export function wrongOrder(row: SelectionRow | undefined, groups: readonly (readonly string[])[]): Refusal | null {
  const given = groups.flat();
  const items = (row?.items ?? []).map((i) => i.nomination);
  const wrong = [
    ...items.filter((n) => !given.includes(n)),
    ...given.filter((n, i) => !items.includes(n) || given.indexOf(n) !== i),
  ];
  if (wrong.length === 0) return null;
  const named = wrong.map((n) => row?.items.find((i) => i.nomination === n)?.code ?? n);
  return { refused: 'ranking-incomplete', observed: named.join(', '), data: { items: wrong } };
}
