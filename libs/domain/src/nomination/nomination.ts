import type { Complainable, UnitLevel, Occasion, ReviewState, State, StepKey } from '../vocabulary.js';
import type { LapseAction } from '../procedure/definition.js';
import type { ApprovalInputs, BallotTotals } from './facts.js';
import type { Simplified } from './simplified.js';

/** A published version of configuration, named so that nobody can exchange it unseen. */
export interface Pin {
  readonly id: string;
  readonly version: number;
  /** SHA-256 (hex) of the canonical text of the version. */
  readonly hash: string;
}

/** A unit that reviews, and the steps of its stage that were kept at submission. */
export interface RouteStage {
  readonly unit: string;
  readonly level: UnitLevel;
  readonly steps: readonly string[];
}

export interface Skipped {
  readonly step: StepKey;
  readonly rule: 'small-unit' | 'single-officer' | 'simplified' | 'paper' | 'migrated';
}

/** Clock of a waiting state. Instants are UTC with milliseconds. */
export interface Deadline {
  readonly id: string;
  readonly step: State;
  readonly dueAt: string;
  readonly remindAt: string;
  /** Which rule set the term, e.g. `STANDARD@1 appraisal 10`. */
  readonly rule: string;
  /** Version of the calendar that counted the days, e.g. `VN@1`. */
  readonly calendar: string;
}

/** A deadline as the nomination holds it: it runs, or it stands with what was left of it. */
export interface HeldDeadline extends Deadline {
  readonly state: 'pending' | 'stopped';
  /** Working days left; only of a stopped one. */
  readonly remaining?: number;
}

/** A criterion that an appraiser answered for; holds only while the values are those that were seen. */
export interface Confirmation {
  readonly result: 'passed' | 'failed';
  /** SHA-256 (hex) of the values that the criterion reads. */
  readonly values: string;
}

/** A closed ballot on the nomination, and whether a second one was ordered at that step. */
export interface BallotResult {
  readonly step: StepKey;
  readonly ballot: string;
  readonly passed: boolean;
  readonly totals: BallotTotals;
}

/** An objection to a posting; who objected stands nowhere in the row. */
export interface Objection {
  readonly id: string;
  readonly anonymous: boolean;
  readonly verifier?: string;
  readonly founded?: boolean;
}

/** A complaint against a refusal; the words of both sides stand nowhere in the row. */
export interface Complaint {
  readonly id: string;
  readonly outcome: Complainable;
  readonly step: ReviewState;
  readonly unit: string;
  readonly places?: readonly string[];
  readonly founded?: boolean;
}

/** Everything that the next decision needs and that is not looked up elsewhere. */
export interface Context {
  readonly code: string;
  readonly award: string;
  readonly subject: { readonly type: 'person' | 'unit'; readonly id: string };
  readonly subjectType: string;
  readonly year: number;
  readonly occasion: Occasion;
  readonly theme?: string;
  readonly simplified?: Simplified;
  readonly achievement?: string;
  readonly unit: string;
  /** The unit that nominated, when another one carries on for it since a reorganisation. */
  readonly formerUnit?: string;
  /** A reorganisation changed its way: a place in a quota stays charged to the unit that sent it up. */
  readonly rerouted?: true;
  /** The superior unit that entered it from papers; only of the channel `paper`. */
  readonly enteredBy?: string;
  readonly nominator: string;
  /** Whose delegate the nominator was; an interest of both. */
  readonly nominatedFor?: string;
  readonly route: readonly RouteStage[];
  readonly skipped: readonly Skipped[];
  /** Where a supplement was asked for; set while `returned`. */
  readonly returnTo: ReviewState | null;
  /** Items that the open supplement names. */
  readonly requested: readonly { readonly item: string; readonly code: string }[];
  /** When the first appraisal above the nominating unit was entered (model.md 6). */
  readonly receivedAt: string | null;
  readonly holds: readonly string[];
  readonly confirmed: Readonly<Record<string, Confirmation>>;
  readonly overridden: readonly string[];
  /** Persons whose reviewing capacity is bound by a recusal or a declared relation. */
  readonly recused: readonly string[];
  readonly deadlines: readonly HeldDeadline[];
  /** What the last lapse of the current step did; cleared when the step is left. */
  readonly lapsed: { readonly step: State; readonly action: LapseAction; readonly dueAt?: string } | null;
  /** Closed ballots, in their order. */
  readonly ballots?: readonly BallotResult[];
  /** Steps at which the chair ordered a second ballot; once each. */
  readonly reopened?: readonly StepKey[];
  /** Quotas of which the nomination holds a place. */
  readonly quotas?: readonly string[];
  /** Its place in the last selection. */
  readonly rank?: number;
  /** Steps that many decided, or whose days ran, and what that rests on; they stand after a supplement like an approval. */
  readonly done?: readonly { readonly step: StepKey; readonly inputs: ApprovalInputs }[];
  readonly objections?: readonly Objection[];
  /** The founded objection that stopped the posting; null once a founded complaint set the refusal that followed aside. */
  readonly postingStopped?: string | null;
  readonly complaints?: readonly Complaint[];
  /** When it went to the authority above, local date. */
  readonly sentOut?: string;
  /** The decision document and act that commended it. */
  readonly document?: string;
  /** The document that annulled it. */
  readonly annulledBy?: string;
}

/** The state of one nomination: the fold of its ledger, and exactly its row. */
export interface Nomination {
  readonly state: State;
  readonly revision: number;
  readonly context: Context;
  readonly procedure: Pin;
  readonly ruleSet: Pin | null;
  /** What `Retract` restores while the last entry is not released. */
  readonly undo: Undo | null;
}

export interface Undo {
  readonly seq: number;
  readonly person: string;
  readonly releasedAt: string;
  readonly before: Omit<Nomination, 'undo'>;
}
