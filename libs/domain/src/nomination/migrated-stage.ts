import { stepsInStage } from '../organisation/route.js';
import { stageOfLevel, type Procedure, type Step } from '../procedure/definition.js';
import type { StepMap } from '../procedure/step-map.js';
import { partsOfStep, type State, type StepKey } from '../vocabulary.js';
import type { Context, RouteStage, Skipped } from './nomination.js';
import { isWaived } from './simplified.js';

/** Where the nomination is in relation to a stage: past it, not there yet, or in this step of it. */
export interface Standing {
  readonly current: 'behind' | 'ahead' | State;
  readonly procedure: Procedure;
  readonly map: StepMap;
  readonly context: Context;
}

/** A stage under the new version. */
export interface MigratedStage {
  readonly stage: RouteStage;
  readonly skipped: readonly Skipped[];
  readonly inserted: readonly StepKey[];
  readonly passed: readonly StepKey[];
}

type Rule = Skipped['rule'];

/** The stage of a unit under the new version: behind as it was, ahead as the new version wants it, and in between a bit of both. */
export function stageUnder(stage: RouteStage, standing: Standing): MigratedStage {
  const { map, procedure, context, current } = standing;
  const old = stage.steps;
  const target = (step: string) => map.find((m) => m.level === stage.level && m.from === step)?.to ?? null;
  const kept = (steps: readonly string[]) => steps.flatMap((s) => target(s) ?? []);
  const here =
    current === 'behind' ? old.length : current === 'ahead' ? -1 : old.indexOf(partsOfStep(current)?.step ?? '');
  const [behind, later] = [kept(old.slice(0, here + 1)), kept(old.slice(here + 1))];
  const rules = rulesOf(stage, standing);
  const decides = context.route.at(-1)?.unit === stage.unit;
  const defined = stageOfLevel(procedure, stage.level)?.steps.map((s) => s.step) ?? [];
  const reached = current === 'behind' ? Infinity : current === 'ahead' ? -1 : defined.indexOf(behind.at(-1) ?? '');
  const rest = stepsInStage(procedure, stage.level, decides).filter(
    (s) => !behind.includes(s.step) && rules(s) === undefined,
  );
  const ahead = rest.filter((s) => later.includes(s.step) || defined.indexOf(s.step) > reached).map((s) => s.step);
  const key = (step: string) => `${step}@${stage.unit}` as const;
  const passed = rest.filter((s) => !ahead.includes(s.step)).map((s) => key(s.step));
  const left = (stageOfLevel(procedure, stage.level)?.steps ?? []).flatMap((s): Skipped[] => {
    const rule = behind.includes(s.step) ? undefined : rules(s);
    return rule === undefined ? [] : [{ step: key(s.step), rule }];
  });
  return {
    stage: { ...stage, steps: [...behind, ...ahead] },
    skipped: [...left, ...passed.map((step): Skipped => ({ step, rule: 'migrated' }))],
    inserted: ahead.filter((s) => !later.includes(s)).map(key),
    passed,
  };
}

/**
 * By which rule a step of the new version is left out. What was left out before stays so under its new name; a step that is new is left
 * out where the simplified procedure, or the small unit, would have left it out.
 */
function rulesOf({ unit, level, steps }: RouteStage, { map, context }: Standing) {
  const before = context.skipped.filter((s) => partsOfStep(s.step)?.unit === unit);
  const small = before.some((s) => s.rule === 'small-unit');
  return ({ step, kind }: Step): Rule | undefined => {
    const origin = map.find((m) => m.level === level && m.to === step)?.from;
    if (origin !== undefined && steps.includes(origin)) return undefined;
    const rule = before.find((s) => partsOfStep(s.step)?.step === origin)?.rule;
    if (rule !== undefined) return rule;
    if (context.simplified !== undefined && isWaived(kind)) return 'simplified';
    return small && kind === 'appraisal' ? 'small-unit' : undefined;
  };
}
