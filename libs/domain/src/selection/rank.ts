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

/** What a person did to the order, with a reason: a row put before another one (without one: last), or the order of equals. */
export type ByHand =
  | { readonly type: 'RankingMoved'; readonly nomination: string; readonly before?: string }
  | { readonly type: 'TieDecided'; readonly order: readonly string[] };

/** How a list is ranked and cut. `byHand` is applied in its order. */
export interface Rules {
  readonly ties: readonly TieBreak[];
  readonly places: number;
  readonly byHand?: readonly ByHand[];
}

/** A list in its order with what made it. */
export interface Standing {
  readonly ranked: readonly Ranked[];
  /** Who shares a place, in the order of the places and ties, before anything was done by hand. */
  readonly base: readonly (readonly string[])[];
  /** Equals whom no tie-break separates and nobody has decided or moved; `atCut` where the places end among them. */
  readonly undecided: readonly { readonly nominations: readonly string[]; readonly atCut: boolean }[];
  /** The tie-breaks that separated a nomination from its neighbours of the same place. */
  readonly brokenBy: ReadonlyMap<string, readonly TieBreak[]>;
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
  return standing(candidates, { ties: breaks, places }).ranked;
}

/**
 * Like `cut`, with what people did by hand, one after another: a row is moved, or equals take the places that they hold in the order
 * that was decided. Such an order counts as long as nobody else is their equal. What names somebody who is not in the list does
 * nothing.
 */
export function standing(candidates: readonly Candidate[], { ties, places, byHand = [] }: Rules): Standing {
  const sorted = [...candidates].sort((a, b) => a.place - b.place || byTies(a, b, ties));
  const classes = grouped(sorted, (a, b) => a.place === b.place && byTies(a, b, ties) === 0);
  const touched = new Set(byHand.flatMap((h) => (h.type === 'RankingMoved' ? [h.nomination] : [])));
  const decided = classes.map((members) => decisionFor(members, { sorted, touched, byHand }));
  const counts = byHand.filter((h) => h.type === 'RankingMoved' || decided.includes(h));
  const byId = new Map(candidates.map((c) => [c.nomination, c]));
  const order = counts.reduce(done, ids(sorted));
  const ranked = order.flatMap((id, i) => {
    const c = byId.get(id);
    if (c === undefined) return [];
    const told = Object.fromEntries(ties.map((tie) => [tie, holds[tie](c)]));
    return [{ nomination: id, rank: i + 1, ties: told, selected: i < places }];
  });
  const selected = new Set(ranked.flatMap((r) => (r.selected ? [r.nomination] : [])));
  const open = classes
    .filter((_, i) => decided[i] === null)
    .map((members) => ids(members).filter((n) => !touched.has(n)))
    .filter((members) => members.length > 1);
  return {
    ranked,
    base: grouped(sorted, (a, b) => a.place === b.place).map(ids),
    undecided: open.map((members) => {
      return { nominations: members, atCut: new Set(members.map((n) => selected.has(n))).size === 2 };
    }),
    brokenBy: separations(sorted, ties),
  };
}

const ids = (members: readonly Candidate[]): string[] => members.map((c) => c.nomination);

function grouped(sorted: readonly Candidate[], alike: (a: Candidate, b: Candidate) => boolean): Candidate[][] {
  const groups: Candidate[][] = [];
  for (const c of sorted) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && alike(last[0], c)) last.push(c);
    else groups.push([c]);
  }
  return groups;
}

interface Deciding {
  readonly sorted: readonly Candidate[];
  readonly touched: ReadonlySet<string>;
  readonly byHand: readonly ByHand[];
}

/**
 * The last order that was decided for these; null when there is none. It names everybody whom no move took out, and nobody of the list
 * who is not their equal.
 */
function decisionFor(members: readonly Candidate[], { sorted, touched, byHand }: Deciding): ByHand | null {
  if (members.length < 2) return null;
  const own = ids(members);
  const others = new Set(ids(sorted).filter((n) => !own.includes(n)));
  const found = byHand.findLast(
    (h) =>
      h.type === 'TieDecided' &&
      own.every((n) => touched.has(n) || h.order.includes(n)) &&
      h.order.some((n) => own.includes(n)) &&
      !h.order.some((n) => others.has(n)),
  );
  return found ?? null;
}

/** An order after one deed. */
function done(order: string[], deed: ByHand): string[] {
  if (deed.type === 'TieDecided') {
    const next = deed.order.filter((n) => order.includes(n));
    return order.map((n) => (deed.order.includes(n) ? (next.shift() ?? n) : n));
  }
  const { nomination, before } = deed;
  if (!order.includes(nomination) || before === nomination) return order;
  const rest = order.filter((n) => n !== nomination);
  const at = before === undefined ? rest.length : rest.indexOf(before);
  return at < 0 ? order : rest.toSpliced(at, 0, nomination);
}

function separations(
  sorted: readonly Candidate[],
  ties: readonly TieBreak[],
): ReadonlyMap<string, readonly TieBreak[]> {
  const found = new Map<string, Set<TieBreak>>(sorted.map((c) => [c.nomination, new Set()]));
  sorted.forEach((one, i) => {
    const next = sorted[i + 1];
    if (next === undefined || next.place !== one.place) return;
    const tie = ties.find((t) => holds[t](one) !== holds[t](next));
    if (tie !== undefined) for (const c of [one, next]) found.get(c.nomination)?.add(tie);
  });
  return new Map([...found].map(([id, set]) => [id, ties.filter((t) => set.has(t))]));
}

function byTies(a: Candidate, b: Candidate, breaks: readonly TieBreak[]): number {
  for (const tie of breaks) {
    const [one, two] = [holds[tie](a), holds[tie](b)];
    if (one !== two) return one ? -1 : 1;
  }
  return 0;
}
