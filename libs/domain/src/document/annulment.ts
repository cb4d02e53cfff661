import { addDays, addWorkingDays, type Calendar } from '../calendar/index.js';
import { ANNULMENT_TERM, type AnnulmentTerm, type Procedure } from '../procedure/definition.js';
import type { AnnulmentGround } from '../vocabulary.js';

/** Why an award is annulled, the days that its clocks run from, and their terms; local dates, `YYYY-MM-DD`. */
export interface AnnulmentGrounds extends Omit<AnnulmentTerm, 'places'> {
  readonly ground: AnnulmentGround;
  /** When the inspection concluded. */
  readonly concludedOn: string;
  /** When the deciding body had the complete file. */
  readonly receivedOn: string;
}

/** Terms of annulments: data of the procedure, or the default. */
export function annulmentTerm({ annulment }: Procedure): AnnulmentTerm {
  return annulment ?? ANNULMENT_TERM;
}

/** By when the file had to be sent and has to be decided: the last days of both, which warn and refuse nothing. */
export function annulmentClocks(
  calendar: Calendar,
  { concludedOn, receivedOn, unit, reportDays, decideWorkingDays }: AnnulmentGrounds,
): { readonly reportBy: string; readonly decideBy: string } {
  const reportBy =
    unit === 'calendarDays' ? addDays(concludedOn, reportDays) : addWorkingDays(calendar, concludedOn, reportDays);
  return { reportBy, decideBy: addWorkingDays(calendar, receivedOn, decideWorkingDays) };
}

/**
 * Whether the same achievement may not be claimed again: what was made up stays out; where only the way to the decision was wrong, it
 * may be decided rightly.
 */
export function barsRepeat(ground: AnnulmentGround): boolean {
  return ground === 'fraud' || ground === 'falseFile';
}
