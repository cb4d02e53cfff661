import { closeness, type Procedure } from '../procedure/definition.js';
import type { StepMap } from '../procedure/step-map.js';
import { isOutcome, partsOfStep, type State, type StepKey } from '../vocabulary.js';
import type { Command } from './commands.js';
import { notNow } from './machine.js';
import { stageUnder } from './migrated-stage.js';
import { recorded, withMovedSteps, type MovedStep, type RecordedStep } from './moved-steps.js';
import type { Context, Nomination, Pin, RouteStage, Skipped } from './nomination.js';
import type { Plan } from './verdict.js';
import type { Refusal, World } from './world.js';

/** Another version of the procedure, and where the steps of the pinned one go in it. */
export interface NewVersion {
  readonly procedure: Procedure;
  readonly map: StepMap;
}

/** The way of a nomination under another version of its procedure. */
export interface Migration {
  readonly to: State;
  readonly route: readonly RouteStage[];
  readonly skipped: readonly Skipped[];
  /** Every step key of the old route. */
  readonly steps: readonly MovedStep[];
  /** Steps ahead that the old version did not have. */
  readonly inserted: readonly StepKey[];
  /** New steps behind or beside where it stands: it does not come to them any more. */
  readonly passed: readonly StepKey[];
}

/**
 * What a migration makes of an open nomination. What was done, and the step where it waits, stay what they are under their new names;
 * ahead it goes through the steps of the new version, without those that its unit or the simplified procedure left out before. `given`
 * are the steps of standing approvals. Refuses with `not-now` for an outcome, `award-not-open` where the new version is not meant for the
 * award, and `step-unmapped` naming the steps in use that go nowhere.
 */
export function migration(
  { state, context }: Pick<Nomination, 'state' | 'context'>,
  { procedure, map }: NewVersion,
  given: readonly string[],
): Migration | Refusal {
  const current = context.returnTo ?? state;
  if (isOutcome(current)) return notNow(state);
  if (closeness(procedure, context.award, context.occasion) === null)
    return { refused: 'award-not-open', observed: context.award, needed: `${procedure.id}@${procedure.version}` };
  const steps = movedSteps(context.route, map);
  const used = [...usedBy({ state, context }), ...given];
  const gone = steps.filter((s) => s.to === null && used.includes(s.from)).map((s) => s.from);
  if (gone.length > 0) return { refused: 'step-unmapped', observed: gone.join(', '), data: { steps: gone } };
  const at = current === 'awaitingDecision' ? context.route.length : placeOf(context.route, current);
  if (at < 0) return { refused: 'step-unmapped', observed: current };
  const stages = context.route.map((stage, i) =>
    stageUnder(stage, { current: i < at ? 'behind' : i > at ? 'ahead' : current, procedure, map, context }),
  );
  return {
    to: keyAfter(steps, state),
    route: stages.map((s) => s.stage),
    skipped: [...elsewhere(context), ...stages.flatMap((s) => s.skipped)],
    steps,
    inserted: stages.flatMap((s) => s.inserted),
    passed: stages.flatMap((s) => s.passed),
  };
}

/**
 * An item of the act that moves nominations to another version. No event of the machine, for nothing is decided: the step stays the same
 * one, and its clock runs on. Refuses what `migration` refuses, `not-now` for one that is pinned to another version by now,
 * `in-open-ballot`, `in-open-selection`, and `unknown-reference` for a version that is not published.
 */
export function migrated(
  world: World,
  nomination: Nomination,
  { act, from, procedure, map }: Extract<Command, { type: 'Migrated' }>,
): Plan | Refusal {
  const { id, version } = nomination.procedure;
  if (!samePin(nomination.procedure, from))
    return { ...notNow(`${id}@${version}`), needed: `${from.id}@${from.version}` };
  if (world.inOpenBallot === true)
    return { refused: 'in-open-ballot', needed: 'the ballot closed', clearedBy: 'secretary' };
  if (world.inOpenSelection === true)
    return { refused: 'in-open-selection', needed: 'the selection closed', clearedBy: 'secretary' };
  const value = world.procedureOf?.(procedure);
  if (!value) return { refused: 'unknown-reference', observed: `${procedure.id}@${procedure.version}` };
  const given = world.approvals.map((a) => a.step);
  const found = migration(nomination, { procedure: value, map }, given);
  if ('refused' in found) return found;
  const { to, route, skipped, steps } = found;
  return { to, facts: [{ type: 'Migrated', act, from, procedure, route, skipped, steps: recorded(steps) }] };
}

/** What a migration changes in the context: every step key, the route, and what is left out. */
export function ofMigration(
  context: Context,
  {
    route,
    skipped,
    steps,
  }: {
    readonly route: readonly RouteStage[];
    readonly skipped: readonly Skipped[];
    readonly steps: readonly RecordedStep[];
  },
): Partial<Context> {
  return { ...withMovedSteps(context, steps), route, skipped };
}

function samePin(a: Pin, b: Pin): boolean {
  return a.id === b.id && a.version === b.version && a.hash === b.hash;
}

function movedSteps(route: readonly RouteStage[], map: StepMap): readonly MovedStep[] {
  return route.flatMap(({ unit, level, steps }) =>
    steps.map((step): MovedStep => {
      const to = map.find((m) => m.level === level && m.from === step)?.to ?? null;
      return { from: `${step}@${unit}`, to: to === null ? null : `${to}@${unit}` };
    }),
  );
}

/** Step keys that the nomination cannot do without: where it stands, what runs or stands still, what was done. */
function usedBy({ state, context }: Pick<Nomination, 'state' | 'context'>): readonly string[] {
  const { returnTo, deadlines, lapsed, done = [] } = context;
  return [
    state,
    ...(returnTo === null ? [] : [returnTo]),
    ...deadlines.map((d) => d.step),
    ...(lapsed === null ? [] : [lapsed.step]),
    ...done.map((d) => d.step),
  ];
}

function placeOf(route: readonly RouteStage[], key: State): number {
  return route.findIndex((s) => s.unit === partsOfStep(key)?.unit);
}

function keyAfter(steps: readonly MovedStep[], state: State): State {
  return steps.find((s) => s.from === state)?.to ?? state;
}

/** What was left out as a whole, because its unit is not on the route. */
function elsewhere({ skipped, route }: Context): readonly Skipped[] {
  return skipped.filter((s) => !route.some((r) => r.unit === partsOfStep(s.step)?.unit));
}
