import { chartOf, shapeKey, shapeOf, type Pin, type Procedure, type RouteStage, type State } from '#domain';
import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import type { Engine } from '../engine.js';
import { placed } from './elk.js';
import { FORM, graphOf, headOf } from './graph.js';

/** Places in pixels, for any route of one shape: a step of stage i is `<step>@<i>`. */
interface Layout {
  readonly width: number;
  readonly height: number;
  readonly states: Readonly<Record<string, Box>>;
  /** Corners of the lines, by `<from> <to>`. */
  readonly wires: Readonly<Record<string, readonly (readonly [number, number])[]>>;
}

/** The same with the steps of a route. */
export type RouteLayout = Layout;

const storedText = `select layout from statechart_layout where procedure_hash = $1 and shape = $2 and form = $3`;
const storeText = `insert into statechart_layout (procedure_hash, shape, form, layout) values ($1, $2, $3, $4)
on conflict do nothing`;

/** Layouts that are being computed, so that readers who come meanwhile wait for the same one. */
const running = new WeakMap<Engine, Map<string, Promise<void>>>();

/**
 * The layout of a procedure on a route: computed by whoever first asks for its version and shape, and stored. Of two processes that
 * compute it at once the first to store it wins, and both answer what is stored.
 */
export async function layoutOf(
  engine: Engine,
  { pin, value }: { readonly pin: Pin; readonly value: Procedure },
  route: readonly RouteStage[],
): Promise<RouteLayout> {
  const key = [pin.hash, shapeKey(shapeOf(route)), FORM];
  const stored = async () =>
    (await engine.db.query<{ layout: Layout }>('statechart_layout', storedText, key))[0]?.layout;
  const known = await stored();
  if (known !== undefined) return forRoute(known, route);
  const compute = async () => {
    const layout = await computed(value, route);
    await engine.db.query('store_statechart', storeText, [...key, JSON.stringify(layout)]);
  };
  const name = key.join(' ');
  const own = running.get(engine) ?? new Map<string, Promise<void>>();
  running.set(engine, own);
  const run = own.get(name) ?? compute().finally(() => own.delete(name));
  own.set(name, run);
  await run;
  const made = await stored();
  if (made === undefined) throw new Error(`the layout of ${name} was not stored`);
  return forRoute(made, route);
}

async function computed(procedure: Procedure, route: readonly RouteStage[]): Promise<Layout> {
  const shape = route.map((stage, i) => ({ ...stage, unit: String(i) }));
  const chart = chartOf(procedure, shape);
  const heads: Record<string, number> = Object.fromEntries(chart.states.map((s) => [s.state, headOf(s.kind)]));
  const { width = 0, height = 0, children = [], edges = [] } = await placed(graphOf(chart));
  const states = Object.fromEntries(children.map((n) => [n.id, boxOf(n, heads[n.id] ?? 0)]));
  const corners = (e: ElkExtendedEdge) => cornersOf(e, states[e.id.split(' ')[0] ?? '']);
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    states,
    wires: Object.fromEntries(edges.map((e) => [e.id, corners(e)])),
  };
}

type Box = readonly [x: number, y: number, width: number, height: number];

/** The state itself, without the room above it. */
function boxOf({ x = 0, y = 0, width = 0, height = 0 }: ElkNode, head: number): Box {
  return [Math.round(x), Math.round(y) + head, width, height - head];
}

/** A line that leaves upward begins at the state, below the room for the name. */
function cornersOf({ sections = [] }: ElkExtendedEdge, from: Box | undefined): [number, number][] {
  const points = sections.flatMap((s) => [s.startPoint, ...(s.bendPoints ?? []), s.endPoint]);
  return points.map(({ x, y }, i) => [Math.round(x), Math.round(i === 0 && from ? Math.max(y, from[1]) : y)]);
}

function forRoute({ states, wires, ...size }: Layout, route: readonly RouteStage[]): RouteLayout {
  const named = (key: string) =>
    key.replace(/@(\d+)/g, (whole, i: string) =>
      route[Number(i)] ? `@${route[Number(i)]?.unit ?? ''}` : whole,
    ) as State;
  const all = <T>(record: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [named(key), value]));
  return { ...size, states: all(states), wires: all(wires) };
}
