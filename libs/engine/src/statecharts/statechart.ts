import {
  chartOf,
  daysSpent,
  localDate,
  partsOfStep,
  passageOf,
  routeOf,
  statusesOf,
  targetDays,
  type Passage,
  type Pin,
  type RouteStage,
  type State,
  type StateChart,
  type World,
} from '#domain';
import type { Statechart } from '#contract';
import type { Engine } from '../engine.js';
import { apart } from '../nominations/view-parts.js';
import { load } from '../perform.js';
import { worldOf } from '../world.js';
import { layoutOf, type RouteLayout } from './layout.js';

type Status = Statechart['states'][number]['status'];
type Entry = Parameters<typeof passageOf>[0][number];

const nobody = '00000000-0000-0000-0000-000000000000';

/** visible: load was asked first. */
const passageText = `
select coalesce((select jsonb_agg(jsonb_build_object('seq', e.seq, 'at', c.c->>'at', 'from', c.c->>'from', 'to', c.c->>'to',
    'facts', c.c->'facts') order by e.seq)
  from ledger_entry e cross join lateral (select e.canon::jsonb as c) c where e.chain = 'n:' || $1::uuid), '[]') as entries`;
const namesText = `select id, name from unit where id = any ($1::uuid[])`;

/**
 * The chart of a nomination under the procedure and the route that were pinned when it was submitted; of a working copy, under those of
 * today. Null for an unknown one and for one not theirs to see. Who may not read the timeline (the subject, whoever stepped aside) is
 * told the present state only.
 */
export async function nominationStatechart(engine: Engine, person: string, id: string): Promise<Statechart | null> {
  const row = await load(engine, id, person, null);
  if (row?.visible !== true) return null;
  const world = worldOf(engine, row, { commandId: nobody, actor: { person, as: nobody }, onDraft: false });
  const [found] = await engine.db.query<{ entries: Entry[] }>('nomination_passage', passageText, [id]);
  const limited = apart(row, person);
  const route = wayOf(world);
  const way = { pin: pinOf(world), value: world.procedure };
  const chart = route === null ? { states: [], edges: [] } : chartOf(world.procedure, route);
  const layout = route === null ? nothing : await layoutOf(engine, way, route);
  const told = { world, route: route ?? [], chart, limited, passage: passageOf(found?.entries ?? []) };
  const states = statesOf(told, layout);
  const moved = limited ? [] : told.passage.moved;
  const units = await namesOf(engine, [...told.route.map((s) => s.unit), ...unitsIn(moved)]);
  const { id: code, version, name } = world.procedure;
  return {
    nomination: id,
    current: world.nomination?.state ?? 'draft',
    limited,
    provisional: world.nomination === null,
    held: !limited && told.passage.holds.length > 0,
    procedure: { id: code, version, name },
    newer: newerOf(engine, way.pin, world),
    moved: moved.map((m) => ({ ...m })),
    units,
    width: layout.width,
    height: layout.height,
    groups: groupsOf(told, states, units),
    states,
    edges: edgesOf(told, layout),
  };
}

const nothing: RouteLayout = { width: 0, height: 0, states: {}, wires: {} };

/** What is told of, and how much of it. */
interface Told {
  readonly world: World;
  readonly route: readonly RouteStage[];
  readonly chart: StateChart;
  readonly passage: Passage;
  readonly limited: boolean;
}

/** The pinned route; of a working copy the one it would take today, null where it could not be submitted. */
function wayOf({ nomination, path, decidingLevel, procedure, proposal }: World): readonly RouteStage[] | null {
  if (nomination !== null) return nomination.context.route;
  const routing = { procedure, simplified: proposal.simplified !== undefined, paper: proposal.enteredBy !== undefined };
  const way = routeOf(path, decidingLevel, routing);
  return 'refused' in way ? null : way.route;
}

function pinOf({ nomination, procedurePin }: World): Pin {
  return nomination?.procedure ?? procedurePin;
}

function statesOf({ world, route, chart, passage, limited }: Told, layout: RouteLayout): Statechart['states'] {
  const { nomination, procedure, calendar, at } = world;
  const state: State = nomination?.state ?? 'draft';
  const statuses = statusesOf(chart, passage, { state, returnTo: nomination?.context.returnTo ?? null, route });
  return chart.states.map(({ state: key, kind, group }) => {
    const [x, y, width, height] = layout.states[key] ?? [0, 0, 0, 0];
    const visits = limited ? [] : passage.visits.filter((v) => v.state === key);
    const status: Status = limited ? (key === state ? 'current' : 'hidden') : (statuses.get(key) ?? 'hidden');
    return {
      ...{ state: key, kind, group, status, x, y, width, height },
      visits: visits.map(({ entered, left, carried }) => ({ entered, left, carried })),
      days: daysSpent(visits, calendar, at),
      target: targetDays(procedure, route, key),
      returns: limited ? 0 : returnsIn(passage, key),
    };
  });
}

function returnsIn({ moves }: Passage, state: State): number {
  return moves.filter((m) => m.to === 'returned' && (state === 'returned' || m.from === state)).length;
}

function groupsOf({ route }: Told, states: Statechart['states'], units: Record<string, string>): Statechart['groups'] {
  return route.map(({ unit, level }, group) => {
    const own = states.filter((s) => s.group === group).map((s) => s.status);
    return { unit: { id: unit, name: units[unit] ?? '' }, level, status: together(own) };
  });
}

function together(statuses: readonly Status[]): Status {
  if (statuses.includes('current')) return 'current';
  if (statuses.includes('hidden')) return 'hidden';
  if (statuses.includes('next')) return 'next';
  return statuses.includes('past') ? 'past' : 'notTaken';
}

function edgesOf({ chart, passage, limited }: Told, { wires }: RouteLayout): Statechart['edges'] {
  return chart.edges.map(({ from, to, kind }) => {
    const points = wires[`${from} ${to}`] ?? [...(wires[`${to} ${from}`] ?? [])].reverse();
    const taken = limited ? 0 : passage.moves.filter((m) => m.from === from && m.to === to).length;
    return { from, to, kind, taken, points: points.map(([x, y]): [number, number] => [x, y]) };
  });
}

/** The version of the same procedure that is in force today, where it is a newer one. */
function newerOf({ directory }: Engine, pin: Pin, { at, proposal: { award, occasion } }: World): number | null {
  const now = directory.procedureInForce(localDate(at), { award, occasion }).pin;
  return now.id === pin.id && now.version > pin.version ? now.version : null;
}

function unitsIn(moved: Passage['moved']): string[] {
  return moved.flatMap((m) => [m.from, m.to ?? '']).flatMap((state) => partsOfStep(state)?.unit ?? []);
}

async function namesOf(engine: Engine, ids: readonly string[]): Promise<Record<string, string>> {
  const rows = await engine.db.query<{ id: string; name: string }>('unit_names', namesText, [[...new Set(ids)]]);
  return Object.fromEntries(rows.map((r) => [r.id, r.name]));
}
