import type { RouteStage } from '../nomination/nomination.js';
import type { Role, StepKind } from '../vocabulary.js';
import { stepOfLevel, type LapseAction, type Procedure, type Stage, type Step } from './definition.js';

/** Steps that one person decides, so that the file may be given to another one, or back to the step before. */
const ones: readonly StepKind[] = ['appraisal', 'signature'];

/**
 * The step of the same stage to which a lapse gives the file back: the one before, where one person decides it and no place hangs
 * on it. Undefined where the step does something else, or has nothing before it on this route.
 */
export function backFrom(
  procedure: Procedure,
  { level, steps }: Pick<RouteStage, 'level' | 'steps'>,
  step: string,
): string | undefined {
  const own = stepOfLevel(procedure, level, step);
  if (own?.onLapse.do !== 'return' || !ones.includes(own.kind)) return undefined;
  const before = stepOfLevel(procedure, level, steps[steps.indexOf(step) - 1] ?? '');
  return before !== undefined && ones.includes(before.kind) && before.quota === undefined ? before.step : undefined;
}

/** The seat that a lapse names in a unit; undefined where it names the role. */
export function namedSeat(action: LapseAction | undefined, unit: string | undefined): string | undefined {
  return action?.do === 'escalate' ? action.seats?.find((s) => s.unit === unit)?.seat : undefined;
}

/** Where a lapse stands: in a step of a stage, or in the deciding unit's clock. */
export interface LapsePlace {
  readonly stage: Stage;
  readonly step: Step;
}

const deciders: readonly Role[] = ['clerk', 'appraiser', 'signer'];

/** Whether a lapse leads to somebody who may act. A step gives back only to a step before it, which one person decides. */
export function leadsSomewhere(action: LapseAction, place: LapsePlace | null): boolean {
  switch (action.do) {
    case 'remind':
      return true;
    case 'escalate':
      return deciders.includes(action.to);
    case 'reassign':
      return place === null || ones.includes(place.step.kind);
    case 'return':
      return place !== null && givesBack(place);
  }
}

/** What `backFrom` would say of the whole stage. */
function givesBack({ stage, step }: LapsePlace): boolean {
  const before = stage.steps[stage.steps.indexOf(step) - 1];
  return ones.includes(step.kind) && before !== undefined && ones.includes(before.kind) && before.quota === undefined;
}

/** A seat that is held today, by its unit and role. */
export interface HeldSeat {
  readonly seat: string;
  readonly unit: string;
  readonly role: Role;
}

/** The seats that a procedure names in its lapses. */
export function seatsNamed({ stages, decision, complaint }: Procedure): readonly string[] {
  const clocks = [...stages.flatMap((s) => s.steps), decision, ...(complaint === undefined ? [] : [complaint])];
  const actions = clocks.map((c) => c.onLapse);
  return actions.flatMap((a) => (a.do === 'escalate' ? (a.seats ?? []).map((s) => s.seat) : []));
}

/** Whether each seat that a lapse names is held in that unit and in that role, and no unit has two. */
export function knowsSeats(action: LapseAction, held: readonly HeldSeat[]): boolean {
  if (action.do !== 'escalate' || action.seats === undefined) return true;
  const { to, seats } = action;
  const known = seats.every((s) => held.some((h) => h.seat === s.seat && h.unit === s.unit && h.role === to));
  return known && new Set(seats.map((s) => s.unit)).size === seats.length;
}
