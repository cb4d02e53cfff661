import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './calendar.js';
import { checkCalendar } from './check.js';
import { dueAt, remainingWorkingDays, remindDate } from './deadlines.js';
import { localDate } from './days.js';
import { calendarOf } from './text.js';
import type { CalendarText } from './types.js';

/** Any calendar that passes the check, against a second way to count that reads the text itself, 2024 to 2030. */

const DAY = 86_400_000;
const plus = (date: string, days: number) => new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

function works({ workingWeek, daysOff, swaps, workingDays }: CalendarText, date: string): boolean {
  if (daysOff.some(({ from, to }) => from <= date && date <= (to ?? from))) return false;
  if (swaps.some((s) => s.off === date)) return false;
  if (workingDays.includes(date) || swaps.some((s) => s.worked === date)) return true;
  return workingWeek.includes(new Date(`${date}T12:00:00Z`).getUTCDay() || 7);
}

function nth(text: CalendarText, after: string, n: number): string {
  let [date, counted] = [after, 0];
  while (counted < n) if (works(text, (date = plus(date, 1)))) counted += 1;
  return date;
}

const day = fc.integer({ min: 0, max: 2_556 }).map((n) => plus('2024-01-01', n));
const line = fc
  .tuple(day, fc.integer({ min: 0, max: 12 }))
  .map(([from, more]) => ({ from, ...(more === 0 ? {} : { to: plus(from, more) }), name: 'Nghỉ' }));
const week = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 });

/** Texts that are sound as they are made: what the check would refuse is left out of the lists. */
const texts = fc
  .tuple(
    week,
    fc.array(line, { maxLength: 25 }),
    fc.array(fc.tuple(day, day), { maxLength: 6 }),
    fc.array(day, { maxLength: 6 }),
  )
  .map(([workingWeek, daysOff, pairs, extra]): CalendarText => {
    const empty: CalendarText = { workingWeek, daysOff: [], swaps: [], workingDays: [], provisionalYears: [] };
    const keep = (text: CalendarText, more: Partial<CalendarText>): CalendarText => {
      const next = { ...text, ...more };
      return checkCalendar(next).length === 0 ? next : text;
    };
    const off = daysOff.reduce((t, l) => keep(t, { daysOff: [...t.daysOff, l] }), empty);
    const swapped = pairs.reduce((t, [worked, o]) => keep(t, { swaps: [...t.swaps, { worked, off: o }] }), off);
    return extra.reduce((t, d) => keep(t, { workingDays: [...t.workingDays, d] }), swapped);
  });

describe('any sound calendar', () => {
  it('counts as its text reads', () => {
    fc.assert(
      fc.property(texts, day, fc.integer({ min: 1, max: 40 }), (text, start, n) => {
        const calendar = calendarOf(text, 'VN', 1);
        const end = nth(text, start, n);
        expect(addWorkingDays(calendar, start, n)).toBe(end);
        expect(workingDaysBetween(calendar, start, end)).toBe(n);
        expect(isWorkingDay(calendar, start)).toBe(works(text, start));
      }),
      { numRuns: 60 },
    );
  });

  it('stops a term and lets it run on with the days that were left, wherever the stop begins and ends', () => {
    fc.assert(
      fc.property(
        texts,
        day,
        fc.integer({ min: 1, max: 30 }),
        fc.nat(40),
        fc.nat(40),
        (text, start, n, until, held) => {
          const calendar = calendarOf(text, 'VN', 1);
          const noon = (date: string) => `${date}T05:00:00.000Z`;
          const due = dueAt(calendar, noon(start), n);
          const stopped = plus(start, until);
          const left = remainingWorkingDays(calendar, noon(stopped), due);
          let counted = 0;
          for (let d = plus(stopped, 1); d <= localDate(due); d = plus(d, 1)) counted += works(text, d) ? 1 : 0;
          expect(left).toBe(counted);
          const resumed = plus(stopped, held);
          if (left > 0) expect(localDate(dueAt(calendar, noon(resumed), left))).toBe(nth(text, resumed, left));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('recalls on a working day within the term', () => {
    fc.assert(
      fc.property(texts, day, fc.integer({ min: 1, max: 40 }), (text, start, n) => {
        const calendar = calendarOf(text, 'VN', 1);
        const on = remindDate(calendar, `${start}T05:00:00.000Z`, n, [8, 10]);
        expect(works(text, on)).toBe(true);
        expect(on > start && on <= nth(text, start, n)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
