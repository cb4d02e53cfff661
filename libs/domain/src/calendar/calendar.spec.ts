import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './calendar.js';
import type { Calendar } from './types.js';
import { VIETNAM_CALENDAR } from './vietnam.js';

/** The second way to count: write down every day, strike out what is not worked, take the n-th. */
function everyDay(from: string, to: string): string[] {
  const days: string[] = [];
  for (const at = new Date(`${from}T00:00:00Z`); ; at.setUTCDate(at.getUTCDate() + 1)) {
    const day = at.toISOString().slice(0, 10);
    if (day > to) return days;
    days.push(day);
  }
}
const all = everyDay('2024-01-01', '2031-03-31');
const worked = all.filter((day) => {
  if (Object.keys(VIETNAM_CALENDAR.holidays).includes(day)) return false;
  const name = new Date(day).toLocaleDateString('en-GB', { weekday: 'short', timeZone: 'UTC' });
  return VIETNAM_CALENDAR.workingDays.includes(day) || !['Sat', 'Sun'].includes(name);
});
const dayOf2024to2030 = fc.constantFrom(...all.filter((day) => day < '2031'));

describe('working days', () => {
  it('count as a list of all days does, 2024 to 2030', () => {
    fc.assert(
      fc.property(dayOf2024to2030, fc.integer({ min: 1, max: 45 }), (start, n) => {
        expect(addWorkingDays(VIETNAM_CALENDAR, start, n)).toBe(worked.filter((day) => day > start)[n - 1]);
      }),
    );
  });

  it('lie between two dates as a list of all days says, 2024 to 2030', () => {
    fc.assert(
      fc.property(dayOf2024to2030, dayOf2024to2030, (from, to) => {
        const listed = worked.filter((day) => day > from && day <= to).length;
        expect(workingDaysBetween(VIETNAM_CALENDAR, from, to)).toBe(listed);
      }),
    );
  });

  it('adding n and counting back gives n, and the last day is worked', () => {
    fc.assert(
      fc.property(dayOf2024to2030, fc.integer({ min: 1, max: 300 }), (start, n) => {
        const end = addWorkingDays(VIETNAM_CALENDAR, start, n);
        expect(workingDaysBetween(VIETNAM_CALENDAR, start, end)).toBe(n);
        expect(isWorkingDay(VIETNAM_CALENDAR, end)).toBe(true);
      }),
    );
  });

  it('a rest day worked in exchange counts, and its exchange does not', () => {
    expect(isWorkingDay(VIETNAM_CALENDAR, '2026-08-22')).toBe(true);
    expect(isWorkingDay(VIETNAM_CALENDAR, '2026-08-31')).toBe(false);
    expect(addWorkingDays(VIETNAM_CALENDAR, '2026-08-21', 1)).toBe('2026-08-22');
  });

  it('a date entered as holiday and as worked is a holiday', () => {
    const both: Calendar = { ...VIETNAM_CALENDAR, holidays: { '2026-12-05': 'x' }, workingDays: ['2026-12-05'] };
    expect(isWorkingDay(both, '2026-12-05')).toBe(false);
  });

  it('the working week is data: Saturdays count where they are worked', () => {
    const sixDays: Calendar = { ...VIETNAM_CALENDAR, workingWeek: [1, 2, 3, 4, 5, 6] };
    expect(addWorkingDays(sixDays, '2026-12-04', 1)).toBe('2026-12-05');
    expect(addWorkingDays(VIETNAM_CALENDAR, '2026-12-04', 1)).toBe('2026-12-07');
  });

  it('nothing counts from a day to itself or backwards', () => {
    expect(addWorkingDays(VIETNAM_CALENDAR, '2026-12-05', 0)).toBe('2026-12-05');
    expect(workingDaysBetween(VIETNAM_CALENDAR, '2026-12-07', '2026-12-07')).toBe(0);
    expect(workingDaysBetween(VIETNAM_CALENDAR, '2026-12-07', '2026-11-01')).toBe(0);
  });

  it.each([-1, 1.5, NaN, Infinity])('a term of %d working days is refused', (n) => {
    expect(() => addWorkingDays(VIETNAM_CALENDAR, '2026-12-04', n)).toThrow(RangeError);
  });

  it('a calendar without working days is refused instead of counting for ever', () => {
    const never: Calendar = { ...VIETNAM_CALENDAR, workingWeek: [], workingDays: [] };
    expect(() => addWorkingDays(never, '2026-12-04', 1)).toThrow(/VN@1 has no working day/);
  });
});
