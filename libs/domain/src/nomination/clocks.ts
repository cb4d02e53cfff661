import { dueAt, endOfDay, localDate, remainingWorkingDays, remindAt, workingDaysBetween } from '../calendar/index.js';
import { stepOfLevel, type Clock, type Procedure, type Step } from '../procedure/definition.js';
import { partsOfStep, type State } from '../vocabulary.js';
import type { NominationFact, Stopped } from './facts.js';
import type { Context, Deadline, HeldDeadline, RouteStage } from './nomination.js';
import type { World } from './world.js';

type StepEntered = Extract<NominationFact, { type: 'StepEntered' }>;
type Route = readonly RouteStage[];

/** The step of the procedure that a state stands for; undefined for a state that is no step. */
export function stepOf(procedure: Procedure, route: Route, state: string): Step | undefined {
  const parts = partsOfStep(state);
  const stage = parts && route.find((s) => s.unit === parts.unit);
  return stage ? stepOfLevel(procedure, stage.level, parts.step) : undefined;
}

/** The unit whose turn it is: of the step, or the deciding one in `awaitingDecision`. */
export function unitOf(route: Route, state: string): string | undefined {
  return state === 'awaitingDecision' ? route.at(-1)?.unit : partsOfStep(state)?.unit;
}

/** The clock of a waiting state other than `returned`. */
export function clockOf(procedure: Procedure, route: Route, state: string): Clock {
  const clock = state === 'awaitingDecision' ? procedure.decision : stepOf(procedure, route, state);
  if (!clock) throw new Error(`${state} has no clock`);
  return clock;
}

/**
 * The fact that a waiting state is entered, with a clock that is computed once and for all. `days` are the working
 * days that a clock was stopped with; at least one is given. Where it is the first appraisal above the nominating unit (or, where the
 * procedure says so, that of the deciding unit),
 * the fact carries the receipt and the rule set that is in force then (model.md 6). A route of one stage is received
 * at submission, and one without any appraisal above the nominating unit where it waits for the decision.
 */
export function entering(
  world: World,
  context: Pick<Context, 'route' | 'unit' | 'receivedAt'>,
  state: State,
  days?: number,
): StepEntered {
  const clock = clockOf(world.procedure, context.route, state);
  const workingDays = days === undefined ? clock.workingDays : Math.max(1, days);
  const counted = days === undefined ? `${workingDays}` : `${workingDays}/${clock.workingDays}`;
  const received = context.receivedAt === null && isReceipt(world.procedure, context, state);
  return {
    type: 'StepEntered',
    step: state,
    deadline: {
      id: world.uuid(`deadline/${state}`),
      step: state,
      dueAt: dueAt(world.calendar, world.at, workingDays),
      remindAt: remindAt(world.calendar, world.at, workingDays, clock.remindAt),
      ...origin(world, partsOfStep(state)?.step ?? state, counted),
    },
    ...(received ? { receivedAt: world.at, ruleSet: world.ruleSetPin } : {}),
  };
}

function isReceipt(procedure: Procedure, context: Pick<Context, 'route' | 'unit'>, state: State): boolean {
  if (context.route.length === 1 || state === 'awaitingDecision') return true;
  if (stepOf(procedure, context.route, state)?.kind !== 'appraisal') return false;
  const unit = partsOfStep(state)?.unit;
  return procedure.regimeAnchor === 'decidingLevel' ? unit === context.route.at(-1)?.unit : unit !== context.unit;
}

/** The clock of a supplement: up to the end of the day the reviewer named, else the term of the procedure. */
export function supplementDeadline(world: World, asking: Clock, due: string | undefined): Deadline {
  const { at, calendar, procedure } = world;
  const days = due === undefined ? procedure.supplementWorkingDays : workingDaysBetween(calendar, localDate(at), due);
  return {
    id: world.uuid('deadline/returned'),
    step: 'returned',
    dueAt: due === undefined ? dueAt(calendar, at, days) : endOfDay(due),
    remindAt: remindAt(calendar, at, days, asking.remindAt),
    ...origin(world, 'returned', due ?? `${days}`),
  };
}

/** The running clock of a state, with the working days that are left now; the day of the stop counts as used. */
export function stopping(world: World, context: Context, state: State): Stopped | undefined {
  const running = context.deadlines.find((d) => d.step === state && d.state === 'pending');
  if (!running) return undefined;
  return { id: running.id, remaining: remainingWorkingDays(world.calendar, world.at, running.dueAt) };
}

/** The clock of a stopped deadline, running on from now with the working days that were left, at least one. */
export function resuming(world: World, { step, remaining = 1 }: HeldDeadline): Deadline {
  const { at, calendar, procedure } = world;
  const route = world.nomination?.context.route ?? [];
  const share = step === 'returned' ? procedure.decision.remindAt : clockOf(procedure, route, step).remindAt;
  const days = Math.max(1, remaining);
  return {
    id: world.uuid(`deadline/${step}`),
    step,
    dueAt: dueAt(calendar, at, days),
    remindAt: remindAt(calendar, at, days, share),
    ...origin(world, partsOfStep(step)?.step ?? step, `${days} left`),
  };
}

/**
 * Working days with which the clock of a state goes on: those it was stopped with, none where it had run out before the
 * supplement was asked for, undefined for a fresh clock.
 */
export function daysLeft(context: Context, state: State): number | undefined {
  const stopped = context.deadlines.find((d) => d.step === state && d.state === 'stopped');
  return stopped?.remaining ?? (state === context.returnTo ? 0 : undefined);
}

function origin({ procedure, calendar }: World, step: string, counted: string): Pick<Deadline, 'rule' | 'calendar'> {
  return {
    rule: `${procedure.id}@${procedure.version} ${step} ${counted}`,
    calendar: `${calendar.id}@${calendar.version}`,
  };
}
