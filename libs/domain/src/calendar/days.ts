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
    const day = toDay(+date.slice(0, 4), +date.slice(5, 7), +date.slice(8));
    if (day >= FIRST_DAY && dateOf(day) === date) return day;
  }
  throw new RangeError(`not a date: ${date}`);
}

/*
 * Gregorian arithmetic in years that begin in March and cycles of 400 years (146,097 days), so that the leap day
 * comes last. Terms are counted day by day within every decision; `Date` objects took three times as long.
 */
const DAYS_PER_CYCLE = 146_097;
const MARCH_OF_YEAR_0 = 719_468;

function toDay(year: number, month: number, dayOfMonth: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const cycle = Math.floor(marchYear / 400);
  const yearOfCycle = marchYear - cycle * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOfMonth - 1;
  const leapDays = Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100);
  return cycle * DAYS_PER_CYCLE + yearOfCycle * 365 + leapDays + dayOfYear - MARCH_OF_YEAR_0;
}

/** The local date of a day number. Throws RangeError outside the years 1 to 9999. */
export function dateOf(day: number): LocalDate {
  if (!Number.isInteger(day) || day < FIRST_DAY || day > LAST_DAY) throw new RangeError(`not a day: ${day}`);
  const sinceMarch0 = day + MARCH_OF_YEAR_0;
  const cycle = Math.floor(sinceMarch0 / DAYS_PER_CYCLE);
  const dayOfCycle = sinceMarch0 - cycle * DAYS_PER_CYCLE;
  const leapDays = Math.floor(dayOfCycle / 1460) - Math.floor(dayOfCycle / 36_524) + Math.floor(dayOfCycle / 146_096);
  const yearOfCycle = Math.floor((dayOfCycle - leapDays) / 365);
  const dayOfYear = dayOfCycle - 365 * yearOfCycle - Math.floor(yearOfCycle / 4) + Math.floor(yearOfCycle / 100);
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0);
  const dayOfMonth = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${dayOfMonth < 10 ? '0' : ''}${dayOfMonth}`;
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
