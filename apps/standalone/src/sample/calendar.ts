import { addDays, isWorkingDay, VIETNAM_CALENDAR } from '#domain';
import { randomOf } from './random.js';

/** Days between the start of a season and the day that it is loaded for. */
export const SEASON_DAYS = 90;

/** A moment of the season: a half of a working day, or the morning of a day off. */
export interface Slot {
  /** Instant, UTC. */
  readonly at: string;
  /** Working days before the last day of the season, counted from 1; 0 on a day off. */
  readonly ago: number;
  readonly half: 0 | 1;
}

/** The moments between the first and the last day of a season, both left out: nothing happens on them but loading. */
export function slotsOf(start: string): Slot[] {
  const days = Array.from({ length: SEASON_DAYS - 1 }, (_, i) => addDays(start, i + 1));
  let left = days.filter((day) => isWorkingDay(VIETNAM_CALENDAR, day)).length;
  return days.flatMap((day): Slot[] => {
    const random = randomOf(`clock/${day}`);
    if (!isWorkingDay(VIETNAM_CALENDAR, day))
      return [{ at: instant(day, 7 * 60 + random.int(0, 40)), ago: 0, half: 0 }];
    const ago = left;
    left -= 1;
    return [
      { at: instant(day, 8 * 60 + random.int(5, 150)), ago, half: 0 },
      { at: instant(day, 13 * 60 + random.int(35, 185)), ago, half: 1 },
    ];
  });
}

/** Minutes of a local day (UTC+7) as an instant. */
function instant(day: string, minutes: number): string {
  return new Date(Date.parse(`${day}T00:00:00+07:00`) + minutes * 60_000).toISOString();
}
