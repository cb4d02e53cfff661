import type { UnitLevel } from '../vocabulary.js';
import type { Refusal } from '../nomination/world.js';
import { treeFault, treeOn, type Tree, type UnitVersion } from './tree.js';

/** What happens to one unit: it ends, and others carry on; or it gets another superior, level or name. */
export type UnitDeed =
  | { readonly do: 'end'; readonly unit: string; readonly successors: readonly string[] }
  | {
      readonly do: 'change';
      readonly unit: string;
      readonly parent?: string;
      readonly level?: UnitLevel;
      readonly name?: string;
      readonly symbol?: string;
    };

/** Deeds that take effect together, at the beginning of a day. */
export interface Reorganisation {
  readonly on: string;
  readonly deeds: readonly UnitDeed[];
}

/** The versions after a reorganisation. Those of the units it concerns must go on without an end: `reorganisationRefusal`. */
export function reorganised(versions: readonly UnitVersion[], { on, deeds }: Reorganisation): readonly UnitVersion[] {
  const of = (v: UnitVersion) => (v.to === null ? deeds.find((d) => d.unit === v.unit) : undefined);
  return versions.flatMap((v) => {
    const deed = of(v);
    if (!deed) return [v];
    const before = { ...v, to: on };
    if (deed.do === 'end') return [{ ...before, successors: deed.successors }];
    const { parent = v.parent, level = v.level, name = v.name, symbol = v.symbol } = deed;
    return [before, { ...v, from: on, parent, level, name, symbol }];
  });
}

/** The versions without a reorganisation that was planned; the opposite of `reorganised`. */
export function unplanned(versions: readonly UnitVersion[], { on, deeds }: Reorganisation): readonly UnitVersion[] {
  const concerned = (v: UnitVersion) => deeds.some((d) => d.unit === v.unit);
  return versions
    .filter((v) => !(concerned(v) && v.from === on))
    .map((v) => {
      if (!concerned(v) || v.to !== on) return v;
      const { successors: _, ...going } = v;
      return { ...going, to: null };
    });
}

/** Years ahead in which a reorganisation can be planned: the end of the fifth year from now. */
const YEARS_AHEAD = 5;

/**
 * Why a reorganisation cannot be planned: a day that is past or too far (`wrong-date`), a unit that has ended or is concerned twice, one
 * that would end before it begins (`dates-reversed`), a change to what is so already (`nothing-changes`), the root moved (`root-unit`),
 * a successor that has ended itself or is the unit (`unit-ended`), a plan that comes after it for the same unit (`plans-overlap`), and a
 * tree that is none on that day or on the day of a later plan (`unit-cycle`, `level-order`, `unit-in-use`, `unit-ended`). Null when it
 * can.
 */
export function reorganisationRefusal(
  versions: readonly UnitVersion[],
  plan: Reorganisation,
  days: { readonly today: string; readonly later: readonly string[] },
): Refusal | null {
  const { on, deeds } = plan;
  const last = `${String(Number(days.today.slice(0, 4)) + YEARS_AHEAD)}-12-31`;
  if (on < days.today || on > last) return { refused: 'wrong-date', observed: on, needed: `${days.today} … ${last}` };
  const units = deeds.map((d) => d.unit);
  const twice = units.find((u, i) => units.indexOf(u) !== i);
  if (twice !== undefined) return { refused: 'plans-overlap', observed: twice };
  for (const deed of deeds) {
    const refused = deedRefusal(versions, plan, deed);
    if (refused) return refused;
  }
  const after = reorganised(versions, plan);
  return successorFault(treeOn(after, on), deeds) ?? faultOnDays(after, [on, ...days.later.filter((d) => d > on)]);
}

/** The first thing that is wrong with the tree on one of the days, or with who carries on for the units that end on it. */
export function faultOnDays(versions: readonly UnitVersion[], days: readonly string[]): Refusal | null {
  for (const day of days) {
    const tree = treeOn(versions, day);
    const fault = treeFault(tree) ?? heirFault(versions, tree, day);
    if (fault) return { ...fault, data: { ...fault.data, on: day } };
  }
  return null;
}

/** A unit that was to carry on from this day has ended before. */
function heirFault(versions: readonly UnitVersion[], tree: Tree, day: string): Refusal | null {
  for (const { unit, to, successors = [] } of versions) {
    const gone = to === day ? successors.find((s) => !tree.has(s)) : undefined;
    if (gone !== undefined) return { refused: 'unit-ended', observed: gone, data: { unit } };
  }
  return null;
}

function deedRefusal(versions: readonly UnitVersion[], { on }: Reorganisation, deed: UnitDeed): Refusal | null {
  const last = versions.filter((v) => v.unit === deed.unit).sort((a, b) => (a.from < b.from ? 1 : -1))[0];
  if (last === undefined) return { refused: 'unknown-reference', observed: deed.unit };
  if (last.to !== null) return { refused: 'unit-ended', observed: last.to, data: { unit: deed.unit } };
  const planned = versions.some((v) => v.unit === deed.unit && v.to !== null && v.to >= on);
  if (planned) return { refused: 'plans-overlap', observed: deed.unit };
  if (last.from >= on) return { refused: 'dates-reversed', observed: on, needed: `> ${last.from}` };
  const root = last.parent === null;
  const moves = deed.do === 'end' || deed.parent !== undefined || deed.level !== undefined;
  if (root && moves) return { refused: 'root-unit', observed: deed.unit };
  return changesNothing(last, deed) ? { refused: 'nothing-changes', observed: deed.unit } : null;
}

function changesNothing(now: UnitVersion, deed: UnitDeed): boolean {
  if (deed.do === 'end') return false;
  const { parent = now.parent, level = now.level, name = now.name, symbol = now.symbol } = deed;
  return parent === now.parent && level === now.level && name === now.name && symbol === now.symbol;
}

function successorFault(tree: Tree, deeds: readonly UnitDeed[]): Refusal | null {
  for (const deed of deeds) {
    const named = deed.do === 'end' ? deed.successors : [deed.parent].filter((p) => p !== undefined);
    const gone = named.find((u) => !tree.has(u));
    if (gone !== undefined) return { refused: 'unit-ended', observed: gone, data: { unit: deed.unit } };
  }
  return null;
}
