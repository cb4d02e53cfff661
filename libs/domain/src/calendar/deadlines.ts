import { addWorkingDays, workingDaysBetween } from './calendar.js';
import { endOfDay, localDate, startOfDay } from './days.js';
import type { Calendar, Instant, LocalDate } from './types.js';

/**
 * When a term of working days ends: the last millisecond, in Vietnam, of its last working day. The day of the
 * start is not counted, whatever its hour (domain, section 6.4). 0 ends with the day of the start.
 */
export function dueAt(calendar: Calendar, start: Instant, workingDays: number): Instant {
  return endOfDay(addWorkingDays(calendar, localDate(start), workingDays));
}

/**
 * The working day on which a term is to be recalled: `ratio` = [8, 10] is the eighth of ten days. Rounded down,
 * so that a reminder never comes later than asked, but not before the first day. Throws RangeError unless the
 * ratio is a pair of whole numbers with 0 < first ≤ second.
 */
export function remindDate(
  calendar: Calendar,
  start: Instant,
  workingDays: number,
  [part, whole]: readonly [number, number],
): LocalDate {
  const sound = Number.isSafeInteger(part) && Number.isSafeInteger(whole) && part > 0 && part <= whole;
  if (!sound) throw new RangeError(`not a ratio: ${part}/${whole}`);
  const after = Math.floor((workingDays * part) / whole);
  return addWorkingDays(calendar, localDate(start), workingDays > 0 ? Math.max(1, after) : workingDays);
}

/**
 * The moment from which the reminder may be sent: the start, in Vietnam, of `remindDate`. The start and not the
 * end, so that the notice is in the inbox when people come to work on that day and the whole of the day is
 * left to act on it; at the end it would be read a day later, on a short term after the deadline itself.
 * With a term of 0 it lies before `start`, so it is due at once.
 */
export function remindAt(
  calendar: Calendar,
  start: Instant,
  workingDays: number,
  ratio: readonly [number, number],
): Instant {
  return startOfDay(remindDate(calendar, start, workingDays, ratio));
}

/**
 * Working days left on a clock that stops: the day of the stop counts as used, the day of resumption will not
 * count, so the rest is what `dueAt` takes at resumption (reliability, section 4). 0 when the term is over.
 */
export function remainingWorkingDays(calendar: Calendar, stop: Instant, due: Instant): number {
  return workingDaysBetween(calendar, localDate(stop), localDate(due));
}
