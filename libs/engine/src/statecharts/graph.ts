import type { ChartState, EdgeKind, StateChart } from '#domain';
import type { ElkExtendedEdge, ElkNode, ElkPort } from 'elkjs/lib/elk-api.js';

/** Number of the way of drawing: another number is another picture of the same procedure. */
export const FORM = 1;

const [WIDTH, HEIGHT] = [108, 46];

/** Above what lies on the way there is room for the name of its stage. */
const HEAD = 44;

/** The room above a state of a kind. */
export const headOf = (kind: ChartState['kind']): number => (kind === 'returned' || kind === 'outcome' ? 0 : HEAD);

/** One line of the picture: all edges between two states, in the direction in which they lie. */
export interface Wire {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
}

type Side = 'EAST' | 'WEST' | 'NORTH' | 'SOUTH';

/** Where a line leaves and arrives: onward through the middle, refusals above, supplements and withdrawals below. */
const sides: Record<EdgeKind, readonly [Side, Side]> = {
  forward: ['EAST', 'WEST'],
  return: ['SOUTH', 'WEST'],
  resubmit: ['SOUTH', 'WEST'],
  reject: ['NORTH', 'WEST'],
  reopen: ['NORTH', 'WEST'],
  withdraw: ['SOUTH', 'WEST'],
  annul: ['EAST', 'WEST'],
};
/** Below, the line of a withdrawal leaves beside that of a supplement. */
const offsets: Partial<Record<EdgeKind, number>> = { return: WIDTH - 32, resubmit: WIDTH - 32 };

const layoutOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.partitioning.activate': 'true',
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.feedbackEdges': 'true',
  'elk.layered.mergeEdges': 'true',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.spacing.nodeNodeBetweenLayers': '38',
  'elk.layered.spacing.edgeNodeBetweenLayers': '12',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '8',
  'elk.spacing.nodeNode': '26',
  'elk.spacing.edgeNode': '20',
  'elk.spacing.edgeEdge': '8',
  'elk.padding': '[top=8,left=8,bottom=8,right=8]',
};
const straight = { 'elk.layered.priority.straightness': '20', 'elk.layered.priority.shortness': '20' };

/** The lines of a chart: two states that lead to each other share one. */
export function wiresOf({ states, edges }: StateChart): readonly Wire[] {
  const order = states.map((s) => s.state);
  const lying = edges.map(({ from, to, kind }): Wire => {
    return order.indexOf(from) <= order.indexOf(to) ? { from, to, kind } : { from: to, to: from, kind };
  });
  return lying.filter((w, i) => lying.findIndex((o) => o.from === w.from && o.to === w.to) === i);
}

/** What is handed to the layout: the states in the order of the process, and the lines between them. */
export function graphOf(chart: StateChart): ElkNode {
  const wires = wiresOf(chart);
  return {
    id: 'chart',
    layoutOptions,
    children: chart.states.map(({ state, kind }) => ({
      id: state,
      width: WIDTH,
      height: headOf(kind) + HEIGHT,
      ports: portsOf(state, wires, headOf(kind)),
      layoutOptions: { 'elk.portConstraints': 'FIXED_POS', 'elk.partitioning.partition': column(kind) },
    })),
    edges: wires.map(({ from, to, kind }): ElkExtendedEdge => {
      const ends = { sources: [portId(from, kind, 0)], targets: [portId(to, kind, 1)] };
      return { id: `${from} ${to}`, ...ends, ...(kind === 'forward' ? { layoutOptions: straight } : {}) };
    }),
  };
}

/** Everything that is on the way, then the decision, then the supplement and the ends. */
function column(kind: ChartState['kind']): string {
  return kind === 'draft' || kind === 'step' ? '0' : kind === 'decision' ? '1' : '2';
}

function portId(state: string, kind: EdgeKind, end: 0 | 1): string {
  return `${state} ${kind} ${String(end)}`;
}

function portsOf(state: string, wires: readonly Wire[], head: number): ElkPort[] {
  const ports = wires.flatMap((w) => [
    ...(w.from === state ? [port(state, w.kind, 0, head)] : []),
    ...(w.to === state ? [port(state, w.kind, 1, head)] : []),
  ]);
  return ports.filter((p, i) => ports.findIndex((o) => o.id === p.id) === i);
}

function port(state: string, kind: EdgeKind, end: 0 | 1, head: number): ElkPort {
  const side = sides[kind][end];
  const across = offsets[kind] ?? WIDTH - 14;
  const middle = head + HEIGHT / 2;
  const [x, y] = { EAST: [WIDTH, middle], WEST: [0, middle], NORTH: [across, 0], SOUTH: [across, head + HEIGHT] }[
    side
  ] as [number, number];
  return { id: portId(state, kind, end), width: 0, height: 0, x, y, layoutOptions: { 'elk.port.side': side } };
}
