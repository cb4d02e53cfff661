import { actsFor } from '../authority/acting.js';
import { routeOf, type Route } from '../organisation/route.js';
import { nextState, waitingStates } from '../procedure/transition.js';
import type { ReviewState } from '../vocabulary.js';
import { factOn, givenOf, inputsChanged, onRoute, passed, standing, type Standing } from './approvals.js';
import { daysLeft, entering } from './clocks.js';
import { takenOver } from './draft-overrides.js';
import { criteriaRefusal, evaluateWorld } from './evaluation.js';
import type { NominationFact } from './facts.js';
import { machineFor, notNow } from './machine.js';
import type { Context, Nomination } from './nomination.js';
import { simplifiedRefusal } from './simplified.js';
import { currentState, isRefusal, type Plan } from './verdict.js';
import type { Refusal, World } from './world.js';

/**
 * First submission: the route and the procedure are pinned, the first waiting state is entered. Refuses with
 * `award-not-open`, what `routeOf` refuses, `item-missing` and `criteria-block`.
 */
export function submit(world: World): Plan | Refusal {
  if (world.nomination) return notNow(currentState(world));
  if (!world.awardOpen)
    return { refused: 'award-not-open', observed: world.proposal.award, clearedBy: 'administrator' };
  const given = givenBefore(world);
  if (given) return given;
  const { simplified, occasion, enteredBy } = world.proposal;
  const not = simplifiedRefusal(simplified ?? null, occasion);
  if (not) return not;
  const way = routeOf(world.path, world.decidingLevel, {
    procedure: world.procedure,
    simplified: simplified !== undefined,
    paper: enteredBy !== undefined,
  });
  if (isRefusal(way)) return way;
  const missing = itemsMissing(world);
  if (missing) return missing;
  const { explanations, results } = evaluateWorld(world);
  const blocked = criteriaRefusal(explanations, 'submit', undefined);
  if (blocked) return blocked;
  const to = nextState(machineFor(world, way.route), 'draft', way.route, { type: 'Submit' });
  if (to === null) return notNow('draft');
  const context = { route: way.route, unit: world.proposal.unit, receivedAt: null };
  return {
    to,
    facts: [submitted(world, way), ...takenOver(world), ...skips(way), entering(world, context, to)],
    evaluation: results,
    freezesDraft: true,
    ...titleOf(world),
  };
}

/** One achievement is not rewarded twice, nor claimed again after it was made up. */
function givenBefore({ barredRepeat, proposal: { achievement } }: World): Refusal | null {
  const needed = 'another achievement';
  if (barredRepeat) return { refused: 'already-granted', observed: 'annulled', needed };
  if (!achievement?.rewarded) return null;
  return { refused: 'already-rewarded', observed: achievement.rewarded, needed };
}

function titleOf({ proposal: { achievement } }: World): Pick<Plan, 'texts'> {
  return achievement ? { texts: [{ id: 'achievement', value: achievement.title }] } : {};
}

function submitted(world: World, { route }: Route): NominationFact {
  const { proposal, actor } = world;
  if (actor.kind !== 'person') throw new Error('a person submits');
  const nominatedFor = actsFor(actor);
  return {
    type: 'Submitted',
    code: world.nextCode,
    award: proposal.award,
    subject: proposal.subject,
    subjectType: proposal.subjectType,
    year: proposal.year,
    occasion: proposal.occasion,
    ...(proposal.theme === undefined ? {} : { theme: proposal.theme }),
    ...(proposal.simplified === undefined ? {} : { simplified: proposal.simplified }),
    ...(proposal.achievement === undefined ? {} : { achievement: proposal.achievement.id }),
    unit: proposal.unit,
    ...(proposal.enteredBy === undefined ? {} : ({ channel: 'paper', enteredBy: proposal.enteredBy } as const)),
    nominator: actor.person,
    ...(nominatedFor === undefined ? {} : { nominatedFor }),
    procedure: world.procedurePin,
    route,
  };
}

function skips({ skipped }: Route): readonly NominationFact[] {
  return skipped.map(({ step, rule }) => ({ type: 'StepSkipped', step, rule }));
}

/**
 * After a supplement: a new revision. Approvals whose inputs changed lapse; the file goes to the earliest step without
 * a standing approval and passes the standing ones before it, at the most up to where the supplement was asked for.
 */
export function resubmit(world: World, nomination: Nomination): Plan | Refusal {
  const { context } = nomination;
  const asked = context.returnTo;
  if (nomination.state !== 'returned' || asked === null) return notNow(nomination.state);
  const missing = itemsMissing(world);
  if (missing) return missing;
  const { explanations, results } = evaluateWorld(world);
  const blocked = criteriaRefusal(explanations, 'submit', undefined);
  if (blocked) return blocked;
  const given = onRoute(givenOf(world, context), context.route);
  const lapsed = given.filter((a) => inputsChanged(world, a));
  const kept = given.filter((a) => !lapsed.includes(a));
  const target = firstOpen(context, kept, asked);
  const to = nextState(machineFor(world, context.route), 'returned', context.route, { type: 'Resubmit', to: target });
  if (to === null) return notNow('returned');
  const carried = passed(context.route, kept, firstState(context), target);
  return {
    to,
    facts: [
      { type: 'Resubmitted', revision: nomination.revision + 1 },
      ...lapsed.map((a) => factOn('ApprovalLapsed', a)),
      ...carried.map((a) => factOn('CarriedOver', a)),
      entering(world, context, to, daysLeft(context, to)),
    ],
    voidedApprovals: lapsed.flatMap(({ step, person }) => (person === undefined ? [] : [{ step, person }])),
    evaluation: results,
    freezesDraft: true,
  };
}

function firstState(context: Context): ReviewState {
  return waitingStates(context.route)[0] ?? 'awaitingDecision';
}

function firstOpen(context: Context, kept: readonly Standing[], asked: ReviewState): ReviewState {
  const states = waitingStates(context.route);
  const done = standing(kept);
  return states.slice(0, states.indexOf(asked)).find((state) => !done.has(state)) ?? asked;
}

/** Obligatory items without a file. */
function itemsMissing(world: World): Refusal | null {
  const missing = world.requiredItems.filter((item) => !world.files.some((f) => f.item === item));
  if (missing.length === 0) return null;
  return {
    refused: 'item-missing',
    observed: missing.join(', '),
    needed: missing.join(', '),
    clearedBy: 'clerk',
    data: { items: missing },
  };
}
