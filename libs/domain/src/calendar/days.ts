import type { Instant, LocalDate } from './types.js';

const MS_PER_DAY = 86_400_000;
/** Asia/Ho_Chi_Minh is UTC+7 all year, so a local day needs no time-zone table. */
const OFFSET_MS = 7 * 3_600_000;
const FIRST_DAY = -719_162; // 0001-01-01
const LAST_DAY = 2_932_896; // 9999-12-31
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const ZONED = /T.*(?:Z|[+-]\d{2}:\d{2})$/;

/** Days since 1970-01-01 of a local date. Throws RangeError for a text that is no date of the calendar. */
export function dayNumber(date: LocalDate): number {
  if (DATE.test(date)) {
    const day = Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY;
    if (day >= FIRST_DAY && day <= LAST_DAY && dateOf(day) === date) return day;
  }
  throw new RangeError(`not a date: ${date}`);
}

/** The local date of a day number. Throws RangeError outside the years 1 to 9999. */
export function dateOf(day: number): LocalDate {
  if (!Number.isInteger(day) || day < FIRST_DAY || day > LAST_DAY) throw new RangeError(`not a day: ${day}`);
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** The date that many calendar days later (earlier when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOf(dayNumber(date) + days);
}

/** ISO week day of a day number, 1 = Monday … 7 = Sunday. */
export function isoWeekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/**
 * The date on the wall in Vietnam at a moment. Throws RangeError for a moment without a zone,
 * which would otherwise be read in the zone of the machine.
 */
export function localDate(instant: Instant): LocalDate {
  const at = ZONED.test(instant) ? Date.parse(instant) : NaN;
  if (Number.isNaN(at)) throw new RangeError(`not an instant: ${instant}`);
  return dateOf(Math.floor((at + OFFSET_MS) / MS_PER_DAY));
}

/** 00:00:00.000 in Vietnam on that date, as UTC. */
export function startOfDay(date: LocalDate): Instant {
  return `${dateOf(dayNumber(date) - 1)}T17:00:00.000Z`;
}

/** 23:59:59.999 in Vietnam on that date, as UTC: the last millisecond that is still in time. */
export function endOfDay(date: LocalDate): Instant {
  return `${dateOf(dayNumber(date))}T16:59:59.999Z`;
}
