import { transition } from 'xstate';
import type { RouteStage } from '../nomination/nomination.js';
import { isOutcome, type ReviewState, type State } from '../vocabulary.js';
import { compile, machineEvents, shapeOf, stateOf, valueOf } from './compile.js';
import type { MachineEvent, MachineValue, NominationMachine } from './compile.js';
import type { Procedure } from './definition.js';

type Event = Omit<MachineEvent, 'to'> & { readonly to?: State };

/** What a machine answered before: a transition costs about 0.14 ms, and its answer never changes. */
const answers = new WeakMap<NominationMachine, Map<string, MachineValue | null>>();

/**
 * The state after an event, or null when the machine does not take it: XState answers that with silence.
 * `to` names the waiting state that a way out of `returned` leads to.
 */
export function nextState(
  machine: NominationMachine,
  state: State,
  route: readonly RouteStage[],
  event: Event,
): State | null {
  const value = valueOf(state, route);
  const to = event.to === undefined ? undefined : nodeOf(valueOf(event.to, route));
  const next = ask(machine, value, to === undefined ? { type: event.type } : { type: event.type, to });
  return next === null ? null : stateOf(next, route);
}

/** States in which a reviewing unit has its turn, in the order of the route. */
export function waitingStates(route: readonly RouteStage[]): readonly ReviewState[] {
  const steps = route.flatMap((stage) => stage.steps.map((step) => `${step}@${stage.unit}` as const));
  return [...steps, 'awaitingDecision'];
}

function nodeOf(value: MachineValue): string {
  return typeof value === 'string' ? value : Object.entries(value).flat().join('.');
}

function ask(machine: NominationMachine, value: MachineValue, event: MachineEvent): MachineValue | null {
  let known = answers.get(machine);
  if (!known) answers.set(machine, (known = new Map()));
  const key = `${nodeOf(value)} ${event.type} ${event.to ?? ''}`;
  let answer = known.get(key);
  if (answer === undefined) known.set(key, (answer = run(machine, value, event)));
  return answer;
}

function run(machine: NominationMachine, value: MachineValue, event: MachineEvent): MachineValue | null {
  const snapshot = machine.resolveState({ value });
  if (!snapshot.can(event)) return null;
  return transition(machine, snapshot, event)[0].value as MachineValue;
}

export interface Chart {
  readonly states: readonly {
    readonly state: State;
    readonly kind: 'draft' | 'step' | 'returned' | 'decision' | 'outcome';
  }[];
  readonly transitions: readonly { readonly from: State; readonly event: MachineEvent['type']; readonly to: State }[];
}

/** The compiled machine as plain data, for drawing: the states that can be reached, and what leads from which to which. */
export function chart(procedure: Procedure, route: readonly RouteStage[]): Chart {
  const machine = compile(procedure, shapeOf(route));
  const seen: State[] = ['draft'];
  const transitions: Chart['transitions'][number][] = [];
  for (const from of seen) {
    for (const { event, to } of edgesFrom(machine, from, route)) {
      transitions.push({ from, event, to });
      if (!seen.includes(to)) seen.push(to);
    }
  }
  return { states: seen.map((state) => ({ state, kind: kindOf(state) })), transitions };
}

/** Events with guards: they lead where they say. */
const guarded: readonly MachineEvent['type'][] = ['Resubmit', 'Lapse', 'ReopenBallot', 'ComplaintUpheld'];

function edgesFrom(machine: NominationMachine, from: State, route: readonly RouteStage[]) {
  const ways = [undefined, ...waitingStates(route)];
  const edges = machineEvents.flatMap((event) =>
    (guarded.includes(event) ? ways : [undefined]).map((to) => ({
      event,
      to: nextState(machine, from, route, to ? { type: event, to } : { type: event }),
    })),
  );
  const reached = edges.filter((e): e is { event: (typeof e)['event']; to: State } => e.to !== null);
  return reached.filter((e, i) => reached.findIndex((o) => o.event === e.event && o.to === e.to) === i);
}

function kindOf(state: State): Chart['states'][number]['kind'] {
  if (state === 'draft' || state === 'returned') return state;
  if (state === 'awaitingDecision') return 'decision';
  return isOutcome(state) ? 'outcome' : 'step';
}
