import { stageOfLevel, type Procedure, type Step } from '../procedure/definition.js';
import { unitLevels, type Role, type UnitLevel } from '../vocabulary.js';
import type { RouteStage, Skipped } from '../nomination/nomination.js';
import { isWaived } from '../nomination/simplified.js';
import type { PathUnit, Refusal } from '../nomination/world.js';

/** A route has one to five stages (model.md 2). */
const LONGEST_ROUTE = 5;

/** By which procedure, and whether it is simplified: then councils, rankings and postings drop out. */
export interface Routing {
  readonly procedure: Procedure;
  readonly simplified: boolean;
}

/** What a submission pins: the stages that will look at the nomination, and those that were left out, each with its rule. */
export interface Route {
  readonly route: readonly RouteStage[];
  readonly skipped: readonly Skipped[];
}

/**
 * The way of a nomination from its unit (first of `path`) up to the unit that decides the award: the first of the
 * deciding level, or where the path has none, the next one above it. Small grassroots units follow model.md 2: with
 * two officers the appraisal drops out, with one the stage as a whole. Signature steps drop out of the deciding
 * unit's stage, because its document is its signature; but not where an external step follows: there the letter is.
 *
 * Refuses with `single-officer` when one officer would decide alone, `no-officer` when a kept step has nobody in its
 * role, when no unit of the path may decide, or when the path is longer than five units.
 */
export function routeOf(path: readonly PathUnit[], decidingLevel: UnitLevel, by: Procedure | Routing): Route | Refusal {
  const { procedure, simplified } = 'procedure' in by ? by : { procedure: by, simplified: false };
  const deciding = decidingIndex(path, decidingLevel);
  if (deciding < 0) return { refused: 'no-officer', observed: 'no deciding unit', needed: decidingLevel };
  if (deciding >= LONGEST_ROUTE) {
    return { refused: 'no-officer', observed: `${deciding + 1} units`, needed: `at most ${LONGEST_ROUTE} units` };
  }
  const route: RouteStage[] = [];
  const skipped: Skipped[] = [];
  for (const [index, unit] of path.slice(0, deciding + 1).entries()) {
    const steps = stepsOf(unit, procedure, index === deciding);
    const small = index === 0 ? smallUnit(unit, procedure) : 'none';
    if (small === 'single' && index === deciding) return singleOfficer(unit);
    const waived = steps.filter((s) => simplified && isWaived(s.kind));
    const dropped = steps.filter(
      (s) => waived.includes(s) || small === 'single' || (small === 'two' && s.kind === 'appraisal'),
    );
    const rule = small === 'single' ? 'single-officer' : 'small-unit';
    const ruleOf = (s: Step) => (waived.includes(s) ? 'simplified' : rule);
    skipped.push(...dropped.map((s) => ({ step: `${s.step}@${unit.id}`, rule: ruleOf(s) }) as const));
    if (small === 'single') continue;
    const kept = steps.filter((s) => !dropped.includes(s));
    const empty = kept.find((s) => !hasOfficer(unit, s.role));
    if (empty) return noOfficer(unit, empty.role);
    route.push({ unit: unit.id, level: unit.level, steps: kept.map((s) => s.step) });
  }
  return { route, skipped };
}

function decidingIndex(path: readonly PathUnit[], level: UnitLevel): number {
  const exact = path.findIndex((u) => u.level === level);
  if (exact >= 0) return exact;
  return path.findIndex((u) => unitLevels.indexOf(u.level) > unitLevels.indexOf(level));
}

function stepsOf(unit: PathUnit, procedure: Procedure, decides: boolean): readonly Step[] {
  const steps = stageOfLevel(procedure, unit.level)?.steps ?? [];
  const decidesItself = decides && !steps.some((s) => s.kind === 'external');
  return decidesItself ? steps.filter((s) => s.kind !== 'signature') : steps;
}

function officersOf(unit: PathUnit): number {
  return new Set([...unit.officers.clerk, ...unit.officers.appraiser, ...unit.officers.signer]).size;
}

/** Persons count, not seats: one person in three seats is one officer. */
function smallUnit(unit: PathUnit, procedure: Procedure): 'single' | 'two' | 'none' {
  if (unit.level !== 'grassroots_union') return 'none';
  const persons = officersOf(unit);
  if (persons <= 1) return 'single';
  return persons < procedure.appraisalNeedsOfficers ? 'two' : 'none';
}

/** Only the three working roles are counted on the path; other roles are proved when the procedure is published. */
function hasOfficer(unit: PathUnit, role: Role): boolean {
  if (role !== 'clerk' && role !== 'appraiser' && role !== 'signer') return true;
  return unit.officers[role].length > 0;
}

function singleOfficer(unit: PathUnit): Refusal {
  return {
    refused: 'single-officer',
    observed: String(officersOf(unit)),
    needed: '2',
    clearedBy: 'administrator',
    data: { unit: unit.id },
  };
}

function noOfficer(unit: PathUnit, role: Role): Refusal {
  return {
    refused: 'no-officer',
    observed: '0',
    needed: `${role}@${unit.id}`,
    clearedBy: 'administrator',
    data: { unit: unit.id, role },
  };
}
