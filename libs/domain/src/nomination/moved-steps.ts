import type { State, StepKey } from '../vocabulary.js';
import type { Context } from './nomination.js';

/** Where a step went: to a key of the new route, or null where the new route has no such step. */
export interface MovedStep {
  readonly from: StepKey;
  readonly to: StepKey | null;
}

/** The same as an entry holds it, where no null may stand: a step that went nowhere has no `to`. */
export interface RecordedStep {
  readonly from: StepKey;
  readonly to?: StepKey;
}

/** What an entry says of moved steps. */
export function recorded(steps: readonly MovedStep[]): readonly RecordedStep[] {
  return steps.map(({ from, to }) => (to === null ? { from } : { from, to }));
}

/** The parts of a context that name steps, with the keys that they have now. A step that went nowhere keeps its key. */
export function withMovedSteps(context: Context, steps: readonly RecordedStep[]): Partial<Context> {
  const key = <K extends State>(from: K): K => (steps.find((s) => s.from === from)?.to ?? from) as K;
  const at = <T extends { readonly step: State }>(of: T): T => ({ ...of, step: key(of.step) });
  const { ballots, reopened, done: given, lapsed, returnTo } = context;
  return {
    skipped: context.skipped.map(at),
    returnTo: returnTo === null ? null : key(returnTo),
    deadlines: context.deadlines.map(at),
    lapsed: lapsed === null ? null : at(lapsed),
    ...(ballots ? { ballots: ballots.map(at) } : {}),
    ...(reopened ? { reopened: reopened.map(key) } : {}),
    ...(given ? { done: given.map(at) } : {}),
  };
}
