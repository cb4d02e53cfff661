import { filingUnits } from '#domain';
import type { LoadedRow } from '../load.queries.js';
import { actsIn } from '../seats.js';

/** Whether the person who asks is a clerk of a unit that works on the file: the nominating one, or the one that enters its papers. */
export function isFilingClerk({ seats, unit_id: unit, entered_by_unit, context }: LoadedRow): boolean {
  const units = filingUnits({ unit, enteredBy: entered_by_unit ?? undefined, submitted: context !== null });
  return seats.some((s) => s.role === 'clerk' && units.includes(s.unit));
}

/**
 * The unit at whose desk a person opens a working copy for a unit, as SQL: that unit, or for its papers the nearest one above it
 * where they are a clerk; null where they are none.
 */
export function deskOf(person: string, unit: string, { award, paper }: { award: string; paper: string }): string {
  return `(select c.ancestor_id from unit_closure c where c.descendant_id = ${unit} and (c.depth > 0) = ${paper}
    and ${actsIn(person, 'c.ancestor_id', 'clerk', award)} order by c.depth limit 1)`;
}
