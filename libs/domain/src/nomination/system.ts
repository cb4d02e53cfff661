import type { LapseAction } from '../procedure/definition.js';
import { clockOf, daysLeft, entering, stepOf } from './clocks.js';
import type { Command } from './commands.js';
import { complaintTerm, openComplaint } from './hearing.js';
import { follow, notNow } from './machine.js';
import type { Nomination } from './nomination.js';
import { postingEnded } from './posting.js';
import type { Plan } from './verdict.js';
import type { Refusal, World } from './world.js';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/**
 * A deadline ran out. It does what the procedure says and never approves or rejects: a step keeps its state, an
 * unanswered supplement goes back to whoever asked for it, with what was left of their clock, at least a day.
 * `not-now` when the deadline is not pending or not yet due.
 */
export function lapse(world: World, nomination: Nomination, command: Of<'Lapse'>): Plan | Refusal {
  const { state, context } = nomination;
  const deadline = context.deadlines.find((d) => d.id === command.deadline && d.state === 'pending');
  if (!deadline || deadline.step !== state) return { ...notNow(state), needed: 'a pending deadline' };
  if (deadline.dueAt > world.at) return { ...notNow(world.at), needed: deadline.dueAt };
  const fact = (action: LapseAction) => ({ type: 'Lapsed', step: state, deadline: deadline.id, action }) as const;
  if (stepOf(world.procedure, context.route, state)?.kind === 'posting')
    return postingEnded(world, nomination, deadline);
  if (openComplaint(context)) {
    const stays = follow(world, nomination, 'Lapse');
    return typeof stays === 'string' ? { to: stays, facts: [fact(complaintTerm(world.procedure).onLapse)] } : stays;
  }
  const { returnTo } = context;
  if (returnTo !== null) {
    const to = follow(world, nomination, 'Lapse', returnTo);
    if (typeof to !== 'string') return to;
    return { to, facts: [fact({ do: 'return' }), entering(world, context, to, daysLeft(context, to))] };
  }
  const to = follow(world, nomination, 'Lapse');
  if (typeof to !== 'string') return to;
  return { to, facts: [fact(clockOf(world.procedure, context.route, state).onLapse)] };
}

/**
 * An item of the act that issued a decision document: the nomination is commended, or its award annulled. Ignores holds (model.md 8).
 */
export function commended(
  world: World,
  nomination: Nomination,
  { type, document, act }: Of<'Commended' | 'Annulled'>,
): Plan | Refusal {
  const to = follow(world, nomination, type);
  if (typeof to !== 'string') return to;
  return { to, facts: [{ type, document, act }] };
}
