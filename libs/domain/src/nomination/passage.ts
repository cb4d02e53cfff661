import type { Instant } from '../calendar/index.js';
import type { State } from '../vocabulary.js';
import type { FoldedEntry } from './evolve.js';
import type { NominationFact } from './facts.js';

/** One stay in a state. */
export interface Visit {
  readonly state: State;
  /** Null for the working copy, whose beginning is no entry. */
  readonly entered: Instant | null;
  /** Null while the nomination is there. */
  readonly left: Instant | null;
  /** The clock of the state stood still in these intervals, because of a hold; an end that is null has not come. */
  readonly held: readonly (readonly [Instant, Instant | null])[];
  /** An approval that stood was taken over: the step was passed and not decided again. */
  readonly carried: boolean;
}

/** A step that a reorganisation or another version of the procedure renamed; `to` is null where the new way has none. */
export interface Moved {
  readonly at: Instant;
  readonly from: State;
  readonly to: State | null;
}

/** Where a nomination has been, read from its ledger. */
export interface Passage {
  readonly visits: readonly Visit[];
  /** Every move, in its order; a step that was passed over by a standing approval is on the way. */
  readonly moves: readonly { readonly from: State; readonly to: State }[];
  readonly moved: readonly Moved[];
  /** Holds that stand over it. */
  readonly holds: readonly string[];
}

type Entry = Pick<FoldedEntry, 'seq' | 'at' | 'from' | 'to' | 'facts'>;

/**
 * The stays and moves that the entries of a nomination tell of, oldest first, under the names that the steps have now. What was taken
 * back did not happen; what was renamed goes by its new name, and is left out where it has none.
 */
export function passageOf(entries: readonly Entry[]): Passage {
  const start: Passage = { visits: [visit('draft', null)], moves: [], moved: [], holds: [] };
  return standing(entries).reduce(step, start);
}

/** Entries without those that were retracted, and without their retractions. */
function standing(entries: readonly Entry[]): readonly Entry[] {
  return entries.reduce<readonly Entry[]>((kept, entry) => {
    const back = entry.facts.find((f) => f.type === 'Retracted');
    return back === undefined ? [...kept, entry] : kept.filter((e) => e.seq <= back.seq);
  }, []);
}

function step(before: Passage, entry: Entry): Passage {
  const rerouted = entry.facts.find((f) => f.type === 'Rerouted' || f.type === 'Migrated');
  const passage = held(rerouted === undefined ? before : renamed(before, rerouted, entry.at), entry);
  const last = passage.visits.at(-1);
  if (last?.state === entry.to && last.left === null) return passage;
  const { at, from, to } = entry;
  const visits = passage.visits.map((v) => (v.left === null ? leaving(v, at) : v));
  const arrived = { ...visit(to, at), held: passage.holds.length > 0 ? [[at, null] as const] : [] };
  if (rerouted !== undefined) return { ...passage, visits: [...visits, arrived] };
  const passed = passedBy(entry).map((state) => ({ ...visit(state, at), left: at, carried: true }));
  const stops = [...passed.map((v) => v.state), to];
  const moves = stops.map((stop, i) => ({ from: stops[i - 1] ?? from, to: stop }));
  return { ...passage, visits: [...visits, ...passed, arrived], moves: [...passage.moves, ...moves] };
}

function visit(state: State, entered: Instant | null): Visit {
  return { state, entered, left: null, held: [], carried: false };
}

function leaving(open: Visit, at: Instant): Visit {
  return { ...open, left: at, held: open.held.map(([from, to]) => [from, to ?? at]) };
}

/** Steps between that an agreement passes. A new revision comes to its step at once: what it carries over was passed before. */
function passedBy({ from, facts }: Entry): readonly State[] {
  return from === 'returned' ? [] : facts.flatMap((f) => (f.type === 'CarriedOver' ? [f.step] : []));
}

/** The first hold stops the clock of the state in which it comes, and the last one to go lets it run on. */
function held(passage: Passage, { at, facts }: Entry): Passage {
  const holds = facts.reduce(
    (ids, f) =>
      f.type === 'Held' ? [...ids, f.hold] : f.type === 'Released' ? ids.filter((id) => id !== f.hold) : ids,
    passage.holds,
  );
  const [before, after] = [passage.holds.length > 0, holds.length > 0];
  if (before === after) return { ...passage, holds };
  const visits = passage.visits.map((v): Visit => {
    if (v.left !== null) return v;
    return { ...v, held: after ? [...v.held, [at, null]] : leaving(v, at).held };
  });
  return { ...passage, holds, visits };
}

type Rerouted = Extract<NominationFact, { type: 'Rerouted' | 'Migrated' }>;

function renamed({ visits, moves, moved, holds }: Passage, { steps }: Rerouted, at: Instant): Passage {
  const names = new Map<State, State | null>(steps.map((s) => [s.from, s.to ?? null]));
  const now = (state: State): State | null => (names.has(state) ? (names.get(state) ?? null) : state);
  return {
    visits: visits.flatMap((v) => {
      const state = now(v.state);
      return state === null ? [] : [{ ...v, state }];
    }),
    moves: moves.flatMap((m) => {
      const [from, to] = [now(m.from), now(m.to)];
      return from === null || to === null ? [] : [{ from, to }];
    }),
    moved: [...moved, ...steps.flatMap(({ from, to = null }) => (from === to ? [] : [{ at, from, to }]))],
    holds,
  };
}
