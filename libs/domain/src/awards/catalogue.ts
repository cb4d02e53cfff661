import { isAmong, isPerson } from '../criteria/subjects.js';
import type { SubjectType } from '../criteria/types.js';
import type { Occasion } from '../vocabulary.js';
import { catalogue } from './catalogue-data.js';
import { dossierItemsOf } from './dossier.js';
import type { RawAward } from './raw.js';
import type { Award, DecidingLevel, Exclusivity, Regime } from './types.js';

/**
 * Awards with criteria and a procedure of the union's own. The rest answer `award-not-open`: what the State decides
 * waits for its procedure also where criteria exist (model, section 2).
 */
const OPEN: ReadonlySet<string> = new Set([
  'UNION_CERT_VGCL',
  'UNION_CERT_VGCL_THEMATIC',
  'UNION_CERT_LEVEL2',
  'UNION_CREATIVE_LABOUR',
  'UNION_MEDAL_KNC',
  'UNION_NGUYEN_VAN_LINH',
]);

/** Forms and flags given for the work of a year, or for a theme. Titles, medals and prizes stand outside HD 1217 §1.1. */
const EXCLUSIVITY: Readonly<Record<string, Exclusivity>> = {
  UNION_CERT_VGCL: 'comprehensive',
  UNION_CERT_VGCL_THEMATIC: 'thematic',
  UNION_FLAG_VGCL: 'comprehensive',
  UNION_FLAG_VGCL_THEMATIC_OSH: 'thematic',
  UNION_FLAG_LEVEL2: 'comprehensive',
  UNION_FLAG_LEVEL2_THEMATIC: 'thematic',
  UNION_CERT_LEVEL2: 'comprehensive',
  UNION_LETTER_IMMEDIATE_SUPERIOR: 'comprehensive',
  UNION_LETTER_GRASSROOTS: 'comprehensive',
};

function decidingLevel({ code, decidingLevel: level, decidingLevelDefault }: RawAward): DecidingLevel {
  const decided = level ?? decidingLevelDefault?.level;
  if (decided === undefined) throw new Error(`award ${code} has no deciding level`);
  return decided;
}

function toAward(raw: RawAward): Award {
  return {
    code: raw.code,
    nameVi: raw.nameVi,
    nameEn: raw.nameEn,
    kind: raw.kind,
    subjectTypes: raw.subjectTypes,
    decidingLevel: decidingLevel(raw),
    decidingLevelIsDefault: raw.decidingLevel === null,
    decidedBy: raw.decidedBy,
    once: raw.frequency?.rule === 'once_per_person',
    frequency: raw.frequency,
    open: OPEN.has(raw.code),
    dossierItems: dossierItemsOf(raw),
    exclusivity: EXCLUSIVITY[raw.code] ?? null,
    moneyMultiple: raw.moneyMultiple,
    regime: raw.regime,
    confirmAgainst: raw.confirmAgainst,
    sources: raw.sources,
    verification: raw.verification,
    notes: raw.notes,
  };
}

/** The whole catalogue, in the order of the source. */
export const awards: readonly Award[] = catalogue.awards.map(toAward);

/** The laws and regulations that `Award.regime` names, with their dates. */
export const regimes: readonly Regime[] = catalogue.regimes;

/** The awards that can be submitted today. */
export const openAwards: readonly Award[] = awards.filter(({ open }) => open);

const byCode: ReadonlyMap<string, Award> = new Map(awards.map((award) => [award.code, award]));

/** The award of that code, open or not; `undefined` for a code the catalogue does not have. */
export function awardOf(code: string): Award | undefined {
  return byCode.get(code);
}

/** Whether a subject of this type may receive the award, by its own type or as an individual or a collective. */
export function admits(award: Award, subject: SubjectType): boolean {
  return isAmong(award.subjectTypes, subject);
}

/** The first of the award's subject types that a person, or a unit, can be; `null` when the award is not for them. */
export function subjectTypeFor(award: Award, subject: 'person' | 'unit'): SubjectType | null {
  const wanted = subject === 'person';
  return award.subjectTypes.find((type) => isPerson(type) === wanted && type !== 'family') ?? null;
}

/**
 * How a grant counts within its deciding level and year, where comprehensive and thematic exclude each other
 * (HD 1217 §1.1 [superseded]). Ad hoc commendation and commendation for service stand outside, and so does an award
 * that is neither. `null` excludes nothing.
 */
export function exclusivityOf({ exclusivity }: Award, occasion: Occasion): Exclusivity | null {
  if (exclusivity === null || occasion === 'adHoc' || occasion === 'service') return null;
  return occasion === 'thematic' ? 'thematic' : exclusivity;
}
