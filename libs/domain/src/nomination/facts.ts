import type {
  BallotBase,
  Complainable,
  HoldKind,
  Occasion,
  RejectCode,
  RelationKind,
  ReturnCode,
  ReviewState,
  State,
  StepKey,
} from '../vocabulary.js';
import type { Money } from '../money/amount.js';
import type { LapseAction } from '../procedure/definition.js';
import type { Simplified } from './simplified.js';
import type { Deadline, Pin, RouteStage, Skipped } from './nomination.js';

/** What an approval rests on: names of facts and items, and the hash of their values (model.md 3). */
export interface ApprovalInputs {
  readonly facts: readonly string[];
  readonly items: readonly string[];
  readonly hash: string;
}

/** A clock that was stopped, with the working days that are left. */
export interface Stopped {
  readonly id: string;
  readonly remaining: number;
}

/** What a ballot counted for one nomination: persons and papers, and the votes needed. Whole numbers only. */
export interface BallotTotals {
  /** All members of the council, also those who were absent or recused. */
  readonly members: number;
  readonly present: number;
  readonly recused: number;
  readonly papers: number;
  /** Papers on which the nomination is marked. */
  readonly valid: number;
  readonly agree: number;
  readonly disagree: number;
  readonly none: number;
  readonly base: number;
  readonly needed: number;
  /** The threshold as an integer pair, [8, 10] for 80 %. */
  readonly pass: readonly [number, number];
  readonly of: BallotBase;
}

/** What happened, in the past tense. Ids, enums, integers, dates and hashes only: no word that a person typed. */
export type NominationFact =
  | {
      readonly type: 'Submitted';
      readonly code: string;
      readonly award: string;
      readonly subject: { readonly type: 'person' | 'unit'; readonly id: string };
      readonly subjectType: string;
      readonly year: number;
      readonly occasion: Occasion;
      readonly theme?: string;
      readonly simplified?: Simplified;
      /** The achievement that it rewards; its title is a text beside the entry. */
      readonly achievement?: string;
      readonly unit: string;
      /** Decided on paper in `unit`, and entered by this unit above it; both stand in the entry. */
      readonly channel?: 'paper';
      readonly enteredBy?: string;
      readonly nominator: string;
      /** Whose delegate the nominator was. */
      readonly nominatedFor?: string;
      readonly procedure: Pin;
      readonly route: readonly RouteStage[];
    }
  | { readonly type: 'StepSkipped'; readonly step: StepKey; readonly rule: Skipped['rule'] }
  | {
      readonly type: 'StepEntered';
      readonly step: State;
      readonly deadline: Deadline;
      readonly receivedAt?: string;
      readonly ruleSet?: Pin;
    }
  | {
      readonly type: 'Recommended';
      readonly step: StepKey;
      readonly person: string;
      readonly inputs: ApprovalInputs;
      /** Shared by what was agreed to in one press. */
      readonly bulk?: string;
      readonly releasedAt?: string;
    }
  | {
      readonly type: 'Returned';
      readonly step: State;
      readonly person: string;
      readonly returnTo: ReviewState;
      readonly items: readonly { readonly item: string; readonly code: ReturnCode }[];
      readonly stopped?: Stopped;
      readonly deadline: Deadline;
      readonly releasedAt?: string;
    }
  | {
      readonly type: 'Rejected';
      readonly step: State;
      readonly person: string;
      readonly code: RejectCode;
      readonly releasedAt?: string;
    }
  | { readonly type: 'Resubmitted'; readonly revision: number }
  /** Without a person: what many decided, or a posting. */
  | { readonly type: 'CarriedOver' | 'ApprovalLapsed'; readonly step: StepKey; readonly person?: string }
  | {
      readonly type: 'CriterionConfirmed';
      readonly criterion: string;
      readonly result: 'passed' | 'failed';
      readonly values: string;
    }
  | {
      readonly type: 'CriterionOverridden';
      readonly criterion: string;
      /** Overridden before this submission: by whom, in which entry of the chain of the working copy. */
      readonly draft?: { readonly seq: number; readonly person: string };
    }
  | { readonly type: 'Recused'; readonly person: string }
  | { readonly type: 'RelationDeclared'; readonly person: string; readonly relation: RelationKind }
  | { readonly type: 'Withdrawn' }
  | { readonly type: 'Retracted'; readonly seq: number }
  | {
      readonly type: 'Lapsed';
      readonly step: State;
      readonly deadline: string;
      readonly action: LapseAction;
      /** The clock of the step that was given to anybody of its role again. */
      readonly next?: Deadline;
    }
  /** A clock that was counted anew under a changed calendar; it takes the place of the one that ran. */
  | { readonly type: 'Reclocked'; readonly act: string; readonly replaces: string; readonly deadline: Deadline }
  /** Its way in the new tree; every step key of the old route with its new one, none where the new route has none. */
  | {
      readonly type: 'Rerouted';
      readonly act: string;
      readonly unit: string;
      readonly route: readonly RouteStage[];
      readonly steps: readonly { readonly from: StepKey; readonly to?: StepKey }[];
    }
  /** Another version of its procedure; every step key of the old route with its new one, none where the new version has none. */
  | {
      readonly type: 'Migrated';
      readonly act: string;
      readonly from: Pin;
      readonly procedure: Pin;
      readonly route: readonly RouteStage[];
      readonly skipped: readonly Skipped[];
      readonly steps: readonly { readonly from: StepKey; readonly to?: StepKey }[];
    }
  | { readonly type: 'Commended' | 'Annulled'; readonly document: string; readonly act: string }
  | {
      readonly type: 'BallotClosed';
      readonly step: StepKey;
      readonly ballot: string;
      readonly act: string;
      readonly passed: boolean;
      readonly totals: BallotTotals;
      /** What a passed ballot rests on. */
      readonly inputs?: ApprovalInputs;
    }
  | { readonly type: 'BallotReopened'; readonly step: StepKey; readonly person: string }
  | {
      readonly type: 'Selected' | 'NotSelected';
      readonly step: StepKey;
      readonly act: string;
      readonly rank: number;
      readonly quota?: string;
      readonly inputs?: ApprovalInputs;
    }
  | {
      readonly type: 'SentUp';
      readonly step: StepKey;
      readonly document: string;
      readonly act: string;
      readonly person: string;
    }
  | {
      readonly type: 'Held';
      readonly hold: string;
      readonly kind: HoldKind | 'objection' | 'subject';
      readonly person?: string;
      readonly stopped?: Stopped;
    }
  | {
      readonly type: 'Released';
      readonly hold: string;
      readonly person?: string;
      /** The clock that runs on when the last hold went. */
      readonly deadline?: Deadline;
    }
  | { readonly type: 'ObjectionLodged'; readonly objection: string; readonly anonymous: boolean }
  | { readonly type: 'VerifierAssigned'; readonly objection: string; readonly person: string }
  | { readonly type: 'ObjectionConcluded'; readonly objection: string; readonly founded: boolean }
  /** What was objected is so: the days of the posting lead nowhere any more, they are its unit's time to decide. */
  | { readonly type: 'PostingStopped'; readonly step: StepKey; readonly objection: string }
  | {
      readonly type: 'PostingEnded';
      readonly step: StepKey;
      readonly deadline: string;
      readonly inputs: ApprovalInputs;
    }
  | {
      readonly type: 'SentOut' | 'ReturnedFromOutside' | 'RefusedOutside';
      readonly step: StepKey;
      readonly on: string;
      readonly file?: string;
    }
  | {
      readonly type: 'AwardedOutside';
      readonly step: StepKey;
      readonly on: string;
      readonly file: string;
      readonly money?: Money;
    }
  | { readonly type: 'ReceiptCorrected'; readonly receivedAt: string; readonly ruleSet: Pin; readonly person: string }
  | { readonly type: 'MoreFavourableApplied'; readonly ruleSet: Pin; readonly person: string }
  | {
      readonly type: 'ComplaintLodged';
      readonly complaint: string;
      /** What refused the nomination, and where. */
      readonly outcome: Complainable;
      readonly step: ReviewState;
      /** The unit that hears it. */
      readonly unit: string;
      readonly deadline: Deadline;
      /** Quotas of which the refusal gave places back; a founded complaint takes them again. */
      readonly places?: readonly string[];
    }
  | {
      readonly type: 'ComplaintConcluded';
      readonly complaint: string;
      readonly founded: boolean;
      readonly person: string;
    }
  | { readonly type: 'QuotaHeld'; readonly step: ReviewState; readonly quota: string }
  | { readonly type: 'QuotaReleased'; readonly quota: string };

export type FactType = NominationFact['type'];
