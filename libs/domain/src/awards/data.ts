import type { CriterionNode, SubjectType, Text, Verification } from '../criteria/types.js';
import catalogue from './catalogue.json' with { type: 'json' };
import type { Art14Reading, AwardKind, DecidingLevel, DossierItem, Frequency, MoneyMultiple, Source } from './types.js';

/** A row of the catalogue as it was read: a node with its own words, in the root `all` of an award. */
export type RawRow = CriterionNode;

export interface RawCriteria {
  readonly ruleSet: string;
  readonly regime?: string;
  readonly switch?: { readonly id: string; readonly value: Art14Reading };
  readonly all: readonly RawRow[];
}

export interface RawAward {
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly kind: AwardKind;
  readonly subjectTypes: readonly SubjectType[];
  readonly decidingLevel: DecidingLevel | null;
  readonly decidingLevelDefault?: { readonly level: DecidingLevel };
  readonly decidedBy: string | null;
  readonly criteriaDefault?: RawCriteria;
  readonly criteriaVariants?: readonly RawCriteria[];
  readonly dossierItems: readonly DossierItem[] | null;
  readonly frequency: Frequency | null;
  readonly moneyMultiple: MoneyMultiple | null;
  readonly regime: readonly string[];
  readonly confirmAgainst: string;
  readonly sources: readonly Source[];
  readonly verification: Verification;
  readonly notes: string | null;
}

interface RawRuleSet {
  readonly id: string;
  readonly versions: readonly {
    readonly version: number;
    readonly validFrom: string;
    readonly validTo: string | null;
    readonly stateLaw: string;
  }[];
  readonly awards: readonly string[];
}

interface DossierDefaults {
  readonly title: { readonly items: readonly DossierItem[]; readonly plusForFighterTitles: readonly DossierItem[] };
  readonly form: { readonly items: readonly DossierItem[] };
  readonly award: {
    readonly items: readonly DossierItem[];
    readonly plusForInitiativeAwards: readonly DossierItem[];
    readonly appliesPlusTo: readonly string[];
  };
}

interface Catalogue {
  readonly ruleSets: readonly [RawRuleSet];
  readonly facts: Readonly<Record<string, { readonly type: string; readonly vi: string; readonly values?: string[] }>>;
  readonly dossierItemTypes: Readonly<Record<DossierItem, string>>;
  readonly dossierDefaults: DossierDefaults;
  readonly awards: readonly RawAward[];
}

/**
 * `catalogue.json` is the researched catalogue, word for word; every mark of verification in it stands. TypeScript
 * widens its literals to plain strings, so its shape is asserted here and proved by `catalogue.spec.ts`.
 */
export const data = catalogue as unknown as Catalogue;

/** Labels of dossier items; the Vietnamese ones are those of the catalogue. */
const ENGLISH: Readonly<Record<DossierItem, string>> = {
  submissionLetter: 'submission letter',
  achievementReport: 'achievement report',
  achievementReportCertified: 'achievement report certified by the submitting level',
  summaryReport: 'summary report of achievements',
  minutes: 'minutes of the review or of the council',
  ballotResult: 'result of the secret ballot',
  initiativeCertificate: 'certificate of an initiative or research work',
  nomineeList: 'nominee list',
  serviceRecordSelfDeclared: 'self-declared record of union service',
  otherDocumentsArt33: 'other documents (Decree 152 Art 33)',
  electronicFile: 'electronic file',
  taxInsuranceConfirmation: 'confirmation of taxes and insurance (heads of enterprises)',
  deedConfirmation: 'confirmation of the ad hoc deed',
};

/** The label of a dossier item, or `undefined` for a name the catalogue does not have. */
export function dossierItemLabel(item: string): Text | undefined {
  if (!Object.hasOwn(ENGLISH, item)) return undefined;
  return { vi: data.dossierItemTypes[item as DossierItem], en: ENGLISH[item as DossierItem] };
}
