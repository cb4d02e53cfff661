import type { EvidenceMap } from '../criteria/evidence.js';
import type { Criterion, SubjectType, Verification } from '../criteria/types.js';

export type AwardKind = 'title' | 'form' | 'award';

export type DecidingLevel =
  'grassroots_union' | 'immediate_superior_union' | 'level2_union' | 'federation' | 'ministry_or_province' | 'state';

export type DossierItem =
  | 'submissionLetter'
  | 'achievementReport'
  | 'achievementReportCertified'
  | 'summaryReport'
  | 'minutes'
  | 'ballotResult'
  | 'initiativeCertificate'
  | 'nomineeList'
  | 'serviceRecordSelfDeclared'
  | 'otherDocumentsArt33'
  | 'electronicFile'
  | 'taxInsuranceConfirmation'
  | 'deedConfirmation'
  | 'paperMinutes';

/** Within one deciding level and year, comprehensive and thematic commendation exclude each other (HD 1217 §1.1). */
export type Exclusivity = 'comprehensive' | 'thematic';

/** A law or regulation and when it was in force; a missing date is unknown or open. */
export interface Regime {
  readonly id: string;
  readonly text: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly verification: Verification;
  readonly note: string | null;
}

export interface Source {
  readonly ref: string;
  readonly url: string | null;
}

export interface Frequency {
  readonly rule: 'annual' | 'once_per_person';
  readonly verification: Verification;
  readonly timing?: string;
  readonly scope?: string;
  readonly everyYears?: number;
  readonly alternative?: string;
}

/** Multiples of the base salary as decimal strings; an absent one is "not set", never zero. */
export interface MoneyMultiple {
  readonly individual?: string;
  readonly individualMax?: string;
  readonly collective?: string;
  readonly base: string;
  readonly regime: string;
  readonly verification: Verification;
  readonly note?: string;
}

export interface Award {
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string;
  /** Title, form and award are three kinds in law; reports never mix them. */
  readonly kind: AwardKind;
  readonly subjectTypes: readonly SubjectType[];
  readonly decidingLevel: DecidingLevel;
  /** The level is a default that an administrator may change, not a provision. */
  readonly decidingLevelIsDefault: boolean;
  readonly decidedBy: string | null;
  /** At most one grant per person, ever. */
  readonly once: boolean;
  readonly frequency: Frequency | null;
  /** False: Submit answers `award-not-open`. */
  readonly open: boolean;
  readonly dossierItems: readonly DossierItem[];
  readonly exclusivity: Exclusivity | null;
  readonly moneyMultiple: MoneyMultiple | null;
  readonly regime: readonly string[];
  /** The text in force that the rows are to be compared with. */
  readonly confirmAgainst: string;
  readonly sources: readonly Source[];
  readonly verification: Verification;
  readonly notes: string | null;
}

/** How items 1.1 and 1.2 of QĐ 1689 Art 14(1) combine: the text leaves it open, so it is a switch of the rule set. */
export type Art14Reading = 'cumulative' | 'alternative';

/** One version of the criteria of all awards. Plain JSON without nulls: the engine hashes it and pins the hash. */
export interface RuleSet {
  readonly id: string;
  readonly version: number;
  /** First and last local date in force; without `validTo` it is open. */
  readonly validFrom: string;
  readonly validTo?: string;
  readonly stateLaw: string;
  readonly switches: { readonly art14Reading: Art14Reading };
  /** By award code; one criterion per direct child of the award's root `all`. */
  readonly awards: Readonly<Record<string, readonly Criterion[]>>;
  /** Which items of a dossier can show which fact; without it any item shows what its clerk says. */
  readonly evidence?: EvidenceMap;
}
