import { unitLevels, type UnitLevel } from '../vocabulary.js';
import type { Refusal } from '../nomination/world.js';

/** A unit as it was from a day on, up to the day before `to`. Names are words: null where they were erased. */
export interface UnitVersion {
  readonly unit: string;
  /** Local dates, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string | null;
  readonly level: UnitLevel;
  readonly parent: string | null;
  readonly name: string | null;
  readonly symbol: string | null;
  /** Who carries on, the heir first; only of a version that a reorganisation ended. */
  readonly successors?: readonly string[];
}

/** The units of one day. */
export type Tree = ReadonlyMap<string, UnitVersion>;

/** The units that were there on a day. */
export function treeOn(versions: readonly UnitVersion[], on: string): Tree {
  const there = versions.filter((v) => v.from <= on && (v.to === null || on < v.to));
  return new Map(there.map((v) => [v.unit, v]));
}

/** The units from one up to the root; empty for a unit that was not there. Ends where a superior is missing or comes again. */
export function pathOf(tree: Tree, unit: string): readonly UnitVersion[] {
  const path: UnitVersion[] = [];
  let at = tree.get(unit);
  while (at !== undefined && !path.includes(at)) {
    path.push(at);
    at = at.parent === null ? undefined : tree.get(at.parent);
  }
  return path;
}

/** Those of the units, and everything below them. */
export function below(tree: Tree, units: readonly string[]): ReadonlySet<string> {
  return new Set([...tree.keys()].filter((unit) => pathOf(tree, unit).some((v) => units.includes(v.unit))));
}

/**
 * A unit is of a lower level than the one above it. Immediate superiors also stand above each other, which makes five stages, and an
 * industry union of level 2 above another one (case 12).
 */
export function fitsUnder(level: UnitLevel, above: UnitLevel): boolean {
  const distance = unitLevels.indexOf(above) - unitLevels.indexOf(level);
  return distance > 0 || (distance === 0 && (level === 'immediate_superior_union' || level === 'level2_union'));
}

/** What is wrong with the units of a day: a superior that is not there, a level that does not fit, a unit above itself. */
export function treeFault(tree: Tree): Refusal | null {
  for (const version of tree.values()) {
    const fault = faultOf(tree, version);
    if (fault) return fault;
  }
  return null;
}

function faultOf(tree: Tree, { unit, parent, level }: UnitVersion): Refusal | null {
  if (parent === null) return null;
  const above = tree.get(parent);
  if (above === undefined) return { refused: 'unit-in-use', observed: parent, data: { unit } };
  const top = pathOf(tree, unit).at(-1);
  if (top?.parent != null) return { refused: 'unit-cycle', observed: unit, data: { unit, parent } };
  if (fitsUnder(level, above.level)) return null;
  return { refused: 'level-order', observed: level, needed: `below ${above.level}`, data: { unit, parent } };
}
