import { isOutcome, partsOfStep, type State, type StepKey } from '../vocabulary.js';
import type { Command } from './commands.js';
import { notNow } from './machine.js';
import { recorded, withMovedSteps, type MovedStep, type RecordedStep } from './moved-steps.js';
import type { Context, Nomination, RouteStage } from './nomination.js';
import type { Plan } from './verdict.js';
import type { Refusal } from './world.js';

/** A route has one to five stages (model.md 2). */
const LONGEST_ROUTE = 5;

/** What a reorganisation means for a nomination: who carries on, and the stages of its way in the new tree. */
export interface NewWay {
  /** The heir of every unit that ended. */
  readonly successors: Readonly<Record<string, string>>;
  readonly stages: readonly RouteStage[];
}

/** The route after a reorganisation, with every step key of the old one. */
export interface Rerouting {
  readonly to: State;
  readonly unit: string;
  readonly route: readonly RouteStage[];
  readonly steps: readonly MovedStep[];
  readonly inserted: readonly StepKey[];
  readonly dropped: readonly StepKey[];
}

/**
 * The way of an open nomination after a reorganisation. What was done, and the stage where it waits, stay as they are, under the heirs of
 * units that ended; stages are inserted and dropped ahead only (case 12). A stage that was done falls into a later one of the same heir.
 * Refuses with `not-now` for an outcome, and with `route-unmapped` when the way is too long.
 */
export function rerouting({ state, context }: Nomination, { successors, stages }: NewWay): Rerouting | Refusal {
  const current = context.returnTo ?? state;
  if (isOutcome(current)) return notNow(state);
  const heir = (unit: string) => successors[unit] ?? unit;
  const at = stageOf(context.route, current);
  if (at < 0) return { refused: 'route-unmapped', observed: current };
  const behind = done(context.route.slice(0, at + 1), heir);
  const unit = heir(context.unit);
  const ahead = current === 'awaitingDecision' ? [] : after(stages, behind, unit);
  const route = [...behind, ...ahead];
  if (route.length > LONGEST_ROUTE) {
    return { refused: 'route-unmapped', observed: `${route.length} units`, needed: `at most ${LONGEST_ROUTE} units` };
  }
  const keys = keysOf(route);
  const inRoute = (key: StepKey) => (keys.includes(key) ? key : null);
  const moved = keysOf(context.route).map((from, _, all): MovedStep => {
    const to = inRoute(mapped(from, heir));
    const later = all
      .slice(all.indexOf(from) + 1)
      .some((k) => mapped(k, heir) === to && stageOf(context.route, k) <= at);
    return { from, to: later ? null : to };
  });
  const steps = [...moved, ...skippedOf(context, moved, heir)];
  const reached = moved.map((m) => m.to);
  return {
    to: toOf(state, steps),
    unit,
    route,
    steps,
    inserted: keys.filter((k) => !reached.includes(k)),
    dropped: moved.filter((m) => m.to === null).map((m) => m.from),
  };
}

/** True where the reorganisation changes nothing for the nomination. */
export function staysAsIs({ context }: Nomination, { unit, route, steps }: Rerouting): boolean {
  const same = JSON.stringify(route) === JSON.stringify(context.route);
  return same && unit === context.unit && steps.every((s) => s.from === s.to);
}

/**
 * An item of the act that made a reorganisation effective. No event of the machine, for nothing is decided: the step stays the same one,
 * and its clock runs on. Refuses what `rerouting` refuses.
 */
export function rerouted(nomination: Nomination, { act, way }: Extract<Command, { type: 'Rerouted' }>): Plan | Refusal {
  const found = rerouting(nomination, way);
  if ('refused' in found) return found;
  const { to, unit, route, steps } = found;
  return { to, facts: [{ type: 'Rerouted', act, unit, route, steps: recorded(steps) }] };
}

function stageOf(route: readonly RouteStage[], key: State): number {
  if (key === 'awaitingDecision') return route.length - 1;
  return route.findIndex((s) => s.unit === partsOfStep(key)?.unit);
}

function keysOf(route: readonly RouteStage[]): readonly StepKey[] {
  return route.flatMap((s) => s.steps.map((step) => `${step}@${s.unit}` as const));
}

function mapped(key: StepKey, heir: (unit: string) => string): StepKey {
  const { step, unit } = partsOfStep(key) ?? { step: '', unit: '' };
  return `${step}@${heir(unit)}`;
}

function done(stages: readonly RouteStage[], heir: (unit: string) => string): readonly RouteStage[] {
  const moved = stages.map((s) => ({ ...s, unit: heir(s.unit) }));
  return moved.filter((s, i) => !moved.slice(i + 1).some((later) => later.unit === s.unit));
}

function after(
  stages: readonly RouteStage[],
  behind: readonly RouteStage[],
  nominating: string,
): readonly RouteStage[] {
  const units = behind.map((s) => s.unit);
  const passed = stages.findLastIndex((s) => units.includes(s.unit));
  return stages.slice(passed + 1).filter((s) => !units.includes(s.unit) && s.unit !== nominating);
}

function skippedOf(
  { skipped }: Context,
  moved: readonly MovedStep[],
  heir: (unit: string) => string,
): readonly MovedStep[] {
  const others = skipped.filter((s) => !moved.some((m) => m.from === s.step));
  return others.map(({ step }) => ({ from: step, to: mapped(step, heir) }));
}

function toOf(state: State, steps: readonly MovedStep[]): State {
  return steps.find((s) => s.from === state)?.to ?? state;
}

/** What a re-routing changes in the context: every step key, and who carries the nomination on. */
export function ofRerouting(
  context: Context,
  {
    unit,
    route,
    steps,
  }: { readonly unit: string; readonly route: readonly RouteStage[]; readonly steps: readonly RecordedStep[] },
): Partial<Context> {
  const before = context.unit;
  return {
    unit,
    route,
    ...(unit === before ? {} : { formerUnit: context.formerUnit ?? before }),
    ...withMovedSteps(context, steps),
    rerouted: true,
  };
}
