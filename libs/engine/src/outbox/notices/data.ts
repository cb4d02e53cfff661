export type Language = 'vi' | 'en';

/** What a notice is written from. Names are read when it is written, so an erased person is not named again. */
export interface NoticeData {
  /** Code of the nomination; null when there is none, or when the reader may not see it any more. */
  readonly code: string | null;
  /** Code of the award in the catalogue. */
  readonly award: string | null;
  readonly year: number | null;
  readonly subject: string | null;
  /** The nominating unit. */
  readonly unit: string | null;
  /** State that the notice is about: a step key, `returned` or `awaitingDecision`. */
  readonly step: string | null;
  /** Instant until which something has to be done. */
  readonly dueAt: string | null;
  /** The nominee has no account: the reader is asked to tell them. */
  readonly handOn: boolean;
  readonly documentTitle: string | null;
  /** `05/QĐ-TLĐ`, once it is issued. */
  readonly documentNumber: string | null;
}
