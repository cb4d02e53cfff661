import type { NominationRow } from '#contract';
import { compareGivenName, compareText } from '../../shared/format';

/** The server's order (overdue, due date, risk) unless another one is asked for. */
export function sorted(rows: NominationRow[], by: 'name' | 'award' | undefined): NominationRow[] {
  if (by === 'name') return [...rows].sort((a, b) => compareGivenName(a.subject.name, b.subject.name));
  if (by === 'award') return [...rows].sort((a, b) => compareText(a.award.nameVi, b.award.nameVi));
  return rows;
}
