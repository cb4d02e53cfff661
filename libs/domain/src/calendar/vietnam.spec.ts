import { describe, expect, it } from '@jest/globals';
import { addDays, dayNumber, isoWeekday } from './days.js';
import { VIETNAM_CALENDAR } from './vietnam.js';

const { holidays, workingDays } = VIETNAM_CALENDAR;
const dates = Object.keys(holidays);
const isRest = (date: string) => isoWeekday(dayNumber(date)) > 5;
const years = [2024, 2025, 2026, 2027, 2028, 2029, 2030];

describe('the Vietnamese calendar', () => {
  it.each(years)('gives back in %d every holiday that falls on a rest day: 11 free days, 12 from 2026', (year) => {
    const free = dates.filter((date) => date.startsWith(String(year)) && !isRest(date)).length;
    const workedInExchange = workingDays.filter((date) => date.startsWith(String(year))).length;
    expect(free - workedInExchange).toBe(year < 2026 ? 11 : 12);
  });

  it.each(years)('has the fixed days of %d, and 24/11 from 2026 on', (year) => {
    const fixed = ['01-01', '04-30', '05-01', '09-02'].map((day) => `${year}-${day}`);
    expect(dates).toEqual(expect.arrayContaining(fixed));
    expect(holidays[`${year}-11-24`] !== undefined).toBe(year >= 2026);
  });

  it('has Tết and Giỗ Tổ where the lunar calendar of UTC+7 puts them, 2030 a day before the Chinese one', () => {
    const firstOfTet = [
      '2024-02-10',
      '2025-01-29',
      '2026-02-17',
      '2027-02-06',
      '2028-01-26',
      '2029-02-13',
      '2030-02-02',
    ];
    const hungKings = [
      '2024-04-18',
      '2025-04-07',
      '2026-04-26',
      '2027-04-16',
      '2028-04-04',
      '2029-04-23',
      '2030-04-12',
    ];
    for (const date of firstOfTet) {
      expect(holidays[date]).toBe('Tết Nguyên đán');
      expect(holidays[addDays(date, -1)]).toBe('Tết Nguyên đán');
    }
    for (const date of hungKings) expect(holidays[date]).toBe('Giỗ Tổ Hùng Vương');
  });

  it('has the days of 2026 and 2027 that the domain reference names', () => {
    expect(dates).toEqual(expect.arrayContaining(['2026-04-27', '2027-05-03', '2027-04-16', '2027-11-24']));
    expect(dates.filter((date) => date.startsWith('2027-02'))).toEqual(
      ['05', '06', '07', '08', '09', '10', '11'].map((day) => `2027-02-${day}`),
    );
  });

  it('works only on rest days that are no holidays, each in exchange for one free day', () => {
    for (const date of workingDays) {
      expect(isRest(date)).toBe(true);
      expect(holidays[date]).toBeUndefined();
    }
    expect(dates.filter((date) => holidays[date]?.startsWith('nghỉ hoán đổi'))).toHaveLength(workingDays.length);
  });

  it('marks the years that the Government had not set', () => {
    expect(VIETNAM_CALENDAR.provisionalYears).toEqual([2027, 2028, 2029, 2030]);
  });
});
