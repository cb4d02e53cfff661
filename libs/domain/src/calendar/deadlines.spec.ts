import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localDate } from './days.js';
import { dueAt, remainingWorkingDays, remindAt, remindDate } from './deadlines.js';
import type { Calendar } from './types.js';
import { VIETNAM_CALENDAR } from './vietnam.js';

const inVietnam = (date: string, time = '09:30:00') => `${date}T${time}+07:00`;
const withoutTet: Calendar = {
  ...VIETNAM_CALENDAR,
  holidays: Object.fromEntries(
    Object.entries(VIETNAM_CALENDAR.holidays).filter(([date]) => !date.startsWith('2027-02')),
  ),
};

describe('case 6: ten working days over Tết 2027', () => {
  const entered = inVietnam('2027-01-29');

  it('are due at the end of 19/02, and recalled from the start of 17/02', () => {
    expect(dueAt(VIETNAM_CALENDAR, entered, 10)).toBe('2027-02-19T16:59:59.999Z');
    expect(remindDate(VIETNAM_CALENDAR, entered, 10, [8, 10])).toBe('2027-02-17');
    expect(remindAt(VIETNAM_CALENDAR, entered, 10, [8, 10])).toBe('2027-02-16T17:00:00.000Z');
  });

  it('would be due on 12/02 without the Tết block', () => {
    expect(localDate(dueAt(withoutTet, entered, 10))).toBe('2027-02-12');
  });

  it('do not depend on the hour of the entry within the day', () => {
    expect(dueAt(VIETNAM_CALENDAR, inVietnam('2027-01-29', '00:00:00'), 10)).toBe('2027-02-19T16:59:59.999Z');
    expect(dueAt(VIETNAM_CALENDAR, inVietnam('2027-01-29', '23:59:59'), 10)).toBe('2027-02-19T16:59:59.999Z');
  });
});

describe('cases 9 to 11: posting, objection, revocation', () => {
  it('a posting of ten working days from 16/11/2026 ends on 01/12, because 24/11 is a holiday', () => {
    expect(localDate(dueAt(VIETNAM_CALENDAR, inVietnam('2026-11-16'), 10))).toBe('2026-12-01');
  });

  it('an objection on day six leaves four days, which end on 11/12 after a conclusion on 07/12', () => {
    const due = dueAt(VIETNAM_CALENDAR, inVietnam('2026-11-16'), 10);
    const left = remainingWorkingDays(VIETNAM_CALENDAR, inVietnam('2026-11-25'), due);
    expect(left).toBe(4);
    expect(localDate(dueAt(VIETNAM_CALENDAR, inVietnam('2026-12-07'), left))).toBe('2026-12-11');
  });

  it('five working days to decide a revocation from 18/01/2027 end on 25/01', () => {
    expect(localDate(dueAt(VIETNAM_CALENDAR, inVietnam('2027-01-18'), 5))).toBe('2027-01-25');
  });
});

describe('clocks', () => {
  it('the day of the stop is used and the day of resumption is free', () => {
    const due = dueAt(VIETNAM_CALENDAR, inVietnam('2026-12-07'), 5);
    expect(remainingWorkingDays(VIETNAM_CALENDAR, inVietnam('2026-12-07'), due)).toBe(5);
    expect(remainingWorkingDays(VIETNAM_CALENDAR, inVietnam('2026-12-08'), due)).toBe(4);
    expect(remainingWorkingDays(VIETNAM_CALENDAR, inVietnam('2026-12-14'), due)).toBe(0);
    expect(remainingWorkingDays(VIETNAM_CALENDAR, inVietnam('2026-12-30'), due)).toBe(0);
    expect(dueAt(VIETNAM_CALENDAR, inVietnam('2026-12-14'), 0)).toBe('2026-12-14T16:59:59.999Z');
  });

  it('stopping and resuming on one day costs nothing', () => {
    const start = fc.integer({ min: 0, max: 2400 }).map((n) => new Date(Date.UTC(2024, 0, 1 + n, 3)).toISOString());
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 40 }), (at, term, later) => {
        const due = dueAt(VIETNAM_CALENDAR, at, term);
        const stop = new Date(Date.parse(at) + later * 86_400_000).toISOString();
        fc.pre(stop <= due);
        expect(dueAt(VIETNAM_CALENDAR, stop, remainingWorkingDays(VIETNAM_CALENDAR, stop, due)) <= due).toBe(true);
        expect(remainingWorkingDays(VIETNAM_CALENDAR, at, due)).toBe(term);
      }),
    );
  });

  it('a reminder comes on a working day, not before the first and not after the last', () => {
    const start = inVietnam('2026-12-04');
    const days = [1, 2, 3, 5, 10].map((term) => remindDate(VIETNAM_CALENDAR, start, term, [8, 10]));
    expect(days).toEqual(['2026-12-07', '2026-12-07', '2026-12-08', '2026-12-10', '2026-12-16']);
    expect(remindDate(VIETNAM_CALENDAR, start, 3, [1, 1])).toBe('2026-12-09');
    expect(remindAt(VIETNAM_CALENDAR, start, 0, [8, 10])).toBe('2026-12-03T17:00:00.000Z');
  });

  it.each([
    [0, 10],
    [11, 10],
    [0.8, 1],
    [-8, -10],
  ])('a reminder at %d/%d of a term is refused', (part, whole) => {
    expect(() => remindDate(VIETNAM_CALENDAR, inVietnam('2026-12-04'), 10, [part, whole])).toThrow(RangeError);
  });
});
