import { compile, shapeOf, type MachineEvent, type NominationMachine } from '../procedure/compile.js';
import { nextState } from '../procedure/transition.js';
import type { State } from '../vocabulary.js';
import type { Nomination, RouteStage } from './nomination.js';
import type { Refusal, World } from './world.js';

/** The machine of this world's procedure on a route. */
export function machineFor(world: World, route: readonly RouteStage[]): NominationMachine {
  return compile(world.procedure, shapeOf(route));
}

/** The state after an event, or the refusal that it does not fit the state. */
export function follow(world: World, nomination: Nomination, event: MachineEvent['type'], to?: State): State | Refusal {
  const { state, context } = nomination;
  const asked = to === undefined ? { type: event } : { type: event, to };
  return nextState(machineFor(world, context.route), state, context.route, asked) ?? notNow(state);
}

/** The command does not fit the state. */
export function notNow(state: string): Refusal {
  return { refused: 'not-now', observed: state };
}
