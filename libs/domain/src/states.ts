/** How a nomination can end. Outcomes are ordinary states with few exits. */
export const outcomes = [
  'commended',
  'rejected',
  'notPassed',
  'notSelectedQuota',
  'withdrawn',
  'refusedExternally',
  'annulled',
] as const;
export type Outcome = (typeof outcomes)[number];

/** Outcomes of a refusal, against which the nominating unit may complain (khiếu nại). */
export const complainable = ['rejected', 'notPassed', 'notSelectedQuota'] as const satisfies readonly Outcome[];
export type Complainable = (typeof complainable)[number];

/** `<step>@<unit id>`: never an index or a level, so that a reorganisation cannot change its meaning. */
export type StepKey = `${string}@${string}`;

/** A state in which a reviewing unit has its turn; a supplement comes back to the one that asked for it. */
export type ReviewState = StepKey | 'awaitingDecision';

/** The one string that says where a nomination is. */
export type State = 'draft' | 'returned' | 'awaitingDecision' | Outcome | StepKey;

/** The step and the unit of a step key; null for any other state. */
export function partsOfStep(state: string): { step: string; unit: string } | null {
  const at = state.indexOf('@');
  return at < 0 ? null : { step: state.slice(0, at), unit: state.slice(at + 1) };
}

/** True for a state in which a nomination has ended. */
export function isOutcome(state: string): state is Outcome {
  return (outcomes as readonly string[]).includes(state);
}

/** What an edge of a statechart means to people. */
export const edgeKinds = ['forward', 'return', 'resubmit', 'reject', 'withdraw', 'reopen', 'annul'] as const;
export type EdgeKind = (typeof edgeKinds)[number];

/** How a state of a chart stands to a nomination: `next` can still come, `notTaken` will not. */
export const chartStatuses = ['past', 'current', 'next', 'notTaken'] as const;
export type ChartStatus = (typeof chartStatuses)[number];
