import { CORPORATIONS } from './names.data.js';
import { BALLOTS, COUNCIL_LINES, COUNCIL_UNIT } from './council.data.js';
import { EVERY_BRANCH, ONE_BRANCH } from './deck.data.js';
import type { Federation, SampleUnit } from './federation.js';
import { SELECTION_LINES } from './selection.data.js';
import type { Quality } from './achievements.js';

export type End = 'draft' | 'waiting' | 'listed' | 'returned' | 'rejected' | 'withdrawn' | 'commended';
export type Age = 'overdue' | 'soon' | 'middle' | 'fresh';
export type Twist = 'doubt' | 'override' | 'relation' | 'recusal' | 'supplement';

/** Where a nomination of a unit will be at the end of the season. */
export interface Fate {
  readonly unit: string;
  /** Key of the level-2 union. */
  readonly branch: string;
  readonly end: End;
  readonly quality: Quality | null;
  /** Unit and step, `L.appraisal`, resolved to `appraisal@C1`; null for a draft and for what is in a document. */
  readonly step: string | null;
  readonly age: Age;
  readonly twist: Twist | null;
  readonly document: string | null;
  /** Key of the list on which a council votes on it. */
  readonly ballot: string | null;
}

const ages: readonly string[] = ['overdue', 'soon', 'middle', 'fresh'] satisfies Age[];
const twists: readonly string[] = ['doubt', 'override', 'relation', 'recusal', 'supplement'] satisfies Twist[];

/** Whether it waits for the selection of the federation in the end. */
export const isSelected = ({ step }: Pick<Fate, 'step'>): boolean => step === 'selection@F';

/** All fates of a season, spread evenly over the units that fit. */
export function fatesOf(federation: Federation): Fate[] {
  const branches = CORPORATIONS.filter((c) => c.parent === 'F').map((c) => c.key);
  return [
    ...branches.flatMap((branch) => fatesIn(federation, branch, [...EVERY_BRANCH, ...(ONE_BRANCH[branch] ?? [])])),
    ...fatesIn(federation, COUNCIL_UNIT, COUNCIL_LINES),
    ...branches.flatMap((branch) => fatesIn(federation, branch, SELECTION_LINES[branch] ?? [])),
  ];
}

function fatesIn(federation: Federation, branch: string, lines: readonly string[]): Fate[] {
  const units = federation.units.filter(
    (u) => u.level === 'grassroots_union' && branchOf(federation.units, u) === branch,
  );
  return lines.map((line, turn): Fate => {
    const fixed = units.find((u) => line.startsWith(`${u.key} `));
    const words = line.split(' ').slice(fixed === undefined ? 0 : 1);
    const fitting = fixed === undefined ? units.filter((u) => fits(federation, u, words)) : [fixed];
    const unit = fitting[turn % fitting.length];
    if (unit === undefined) throw new Error(`no unit of ${branch} for ${line}`);
    return fateOf(unit, branch, words);
  });
}

function fateOf(unit: SampleUnit, branch: string, words: readonly string[]): Fate {
  const [end = '', where = '', ...more] = words;
  const inDocument = end === 'listed' || end === 'commended';
  return {
    unit: unit.key,
    branch,
    end: end as End,
    quality: end === 'draft' ? (where as Quality) : null,
    step: end === 'draft' || inDocument ? null : stepOf(unit, branch, where),
    age: (more.find((m) => ages.includes(m)) ?? 'fresh') as Age,
    twist: (more.find((m) => twists.includes(m)) ?? null) as Twist | null,
    document: inDocument ? where.replace(/^L/, branch) : null,
    ballot: BALLOTS.find((b) => more.includes(b.key))?.key ?? null,
  };
}

function stepOf(unit: SampleUnit, branch: string, where: string): string {
  const [level = '', step = ''] = where.split('.');
  const keys: Record<string, string> = { G: unit.key, L: branch };
  return `${step}@${keys[level] ?? level}`;
}

/** The level-2 union above a grassroots union. */
function branchOf(units: readonly SampleUnit[], unit: SampleUnit): string {
  const parent = units.find((u) => u.key === unit.parent);
  if (parent === undefined) throw new Error(`${unit.key} has no superior`);
  return parent.level === 'level2_union' ? parent.key : branchOf(units, parent);
}

/** A unit whose route has the step that is spoken of. */
function fits({ officers }: Federation, unit: SampleUnit, [, where = '']: readonly string[]): boolean {
  const people = officers.filter((o) => o.unit === unit.key).length;
  if (where === 'G.appraisal') return people >= 3;
  if (where === 'G.signature') return people >= 2;
  return !where.startsWith('K.') || unit.parent === 'K';
}
