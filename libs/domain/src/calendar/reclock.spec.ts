import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { workingDaysBetween } from './calendar.js';
import { localDate } from './days.js';
import { dueAt, remindAt } from './deadlines.js';
import { firstChange, reclock } from './reclock.js';
import { calendarOf, calendarText } from './text.js';
import type { Calendar, DaysOff } from './types.js';
import { VIETNAM_CALENDAR } from './vietnam.js';

const text = calendarText(VIETNAM_CALENDAR);
const withDays = (...daysOff: DaysOff[]): Calendar =>
  calendarOf({ ...text, daysOff: [...text.daysOff, ...daysOff] }, 'VN', 2);
const term = (start: string, days: number, calendar: Calendar = VIETNAM_CALENDAR) => ({
  dueAt: dueAt(calendar, start, days),
  remindAt: remindAt(calendar, start, days, [8, 10]),
});
const dates = (t: { dueAt: string; remindAt: string } | null) => t && [localDate(t.remindAt), localDate(t.dueAt)];

describe('a term under a changed calendar', () => {
  const running = term('2027-01-29T02:00:00.000Z', 10);

  it('case 6: without the Tết block it ends on 12/02/2027, with it on 19/02', () => {
    const noTet = calendarOf({ ...text, daysOff: text.daysOff.filter((d) => !d.from.startsWith('2027-02')) }, 'VN', 1);
    const bare = term('2027-01-29T02:00:00.000Z', 10, noTet);
    expect(dates(bare)).toEqual(['2027-02-10', '2027-02-12']);
    expect(dates(running)).toEqual(['2027-02-17', '2027-02-19']);
    expect(dates(reclock({ before: noTet, now: VIETNAM_CALENDAR, on: '2027-01-29' }, bare))).toEqual(dates(running));
    // Published on its fourth working day, six are left after it.
    expect(dates(reclock({ before: noTet, now: VIETNAM_CALENDAR, on: '2027-02-04' }, bare))).toEqual(dates(running));
    // Published on a day of Tết, the four that noTet had counted by then are lost; what was left is left.
    expect(dates(reclock({ before: noTet, now: VIETNAM_CALENDAR, on: '2027-02-08' }, bare))).toEqual([
      '2027-02-15',
      '2027-02-17',
    ]);
  });

  it('moves by what was added after the change, and not by what lies before it or after its end', () => {
    const after = withDays({ from: '2027-02-15', name: 'Thêm' });
    expect(dates(reclock({ before: VIETNAM_CALENDAR, now: after, on: '2027-01-29' }, running))).toEqual([
      '2027-02-18',
      '2027-02-22',
    ]);
    expect(reclock({ before: VIETNAM_CALENDAR, now: after, on: '2027-02-15' }, running)).toBeNull();
    const later = withDays({ from: '2027-02-22', name: 'Thêm' });
    expect(reclock({ before: VIETNAM_CALENDAR, now: later, on: '2027-01-29' }, running)).toBeNull();
  });

  it('on its last day, or past it, stays', () => {
    const after = withDays({ from: '2027-02-22', to: '2027-02-26', name: 'Thêm' });
    for (const on of ['2027-02-19', '2027-02-20', '2027-06-01']) {
      expect(reclock({ before: VIETNAM_CALENDAR, now: after, on }, running)).toBeNull();
    }
  });

  it('has as many working days left as it had, and is recalled as many ahead', () => {
    const day = fc
      .integer({ min: 0, max: 2_400 })
      .map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10));
    const change = fc.uniqueArray(day, { maxLength: 15 });
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 40 }), fc.nat(30), change, (start, n, later, added) => {
        const fresh = added.filter((d) => VIETNAM_CALENDAR.holidays[d] === undefined);
        const after = withDays(...fresh.map((from) => ({ from, name: 'Thêm' })));
        const on = new Date(Date.parse(start) + later * 86_400_000).toISOString().slice(0, 10);
        const old = term(`${start}T02:00:00.000Z`, n);
        const [before, due] = [VIETNAM_CALENDAR, localDate(old.dueAt)];
        const moved = reclock({ before, now: after, on }, old);
        const end = localDate((moved ?? old).dueAt);
        const left = workingDaysBetween(before, on, due);
        expect(workingDaysBetween(after, on, end)).toBe(left);
        if (moved === null) return;
        expect(workingDaysBetween(after, localDate(moved.remindAt), end)).toBe(
          workingDaysBetween(before, localDate(old.remindAt), due),
        );
        const first = firstChange({ before, now: after, on });
        expect(first !== null && first <= due).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('the first day that differs is named, and none where nothing does', () => {
    const change = (after: Calendar) => firstChange({ before: VIETNAM_CALENDAR, now: after, on: '2027-01-29' });
    expect(change(withDays({ from: '2027-03-01', name: 'Thêm' }))).toBe('2027-03-01');
    // A holiday on a Saturday changes nothing.
    expect(change(withDays({ from: '2027-03-06', name: 'Thêm' }))).toBeNull();
    expect(change(withDays({ from: '2027-01-29', name: 'Thêm' }))).toBeNull();
    expect(change(calendarOf({ ...text, workingWeek: [1, 2, 3, 4, 5, 6] }, 'VN', 2))).toBe('2027-01-30');
  });
});
