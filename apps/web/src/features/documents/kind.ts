import type { DocumentView } from '#contract';

export type Kind = 'QĐ' | 'TTr' | 'correction' | 'annulment';

/** What a document is to its readers: a correction and an annulment are decisions of a kind of their own. */
export function kindOf({ kind, corrects, annulment }: DocumentView): Kind {
  if (corrects) return 'correction';
  return annulment ? 'annulment' : kind;
}
