import { describe, expect, it } from '@jest/globals';
import { checkCalendar } from './check.js';
import { calendarOf, calendarText } from './text.js';
import type { CalendarText } from './types.js';
import { VIETNAM_CALENDAR } from './vietnam.js';

const text: CalendarText = {
  workingWeek: [5, 1, 2, 3, 4],
  daysOff: [
    { from: '2027-02-05', to: '2027-02-09', name: 'Tết' },
    { from: '2027-02-10', to: '2027-02-11', name: 'Tết', substitute: true },
  ],
  swaps: [{ worked: '2027-01-09', off: '2027-01-04' }],
  workingDays: ['2027-01-16'],
  provisionalYears: [2028, 2027],
};

describe('the text of a calendar', () => {
  it('names every day of a line, and sorts', () => {
    expect(calendarOf(text, 'VN', 7)).toEqual({
      id: 'VN',
      version: 7,
      timeZone: 'Asia/Ho_Chi_Minh',
      workingWeek: [1, 2, 3, 4, 5],
      holidays: Object.fromEntries(['05', '06', '07', '08', '09', '10', '11'].map((day) => [`2027-02-${day}`, 'Tết'])),
      workingDays: ['2027-01-16'],
      swaps: [{ worked: '2027-01-09', off: '2027-01-04' }],
      substitutes: ['2027-02-10', '2027-02-11'],
      provisionalYears: [2027, 2028],
    });
  });

  it('of a published calendar is the one to go on from: it says the same and is sound', () => {
    for (const calendar of [calendarOf(text, 'VN', 7), VIETNAM_CALENDAR]) {
      const written = calendarText(calendar);
      expect(checkCalendar(written)).toEqual([]);
      expect(calendarOf(written, calendar.id, calendar.version)).toEqual({ swaps: [], substitutes: [], ...calendar });
    }
  });

  it('has one line for days of one name that follow each other, and another for their substitutes', () => {
    expect(calendarText(calendarOf(text, 'VN', 7)).daysOff).toEqual(text.daysOff);
  });
});
