import { addDays, dueAt, localDate, remindAt } from '../calendar/index.js';
import { waitingStates } from '../procedure/transition.js';
import type { ReviewState, State } from '../vocabulary.js';
import { entering, unitOf } from './clocks.js';
import type { Command } from './commands.js';
import type { NominationFact } from './facts.js';
import { complaintTerm, isComplainable, openComplaint } from './hearing.js';
import { holding, releasing } from './holds.js';
import { follow, notNow } from './machine.js';
import { recorded } from './moved-steps.js';
import type { Complaint, Context, Deadline, Nomination } from './nomination.js';
import { rerouting } from './rerouting.js';
import { actingPerson, type Plan } from './verdict.js';
import type { Refusal, World } from './world.js';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/**
 * The nominating unit complains of the refusal: a hold with a clock of its own. It is heard by the unit above the one that refused, or
 * by the deciding unit itself; heirs take the place of units that ended since. Refuses with `already-complained` (once against each refusal), `complaint-too-late`,
 * `route-unmapped` where nobody carries on for such a unit, and `already-nominated` where the subject was nominated anew meanwhile.
 */
export function complain(world: World, nomination: Nomination, command: Of<'Complain'>): Plan | Refusal {
  const { context, state } = nomination;
  const to = follow(world, nomination, 'Complain');
  if (typeof to !== 'string' || !isComplainable(state)) return notNow(state);
  const step = refusingStep(world, context);
  if (step === undefined) return { refused: 'already-complained', observed: context.complaints?.at(-1)?.id ?? state };
  const refused = tooLate(world) ?? renominated(world);
  if (refused) return refused;
  const there = underHeirs(world, nomination, step);
  if ('refused' in there) return there;
  const complaint = world.uuid('complaint');
  const places = world.lastDecision?.placesBack ?? [];
  return {
    to,
    facts: [
      ...there.facts,
      holding(world, nomination, { hold: complaint, kind: 'complaint', person: actingPerson(world) ?? '' }),
      {
        type: 'ComplaintLodged',
        complaint,
        outcome: state,
        step: there.step,
        unit: unitAbove(there.route, there.step),
        deadline: deadlineOf(world, state),
        ...(places.length > 0 ? { places } : {}),
      },
    ],
    texts: [{ id: 'reason', value: command.reason }],
  };
}

/**
 * Somebody without a part in the case concludes a complaint. Unfounded, the outcome stays; founded, the file goes back to the step that
 * refused it, with the places of quotas that it had. Refuses with `already-complained` once concluded, `held` while its subject is
 * held, and `quota-exhausted` where the places were given to others.
 */
export function concludeComplaint(
  world: World,
  nomination: Nomination,
  { complaint: id, founded, reason }: Of<'ConcludeComplaint'>,
): Plan | Refusal {
  const { context } = nomination;
  const open = openComplaint(context);
  if (open?.id !== id) {
    const known = context.complaints?.some((c) => c.id === id);
    return known
      ? { refused: 'already-concluded', observed: id }
      : { ...notNow(nomination.state), needed: 'a complaint' };
  }
  const to = founded
    ? follow(world, nomination, 'ComplaintUpheld', open.step)
    : follow(world, nomination, 'ComplaintDismissed');
  if (typeof to !== 'string') return to;
  const kept = founded ? keptBack(world, open) : null;
  if (kept) return kept;
  const person = actingPerson(world) ?? '';
  return {
    to,
    facts: [
      { type: 'ComplaintConcluded', complaint: id, founded, person },
      releasing(world, nomination, id, person),
      ...(founded ? [...placesAgain(open), entering(world, context, to)] : []),
    ],
    texts: [{ id: 'reason', value: reason }],
  };
}

/** What the refusal was: the last entry led from a waiting state to the outcome. After a concluded complaint it does not. */
function refusingStep({ lastDecision }: World, { route }: Context): ReviewState | undefined {
  return waitingStates(route).find((s) => s === lastDecision?.step);
}

/** The way that a complaint would lead back to. */
interface Way {
  readonly step: ReviewState;
  readonly route: Context['route'];
  readonly facts: readonly NominationFact[];
}

/**
 * The way of a refused nomination, under the heirs of units that ended since: it was not open when they did, so it is re-routed now. Refuses
 * with `route-unmapped` where nobody carries on for the unit that nominated, refused or decides.
 */
function underHeirs({ heirs }: World, nomination: Nomination, step: ReviewState): Way | Refusal {
  const { context } = nomination;
  if (heirs === undefined) return { step, route: context.route, facts: [] };
  const gone = [context.unit, unitOf(context.route, step) ?? '', context.route.at(-1)?.unit ?? ''];
  const alone = gone.find((u) => heirs.of[u] === null);
  if (alone !== undefined || heirs.act === null)
    return { refused: 'route-unmapped', observed: alone ?? step, needed: 'a successor' };
  const successors = Object.fromEntries(Object.entries(heirs.of).flatMap(([u, h]) => (h === null ? [] : [[u, h]])));
  const stages = context.route.flatMap((s) =>
    heirs.of[s.unit] === null ? [] : [{ ...s, unit: successors[s.unit] ?? s.unit }],
  );
  const found = rerouting({ ...nomination, state: step }, { successors, stages });
  if ('refused' in found) return found;
  const { unit, route, steps, to } = found;
  return {
    step: to as ReviewState,
    route,
    facts: [{ type: 'Rerouted', act: heirs.act, unit, route, steps: recorded(steps) }],
  };
}

function unitAbove(route: Context['route'], step: ReviewState): string {
  const at = route.findIndex((s) => s.unit === unitOf(route, step));
  return (route[at + 1] ?? route.at(-1))?.unit ?? '';
}

function tooLate({ lastDecision, at, procedure }: World): Refusal | null {
  const last = addDays(localDate(lastDecision?.at ?? at), complaintTerm(procedure).lodgeDays);
  const today = localDate(at);
  return today > last ? { refused: 'complaint-too-late', observed: today, needed: `≤ ${last}` } : null;
}

function renominated({ nominatedAnew }: World): Refusal | null {
  return nominatedAnew === undefined ? null : { refused: 'already-nominated', observed: nominatedAnew };
}

/** What keeps a founded complaint from taking effect now: its subject is held, or a place that it had is gone. */
function keptBack({ subjectHolds = [], places = [] }: World, { places: had = [] }: Complaint): Refusal | null {
  if (subjectHolds.length > 0) {
    return { refused: 'held', observed: subjectHolds.join(', '), needed: 'no hold', clearedBy: 'hold' };
  }
  const full = places.find((p) => had.includes(p.id) && p.used >= p.cap);
  if (!full) return null;
  const { id, cap, used } = full;
  const data = { quota: id, cap, used, remaining: 0 };
  return { refused: 'quota-exhausted', observed: String(used), needed: `< ${cap}`, clearedBy: 'administrator', data };
}

function placesAgain({ places = [], step }: Complaint): readonly NominationFact[] {
  return places.map((quota) => ({ type: 'QuotaHeld', step, quota }));
}

function deadlineOf({ at, calendar, procedure, uuid }: World, step: State): Deadline {
  const term = complaintTerm(procedure);
  return {
    id: uuid('deadline/complaint'),
    step,
    dueAt: dueAt(calendar, at, term.workingDays),
    remindAt: remindAt(calendar, at, term.workingDays, term.remindAt),
    rule: `${procedure.id}@${procedure.version} complaint ${term.workingDays}`,
    calendar: `${calendar.id}@${calendar.version}`,
  };
}
