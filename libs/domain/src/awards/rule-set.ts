import { addDays } from '../calendar/days.js';
import type { LocalDate } from '../calendar/types.js';
import type { Criterion, CriterionNode } from '../criteria/types.js';
import { catalogue } from './catalogue-data.js';
import type { RawAward, RawCriteria } from './raw.js';
import type { Art14Reading, RuleSet } from './types.js';

export type RuleSetVersion = 1 | 2;

/** A regime that ends or begins within these days is announced on what is shown "theo quy định hôm nay" [default]. */
const REGIME_WARNING_DAYS = 60;

const [source] = catalogue.ruleSets;

/** A root child as a criterion: what it says of itself goes to the criterion, what it asks to the tree. */
function toCriterion(row: CriterionNode): Criterion {
  const { code, severity, vi, en, source: citation, verification, appliesTo } = row;
  if (!code || !severity || !vi || !en || !citation || !verification) throw new Error(`incomplete row ${code}`);
  const said = { code, severity, vi, en, source: citation, verification, confirmed: false };
  return { ...said, ...(appliesTo && { appliesTo }), tree: question(row) };
}

function question(row: CriterionNode): CriterionNode {
  if ('fact' in row) return { fact: row.fact, op: row.op, value: row.value };
  return 'all' in row ? { all: row.all } : { any: row.any };
}

/** The rows for a state law and a reading: a variant that names them, or the default. */
function rowsOf(award: RawAward, stateLaw: string, reading: Art14Reading): readonly CriterionNode[] {
  const names = (variant: RawCriteria) => variant.regime === stateLaw || variant.switch?.value === reading;
  const chosen = award.criteriaVariants?.find(names) ?? award.criteriaDefault;
  return chosen?.all ?? [];
}

function build(version: RuleSetVersion, art14Reading: Art14Reading): RuleSet {
  const row = source.versions.find((candidate) => candidate.version === version);
  if (row === undefined) throw new RangeError(`${source.id} has no version ${version}`);
  const { validFrom, validTo, stateLaw } = row;
  const awards: Record<string, readonly Criterion[]> = {};
  for (const award of catalogue.awards) {
    if (source.awards.includes(award.code)) {
      awards[award.code] = rowsOf(award, stateLaw, art14Reading).map(toCriterion);
    }
  }
  const until = validTo === null ? {} : { validTo };
  return { id: source.id, version, validFrom, ...until, stateLaw, switches: { art14Reading }, awards };
}

/** Both versions in the default reading, built once. */
const defaults: Readonly<Record<RuleSetVersion, RuleSet>> = { 1: build(1, 'cumulative'), 2: build(2, 'cumulative') };

/**
 * LAUREL-2026: version 1 from 29/05/2024 (Law 06/2022/QH15), version 2 from 01/10/2026 (Law 06/2026/QH16, draft
 * wording). Every row is unconfirmed until an administrator compares it with QĐ 999. `art14Reading` says whether
 * items 1.1 and 1.2 of QĐ 1689 Art 14(1) are both asked for or one of them; default both.
 */
export function ruleSet(version: RuleSetVersion, art14Reading: Art14Reading = 'cumulative'): RuleSet {
  return art14Reading === 'cumulative' ? defaults[version] : build(version, art14Reading);
}

/** The version in force on a local date, or `null` before the first one. */
export function ruleSetInForce(date: LocalDate): RuleSet | null {
  const inForce = ({ validFrom, validTo }: RuleSet) => validFrom <= date && (validTo === undefined || date <= validTo);
  return [defaults[2], defaults[1]].find(inForce) ?? null;
}

/** The version that will replace today's within so many calendar days, for the warning before receipt; else `null`. */
export function nextRuleSet(today: LocalDate, withinDays = REGIME_WARNING_DAYS): RuleSet | null {
  const horizon = addDays(today, withinDays);
  return [defaults[1], defaults[2]].find(({ validFrom }) => validFrom > today && validFrom <= horizon) ?? null;
}
