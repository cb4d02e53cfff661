import { partsOfStep, type NoticeTopic, type Role, type State } from '../vocabulary.js';
import type { LapseAction, Procedure } from '../procedure/definition.js';
import { namedSeat } from '../procedure/lapses.js';
import { stepOf, unitOf } from './clocks.js';
import { hearingUnit, openComplaint } from './hearing.js';
import type { NominationFact } from './facts.js';
import type { Nomination } from './nomination.js';
import { filingUnits } from './paper.js';
import type { Notice } from './world.js';

/** The notices of the facts of one entry: a topic and to whom, by place and not by name. */
export function noticesOf(
  procedure: Procedure,
  before: Nomination | null,
  next: Nomination,
  facts: readonly NominationFact[],
): readonly Notice[] {
  return facts.flatMap((fact) => tell(procedure, before, next, fact));
}

/** Whom the sweep reminds that the deadline of a state is near. */
export function deadlineNear(procedure: Procedure, nomination: Nomination, step: State): readonly Notice[] {
  if (step === 'returned') return toNominators(nomination, 'deadlineNear', step);
  if (openComplaint(nomination.context)) return toHearers(nomination, 'deadlineNear');
  return toStep(procedure, nomination, 'deadlineNear', step);
}

function tell(
  procedure: Procedure,
  before: Nomination | null,
  next: Nomination,
  fact: NominationFact,
): readonly Notice[] {
  switch (fact.type) {
    case 'StepEntered':
      return toStep(procedure, next, 'stepWaiting', fact.step);
    case 'Returned':
      return toNominators(next, 'returned', fact.step);
    case 'Rejected':
      return [...afterObjection(next, 'rejected'), ...toNominators(next, 'rejected', fact.step)];
    case 'Withdrawn':
      return [
        ...afterObjection(next, 'withdrawn'),
        ...(before ? toStep(procedure, before, 'withdrawn', waitedAt(before)) : []),
      ];
    case 'Commended':
    case 'AwardedOutside':
      return [
        { topic: 'commended', to: { kind: 'subject' } },
        { topic: 'commended', to: { kind: 'person', person: next.context.nominator } },
      ];
    case 'BallotClosed':
      return fact.passed ? [] : toNominators(next, 'ballotClosed', fact.step);
    case 'NotSelected':
      return toNominators(next, 'notSelected', fact.step);
    case 'Lapsed':
      if (fact.step === 'returned') return toNominators(next, 'supplementLapsed', fact.step);
      if (openComplaint(next.context)) return toHearers(next, 'deadlineLapsed');
      return toStep(procedure, next, 'deadlineLapsed', fact.step);
    case 'Rerouted':
      return toAll(procedure, next, 'rerouted');
    case 'Migrated':
      return toAll(procedure, next, 'migrated');
    case 'Annulled':
      return [{ topic: 'annulled', to: { kind: 'subject' } }, ...toNominators(next, 'annulled', next.state)];
    case 'RefusedOutside':
      return toNominators(next, 'rejected', fact.step);
    case 'Held':
      return fact.kind === 'complaint' && openComplaint(next.context)?.id === fact.hold
        ? []
        : toNominators(next, 'held', next.state);
    case 'Released':
      return next.context.holds.length === 0 ? toAll(procedure, next, 'released') : [];
    default:
      return tellBeside(procedure, next, fact);
  }
}

/** Of objections and complaints. */
function tellBeside(procedure: Procedure, next: Nomination, fact: NominationFact): readonly Notice[] {
  switch (fact.type) {
    case 'ComplaintLodged':
      return toHearers(next, 'complaintLodged');
    case 'ComplaintConcluded':
      return [
        { topic: 'complaintConcluded', to: { kind: 'subject' } },
        ...toNominators(next, 'complaintConcluded', next.state),
      ];
    case 'VerifierAssigned':
      return [{ topic: 'verifying', to: { kind: 'person', person: fact.person }, step: next.state }];
    case 'ObjectionConcluded':
      return toAll(procedure, next, 'concluded');
    default:
      return [];
  }
}

/** The nominee of whom an objection to the posting said what is so is told how it ended (scenarios.md, case 11). */
function afterObjection({ context, state }: Nomination, topic: NoticeTopic): readonly Notice[] {
  const founded = context.objections?.some((o) => o.founded === true) ?? false;
  return founded ? [{ topic, to: { kind: 'subject' }, step: state }] : [];
}

function toAll(procedure: Procedure, next: Nomination, topic: NoticeTopic): readonly Notice[] {
  const step = waitedAt(next);
  return [...toStep(procedure, next, topic, step), ...toNominators(next, topic, step)];
}

function waitedAt(nomination: Nomination): State {
  return nomination.context.returnTo ?? nomination.state;
}

function toHearers(next: Nomination, topic: NoticeTopic): readonly Notice[] {
  const unit = hearingUnit(next);
  return unit === undefined ? [] : [{ topic, to: { kind: 'seats', unit, role: 'signer' }, step: next.state }];
}

/** Clerks of the nominating unit, also of the one that entered it from papers, and the nominator. */
function toNominators({ context }: Nomination, topic: NoticeTopic, step: State): readonly Notice[] {
  const units = filingUnits({ ...context, submitted: true });
  return [
    ...units.map((unit): Notice => ({ topic, to: { kind: 'seats', unit, role: 'clerk' }, step })),
    { topic, to: { kind: 'person', person: context.nominator }, step },
  ];
}

function toStep(procedure: Procedure, nomination: Nomination, topic: NoticeTopic, step: State): readonly Notice[] {
  const unit = unitOf(nomination.context.route, step);
  if (unit === undefined) return [];
  const named = seatAt(nomination, step);
  return [
    ...rolesOf(procedure, nomination, step).map((role): Notice => ({ topic, to: { kind: 'seats', unit, role }, step })),
    ...(named === undefined ? [] : [{ topic, to: { kind: 'seat', seat: named }, step } as const]),
  ];
}

/**
 * Roles that are at work in a waiting state: that of the step, and the one a lapse escalated it to. A file that awaits
 * its decision is the clerk's, who composes the document.
 */
export function rolesOf(procedure: Procedure, { context }: Nomination, step: State): readonly Role[] {
  const role = partsOfStep(step) ? stepOf(procedure, context.route, step)?.role : 'clerk';
  const { lapsed } = context;
  const escalated = lapsed?.step === step ? escalatedTo(lapsed.action, unitOf(context.route, step)) : [];
  return [...new Set([...(role ? [role] : []), ...escalated])];
}

/** The role that a lapse lets in; none where it names a seat of the unit. */
export function escalatedTo(action: LapseAction | undefined, unit: string | undefined): readonly Role[] {
  return action?.do === 'escalate' && namedSeat(action, unit) === undefined ? [action.to] : [];
}

/** The seat that is at work beside the role of a waiting state, because its lapse named it. */
export function seatAt({ context }: Nomination, step: State): string | undefined {
  const { lapsed, route } = context;
  return lapsed?.step === step ? namedSeat(lapsed.action, unitOf(route, step)) : undefined;
}
