import { dueAt, localDate } from '../calendar/index.js';
import { longestSupplement } from '../procedure/definition.js';
import { waitingStates } from '../procedure/transition.js';
import type { ReviewState, State, StepKey } from '../vocabulary.js';
import { factOn, givenOf, inputsNow, standing } from './approvals.js';
import { bulkRefusal } from './bulk.js';
import { clockOf, daysLeft, entering, stepOf, stopping, supplementDeadline } from './clocks.js';
import type { Command } from './commands.js';
import { criteriaRefusal, evaluateWorld } from './evaluation.js';
import type { NominationFact } from './facts.js';
import { follow } from './machine.js';
import type { Nomination } from './nomination.js';
import { placeFor, placesBack } from './places.js';
import { actingPerson, isRefusal, type Plan } from './verdict.js';
import type { Refusal, World } from './world.js';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/**
 * The step agrees: the file goes on to the next step that has no standing approval. Refuses with `criteria-block`,
 * and with `reason-needed` where a soft criterion failed and no opinion was written.
 */
export function recommend(world: World, nomination: Nomination, command: Of<'Recommend'>): Plan | Refusal {
  const first = follow(world, nomination, 'Recommend');
  if (typeof first !== 'string') return first;
  const alone = command.bulk === undefined ? null : bulkRefusal(world);
  if (alone) return alone;
  const place = placeFor(world, nomination, nomination.state as StepKey);
  if ('refused' in place) return place;
  const plan = agree(world, nomination, {
    first,
    person: deciderOf(world),
    opinion: command.opinion,
    bulk: command.bulk,
  });
  return isRefusal(plan) ? plan : { ...plan, facts: [...plan.facts, ...place] };
}

interface Agreeing {
  /** The state that the machine leads to, standing approvals aside. */
  readonly first: State;
  readonly person: string;
  readonly opinion: string | undefined;
  readonly bulk?: string | undefined;
}

/** What agreeing leads to, whoever says it: the signer in the step, or the letter that the signer signed. */
export function agree(
  world: World,
  nomination: Nomination,
  { first, person, opinion, bulk }: Agreeing,
): Plan | Refusal {
  const { context } = nomination;
  const step = nomination.state as StepKey;
  const { explanations, results } = evaluateWorld(world);
  const appraisal = stepOf(world.procedure, context.route, step)?.kind === 'appraisal';
  const blocked = criteriaRefusal(explanations, appraisal ? 'recommendAppraisal' : 'recommend', opinion);
  if (blocked) return blocked;
  const { to, carried } = passStanding(world, nomination, first);
  const inputs = inputsNow(world);
  const release = releaseOf(world);
  return {
    to,
    facts: [
      { type: 'Recommended', step, person, inputs, ...(bulk === undefined ? {} : { bulk }), ...release.fact },
      ...carried,
      entering(world, context, to, daysLeft(context, to)),
    ],
    texts: actingPerson(world) !== null && opinion?.trim() ? [{ id: 'opinion', value: opinion }] : [],
    newApproval: { step, inputs },
    releasedAt: release.at,
    evaluation: results,
  };
}

/** Steps after a lapsed approval that still stand are passed, not decided again (model.md 3). */
function passStanding(world: World, { state, context }: Nomination, first: State) {
  const states: readonly State[] = waitingStates(context.route);
  const by = standing(givenOf(world, context).filter((a) => a.step !== state));
  const carried: NominationFact[] = [];
  let to = first;
  for (let given = by.get(to); given; given = by.get(to)) {
    carried.push(factOn('CarriedOver', given));
    to = states[states.indexOf(to) + 1] ?? 'awaitingDecision';
  }
  return { to, carried };
}

/** The nominating unit is asked for a supplement; the clock of the step stands still meanwhile. */
export function giveBack(world: World, nomination: Nomination, command: Of<'Return'>): Plan | Refusal {
  const { state, context } = nomination;
  const to = follow(world, nomination, 'Return');
  if (typeof to !== 'string') return to;
  const wrong = dueRefusal(world, command.due);
  if (wrong) return wrong;
  const stopped = stopping(world, context, state);
  const release = releaseOf(world);
  return {
    to,
    facts: [
      {
        type: 'Returned',
        step: state,
        person: deciderOf(world),
        returnTo: state as ReviewState,
        items: command.items.map(({ item, code }) => ({ item, code })),
        ...(stopped ? { stopped } : {}),
        deadline: supplementDeadline(world, clockOf(world.procedure, context.route, state), command.due),
        ...release.fact,
      },
    ],
    texts: [{ id: 'reason', value: command.reason }],
    releasedAt: release.at,
    evaluation: evaluateWorld(world).results,
  };
}

/** A supplement is due on a day to come, and not later than the longest term of the procedure allows. */
function dueRefusal({ at, calendar, procedure }: World, due: string | undefined): Refusal | null {
  if (due === undefined) return null;
  const today = localDate(at);
  const last = localDate(dueAt(calendar, at, longestSupplement(procedure)));
  return due > today && due <= last ? null : { refused: 'wrong-date', observed: due, needed: `> ${today}, ≤ ${last}` };
}

/** The nomination ends here. */
export function reject(world: World, nomination: Nomination, command: Of<'Reject'>): Plan | Refusal {
  const to = follow(world, nomination, 'Reject');
  if (typeof to !== 'string') return to;
  const release = releaseOf(world);
  return {
    to,
    facts: [
      { type: 'Rejected', step: nomination.state, person: deciderOf(world), code: command.code, ...release.fact },
      ...placesBack(nomination),
    ],
    texts: [{ id: 'reason', value: command.reason }],
    releasedAt: release.at,
    evaluation: evaluateWorld(world).results,
  };
}

/** When others learn of a decision that may be taken back; a delay of 0 leaves no trace in the fact. */
function releaseOf({ at, releaseSeconds, actor }: World): {
  readonly at: string;
  readonly fact: { readonly releasedAt?: string };
} {
  if (releaseSeconds === 0 || actor.kind === 'system') return { at, fact: {} };
  const releasedAt = new Date(Date.parse(at) + releaseSeconds * 1000).toISOString();
  return { at: releasedAt, fact: { releasedAt } };
}

function deciderOf(world: World): string {
  const person = actingPerson(world);
  if (person === null) throw new Error('a person decides');
  return person;
}
