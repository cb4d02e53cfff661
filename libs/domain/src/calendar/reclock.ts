import { addWorkingDays, isWorkingDay, workingDaysBetween } from './calendar.js';
import { addDays, endOfDay, localDate, startOfDay } from './days.js';
import type { Calendar, Instant, LocalDate } from './types.js';

/** One calendar that takes the place of another on a day. */
export interface CalendarChange {
  readonly before: Calendar;
  readonly now: Calendar;
  /** The day of the change; what ran up to its end is counted as it was. */
  readonly on: LocalDate;
}

/** When something is due, and when it is recalled. */
export interface Term {
  readonly dueAt: Instant;
  readonly remindAt: Instant;
}

/**
 * A running term under a changed calendar: as many working days are left after the day of the change as were left
 * before it, and the reminder stays as many working days ahead of the end. Null where the end does not move.
 */
export function reclock({ before, now, on }: CalendarChange, { dueAt, remindAt }: Term): Term | null {
  const due = localDate(dueAt);
  const left = workingDaysBetween(before, on, due);
  if (left === 0) return null;
  const moved = addWorkingDays(now, on, left);
  if (moved === due) return null;
  const ahead = workingDaysBetween(before, localDate(remindAt), due);
  return { dueAt: endOfDay(moved), remindAt: startOfDay(daysBefore(now, moved, ahead)) };
}

function daysBefore(calendar: Calendar, date: LocalDate, workingDays: number): LocalDate {
  let day = date;
  for (let left = workingDays; left > 0;) {
    day = addDays(day, -1);
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return day;
}

/** No term runs longer. */
const LONGEST_TERM_DAYS = 5 * 366;

/** The first day after the change on which only one of the two calendars works; a term that ends before it stays. Null without one. */
export function firstChange({ before, now, on }: CalendarChange): LocalDate | null {
  const last = addDays(on, LONGEST_TERM_DAYS);
  for (let day = addDays(on, 1); day <= last; day = addDays(day, 1)) {
    if (isWorkingDay(before, day) !== isWorkingDay(now, day)) return day;
  }
  return null;
}
