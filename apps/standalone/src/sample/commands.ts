import { returnCodes, type Command } from '#domain';
import type { nominationView } from '#engine';
import {
  CONFIRMATIONS,
  DOUBTS,
  OPINIONS,
  OVERRIDES,
  RECUSAL,
  REJECTIONS,
  RELATION,
  RETURNS,
  WITHDRAWALS,
} from './phrases.data.js';
import { randomOf } from './random.js';
import type { Case } from './season.js';
import type { Deed } from './timeline.js';

export type View = NonNullable<Awaited<ReturnType<typeof nominationView>>>;

/** What a command is made from: who does what with which case, the screen in front of them, and the command's name. */
export interface Asked {
  readonly case: Case;
  readonly deed: Deed;
  readonly name: string;
  /** The state that the plan expects: another one is a fault of the plan, and refused. */
  readonly state: string;
  readonly view: View;
}

/** The command of a deed, with the words of whoever gives it. */
export function commandOf({ case: c, deed, name, state, view }: Asked): Command {
  const random = randomOf(name);
  const seen = { step: state, evaluation: view.evaluation };
  switch (deed) {
    case 'submit':
      return { type: 'Submit' };
    case 'resubmit':
      return { type: 'Resubmit' };
    case 'recommend': {
      const opinions = OPINIONS[state.startsWith('appraisal') ? 'appraisal' : 'signature'];
      return { type: 'Recommend', seen, opinion: random.pick(opinions) };
    }
    case 'return': {
      const code = random.pick(returnCodes.filter((r): r is keyof typeof RETURNS => r in RETURNS));
      return { type: 'Return', seen, items: [{ item: suppliedItem(c), code }], reason: random.pick(RETURNS[code]) };
    }
    case 'reject': {
      const code = random.pick(Object.keys(REJECTIONS) as (keyof typeof REJECTIONS)[]);
      return { type: 'Reject', seen, code, reason: random.pick(REJECTIONS[code]) };
    }
    case 'withdraw':
      return { type: 'Withdraw', reason: random.pick(WITHDRAWALS) };
    case 'doubt': {
      const criterion = criterionOf(view, ['needsPerson', 'passed']) ?? '';
      return { type: 'Confirm', seen, criterion, result: 'failed', reason: random.pick(DOUBTS) };
    }
    case 'override':
      return { type: 'Override', seen, criterion: criterionOf(view, ['failed']) ?? '', reason: random.pick(OVERRIDES) };
    case 'relation':
      return { type: 'DeclareRelation', relation: 'kin', reason: RELATION };
    case 'recusal':
      return { type: 'Recuse', reason: RECUSAL };
    case 'create':
      throw new Error('a working copy is opened, not commanded');
  }
}

/** An appraiser's answer for a criterion that rests on what is merely declared; undefined when there is none. */
export function confirmationOf({ name, state, view }: Asked): Extract<Command, { type: 'Confirm' }> | undefined {
  const criterion = criterionOf(view, ['needsPerson']);
  if (criterion === undefined) return undefined;
  const reason = randomOf(`${name}/${criterion}`).pick(CONFIRMATIONS);
  return { type: 'Confirm', seen: { step: state, evaluation: view.evaluation }, criterion, result: 'passed', reason };
}

function criterionOf(view: View, results: readonly string[]): string | undefined {
  return view.criteria.find((c) => c.severity === 'hard' && results.includes(c.result))?.criterion;
}

/** What reviewers miss: an item that the award does not ask for, so that earlier approvals rest on nothing that changes. */
export function suppliedItem(c: Case): string {
  return c.achievement.items.includes('initiativeCertificate') ? 'summaryReport' : 'initiativeCertificate';
}
