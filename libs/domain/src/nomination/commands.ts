import type { RejectCode, RelationKind, ReturnCode } from '../vocabulary.js';
import type { BallotTotals } from './facts.js';

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
  | ({ readonly type: 'Recommend'; readonly opinion?: string } & Reviewing)
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
  | { readonly type: 'Lapse'; readonly deadline: string }
  | { readonly type: 'Commended'; readonly document: string; readonly act: string }
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
