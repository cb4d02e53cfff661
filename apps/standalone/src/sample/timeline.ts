import type { Age, Fate } from './fates.js';
import type { Random } from './random.js';

export type Deed =
  | 'create'
  | 'submit'
  | 'recommend'
  | 'return'
  | 'resubmit'
  | 'reject'
  | 'withdraw'
  | 'doubt'
  | 'override'
  | 'relation'
  | 'recusal';

/** Something that somebody does with a nomination, so many working days before the end of the season. */
export interface Event {
  readonly ago: number;
  readonly half: 0 | 1;
  readonly deed: Deed;
  /** The step whose turn it is then: `appraisal@C1`, `decision@F`. */
  readonly step: string;
}

export interface Way {
  /** Steps of the route by unit key, the decision last. */
  readonly steps: readonly string[];
  /** Working days before the end on which the document that lists it is composed. */
  readonly document: number | null;
  /** Working days that the season has. */
  readonly first: number;
}

/** Days in which a step is usually decided; now and then somebody is late. */
const USUAL: readonly number[] = [1, 1, 2, 2, 2, 3, 3, 4, 5];

/** What happens to a nomination up to its fate, in order. Every step is decided on a day of its own. */
export function eventsOf(fate: Fate, way: Way, random: Random): Event[] {
  const half = (): 0 | 1 => (random.chance(0.5) ? 1 : 0);
  if (fate.end === 'draft') return [{ ago: random.int(1, 14), half: half(), deed: 'create', step: 'draft' }];
  const { steps } = way;
  const last = fate.step === null ? steps.length - 1 : steps.indexOf(fate.step);
  if (last < 0) throw new Error(`${fate.unit} has no step ${fate.step ?? ''}`);
  const entered = enteredAgo(fate, way, random);
  const days = daysOf(way.first - entered, last, random);
  if (fate.twist === 'override') days[last - 1] = Math.max(2, days[last - 1] ?? 0);
  const detour = random.chance(0.25) ? days.indexOf(5) : -1;
  const events: Event[] = [];
  let ago = entered + days.reduce((sum, d) => sum + d, 0);
  const add = (deed: Deed, step: string, at: number, when: 0 | 1 = half()): void =>
    void events.push({ ago: at, half: when, deed, step });
  add('create', 'draft', Math.min(way.first, ago + random.int(0, 2)), 0);
  add('submit', 'draft', ago, 1);
  for (const [i, step] of steps.slice(0, last).entries()) {
    const spent = days[i] ?? 1;
    if (i === detour) {
      add('return', step, ago - 1);
      add('resubmit', 'returned', ago - random.int(2, 3));
    }
    ago -= spent;
    if (fate.twist === 'override' && i === last - 1) {
      add('doubt', step, ago + 1, 0);
      add('override', step, ago + 1, 1);
    }
    add('recommend', step, ago);
  }
  return [...events, ...lastEvents(fate, steps[last] ?? '', entered, half())];
}

/** What is done in the last step, if anything. */
function lastEvents({ end, twist }: Fate, step: string, entered: number, half: 0 | 1): Event[] {
  if (end === 'returned') return [{ ago: entered - 1, half, deed: 'return', step }];
  if (end === 'rejected') return [{ ago: entered - 2, half, deed: 'reject', step }];
  if (end === 'withdrawn') return [{ ago: entered - 2, half, deed: 'withdraw', step }];
  if (twist === 'supplement') return [{ ago: entered - 1, half, deed: 'return', step }];
  if (twist === 'doubt' || twist === 'relation' || twist === 'recusal')
    return [{ ago: entered - 1, half, deed: twist, step }];
  return [];
}

/** How many working days before the end the last step is entered. A step is due after ten of them, a supplement after five. */
function enteredAgo({ end, age, twist }: Fate, { document }: Way, random: Random): number {
  if (document !== null) return document + random.int(1, 5);
  if (twist === 'supplement') return random.int(11, 13);
  if (twist !== null) return random.int(3, 4);
  if (end === 'returned') return age === 'soon' ? random.pick([6, 6, 5]) : random.int(2, 3);
  if (end === 'rejected' || end === 'withdrawn') return random.int(5, 28);
  const waiting: Record<Age, readonly number[]> = {
    overdue: [11, 12, 13, 15],
    soon: [10, 10, 9],
    middle: [6, 7, 8],
    fresh: [1, 2, 3, 4],
  };
  return random.pick(waiting[age]);
}

/** Working days spent in each step before the last one; fewer where the season is too short for them. */
function daysOf(room: number, steps: number, random: Random): number[] {
  const days = Array.from({ length: steps }, () => (random.chance(0.06) ? random.int(11, 13) : random.pick(USUAL)));
  const total = (): number => days.reduce((sum, d) => sum + d, 0);
  while (total() > room) {
    const longest = days.indexOf(Math.max(...days));
    if ((days[longest] ?? 1) === 1) throw new Error('the season is too short');
    days[longest] = Math.min((days[longest] ?? 1) - 1, 2);
  }
  return days;
}
