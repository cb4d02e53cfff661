import { partsOfStep, type NoticeTopic, type Role, type State } from '../vocabulary.js';
import type { LapseAction, Procedure } from '../procedure/definition.js';
import { namedSeat } from '../procedure/lapses.js';
import { stepOf, unitOf } from './clocks.js';
import { hearingUnit, openComplaint } from './hearing.js';
import type { FactType, NominationFact } from './facts.js';
import type { Nomination } from './nomination.js';
import { filingUnits } from './paper.js';
import type { Notice } from './world.js';

interface Telling {
  readonly fact: FactType | 'DeadlineNear';
  readonly topic: NoticeTopic;
  readonly to: { readonly vi: string; readonly en: string };
}

/** Who is told what: the table of the documentation. A fact that is not named is told to nobody. */
export const whoIsTold: readonly Telling[] = [
  {
    fact: 'StepEntered',
    topic: 'stepWaiting',
    to: { vi: 'người giữ vai trò của bước tại đơn vị', en: 'holders of the role of the step in its unit' },
  },
  {
    fact: 'Returned',
    topic: 'returned',
    to: { vi: 'cán bộ hồ sơ của đơn vị đề nghị, người nộp', en: 'clerks of the nominating unit, the nominator' },
  },
  {
    fact: 'Rejected',
    topic: 'rejected',
    to: {
      vi: 'cán bộ hồ sơ của đơn vị đề nghị, người nộp; người được đề nghị, khi đơn phản ánh là có căn cứ',
      en: 'clerks of the nominating unit, the nominator; the nominee after a founded objection',
    },
  },
  {
    fact: 'Withdrawn',
    topic: 'withdrawn',
    to: {
      vi: 'người đang giữ bước chờ; người được đề nghị, khi đơn phản ánh là có căn cứ',
      en: 'holders of the step where it waited; the nominee after a founded objection',
    },
  },
  {
    fact: 'Commended',
    topic: 'commended',
    to: {
      vi: 'người được khen thưởng (qua cán bộ hồ sơ nếu chưa có tài khoản), người nộp',
      en: 'the nominee (through the nominating clerk where there is no account), the nominator',
    },
  },
  {
    fact: 'BallotClosed',
    topic: 'ballotClosed',
    to: {
      vi: 'khi không đạt: cán bộ hồ sơ của đơn vị đề nghị, người nộp',
      en: 'when it failed: clerks of the nominating unit, the nominator',
    },
  },
  {
    fact: 'NotSelected',
    topic: 'notSelected',
    to: { vi: 'cán bộ hồ sơ của đơn vị đề nghị, người nộp', en: 'clerks of the nominating unit, the nominator' },
  },
  {
    fact: 'Lapsed',
    topic: 'deadlineLapsed',
    to: { vi: 'người giữ bước và vai trò được chuyển lên', en: 'holders of the step, and of the role it escalates to' },
  },
  {
    fact: 'Lapsed',
    topic: 'supplementLapsed',
    to: { vi: 'cán bộ hồ sơ của đơn vị đề nghị, người nộp', en: 'clerks of the nominating unit, the nominator' },
  },
  {
    fact: 'Held',
    topic: 'held',
    to: { vi: 'cán bộ hồ sơ của đơn vị đề nghị, người nộp', en: 'clerks of the nominating unit, the nominator' },
  },
  {
    fact: 'Released',
    topic: 'released',
    to: {
      vi: 'khi không còn tạm dừng: người giữ bước, cán bộ hồ sơ của đơn vị đề nghị, người nộp',
      en: 'after the last hold: holders of the step, clerks of the nominating unit, the nominator',
    },
  },
  {
    fact: 'VerifierAssigned',
    topic: 'verifying',
    to: { vi: 'người được giao xác minh', en: 'the verifier' },
  },
  {
    fact: 'ObjectionConcluded',
    topic: 'concluded',
    to: {
      vi: 'người giữ bước, cán bộ hồ sơ của đơn vị đề nghị, người nộp',
      en: 'holders of the step, clerks of the nominating unit, the nominator',
    },
  },
  {
    fact: 'AwardedOutside',
    topic: 'commended',
    to: {
      vi: 'người được khen thưởng (qua cán bộ hồ sơ nếu chưa có tài khoản), người nộp',
      en: 'the nominee (through the nominating clerk where there is no account), the nominator',
    },
  },
  {
    fact: 'RefusedOutside',
    topic: 'rejected',
    to: { vi: 'cán bộ hồ sơ của đơn vị đề nghị, người nộp', en: 'clerks of the nominating unit, the nominator' },
  },
  {
    fact: 'Annulled',
    topic: 'annulled',
    to: {
      vi: 'người đã được khen thưởng (qua cán bộ hồ sơ nếu chưa có tài khoản), cán bộ hồ sơ của đơn vị đề nghị, người nộp',
      en: 'the nominee (through the nominating clerk where there is no account), clerks of the nominating unit, the nominator',
    },
  },
  {
    fact: 'ComplaintLodged',
    topic: 'complaintLodged',
    to: { vi: 'người ký của đơn vị giải quyết khiếu nại', en: 'signers of the unit that hears it' },
  },
  {
    fact: 'ComplaintConcluded',
    topic: 'complaintConcluded',
    to: {
      vi: 'người được đề nghị (qua cán bộ hồ sơ nếu chưa có tài khoản), cán bộ hồ sơ của đơn vị đề nghị, người nộp',
      en: 'the nominee (through the nominating clerk where there is no account), clerks of the nominating unit, the nominator',
    },
  },
  {
    fact: 'Rerouted',
    topic: 'rerouted',
    to: {
      vi: 'người giữ bước, cán bộ hồ sơ của đơn vị đề nghị hoặc đơn vị kế thừa, người nộp',
      en: 'holders of the step, clerks of the nominating unit or of its successor, the nominator',
    },
  },
  {
    fact: 'DeadlineNear',
    topic: 'deadlineNear',
    to: { vi: 'người phải làm trước hạn', en: 'whoever has to act before it is due' },
  },
];

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
