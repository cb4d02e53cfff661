import { localDate, workingDaysBetween, type Calendar, type Instant } from '../calendar/index.js';
import type { Procedure } from '../procedure/definition.js';
import type { ChartEdge, StateChart } from '../procedure/statechart.js';
import { waitingStates } from '../procedure/transition.js';
import { isOutcome, type ChartStatus, type State } from '../vocabulary.js';
import { clockOf } from './clocks.js';
import type { RouteStage } from './nomination.js';
import type { Passage, Visit } from './passage.js';

interface Where {
  readonly state: State;
  /** The step that asked, while a supplement is awaited. */
  readonly returnTo: State | null;
  readonly route: readonly RouteStage[];
}

/**
 * The status of every state of a chart. A step that was done but lies ahead again, after a supplement, is `next`: it may be decided
 * anew. A complaint or a second ballot is no way on until it has led back.
 */
export function statusesOf(chart: StateChart, passage: Passage, where: Where): ReadonlyMap<State, ChartStatus> {
  const ahead = reached(chart.edges, where.state);
  const been = new Set(passage.visits.map((v) => v.state));
  const order: readonly State[] = waitingStates(where.route);
  const place = order.indexOf(where.state === 'returned' ? (where.returnTo ?? 'returned') : where.state);
  const status = (state: State): ChartStatus => {
    if (state === where.state) return 'current';
    const again = place >= 0 && order.indexOf(state) >= place;
    if (been.has(state) && !again) return 'past';
    return ahead.has(state) ? 'next' : been.has(state) ? 'past' : 'notTaken';
  };
  return new Map(chart.states.map(({ state }) => [state, status(state)]));
}

function reached(edges: readonly ChartEdge[], from: State): ReadonlySet<State> {
  const found = new Set<State>([from]);
  for (const state of found) {
    for (const e of edges) if (e.from === state && e.kind !== 'reopen') found.add(e.to);
  }
  return found;
}

/** Working days that were spent in a state, holds aside, counted as deadlines count them. Null for the working copy and for an outcome. */
export function daysSpent(visits: readonly Visit[], calendar: Calendar, now: Instant): number | null {
  const days = (from: Instant, to: Instant) => workingDaysBetween(calendar, localDate(from), localDate(to));
  const counted = visits.flatMap((v) => {
    if (v.entered === null || isOutcome(v.state)) return [];
    const pauses = v.held.reduce((sum, [from, to]) => sum + days(from, to ?? now), 0);
    return [days(v.entered, v.left ?? now) - pauses];
  });
  return counted.length === 0 ? null : counted.reduce((a, b) => a + b, 0);
}

/** Working days that the procedure gives for a state; null where it sets no term. */
export function targetDays(procedure: Procedure, route: readonly RouteStage[], state: State): number | null {
  if (state === 'returned') return procedure.supplementWorkingDays;
  return waitingStates(route).some((s) => s === state) ? clockOf(procedure, route, state).workingDays : null;
}
