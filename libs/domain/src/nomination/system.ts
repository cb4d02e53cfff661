import { annulmentTerm } from '../document/annulment.js';
import type { LapseAction } from '../procedure/definition.js';
import { backFrom } from '../procedure/lapses.js';
import { partsOfStep, type StepKey } from '../vocabulary.js';
import { factOn, givenOf } from './approvals.js';
import { clockOf, daysLeft, entering, stepOf } from './clocks.js';
import type { Command } from './commands.js';
import { complaintTerm, openComplaint } from './hearing.js';
import { follow, notNow } from './machine.js';
import type { NominationFact } from './facts.js';
import type { Nomination } from './nomination.js';
import { placesBack } from './places.js';
import { postingEnded } from './posting.js';
import type { Plan } from './verdict.js';
import type { Refusal, World } from './world.js';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/**
 * A deadline ran out. It does what the procedure says and never approves or rejects: a step keeps its state, or gives the file back
 * to the step before; a posting that ran goes on, unless a founded objection stopped it; an unanswered supplement goes back to whoever asked for it, with what was left of their clock, at least a day.
 * `not-now` when the deadline is not pending or not yet due.
 */
export function lapse(world: World, nomination: Nomination, command: Of<'Lapse'>): Plan | Refusal {
  const { state, context } = nomination;
  const deadline = context.deadlines.find((d) => d.id === command.deadline && d.state === 'pending');
  if (!deadline || deadline.step !== state) return { ...notNow(state), needed: 'a pending deadline' };
  if (deadline.dueAt > world.at) return { ...notNow(world.at), needed: deadline.dueAt };
  const fact = (action: LapseAction) => ({ type: 'Lapsed', step: state, deadline: deadline.id, action }) as const;
  if (stepOf(world.procedure, context.route, state)?.kind === 'posting' && !context.postingStopped)
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
  const { onLapse: action } = clockOf(world.procedure, context.route, state);
  const back = action.do === 'return' ? stepBefore(world, nomination) : undefined;
  if (back !== undefined) return givenUp(world, nomination, fact(action), back);
  const to = follow(world, nomination, 'Lapse');
  if (typeof to !== 'string') return to;
  if (action.do === 'return') return { to, facts: [fact({ do: 'remind' })] };
  return {
    to,
    facts: [{ ...fact(action), ...(action.do === 'reassign' ? { next: clockAnew(world, nomination) } : {}) }],
  };
}

/** The step before on this route; undefined where it was skipped, as in a small unit. */
function stepBefore({ procedure }: World, { state, context }: Nomination): StepKey | undefined {
  const parts = partsOfStep(state);
  const stage = context.route.find((s) => s.unit === parts?.unit);
  const back = parts && stage ? backFrom(procedure, stage, parts.step) : undefined;
  return back === undefined ? undefined : `${back}@${stage?.unit ?? ''}`;
}

/** The file goes back to the step before, to be decided again: what was given there no longer stands. */
function givenUp(
  world: World,
  nomination: Nomination,
  lapsed: Extract<NominationFact, { type: 'Lapsed' }>,
  back: StepKey,
): Plan | Refusal {
  const to = follow(world, nomination, 'Lapse', back);
  if (typeof to !== 'string') return to;
  const given = givenOf(world, nomination.context).filter((g) => g.step === back);
  return {
    to,
    facts: [lapsed, ...given.map((g) => factOn('ApprovalLapsed', g)), entering(world, nomination.context, to)],
    voidedApprovals: given.flatMap(({ step, person }) => (person === undefined ? [] : [{ step, person }])),
  };
}

function clockAnew(world: World, { state, context }: Nomination) {
  return entering(world, { ...context, receivedAt: context.receivedAt ?? world.at }, state).deadline;
}

/**
 * An item of the act that issued a decision document: the nomination is commended, or its award annulled. Ignores holds
 * (model.md 8). The place of an annulled award stays taken in its round, unless the procedure gives it back at once.
 */
export function commended(
  world: World,
  nomination: Nomination,
  { type, document, act }: Of<'Commended' | 'Annulled'>,
): Plan | Refusal {
  const to = follow(world, nomination, type);
  if (typeof to !== 'string') return to;
  const back = type === 'Annulled' && annulmentTerm(world.procedure).places === 'thisRound';
  return { to, facts: [{ type, document, act }, ...(back ? placesBack(nomination) : [])] };
}
