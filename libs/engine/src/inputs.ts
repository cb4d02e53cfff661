import type { Award, Fact, FactInputs } from '#domain';
import type { LoadedRow } from './load.queries.js';

const EXCELLENT = 'hoan_thanh_xuat_sac_nhiem_vu';
const GOOD: readonly string[] = ['hoan_thanh_tot_nhiem_vu', EXCELLENT];

/** Of whom and for which year the registers are asked, and what they hold. */
export type Registered = Pick<LoadedRow, 'assessments' | 'award' | 'grants' | 'subject_type' | 'year'>;

type Declared = Record<string, { value: boolean | number | string; item?: string | undefined }>;

/**
 * Facts as the criteria see them: what the dossier declares (evidenced where an item that is there shows it), replaced by what the
 * registers know. A register that holds nothing at all about a subject leaves a fact unset: unknown, never zero. Only
 * "never held before" and "no comprehensive award in the year" are answered by the grants table alone, because it decides them.
 */
export function inputsOf(
  row: Registered,
  award: Award | undefined,
  declared: Declared,
  items: readonly string[],
): FactInputs {
  const inputs: Record<string, Fact> = {};
  for (const [name, f] of Object.entries(declared)) {
    const shown = f.item !== undefined && items.includes(f.item);
    inputs[name] = {
      value: f.value,
      source: shown ? 'evidenced' : 'declared',
      ...(f.item === undefined ? {} : { item: f.item }),
    };
  }
  return { ...inputs, ...assessed(row), ...granted(row, award), ...sincePmCertificate(row) };
}

function assessed(row: Registered): Record<string, Fact> {
  const byYear = new Map(row.assessments.map((a) => [a.year, a.result]));
  const now = byYear.get(row.year);
  if (now === undefined) return {};
  let streak = 0;
  while (byYear.get(row.year - streak) === EXCELLENT) streak += 1;
  return {
    'assessment.proposalYear': registry(now),
    'assessment.excellentStreak': registry(streak),
    ...(row.subject_type === 'unit' ? { 'unit.excellentAwardYear': registry(now === EXCELLENT) } : {}),
  };
}

function granted(row: Registered, award: Award | undefined): Record<string, Fact> {
  const count = (fits: (g: LoadedRow['grants'][number]) => boolean): number => row.grants.filter(fits).length;
  const known = row.assessments.length > 0 || row.grants.length > 0;
  const merits = row.grants.filter(isMerit);
  const lower = merits.filter((g) => g.award === 'UNION_CERT_LEVEL2' && g.year === row.year - 1).length;
  const member = merits.filter((g) => g.award === 'UNION_TITLE_MEMBER_EXCELLENT').length;
  return {
    'grant.sameAward': registry(count((g) => g.award === row.award)),
    'grant.comprehensiveSameLevelYear': registry(
      count((g) => g.scope === 'comprehensive' && g.level === award?.decidingLevel && g.year === row.year),
    ),
    ...(known || lower > 0 ? { 'grant.level2CertificateYearBefore': registry(lower) } : {}),
    ...(member > 0 ? { 'grant.memberExcellent': registry(member) } : {}),
  };
}

/**
 * What Law 06/2022/QH15 Art 44(1)(e) counts for a Labour Order: the years without a gap up to the proposal year, after the first
 * certificate of the Prime Minister, in which work was completed well or better, and what fell into them. 0 without a certificate.
 */
function sincePmCertificate(row: Registered): Record<string, Fact> {
  if (row.assessments.length === 0) return {};
  const byYear = new Map(row.assessments.map((a) => [a.year, a.result]));
  const merits = row.grants.filter(isMerit);
  const certificate = Math.min(...merits.filter((g) => g.award === 'STATE_CERT_PM').map((g) => g.year));
  const streak: number[] = [];
  for (let y = row.year; y > certificate && GOOD.includes(byYear.get(y) ?? ''); y -= 1) streak.push(y);
  const fighter = merits.filter((g) => g.award === 'STATE_FIGHTER_GRASSROOTS' && streak.includes(g.year));
  return {
    'assessment.goodStreakSincePmCertificate': registry(streak.length),
    'assessment.excellentYearsInThatStreak': registry(streak.filter((y) => byYear.get(y) === EXCELLENT).length),
    'grant.grassrootsFighterInThatStreak': registry(fighter.length),
  };
}

/** What was given for a deed or in a theme is no merit for an award of a higher level (NĐ 152/2025). */
function isMerit({ occasion }: LoadedRow['grants'][number]): boolean {
  return occasion !== 'adHoc' && occasion !== 'thematic';
}

function registry(value: boolean | number | string): Fact {
  return { value, source: 'registry' };
}
