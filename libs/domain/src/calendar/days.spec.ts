import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dateOf, dayNumber, endOfDay, isoWeekday, localDate, startOfDay } from './days.js';

const wall = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' });

describe('days', () => {
  it('a day ends in Vietnam at 17:00 UTC, to the millisecond', () => {
    expect(localDate('2027-02-17T16:59:59.999Z')).toBe('2027-02-17');
    expect(localDate('2027-02-17T17:00:00.000Z')).toBe('2027-02-18');
    expect(localDate('2027-01-01T00:30:00+14:00')).toBe('2026-12-31');
    expect(startOfDay('2027-02-17')).toBe('2027-02-16T17:00:00.000Z');
    expect(endOfDay('2027-02-17')).toBe('2027-02-17T16:59:59.999Z');
  });

  it('every moment of 2024 to 2030 has the date that the time-zone table gives', () => {
    const moment = fc.date({
      min: new Date('2024-01-01T00:00:00Z'),
      max: new Date('2030-12-30T23:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(fc.property(moment, (at) => expect(localDate(at.toISOString())).toBe(wall.format(at))));
  });

  it('a date and its number are one to one, leap days included', () => {
    fc.assert(fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (n) => expect(dayNumber(dateOf(n))).toBe(n)));
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-03-01', -1)).toBe('2027-02-28');
  });

  it('every day of 2000 to 2100, and any day of the years 1 to 9999, is the day that Date has', () => {
    const asDate = (n: number) => new Date(n * 86_400_000).toISOString().slice(0, 10);
    const wrong: number[] = [];
    for (let n = dayNumber('2000-01-01'); n <= dayNumber('2100-12-31'); n += 1)
      if (dateOf(n) !== asDate(n)) wrong.push(n);
    expect(wrong).toEqual([]);
    const anyDay = fc.integer({ min: -719_162, max: 2_932_896 });
    fc.assert(
      fc.property(anyDay, (n) => expect(dateOf(n)).toBe(asDate(n))),
      { numRuns: 1000 },
    );
  });

  it('the week begins on Monday, before 1970 too', () => {
    expect(['2026-11-23', '2026-11-29', '1969-12-29'].map((d) => isoWeekday(dayNumber(d)))).toEqual([1, 7, 1]);
  });

  it.each([
    '',
    '2026-02-30',
    '2026-13-01',
    '2026-1-1',
    '0000-01-01',
    '+010000-01-01',
    '2026-01-01T00:00:00Z',
    '２０２６-01-01',
  ])('%j is no date and is refused', (text) => expect(() => dayNumber(text)).toThrow(RangeError));

  it.each(['', '2026-01-01', '2026-01-01T00:00:00', 'yesterday', '2026-02-30T99:00:00Z', '9999-12-31T20:00:00.000Z'])(
    '%j is no moment with a zone and is refused',
    (text) => expect(() => localDate(text)).toThrow(RangeError),
  );
});
