import type { StepMap } from '../procedure/step-map.js';
import type { ExternalResult, HoldKind, RejectCode, RelationKind, ReturnCode } from '../vocabulary.js';
import type { BallotTotals } from './facts.js';
import type { Pin } from './nomination.js';
import type { NewWay } from './rerouting.js';

/** What a reviewer saw when deciding: the step and the digest of the criterion results on the screen. */
export interface Seen {
  readonly step: string;
  readonly evaluation: string;
}

interface Reviewing {
  readonly seen: Seen;
}

/** A deed that a person or the system wants done on one nomination. `reason` and `opinion` are typed text. */
export type Command =
  | { readonly type: 'Submit' }
  | { readonly type: 'Resubmit' }
  /** `bulk` is the id that the commands of one press on many share. */
  | ({ readonly type: 'Recommend'; readonly opinion?: string; readonly bulk?: string } & Reviewing)
  | ({
      readonly type: 'Return';
      readonly items: readonly { readonly item: string; readonly code: ReturnCode }[];
      /** Local date (Asia/Ho_Chi_Minh), `YYYY-MM-DD`; the procedure's term when missing. */
      readonly due?: string;
      readonly reason: string;
    } & Reviewing)
  | ({ readonly type: 'Reject'; readonly code: RejectCode; readonly reason: string } & Reviewing)
  | ({
      readonly type: 'Confirm';
      readonly criterion: string;
      readonly result: 'passed' | 'failed';
      readonly reason: string;
    } & Reviewing)
  | ({ readonly type: 'Override'; readonly criterion: string; readonly reason: string } & Reviewing)
  | { readonly type: 'Recuse'; readonly reason: string }
  | { readonly type: 'DeclareRelation'; readonly relation: RelationKind; readonly reason: string }
  | { readonly type: 'Withdraw'; readonly reason: string }
  | { readonly type: 'Retract'; readonly seq: number }
  | { readonly type: 'ReopenBallot'; readonly reason: string }
  | { readonly type: 'Hold'; readonly kind: HoldKind; readonly reason: string }
  | { readonly type: 'Release'; readonly hold: string; readonly reason: string }
  | {
      /** An objection to what is posted. Without an objector it is anonymous: logged, and it blocks nothing. */
      readonly type: 'Object';
      readonly objector?: { readonly name: string; readonly contact: string };
      readonly content: string;
    }
  | { readonly type: 'AssignVerifier'; readonly objection: string; readonly person: string }
  | { readonly type: 'Conclude'; readonly objection: string; readonly founded: boolean; readonly reason: string }
  | {
      readonly type: 'RecordExternal';
      readonly result: ExternalResult;
      /** Local date of the outside document, `YYYY-MM-DD`. */
      readonly on: string;
      /** Number of the outside document. */
      readonly number?: string;
      /** The uploaded document of the authority. */
      readonly file?: string;
      /** What is to be supplemented; only of `returned`. */
      readonly items?: readonly { readonly item: string; readonly code: ReturnCode }[];
      readonly reason: string;
    }
  | { readonly type: 'CorrectReceipt'; readonly receivedAt: string; readonly reason: string }
  | {
      readonly type: 'ApplyMoreFavourable';
      readonly ruleSet: { readonly id: string; readonly version: number };
      readonly reason: string;
    }
  | { readonly type: 'Complain'; readonly reason: string }
  | {
      readonly type: 'ConcludeComplaint';
      readonly complaint: string;
      readonly founded: boolean;
      readonly reason: string;
    }
  | { readonly type: 'SubjectHeld' | 'SubjectReleased'; readonly hold: string; readonly act: string }
  | {
      /** An item of the act that published a calendar: the terms that it moves, as its plan lists them. */
      readonly type: 'Reclocked';
      readonly act: string;
      /** The new calendar, `VN@2`. */
      readonly calendar: string;
      readonly terms: readonly { readonly deadline: string; readonly dueAt: string; readonly remindAt: string }[];
    }
  | {
      /** An item of the act that made a reorganisation effective. */
      readonly type: 'Rerouted';
      readonly act: string;
      readonly way: NewWay;
    }
  | {
      /** An item of the act that moves open nominations to another version of their procedure. */
      readonly type: 'Migrated';
      readonly act: string;
      readonly from: Pin;
      readonly procedure: Pin;
      readonly map: StepMap;
    }
  | { readonly type: 'Lapse'; readonly deadline: string }
  | { readonly type: 'Commended' | 'Annulled'; readonly document: string; readonly act: string }
  | {
      readonly type: 'BallotClosed';
      readonly ballot: string;
      readonly act: string;
      readonly passed: boolean;
      readonly totals: BallotTotals;
    }
  | {
      readonly type: 'Selected' | 'NotSelected';
      readonly act: string;
      readonly rank: number;
      /** The national quota of which the selected one takes a place. */
      readonly quota?: string;
    }
  | { readonly type: 'SentUp'; readonly document: string; readonly act: string; readonly person: string };

/** The step and evaluation a reviewer saw, for commands that carry them. */
export function seenOf(command: Command): Seen | null {
  return 'seen' in command ? command.seen : null;
}
