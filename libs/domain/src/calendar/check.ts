import { LONGEST_REST_DAYS } from './calendar.js';
import { addDays, dateOf, dayNumber, isoWeekday } from './days.js';
import { datesOf } from './text.js';
import type { CalendarText, DaysOff, LocalDate } from './types.js';

export type CalendarProblemCode =
  | 'no-date'
  | 'range-reversed'
  | 'range-too-long'
  | 'duplicate'
  | 'no-working-days'
  | 'week-day'
  | 'already-working'
  | 'already-off'
  | 'substitute-on-rest-day';

/** One thing that keeps a calendar from being published, and where it stands: `daysOff[2].from`. */
export interface CalendarProblem {
  readonly place: string;
  readonly code: CalendarProblemCode;
  /** The date or number that is wrong, as it was written. */
  readonly observed: string;
  readonly message: { readonly vi: string; readonly en: string };
}

const messages: Readonly<Record<CalendarProblemCode, CalendarProblem['message']>> = {
  'no-date': {
    vi: 'Không có ngày này (từ năm 2000 đến năm 2100).',
    en: 'There is no such date (from 2000 to 2100).',
  },
  'range-reversed': { vi: 'Ngày cuối đứng trước ngày đầu.', en: 'The last day lies before the first one.' },
  'range-too-long': {
    vi: `Đợt nghỉ dài hơn ${LONGEST_REST_DAYS} ngày.`,
    en: `The days off are more than ${LONGEST_REST_DAYS} in a row.`,
  },
  duplicate: { vi: 'Ngày này đã được nhập ở dòng khác.', en: 'The day is entered in another line as well.' },
  'no-working-days': {
    vi: `Không có ngày làm việc nào trong hơn ${LONGEST_REST_DAYS} ngày liền.`,
    en: `There is no working day within more than ${LONGEST_REST_DAYS} days.`,
  },
  'week-day': { vi: 'Thứ trong tuần phải từ 1 (thứ Hai) đến 7.', en: 'A day of the week is 1 (Monday) to 7.' },
  'already-working': {
    vi: 'Ngày làm bù vốn đã là ngày làm việc.',
    en: 'The day to be worked is a working day already.',
  },
  'already-off': {
    vi: 'Ngày nghỉ hoán đổi vốn đã là ngày nghỉ.',
    en: 'The day off in exchange is a rest day already.',
  },
  'substitute-on-rest-day': {
    vi: 'Ngày nghỉ bù rơi vào ngày nghỉ hằng tuần.',
    en: 'The substitute day falls on a weekly rest day.',
  },
};

/** A date of the text with the place where it stands. */
interface Placed {
  readonly place: string;
  readonly date: LocalDate;
}

/**
 * What keeps a calendar from being published; empty for a sound one. Dates and ranges come first: while one of them
 * is none, nothing is said about what the days mean.
 */
export function checkCalendar(text: CalendarText): readonly CalendarProblem[] {
  const written = [...weekProblems(text), ...dateProblems(text)];
  return written.length > 0 ? written : [...duplicates(text), ...meaningProblems(text), ...restProblems(text)];
}

const problem = (place: string, code: CalendarProblemCode, observed: string): CalendarProblem => {
  return { place, code, observed, message: messages[code] };
};

function weekProblems({ workingWeek }: CalendarText): CalendarProblem[] {
  if (workingWeek.length === 0) return [problem('workingWeek', 'no-working-days', '')];
  return workingWeek.flatMap((day, i) => {
    if (!Number.isInteger(day) || day < 1 || day > 7) return [problem(`workingWeek[${i}]`, 'week-day', `${day}`)];
    return workingWeek.indexOf(day) < i ? [problem(`workingWeek[${i}]`, 'duplicate', `${day}`)] : [];
  });
}

function isDate(date: string): boolean {
  try {
    return dayNumber(date) > 0 && date >= '2000' && date < '2101';
  } catch {
    return false;
  }
}

function dateProblems(text: CalendarText): CalendarProblem[] {
  const ends = text.daysOff.flatMap(({ from, to }, i): Placed[] => [
    { place: `daysOff[${i}].from`, date: from },
    ...(to === undefined ? [] : [{ place: `daysOff[${i}].to`, date: to }]),
  ]);
  const wrong = [...ends, ...singleDays(text)].filter(({ date }) => !isDate(date));
  if (wrong.length > 0) return wrong.map(({ place, date }) => problem(place, 'no-date', date));
  return text.daysOff.flatMap((line, i) => rangeProblems(line, `daysOff[${i}]`));
}

function rangeProblems({ from, to = from }: DaysOff, place: string): CalendarProblem[] {
  if (to < from) return [problem(place, 'range-reversed', `${from} – ${to}`)];
  const long = dayNumber(to) - dayNumber(from) >= LONGEST_REST_DAYS;
  return long ? [problem(place, 'range-too-long', `${from} – ${to}`)] : [];
}

function singleDays({ swaps, workingDays }: CalendarText): Placed[] {
  return [
    ...swaps.flatMap(({ worked, off }, i) => [
      { place: `swaps[${i}].worked`, date: worked },
      { place: `swaps[${i}].off`, date: off },
    ]),
    ...workingDays.map((date, i) => ({ place: `workingDays[${i}]`, date })),
  ];
}

/** Every day is entered once, whatever it is entered as. */
function duplicates(text: CalendarText): CalendarProblem[] {
  const off = text.daysOff.flatMap((line, i) => datesOf(line).map((date) => ({ place: `daysOff[${i}]`, date })));
  const seen = new Set<LocalDate>();
  return [...off, ...singleDays(text)].flatMap(({ place, date }) => {
    if (seen.has(date)) return [problem(place, 'duplicate', date)];
    seen.add(date);
    return [];
  });
}

function meaningProblems(text: CalendarText): CalendarProblem[] {
  const ofWeek = (date: LocalDate) => text.workingWeek.includes(isoWeekday(dayNumber(date)));
  const worked = [
    ...text.swaps.map((s, i) => ({ place: `swaps[${i}].worked`, date: s.worked })),
    ...text.workingDays.map((date, i) => ({ place: `workingDays[${i}]`, date })),
  ];
  const substitutes = text.daysOff.flatMap((line, i) =>
    line.substitute === true ? datesOf(line).map((date) => ({ place: `daysOff[${i}]`, date })) : [],
  );
  return [
    ...worked.filter((d) => ofWeek(d.date)).map((d) => problem(d.place, 'already-working', d.date)),
    ...text.swaps.flatMap((s, i) => (ofWeek(s.off) ? [] : [problem(`swaps[${i}].off`, 'already-off', s.off)])),
    ...substitutes.filter((d) => !ofWeek(d.date)).map((d) => problem(d.place, 'substitute-on-rest-day', d.date)),
  ];
}

/** Lines that follow each other may leave no working day for longer than any holiday lasts. */
function restProblems(text: CalendarText): CalendarProblem[] {
  const off = new Set([...text.daysOff.flatMap(datesOf), ...text.swaps.map((s) => s.off)]);
  const worked = new Set([...text.swaps.map((s) => s.worked), ...text.workingDays]);
  const rests = (day: number) => {
    const date = dateOf(day);
    return off.has(date) || !(text.workingWeek.includes(isoWeekday(day)) || worked.has(date));
  };
  for (const date of [...off].sort()) {
    const first = dayNumber(date);
    if (off.has(addDays(date, -1))) continue;
    let day = first;
    while (day - first <= LONGEST_REST_DAYS && rests(day)) day += 1;
    if (day - first > LONGEST_REST_DAYS) return [problem('daysOff', 'no-working-days', date)];
  }
  return [];
}
