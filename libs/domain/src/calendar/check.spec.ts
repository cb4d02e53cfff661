import { describe, expect, it } from '@jest/globals';
import { checkCalendar } from './check.js';
import { calendarText } from './text.js';
import type { CalendarText } from './types.js';
import { VIETNAM_CALENDAR } from './vietnam.js';

const sound = calendarText(VIETNAM_CALENDAR);
const bare: CalendarText = {
  workingWeek: [1, 2, 3, 4, 5],
  daysOff: [],
  swaps: [],
  workingDays: [],
  provisionalYears: [],
};
const found = (change: Partial<CalendarText>, from = bare) =>
  checkCalendar({ ...from, ...change }).map((p) => `${p.place} ${p.code} ${p.observed}`.trim());
const off = (from: string, to?: string) => ({ from, ...(to === undefined ? {} : { to }), name: 'Nghỉ' });

describe('the check of a calendar', () => {
  it('has nothing against the Vietnamese one, nor against one without any holiday', () => {
    expect([checkCalendar(sound), checkCalendar(bare)]).toEqual([[], []]);
  });

  it.each([
    '2027-02-29',
    '2027-13-01',
    '2027-00-10',
    '27-01-01',
    'NaN-01-01',
    '',
    '1999-12-31',
    '2101-01-01',
    '2027-1-1',
  ])('finds that there is no day %j', (day) => {
    expect(found({ daysOff: [off(day)] })).toEqual([`daysOff[0].from no-date ${day}`.trim()]);
    expect(found({ daysOff: [off('2027-01-01', day)] })).toEqual([`daysOff[0].to no-date ${day}`.trim()]);
    expect(found({ swaps: [{ worked: day, off: day }] })).toHaveLength(2);
    expect(found({ workingDays: [day] })).toEqual([`workingDays[0] no-date ${day}`.trim()]);
  });

  it('finds days of the week that are none, or twice, and a week without any', () => {
    expect(found({ workingWeek: [] })).toEqual(['workingWeek no-working-days']);
    expect(found({ workingWeek: [0, 1, 8, 1.5, NaN, 1] })).toEqual([
      'workingWeek[0] week-day 0',
      'workingWeek[2] week-day 8',
      'workingWeek[3] week-day 1.5',
      'workingWeek[4] week-day NaN',
      'workingWeek[5] duplicate 1',
    ]);
  });

  it('finds lines that end before they begin, or never end', () => {
    expect(found({ daysOff: [off('2027-02-11', '2027-02-05')] })).toEqual([
      'daysOff[0] range-reversed 2027-02-11 – 2027-02-05',
    ]);
    expect(found({ daysOff: [off('2027-01-01', '2027-03-02')] })).toEqual([
      'daysOff[0] range-too-long 2027-01-01 – 2027-03-02',
    ]);
    expect(found({ daysOff: [off('2027-01-01', '2027-03-01')] })).toEqual([]);
  });

  it('finds lines that leave no working day between them for longer than any holiday', () => {
    const lines = [off('2027-01-01', '2027-02-15'), off('2027-02-16', '2027-03-31')];
    expect(found({ daysOff: lines })).toEqual(['daysOff no-working-days 2027-01-01']);
    expect(found({ daysOff: [off('2027-01-02', '2027-01-31'), off('2027-02-02', '2027-03-02')] })).toEqual([]);
  });

  it('finds a day that is entered twice, whatever it is entered as', () => {
    const swap = (worked: string, day: string) => ({ worked, off: day });
    expect(found({ daysOff: [off('2027-01-04', '2027-01-06'), off('2027-01-06')] })).toEqual([
      'daysOff[1] duplicate 2027-01-06',
    ]);
    expect(found({ daysOff: [off('2027-01-04')], swaps: [swap('2027-01-09', '2027-01-04')] })).toEqual([
      'swaps[0].off duplicate 2027-01-04',
    ]);
    expect(found({ swaps: [swap('2027-01-09', '2027-01-04'), swap('2027-01-09', '2027-01-05')] })).toEqual([
      'swaps[1].worked duplicate 2027-01-09',
    ]);
    expect(found({ daysOff: [off('2027-01-09')], workingDays: ['2027-01-09'] })).toEqual([
      'workingDays[0] duplicate 2027-01-09',
    ]);
  });

  it('finds what means nothing: a working day to be worked, a rest day off, a substitute on a weekend', () => {
    expect(found({ swaps: [{ worked: '2027-01-05', off: '2027-01-10' }] })).toEqual([
      'swaps[0].worked already-working 2027-01-05',
      'swaps[0].off already-off 2027-01-10',
    ]);
    expect(found({ workingDays: ['2027-01-05'] })).toEqual(['workingDays[0] already-working 2027-01-05']);
    expect(found({ daysOff: [{ ...off('2027-01-09'), substitute: true }] })).toEqual([
      'daysOff[0] substitute-on-rest-day 2027-01-09',
    ]);
  });

  it('says each problem in both languages', () => {
    for (const p of checkCalendar({ ...bare, workingWeek: [], daysOff: [off('x')] })) {
      expect([p.message.vi, p.message.en].every((m) => m.length > 10)).toBe(true);
    }
  });
});
