import { addDays } from './days.js';
import type { Calendar, CalendarText, DaysOff, LocalDate } from './types.js';

/** The days of one line. The line must have passed the check. */
export function datesOf({ from, to = from }: DaysOff): readonly LocalDate[] {
  const dates: LocalDate[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date);
  return dates;
}

/** The calendar that a checked text stands for. */
export function calendarOf(text: CalendarText, id: string, version: number): Calendar {
  const { workingWeek, daysOff, swaps, workingDays, provisionalYears } = text;
  return {
    id,
    version,
    timeZone: 'Asia/Ho_Chi_Minh',
    workingWeek: [...workingWeek].sort((a, b) => a - b),
    holidays: Object.fromEntries(daysOff.flatMap((line) => datesOf(line).map((date) => [date, line.name]))),
    workingDays: [...workingDays].sort(),
    swaps: [...swaps].sort((a, b) => a.worked.localeCompare(b.worked)),
    substitutes: daysOff.flatMap((line) => (line.substitute === true ? datesOf(line) : [])).sort(),
    provisionalYears: [...provisionalYears].sort((a, b) => a - b),
  };
}

/** A published calendar as a text to go on from; days of one name that follow each other are one line. */
export function calendarText(calendar: Calendar): CalendarText {
  const { workingWeek, holidays, workingDays, swaps = [], substitutes = [], provisionalYears = [] } = calendar;
  const daysOff: { from: LocalDate; to?: LocalDate; name: string; substitute?: boolean }[] = [];
  for (const date of Object.keys(holidays).sort()) {
    const name = holidays[date] ?? '';
    const substitute = substitutes.includes(date);
    const last = daysOff.at(-1);
    const follows = last !== undefined && addDays(last.to ?? last.from, 1) === date;
    if (follows && last.name === name && (last.substitute ?? false) === substitute) last.to = date;
    else daysOff.push({ from: date, name, ...(substitute ? { substitute } : {}) });
  }
  return { workingWeek, daysOff, swaps, workingDays, provisionalYears };
}
