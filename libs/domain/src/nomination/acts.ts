import { waitingStates } from '../procedure/transition.js';
import type { ReviewState, State } from '../vocabulary.js';
import { inputsNow } from './approvals.js';
import { entering, daysLeft } from './clocks.js';
import type { Command } from './commands.js';
import type { NominationFact } from './facts.js';
import { follow, notNow } from './machine.js';
import { holdsPlace } from './places.js';
import type { Context, Nomination } from './nomination.js';
import { agree } from './reviewing.js';
import { actingPerson, type Plan } from './verdict.js';
import type { Refusal, World } from './world.js';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/**
 * An item of the act that closed a ballot: with the votes needed the file goes on, otherwise it ends as `notPassed`. The totals are
 * the ballot's; who chose what is nowhere (model.md 7).
 */
export function ballotClosed(world: World, nomination: Nomination, command: Of<'BallotClosed'>): Plan | Refusal {
  const { ballot, act, passed, totals } = command;
  const to = follow(world, nomination, passed ? 'BallotPassed' : 'BallotFailed');
  if (typeof to !== 'string') return to;
  const step = nomination.state as ReviewState & `${string}@${string}`;
  const inputs = passed ? { inputs: inputsNow(world) } : {};
  const fact = { type: 'BallotClosed', step, ballot, act, passed, totals, ...inputs } as const;
  return { to, facts: [fact, ...enteringNext(world, nomination, to)] };
}

/**
 * The chair orders a second ballot on new facts, with a reason: once at each step (case 5). Refuses with `not-now` where no ballot
 * failed and with `already-reopened`.
 */
export function reopenBallot(world: World, nomination: Nomination, command: Of<'ReopenBallot'>): Plan | Refusal {
  const { context, state } = nomination;
  const failed = context.ballots?.at(-1);
  if (state !== 'notPassed' || !failed) return notNow(state);
  if (context.reopened?.includes(failed.step)) return { refused: 'already-reopened', observed: failed.step };
  const to = follow(world, nomination, 'ReopenBallot', failed.step);
  if (typeof to !== 'string') return to;
  return {
    to,
    facts: [
      { type: 'BallotReopened', step: failed.step, person: actingPerson(world) ?? '' },
      ...enteringNext(world, nomination, to),
    ],
    texts: [{ id: 'reason', value: command.reason }],
  };
}

/** An item of the act that closed a selection: in its place it goes on, below the cut it ends as `notSelectedQuota`. */
export function selected(
  world: World,
  nomination: Nomination,
  command: Of<'Selected' | 'NotSelected'>,
): Plan | Refusal {
  const { type, act, rank, quota } = command;
  const to = follow(world, nomination, type);
  if (typeof to !== 'string') return to;
  const step = nomination.state as `${string}@${string}`;
  return {
    to,
    facts: [
      {
        type,
        step,
        act,
        rank,
        ...(quota === undefined ? {} : { quota }),
        ...(type === 'Selected' ? { inputs: inputsNow(world) } : {}),
      },
      ...enteringNext(world, nomination, to),
    ],
  };
}

/**
 * An item of an issued letter: the unit sends the file up, with the letter's signer for its signature. What keeps a
 * recommendation back keeps it back too, but for the place in the quota, which the letter took.
 */
export function sentUp(world: World, nomination: Nomination, command: Of<'SentUp'>): Plan | Refusal {
  const { document, act, person } = command;
  const to = follow(world, nomination, 'SentUp');
  if (typeof to !== 'string') return to;
  const step = nomination.state as `${string}@${string}`;
  const agreed = agree(world, nomination, { first: to, person, opinion: document });
  if ('refused' in agreed) return agreed;
  const { newApproval, facts, ...plan } = agreed;
  const onward = facts.filter((f) => f.type !== 'Recommended');
  return {
    ...plan,
    facts: [
      { type: 'SentUp', step, document, act, person },
      ...heldByLetter(world, nomination.context, step),
      ...onward,
    ],
    ...(newApproval ? { completedApproval: { ...newApproval, person } } : {}),
  };
}

function heldByLetter(
  { quota, procedure }: World,
  context: Context,
  step: `${string}@${string}`,
): readonly NominationFact[] {
  const charged = context.rerouted === true && (context.quotas?.length ?? 0) > 0;
  const needed = holdsPlace(procedure, context, step) && quota && !charged && !context.quotas?.includes(quota.id);
  return needed ? [{ type: 'QuotaHeld', step, quota: quota.id }] : [];
}

function enteringNext(world: World, { context }: Nomination, to: State): readonly NominationFact[] {
  if (!(waitingStates(context.route) as readonly State[]).includes(to)) return [];
  return [entering(world, context, to, daysLeft(context, to))];
}
