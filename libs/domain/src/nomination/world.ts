import type { Calendar } from '../calendar/index.js';
import type { Criterion, EvidenceMap, FactInputs } from '../criteria/index.js';
import type { Money } from '../money/amount.js';
import type { Procedure } from '../procedure/definition.js';
import type {
  NoticeTopic,
  Occasion,
  RefusalCode,
  Role,
  SeatFlag,
  SigningForm,
  State,
  StepKey,
  UnitLevel,
} from '../vocabulary.js';
import type { Command } from './commands.js';
import type { ApprovalInputs, NominationFact } from './facts.js';
import type { Nomination, Pin } from './nomination.js';
import type { Simplified } from './simplified.js';

/** Whose seat somebody acts from who holds it by a delegation. */
export interface OnBehalfOf {
  readonly person: string;
  /** For the screen. */
  readonly name?: string;
  readonly seat: string;
  readonly form: SigningForm;
  /** Local date on which the delegation was made. */
  readonly grantedOn: string;
}

/** A seat that a person holds, or acts from by a delegation; then its id is that of the delegation. */
export interface Seat {
  readonly id: string;
  readonly unit: string;
  readonly role: Role;
  readonly flags: readonly SeatFlag[];
  readonly onBehalfOf?: OnBehalfOf;
  /** The awards that a delegation is for; without it, all. */
  readonly awards?: readonly string[];
}

/** A rule set with what it asks of one award. */
export interface RuleSetFor {
  readonly pin: Pin;
  readonly criteria: readonly Criterion[];
  /** Which items may show which fact. */
  readonly evidence?: EvidenceMap;
  /** First day, `YYYY-MM-DD`. */
  readonly validFrom: string;
}

/** A person with the valid seats, or the system (deadlines, acts). */
export type Actor =
  | { readonly kind: 'person'; readonly person: string; readonly seats: readonly Seat[]; readonly as: string }
  | { readonly kind: 'system'; readonly name: 'deadline' | 'act' };

/** A standing approval, as the table `approval` holds it. */
export interface Approval {
  readonly step: StepKey;
  readonly person: string;
  /** Whose delegate gave it: it counts for both. */
  readonly onBehalfOf?: string;
  readonly revision: number;
  readonly inputs: ApprovalInputs;
}

/** A file of the working copy or of a frozen version. */
export interface DossierFile {
  readonly item: string;
  readonly sha256: string;
  readonly size: number;
}

/** A unit on the way from the nominating unit to the root, with the people of its three working roles. */
export interface PathUnit {
  readonly id: string;
  readonly level: UnitLevel;
  readonly officers: Readonly<Record<'clerk' | 'appraiser' | 'signer', readonly string[]>>;
}

/** What the nominating unit proposes, before and at submission. */
export interface Proposal {
  readonly award: string;
  readonly unit: string;
  readonly subject: { readonly type: 'person' | 'unit'; readonly id: string };
  readonly subjectType: string;
  readonly year: number;
  readonly occasion: Occasion;
  readonly theme?: string;
  readonly simplified?: Simplified;
  /** The achievement that it rewards, and the award that was given for it before. */
  readonly achievement?: { readonly id: string; readonly title: string; readonly rewarded: string | null };
  /** The superior unit that enters it from papers; without it the channel is electronic. */
  readonly enteredBy?: string;
}

/** A failed criterion that a flagged seat took upon itself before the first submission, while the values stay as they were. */
export interface DraftOverride {
  readonly criterion: string;
  readonly person: string;
  /** SHA-256 (hex) of the award and of the values that the criterion reads. */
  readonly values: string;
  /** The entry of the chain of the working copy. */
  readonly seq: number;
}

/**
 * Everything that one decision may depend on, read by one query. The law looks at nothing else.
 * `nomination` is null until the first `Submit`; then the proposal and the path say what would be submitted.
 */
export interface World {
  /** Legal time of this decision: UTC, milliseconds, never before the last entry. */
  readonly at: string;
  readonly commandId: string;
  readonly actor: Actor;
  readonly visible: boolean;
  readonly seq: number;
  readonly nomination: Nomination | null;
  readonly proposal: Proposal;
  /** Overrides of the working copy, and who worked on it; of a submitted nomination none. */
  readonly draftOverrides?: readonly DraftOverride[];
  readonly draftAuthors?: readonly string[];
  /** Code that a submission takes, `HS-2026-00418`. */
  readonly nextCode: string;
  readonly path: readonly PathUnit[];
  readonly decidingLevel: UnitLevel;
  readonly awardOpen: boolean;
  /** In force now; pinned by the facts that say so. */
  readonly procedure: Procedure;
  readonly procedurePin: Pin;
  readonly ruleSetPin: Pin;
  readonly criteria: readonly Criterion[];
  /** Evidenced by any item that is there; `evidence` says which of them the rule set takes. */
  readonly inputs: FactInputs;
  readonly evidence?: EvidenceMap;
  readonly calendar: Calendar;
  readonly approvals: readonly Approval[];
  /** Working copy for Submit and Resubmit, else the frozen version. */
  readonly files: readonly DossierFile[];
  readonly requiredItems: readonly string[];
  readonly draftVersion: number;
  /** The person whom the nomination is about, when it is a person. */
  readonly subjectPerson: string | null;
  /** Persons with a declared relation to the subject, from other nominations as well. */
  readonly related: readonly string[];
  /** Last entry: who did what when; for `step-decided`. */
  /** People of its ledger who were merged into others since, by id. */
  readonly mergedInto?: Readonly<Record<string, string>>;
  readonly lastDecision: {
    readonly by: string;
    readonly at: string;
    readonly step: string;
    /** Quotas of which it gave places back. */
    readonly placesBack?: readonly string[];
  } | null;
  /** The person who asks gave a command on it before, or sat in a council that balloted on it. */
  readonly involved?: boolean;
  /** Another open or commended nomination of the same subject for the same, by the same unit; only of a refused one. */
  readonly nominatedAnew?: string;
  /** The quotas of which an open complaint would take places again. */
  readonly places?: readonly { readonly id: string; readonly cap: number; readonly used: number }[];
  /** Units of the way of a refused one that ended since, each with whoever carries on for it, and the act that says so. */
  readonly heirs?: { readonly act: string | null; readonly of: Readonly<Record<string, string | null>> };
  /** An award for the same was annulled for what its file said: no claim of it is made again. */
  readonly barredRepeat?: boolean;
  /** The place in a quota that sending up needs here; null where none is set for the unit. */
  readonly quota?: { readonly id: string; readonly cap: number; readonly used: number } | null;
  /** It stands on the papers of a ballot that is not closed. */
  readonly inOpenBallot?: boolean;
  /** It stands in the list of a selection that is not closed. */
  readonly inOpenSelection?: boolean;
  /** Holds of its person or unit that no item of an act has brought to it yet, or not taken from it. */
  readonly subjectHolds?: readonly string[];
  /** The rule set that was in force on a local date, with its criteria for the award; null where none was. */
  readonly rulesOn?: (date: string) => Omit<RuleSetFor, 'validFrom'> | null;
  /** A published version of a rule set, with its criteria for the award and its first day. */
  readonly rulesOf?: (id: string, version: number) => RuleSetFor | null;
  /** A published version of a procedure. */
  readonly procedureOf?: (pin: Pin) => Procedure;
  /** Money of the award on a local date; null is "not set". */
  readonly moneyOn?: (date: string) => Money | null;
  /** Outside documents that were uploaded for it, by id. */
  readonly outsideFiles?: readonly string[];
  readonly releasedAt: string | null;
  readonly releaseSeconds: number;
  /** Revision that `If-Match` named; undefined when it was missing. Draft number for Submit and Resubmit. */
  readonly ifMatch?: number;
  /** Pure SHA-256 (hex) over UTF-8, given by the caller: the law imports no crypto. */
  readonly sha256: (text: string) => string;
  /** UUIDv5(commandId, name), given by the caller. */
  readonly uuid: (name: string) => string;
}

/** A no, with what was observed, what was needed, and who can clear it. */
export interface Refusal {
  readonly refused: RefusalCode;
  readonly observed?: string;
  readonly needed?: string;
  /** Role or person who can clear it. */
  readonly clearedBy?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** A message that the outbox will carry: a topic and to whom, by place and not by name. */
export interface Notice {
  readonly topic: NoticeTopic;
  readonly to:
    | { readonly kind: 'seats'; readonly unit: string; readonly role: Role }
    | { readonly kind: 'seat'; readonly seat: string }
    | { readonly kind: 'person'; readonly person: string }
    | { readonly kind: 'subject' };
  readonly step?: State;
}

/** A typed text that the entry commits to; its words go to `ledger_secret`. */
export interface TypedText {
  readonly id: 'achievement' | 'opinion' | 'reason' | 'objector' | 'contact' | 'content' | 'number';
  readonly value: string;
}

/** A yes: what happened, and the state after it. */
export interface Decision {
  readonly type: Command['type'];
  readonly from: State;
  readonly to: State;
  readonly facts: readonly NominationFact[];
  readonly next: Nomination;
  readonly texts: readonly TypedText[];
  readonly notices: readonly Notice[];
  readonly newApproval: { readonly step: StepKey; readonly inputs: ApprovalInputs } | null;
  /** An approval that stands since its document was signed; it now gets what it rests on. */
  readonly completedApproval?: { readonly step: StepKey; readonly person: string; readonly inputs: ApprovalInputs };
  readonly voidedApprovals: readonly { readonly step: StepKey; readonly person: string }[];
  /** Approvals that stand for the new revision as well. */
  readonly releasedAt: string;
  readonly late: boolean;
  /** Results on which the decision rests, and their digest; absent where none were evaluated. */
  readonly evaluation?: readonly { readonly criterion: string; readonly result: string }[];
  readonly freezesDraft: boolean;
  /** Whoever sees the nomination from now on because of a task in it. */
  readonly newActors?: readonly string[];
  /** What an authority outside gave: the grant that the register gets. */
  readonly outsideGrant?: { readonly money: Money | null };
}

/** A yes to `Override` before the first submission: an entry of the working copy, which has no history of its own yet. */
export interface OverriddenDraft {
  readonly overrides: string;
  readonly values: string;
  readonly reason: string;
  readonly evaluation: readonly { readonly criterion: string; readonly result: string }[];
}

/** Before this command, the deadline that ran out must be recorded (model.md 3, late acts). */
export interface LapseFirst {
  readonly lapseFirst: string;
}

export type Verdict = Decision | OverriddenDraft | Refusal | LapseFirst;
