import type { TieBreak } from '../vocabulary.js';

/** A nomination as a selection compares it. Facts that nobody told are false, or 0. */
export interface Candidate {
  readonly nomination: string;
  /** Place that people gave it, or where a score ranks, minus the score: smaller comes first. Several may share one. */
  readonly place: number;
  readonly woman: boolean;
  /** Women in a collective, per mille. */
  readonly womenPerMille: number;
  readonly directWorker: boolean;
}

/** A candidate with its rank, 1 for the first, and what decided between it and equals. */
export interface Ranked {
  readonly nomination: string;
  readonly rank: number;
  readonly ties: Readonly<Partial<Record<TieBreak, boolean>>>;
  readonly selected: boolean;
}

/** A collective counts as one of women from seven tenths on (QĐ 1689 Art 4 [secondary]). */
const WOMEN_PER_MILLE = 700;

const holds: Readonly<Record<TieBreak, (c: Candidate) => boolean>> = {
  women: (c) => c.woman,
  womenCollective: (c) => c.womenPerMille >= WOMEN_PER_MILLE,
  directWorker: (c) => c.directWorker,
};

/**
 * Ranks by place, equals by the tie-breaks in their order, and what is equal even then in the order given; the first `places` of them
 * are selected. Whole numbers only; the same input gives the same list.
 */
export function cut(candidates: readonly Candidate[], breaks: readonly TieBreak[], places: number): readonly Ranked[] {
  const sorted = [...candidates].sort((a, b) => a.place - b.place || byTies(a, b, breaks));
  return sorted.map((c, i) => ({
    nomination: c.nomination,
    rank: i + 1,
    ties: Object.fromEntries(breaks.map((tie) => [tie, holds[tie](c)])),
    selected: i < places,
  }));
}

function byTies(a: Candidate, b: Candidate, breaks: readonly TieBreak[]): number {
  for (const tie of breaks) {
    const [one, two] = [holds[tie](a), holds[tie](b)];
    if (one !== two) return one ? -1 : 1;
  }
  return 0;
}
