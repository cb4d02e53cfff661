import { addDays, addWorkingDays, type Calendar } from '../calendar/index.js';
import type { AnnulmentGround, DayUnit } from '../vocabulary.js';

/** Why an award is annulled, and the days that its clocks run from; local dates, `YYYY-MM-DD`. */
export interface AnnulmentGrounds {
  readonly ground: AnnulmentGround;
  /** When the inspection concluded. */
  readonly concludedOn: string;
  /** When the deciding body had the complete file. */
  readonly receivedOn: string;
  readonly unit: DayUnit;
}

/** Days in which the file of an annulment is sent, and decided (one locality's procedure [superseded]; settings). */
const REPORT_DAYS = 7;
const DECIDE_WORKING_DAYS = 5;

/** By when the file had to be sent and has to be decided: the last days of both, which warn and refuse nothing. */
export function annulmentClocks(
  calendar: Calendar,
  { concludedOn, receivedOn, unit }: AnnulmentGrounds,
): { readonly reportBy: string; readonly decideBy: string } {
  const reportBy =
    unit === 'calendarDays' ? addDays(concludedOn, REPORT_DAYS) : addWorkingDays(calendar, concludedOn, REPORT_DAYS);
  return { reportBy, decideBy: addWorkingDays(calendar, receivedOn, DECIDE_WORKING_DAYS) };
}
