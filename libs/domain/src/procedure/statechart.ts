import type { RouteStage } from '../nomination/nomination.js';
import { outcomes, type EdgeKind, type State } from '../vocabulary.js';
import type { MachineEvent } from './compile.js';
import type { Procedure } from './definition.js';
import { chart, waitingStates, type Chart } from './transition.js';

/** Every move between two states, whatever leads there. */
export interface ChartEdge {
  readonly from: State;
  readonly to: State;
  readonly kind: EdgeKind;
  readonly events: readonly MachineEvent['type'][];
}

export interface ChartState {
  readonly state: State;
  readonly kind: Chart['states'][number]['kind'];
  /** Place of its stage in the route; null where it belongs to none. */
  readonly group: number | null;
}

/** A procedure on a route as a picture shows it: states in the order of the process, and the edges between them. */
export interface StateChart {
  readonly states: readonly ChartState[];
  readonly edges: readonly ChartEdge[];
}

const kinds: Partial<Record<MachineEvent['type'], EdgeKind>> = {
  Return: 'return',
  ReturnedFromOutside: 'return',
  Resubmit: 'resubmit',
  Reject: 'reject',
  BallotFailed: 'reject',
  NotSelected: 'reject',
  RefusedOutside: 'reject',
  Withdraw: 'withdraw',
  ReopenBallot: 'reopen',
  ComplaintUpheld: 'reopen',
  Annulled: 'annul',
};

/** Outcomes from top to bottom: the refusals, then what everybody hopes for; the supplement and the withdrawal lie below. */
const ends: readonly State[] = [
  ...outcomes.filter((o) => o !== 'commended' && o !== 'withdrawn' && o !== 'annulled'),
  'commended',
  'returned',
  'withdrawn',
  'annulled',
];

/**
 * The chart of a procedure on a route: exactly the states that the compiled machine reaches, and one edge for each pair of different
 * states that it leads between. What leaves a state as it is, is no edge. Nothing is drawn by hand.
 */
export function chartOf(procedure: Procedure, route: readonly RouteStage[]): StateChart {
  const { states, transitions } = chart(procedure, route);
  const order: readonly State[] = ['draft', ...waitingStates(route), ...ends];
  const moves = transitions.filter((t) => t.from !== t.to);
  const pairs = [...new Set(moves.map((t) => `${t.from} ${t.to}`))];
  return {
    states: states
      .map(({ state, kind }) => ({ state, kind, group: groupOf(state, route) }))
      .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state)),
    edges: pairs.map((pair) => {
      const same = moves.filter((t) => `${t.from} ${t.to}` === pair);
      const [{ from, to, event }] = same as [(typeof moves)[number]];
      return { from, to, kind: kindOf(event, from), events: same.map((t) => t.event) };
    }),
  };
}

function groupOf(state: State, route: readonly RouteStage[]): number | null {
  const group = route.findIndex((stage) => stage.steps.some((step) => `${step}@${stage.unit}` === state));
  return group < 0 ? null : group;
}

/** A lapse leads back to the step before, or ends a supplement that nobody answered. */
function kindOf(event: MachineEvent['type'], from: State): EdgeKind {
  if (event === 'Lapse') return from === 'returned' ? 'resubmit' : 'return';
  return kinds[event] ?? 'forward';
}
