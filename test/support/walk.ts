import { fromTransition } from 'xstate';
import { getShortestPaths, getSimplePaths } from 'xstate/graph';
import {
  compile,
  nextState,
  shapeOf,
  stepOf,
  waitingStates,
  type MachineEvent,
  type Procedure,
  type RouteStage,
  type State,
} from '#domain';

/** Paths through a compiled machine, with what the machine does not know: who asked, who approved, which ballot failed. */

type Type = MachineEvent['type'];

/** Where a nomination stands: the state of the machine, and what the guards of its edges are asked with. */
export interface Place {
  readonly state: State;
  /** The step that asked for a supplement, while it is awaited. */
  readonly asked: State | null;
  /** Steps with an approval, passed ballots, selections; the dossier is never changed, so they stand. */
  readonly approved: readonly State[];
  readonly revision: number;
  /** The ballot that failed, while that is the state. */
  readonly failed: State | null;
  readonly reopened: readonly State[];
}

export interface Leg {
  readonly type: Type;
  readonly from: Place;
  readonly to: Place;
}
export type Path = readonly Leg[];

export const start: Place = { state: 'draft', asked: null, approved: [], revision: 1, failed: null, reopened: [] };

/** Events that take a nomination somewhere else. Those that leave it where it is are tried in every state. */
export const leading = [
  'Submit',
  'Recommend',
  'SentUp',
  'Return',
  'Resubmit',
  'Reject',
  'Withdraw',
  'BallotPassed',
  'BallotFailed',
  'ReopenBallot',
  'Selected',
  'NotSelected',
  'Commended',
  'Annulled',
] as const satisfies readonly Type[];

/**
 * One procedure on one route: its compiled machine, asked about places. A path makes one detour, a supplement or a second ballot, so
 * that there is an end to the paths.
 */
export class Ways {
  readonly machine;
  private readonly logic;

  constructor(
    readonly procedure: Procedure,
    readonly route: readonly RouteStage[],
  ) {
    this.machine = compile(procedure, shapeOf(route));
    this.logic = fromTransition((place: Place, event: { type: Type }) => this.next(place, event.type) ?? place, start);
  }

  /** The state that the machine leads to; null where it does not take the event. */
  ask(state: State, type: Type, to?: State | null): State | null {
    return nextState(this.machine, state, this.route, to == null ? { type } : { type, to });
  }

  next(place: Place, type: Type): Place | null {
    const { state, revision, approved, reopened } = place;
    const detour = type === 'Return' || type === 'ReopenBallot';
    if (detour && (revision > 1 || reopened.length > 0)) return null;
    const to = this.ask(state, type, this.guard(place, type));
    if (to === null) return null;
    const moved = { ...place, state: to, asked: null, failed: null };
    switch (type) {
      case 'Return':
        return { ...moved, asked: state };
      case 'Resubmit':
        return { ...moved, revision: revision + 1 };
      case 'BallotFailed':
        return { ...moved, failed: state };
      case 'ReopenBallot':
        return { ...moved, reopened: [...reopened, to] };
      case 'Recommend':
      case 'SentUp':
      case 'BallotPassed':
      case 'Selected':
        return { ...moved, state: this.pastApproved(to, approved), approved: [...new Set([...approved, state])] };
      default:
        return moved;
    }
  }

  /** What a guarded edge is asked with: the first step before the asking one that nobody approved, or the failed ballot. */
  private guard({ asked, approved, failed }: Place, type: Type): State | null {
    if (type === 'ReopenBallot') return failed;
    if (type !== 'Resubmit' || asked === null) return null;
    const states = waitingStates(this.route) as readonly State[];
    return states.slice(0, states.indexOf(asked)).find((s) => !approved.includes(s)) ?? asked;
  }

  /** Approvals that stand are carried over. */
  private pastApproved(to: State, approved: readonly State[]): State {
    const states = waitingStates(this.route) as readonly State[];
    return approved.includes(to) ? this.pastApproved(states[states.indexOf(to) + 1] ?? to, approved) : to;
  }

  kind(state: State): string {
    return stepOf(this.procedure, this.route, state)?.kind ?? state;
  }

  /** To every state, as far as it differs who asked, which ballot failed and whether a detour was made. */
  shortest(): Path[] {
    const known = new Set<string>();
    return legs(getShortestPaths(this.logic, this.options))
      .sort((a, b) => a.length - b.length)
      .filter((path) => {
        const { approved: _approved, ...place } = path.at(-1)?.to ?? start;
        const isNew = !known.has(JSON.stringify(place));
        known.add(JSON.stringify(place));
        return isNew;
      });
  }

  simple(): Path[] {
    return legs(getSimplePaths(this.logic, this.options));
  }

  private get options() {
    return {
      events: leading.map((type) => ({ type })),
      serializeState: ({ context }: { context: Place }) => JSON.stringify(context),
    };
  }
}

interface Found {
  readonly steps: readonly { readonly event: { readonly type: Type }; readonly state: { readonly context: Place } }[];
}

function legs(paths: readonly Found[]): Path[] {
  return paths.map(({ steps }) =>
    steps.slice(1).map(({ event, state }, i) => ({
      type: event.type,
      from: steps[i]?.state.context ?? start,
      to: state.context,
    })),
  );
}

const name = (path: Path): string => path.map((leg) => leg.type).join(' ');
/** An edge of the machine that a path goes along. */
export const edge = ({ type, from, to }: Leg): string => `${from.state} ${type} ${to.state}`;

/** Without those that another one begins with: walking that one walks them as well. */
export function longest(paths: readonly Path[]): Path[] {
  const sorted = paths.map((path) => ({ path, key: `${name(path)} ` })).sort((a, b) => (a.key < b.key ? -1 : 1));
  return sorted.filter(({ key }, i) => sorted[i + 1]?.key.startsWith(key) !== true).map(({ path }) => path);
}

/** As few of the candidates as it takes to go along every edge that no path of `done` went along. */
export function covering(candidates: readonly Path[], done: readonly Path[]): Path[] {
  const walked = new Set(done.flat().map(edge));
  const more: Path[] = [];
  for (const path of [...candidates].sort((a, b) => b.length - a.length)) {
    if (path.every((leg) => walked.has(edge(leg)))) continue;
    more.push(path);
    path.forEach((leg) => walked.add(edge(leg)));
  }
  return more;
}
