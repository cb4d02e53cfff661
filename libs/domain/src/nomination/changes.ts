import type { State } from '../vocabulary.js';
import type { NominationFact } from './facts.js';
import type { Context, Deadline, HeldDeadline } from './nomination.js';

type Of<T extends NominationFact['type']> = Extract<NominationFact, { type: T }>;

/** What a ballot, a selection, a letter and the quotas leave in the context. */
export function ofAct(
  context: Context,
  fact: Of<'BallotClosed' | 'BallotReopened' | 'Selected' | 'NotSelected' | 'SentUp' | 'QuotaHeld' | 'QuotaReleased'>,
): Partial<Context> {
  const { ballots = [], reopened = [], quotas = [] } = context;
  switch (fact.type) {
    case 'BallotClosed': {
      const { step, ballot, passed, totals } = fact;
      const ended = passed ? leave(context, step) : atEnd;
      return { ...ended, ...doneBy(context, fact), ballots: [...ballots, { step, ballot, passed, totals }] };
    }
    case 'BallotReopened':
      return { reopened: [...reopened, fact.step] };
    case 'Selected':
      return {
        ...leave(context, fact.step),
        ...doneBy(context, fact),
        rank: fact.rank,
        ...(fact.quota === undefined ? {} : { quotas: [...quotas, fact.quota] }),
      };
    case 'NotSelected':
      return { ...atEnd, rank: fact.rank };
    case 'SentUp':
      return leave(context, fact.step);
    case 'QuotaHeld':
      return { quotas: [...quotas, fact.quota] };
    case 'QuotaReleased':
      return { quotas: quotas.filter((q) => q !== fact.quota) };
  }
}

/** What is said beside the steps, and what comes from outside. */
export function beside(
  context: Context,
  fact: Of<
    | 'Held'
    | 'Released'
    | 'ObjectionLodged'
    | 'VerifierAssigned'
    | 'ObjectionConcluded'
    | 'PostingStopped'
    | 'PostingEnded'
    | 'SentOut'
    | 'ReturnedFromOutside'
    | 'AwardedOutside'
    | 'RefusedOutside'
    | 'ReceiptCorrected'
    | 'MoreFavourableApplied'
    | 'Reclocked'
    | 'ComplaintLodged'
    | 'ComplaintConcluded'
  >,
): Partial<Context> {
  switch (fact.type) {
    case 'Held':
    case 'Released':
      return ofHold(context, fact);
    case 'SentOut':
      return { sentOut: fact.on };
    case 'AwardedOutside':
    case 'RefusedOutside':
      return { ...atEnd };
    case 'ReceiptCorrected':
      return { receivedAt: fact.receivedAt };
    case 'MoreFavourableApplied':
    case 'ReturnedFromOutside':
      return {};
    case 'ComplaintLodged':
    case 'ComplaintConcluded':
      return ofComplaint(context, fact);
    case 'Reclocked':
      return { deadlines: context.deadlines.map((d) => (d.id === fact.replaces ? pending(fact.deadline) : d)) };
    default:
      return ofPosting(context, fact);
  }
}

/** The first hold stops the running clock with what is left of it; after the last one another runs on. */
function ofHold(context: Context, fact: Of<'Held' | 'Released'>): Partial<Context> {
  if (fact.type === 'Released') {
    const { hold, deadline } = fact;
    const holds = context.holds.filter((h) => h !== hold);
    if (!deadline) return { holds };
    return { holds, deadlines: [...context.deadlines.filter((d) => d.step !== deadline.step), pending(deadline)] };
  }
  const { hold, stopped } = fact;
  const held = { holds: withMember(context.holds, hold) };
  if (!stopped) return held;
  const stop = (d: HeldDeadline): HeldDeadline => ({ ...d, state: 'stopped', remaining: stopped.remaining });
  return { ...held, deadlines: context.deadlines.map((d) => (d.id === stopped.id ? stop(d) : d)) };
}

function ofPosting(
  context: Context,
  fact: Of<'ObjectionLodged' | 'VerifierAssigned' | 'ObjectionConcluded' | 'PostingStopped' | 'PostingEnded'>,
): Partial<Context> {
  const { objections = [] } = context;
  if (fact.type === 'PostingEnded') return { ...leave(context, fact.step), ...doneBy(context, fact) };
  const { objection: id } = fact;
  if (fact.type === 'PostingStopped') return { postingStopped: id };
  if (fact.type === 'ObjectionLodged') return { objections: [...objections, { id, anonymous: fact.anonymous }] };
  const more = fact.type === 'VerifierAssigned' ? { verifier: fact.person } : { founded: fact.founded };
  return { objections: objections.map((o) => (o.id === id ? { ...o, ...more } : o)) };
}

/** A complaint has a clock of its own, which ends with its conclusion. */
function ofComplaint(context: Context, fact: Of<'ComplaintLodged' | 'ComplaintConcluded'>): Partial<Context> {
  const { complaints = [] } = context;
  if (fact.type === 'ComplaintConcluded') {
    const { complaint, founded } = fact;
    const again = founded && context.postingStopped ? { postingStopped: null } : {};
    return { ...atEnd, ...again, complaints: complaints.map((c) => (c.id === complaint ? { ...c, founded } : c)) };
  }
  const { complaint: id, outcome, step, unit, places, deadline } = fact;
  return {
    complaints: [...complaints, { id, outcome, step, unit, ...(places ? { places } : {}) }],
    deadlines: [pending(deadline)],
  };
}

/** A step that stands for the values it rests on; histories from before this was kept hold none. */
function doneBy(
  { done }: Context,
  { step, inputs }: Pick<Of<'BallotClosed' | 'Selected' | 'PostingEnded'>, 'step' | 'inputs'>,
): Partial<Context> {
  return inputs === undefined ? {} : { done: [...without(done, step), { step, inputs }] };
}

/** What stands, but for one step. */
export function without(done: Context['done'], step: State): NonNullable<Context['done']> {
  return (done ?? []).filter((d) => d.step !== step);
}

/** An outcome has no clock and asks for nothing. */
export const atEnd = { deadlines: [], lapsed: null, returnTo: null, requested: [] } as const;

/** A list that has this member, once. */
export function withMember(list: readonly string[], member: string): readonly string[] {
  return list.includes(member) ? list : [...list, member];
}

/** A deadline that runs. */
export function pending(deadline: Deadline): HeldDeadline {
  const { id, step, dueAt, remindAt, rule, calendar } = deadline;
  return { id, step, dueAt, remindAt, rule, calendar, state: 'pending' };
}

/** A step that is left has no running clock and no lapse to remember. */
export function leave(context: Context, step: State): Partial<Context> {
  return { deadlines: context.deadlines.filter((d) => d.step !== step || d.state !== 'pending'), lapsed: null };
}
