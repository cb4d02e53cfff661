import { reclock, type CalendarChange, type Term } from '../calendar/index.js';
import type { Command } from './commands.js';
import type { NominationFact } from './facts.js';
import { notNow } from './machine.js';
import type { Deadline, Nomination } from './nomination.js';
import type { Plan } from './verdict.js';
import type { Refusal, World } from './world.js';

/** A day that a reviewer named was not counted by any calendar. */
const NAMED_DAY = / \d{4}-\d{2}-\d{2}$/;

/** Where a running term ends under a changed calendar; null where it stays: it does not move, or a person named its day. */
export function movedTerm(
  change: CalendarChange,
  deadline: Pick<Deadline, 'rule' | 'dueAt' | 'remindAt'>,
): Term | null {
  return NAMED_DAY.test(deadline.rule) ? null : reclock(change, deadline);
}

/**
 * An item of the act that published a calendar: running terms end where its plan says. No event of the machine, for nothing is
 * decided. Refuses with `not-now` where none of them runs any more: the nomination moved on, and its next clock is counted by the
 * new calendar anyway.
 */
export function reclocked(
  world: World,
  { state, context }: Nomination,
  { act, calendar, terms }: Extract<Command, { type: 'Reclocked' }>,
): Plan | Refusal {
  const facts = context.deadlines.flatMap((d): NominationFact[] => {
    const term = terms.find((t) => t.deadline === d.id && d.state === 'pending');
    if (!term) return [];
    const { id, step, rule } = d;
    const { dueAt, remindAt } = term;
    const deadline = { id: world.uuid(`deadline/${step}`), step, dueAt, remindAt, rule, calendar };
    return [{ type: 'Reclocked', act, replaces: id, deadline }];
  });
  return facts.length === 0
    ? { ...notNow(state), needed: 'a running term that the calendar moves' }
    : { to: state, facts };
}
