import { stageOfLevel, type Procedure, type Step } from '../procedure/definition.js';
import { unitLevels, type Role, type UnitLevel } from '../vocabulary.js';
import type { RouteStage, Skipped } from '../nomination/nomination.js';
import { decidesOnPaper } from '../nomination/paper.js';
import { isWaived } from '../nomination/simplified.js';
import type { PathUnit, Refusal } from '../nomination/world.js';

/** A route has one to five stages (model.md 2). */
const LONGEST_ROUTE = 5;

/**
 * By which procedure, whether it is simplified (councils, rankings and postings drop out), and whether the nominating unit
 * decided its part on paper.
 */
export interface Routing {
  readonly procedure: Procedure;
  readonly simplified: boolean;
  readonly paper?: boolean;
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
 * Of what the nominating unit decided on paper its whole stage drops out, and the next unit is the first.
 *
 * Refuses with `single-officer` when one officer would decide alone, `paper-not-permitted` when the unit of
 * the papers would decide, `no-officer` when a kept step has nobody in its
 * role, when no unit of the path may decide, or when the path is longer than five units.
 */
export function routeOf(path: readonly PathUnit[], decidingLevel: UnitLevel, by: Procedure | Routing): Route | Refusal {
  const routing: Routing = 'procedure' in by ? by : { procedure: by, simplified: false };
  const { procedure } = routing;
  const deciding = decidingIndex(path, decidingLevel);
  if (deciding < 0) return { refused: 'no-officer', observed: 'no deciding unit', needed: decidingLevel };
  if (deciding >= LONGEST_ROUTE) {
    return { refused: 'no-officer', observed: `${deciding + 1} units`, needed: `at most ${LONGEST_ROUTE} units` };
  }
  const route: RouteStage[] = [];
  const skipped: Skipped[] = [];
  for (const [index, unit] of path.slice(0, deciding + 1).entries()) {
    const steps = stepsInStage(procedure, unit.level, index === deciding);
    const size = index === 0 ? sizeOf(unit, routing) : 'none';
    if (index === deciding && size === 'single-officer') return singleOfficer(unit);
    if (index === deciding && size === 'paper') return decidesOnPaper(unit);
    const dropped = droppedOf(unit, steps, size, routing.simplified);
    skipped.push(...dropped);
    if (size === 'single-officer' || size === 'paper') continue;
    const kept = steps.filter((s) => !dropped.some((d) => d.step === `${s.step}@${unit.id}`));
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

/** The steps that a unit of this level may take: the deciding one signs by its document, unless the authority above decides. */
export function stepsInStage(procedure: Procedure, level: UnitLevel, decides: boolean): readonly Step[] {
  const steps = stageOfLevel(procedure, level)?.steps ?? [];
  const decidesItself = decides && !steps.some((s) => s.kind === 'external');
  return decidesItself ? steps.filter((s) => s.kind !== 'signature') : steps;
}

function officersOf(unit: PathUnit): number {
  return new Set([...unit.officers.clerk, ...unit.officers.appraiser, ...unit.officers.signer]).size;
}

/** What a nominating unit leaves out: the rule by which, or none. */
type Size = Exclude<Skipped['rule'], 'simplified' | 'migrated'> | 'none';

/** Steps that drop out of a unit's stage, each with its rule; a small unit leaves out the appraisal only. */
function droppedOf(unit: PathUnit, steps: readonly Step[], size: Size, simplified: boolean): readonly Skipped[] {
  return steps.flatMap(({ step, kind }): Skipped[] => {
    const key = `${step}@${unit.id}` as const;
    if (simplified && isWaived(kind)) return [{ step: key, rule: 'simplified' }];
    return size === 'none' || (size === 'small-unit' && kind !== 'appraisal') ? [] : [{ step: key, rule: size }];
  });
}

/** Persons count, not seats: one person in three seats is one officer. */
function sizeOf(unit: PathUnit, { procedure, paper }: Routing): Size {
  if (paper) return 'paper';
  if (unit.level !== 'grassroots_union') return 'none';
  const persons = officersOf(unit);
  if (persons <= 1) return 'single-officer';
  return persons < procedure.appraisalNeedsOfficers ? 'small-unit' : 'none';
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
