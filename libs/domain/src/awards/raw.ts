import type { CriterionNode, SubjectType, Verification } from '../criteria/types.js';
import type {
  Art14Reading,
  AwardKind,
  DecidingLevel,
  DossierItem,
  Frequency,
  MoneyMultiple,
  Regime,
  Source,
} from './types.js';

/** The criteria of an award as the catalogue has them: a root `all` whose children carry their own words. */
export interface RawCriteria {
  readonly ruleSet: string;
  readonly regime?: string;
  readonly switch?: { readonly id: 'art14Reading'; readonly value: Art14Reading };
  readonly all: readonly CriterionNode[];
}

/** Quotas, ballots, postings and prerequisites are read when their steps come; until then they only stand on record. */
interface OnRecord {
  readonly prerequisites: unknown;
  readonly quotas: unknown;
  readonly ballot: unknown;
  readonly posting?: unknown;
  readonly variants?: unknown;
  readonly filingWindowsSeen?: unknown;
}

export interface RawAward extends OnRecord {
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly kind: AwardKind;
  readonly subjectTypes: readonly SubjectType[];
  readonly decidingLevel: DecidingLevel | null;
  readonly decidingLevelDefault?: {
    readonly level: DecidingLevel;
    readonly note: string;
    readonly editable: boolean;
    readonly verification: Verification;
  };
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
  readonly nameVi: string;
  readonly nameEn: string;
  readonly legalRegime: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly unconfirmedMark: string;
  readonly confirmedBy: string | null;
  readonly versions: readonly {
    readonly version: number;
    readonly validFrom: string;
    readonly validTo: string | null;
    readonly stateLaw: string;
    readonly note?: string;
  }[];
  readonly regimeAnchor: string;
  readonly switches: readonly unknown[];
  readonly sourcesOfFacts: readonly string[];
  readonly note: string;
  readonly awards: readonly string[];
}

interface ItemList {
  readonly items: readonly DossierItem[];
  readonly basis: string;
  readonly verification: Verification;
}

export interface Catalogue {
  readonly asOf: string;
  readonly regimes: readonly Regime[];
  readonly dossierItemTypes: Readonly<Record<DossierItem, string>>;
  readonly dossierDefaults: {
    readonly title: ItemList & { readonly plusForFighterTitles: readonly DossierItem[] };
    readonly form: ItemList;
    readonly award: ItemList & {
      readonly plusForInitiativeAwards: readonly DossierItem[];
      readonly appliesPlusTo: readonly string[];
    };
    readonly simplified: ItemList;
    readonly originalSets: number;
  };
  readonly ruleSets: readonly [RawRuleSet];
  readonly awards: readonly RawAward[];
}
