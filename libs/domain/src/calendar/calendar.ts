import { dateOf, dayNumber, isoWeekday } from './days.js';
import type { Calendar, LocalDate } from './types.js';

/** Tết with its weekends rests for nine days; a gap of two months is a mistake in the data, not a holiday. */
export const LONGEST_REST_DAYS = 60;

function worked(calendar: Calendar, day: number): boolean {
  const date = dateOf(day);
  const { swaps } = calendar;
  if (calendar.holidays[date] !== undefined || swaps?.some((s) => s.off === date)) return false;
  if (calendar.workingWeek.includes(isoWeekday(day)) || calendar.workingDays.includes(date)) return true;
  return swaps?.some((s) => s.worked === date) ?? false;
}

/**
 * Whether a local date is a working day: a day of the working week, or a rest day worked in exchange,
 * and no holiday. A date that is entered both ways is a holiday: the later term harms nobody.
 */
export function isWorkingDay(calendar: Calendar, date: LocalDate): boolean {
  return worked(calendar, dayNumber(date));
}

/**
 * The date on which the n-th working day after `date` falls; `date` itself is not counted (domain, section 6.4)
 * and is the answer for 0. Throws RangeError for a negative or broken number, or a calendar without working days.
 */
export function addWorkingDays(calendar: Calendar, date: LocalDate, workingDays: number): LocalDate {
  if (!Number.isSafeInteger(workingDays) || workingDays < 0) throw new RangeError(`not a term: ${workingDays}`);
  let day = dayNumber(date);
  for (let left = workingDays, rest = 0; left > 0;) {
    day += 1;
    if (worked(calendar, day)) {
      left -= 1;
      rest = 0;
    } else if (++rest > LONGEST_REST_DAYS) {
      throw new RangeError(`calendar ${calendar.id}@${calendar.version} has no working day before ${dateOf(day)}`);
    }
  }
  return dateOf(day);
}

/** How many working days lie after the first date and up to the second, included; 0 when the second is not later. */
export function workingDaysBetween(calendar: Calendar, fromExclusive: LocalDate, toInclusive: LocalDate): number {
  const last = dayNumber(toInclusive);
  let count = 0;
  for (let day = dayNumber(fromExclusive) + 1; day <= last; day++) {
    if (worked(calendar, day)) count += 1;
  }
  return count;
}
