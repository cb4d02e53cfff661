import { councilProcedure, quotaProcedure, type Criterion, type Procedure, type Step } from '#domain';
import type { World } from './world.js';

/** The Labour Order of the State: its procedure and criteria as administrators would publish them, and somebody who deserves it. */

export const AWARD = 'STATE_LABOUR_ORDER_3';
export const ITEMS = ['submissionLetter', 'achievementReport', 'minutes'];

const clock = { workingDays: 10, remindAt: [8, 10], onLapse: { do: 'escalate', to: 'signer' } } as const;
const posting: Step = { step: 'posting', kind: 'posting', role: 'clerk', combine: [], ...clock };
const signature: Step = { step: 'signature', kind: 'signature', role: 'signer', combine: [], ...clock };
const external: Step = { step: 'external', kind: 'external', role: 'clerk', combine: [], ...clock };
const federation = councilProcedure.stages.find((s) => s.level === 'federation');
const [appraisal, ballot] = federation?.steps ?? [];

/** Posted before the council meets; then the ballot, the letter and the way outside. */
export const stateOrder: Procedure = {
  ...councilProcedure,
  id: 'STATE-ORDER',
  appliesTo: { awards: [AWARD] },
  stages: [
    ...councilProcedure.stages.filter((s) => s.level === 'any'),
    { level: 'federation', steps: [appraisal, posting, ballot, signature, external].filter((s) => s !== undefined) },
  ],
};

/** A place of the unit's quota is taken on the way; the federation appraises and posts. */
export const postedByQuota: Procedure = {
  ...quotaProcedure,
  id: 'POSTED',
  stages: [
    ...quotaProcedure.stages.filter((s) => s.level !== 'federation'),
    { level: 'federation', steps: [appraisal, posting].filter((s) => s !== undefined) },
  ],
};

const row = (code: string, vi: string, en: string): Omit<Criterion, 'tree'> => ({
  ...{ code, vi, en, severity: 'hard', source: 'Law 06/2022/QH15 Art 44(1)(e)', verification: 'text', confirmed: true },
});

/** Law 2022 Art 44(1)(e): five years without a gap since the certificate, one of them excellent, three times the title. */
export const labourOrder: readonly Criterion[] = [
  {
    ...row('HCLD3-1', 'Năm năm liên tục hoàn thành tốt trở lên', 'Five consecutive years of good completion'),
    tree: { fact: 'assessment.goodStreakSincePmCertificate', op: '>=', value: 5 },
  },
  {
    ...row('HCLD3-2', 'Có năm hoàn thành xuất sắc trong thời gian đó', 'A year of excellent completion in that time'),
    tree: { fact: 'assessment.excellentYearsInThatStreak', op: '>=', value: 1 },
  },
  {
    ...row('HCLD3-3', 'Ba lần Chiến sĩ thi đua cơ sở trong thời gian đó', 'Three times the title in that time'),
    tree: { fact: 'grant.grassrootsFighterInThatStreak', op: '>=', value: 3 },
  },
];

const GOOD = 'hoan_thanh_tot_nhiem_vu';
const EXCELLENT = 'hoan_thanh_xuat_sac_nhiem_vu';

interface Record9 {
  /** What a year was assessed otherwise than in case 9. */
  readonly years?: Readonly<Record<number, string>>;
  readonly titles?: readonly number[];
  /** Year of the certificate of the Prime Minister; null for none. */
  readonly certificate?: number | null;
}

/** H of case 9: the certificate in 2019, good in 2020 to 2026, excellent in 2023, the title in 2021, 2023 and 2025. */
export async function foreman(w: World, key: string, given: Record9 = {}): Promise<string> {
  const { person } = await w.person(key, 'G1');
  const { years = {}, titles = [2021, 2023, 2025], certificate = 2019 } = given;
  for (let year = 2018; year <= 2026; year += 1)
    await w.assess(person, year, years[year] ?? (year === 2023 ? EXCELLENT : GOOD));
  for (const year of titles) await w.grant(person, 'STATE_FIGHTER_GRASSROOTS', year);
  if (certificate !== null) await w.grant(person, 'STATE_CERT_PM', certificate);
  return person;
}
