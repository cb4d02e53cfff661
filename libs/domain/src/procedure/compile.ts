import { setup } from 'xstate';
import { outcomes, partsOfStep, type Complainable, type State, type StepKey, type StepKind } from '../vocabulary.js';
import type { RouteStage } from '../nomination/nomination.js';
import { stepOfLevel, type Procedure } from './definition.js';
import { backFrom } from './lapses.js';

/** Levels and kept steps of a route: all that a machine depends on. Units come from the route. */
export type Shape = readonly Pick<RouteStage, 'level' | 'steps'>[];

export const machineEvents = [
  'Submit',
  'Resubmit',
  'Recommend',
  'Return',
  'Reject',
  'Confirm',
  'Override',
  'Recuse',
  'DeclareRelation',
  'Withdraw',
  'Lapse',
  'Commended',
  'Annulled',
  'BallotPassed',
  'BallotFailed',
  'Selected',
  'NotSelected',
  'SentUp',
  'ReopenBallot',
  'Hold',
  'Release',
  'Object',
  'AssignVerifier',
  'Conclude',
  'PostingEnded',
  'SentOut',
  'ReturnedFromOutside',
  'AwardedOutside',
  'RefusedOutside',
  'CorrectReceipt',
  'ApplyMoreFavourable',
  'Complain',
  'ComplaintUpheld',
  'ComplaintDismissed',
] as const;

/** What a machine is asked. `to` names the way out of `returned`: a node of the machine. */
export interface MachineEvent {
  readonly type: (typeof machineEvents)[number];
  readonly to?: string;
}

interface Edge {
  readonly target: string;
  readonly guard?: { readonly type: 'leadsTo'; readonly params: { readonly node: string } };
}
type Edges = Partial<Record<MachineEvent['type'], Edge | readonly Edge[]>>;

const ID = 'nomination';
const base = setup({
  types: { events: {} as MachineEvent },
  guards: { leadsTo: ({ event }, params: { node: string }) => event.to === params.node },
});

export type NominationMachine = ReturnType<typeof build>;

/** The value of a machine as XState has it: `draft`, or a stage and its step. */
export type MachineValue = string | Record<string, string>;

const cache = new Map<string, NominationMachine>();

/** The shape of a route, which is what machines are cached by. */
export function shapeOf(route: readonly RouteStage[]): Shape {
  return route.map(({ level, steps }) => ({ level, steps }));
}

/** Name of a shape, `grassroots_union(appraisal,signature)-federation(appraisal)`. */
export function shapeKey(shape: Shape): string {
  return shape.map((s) => `${s.level}(${s.steps.join(',')})`).join('-');
}

/**
 * The machine of one shape of a procedure: `draft`, one compound state per stage with its kept steps (a stage without
 * steps is passed over), `returned` with a guarded edge per waiting state, `awaitingDecision`, and the outcomes as
 * ordinary states. It says only which state follows which. Cached by procedure version and shape.
 */
export function compile(procedure: Procedure, shape: Shape): NominationMachine {
  const key = `${procedure.id}@${procedure.version} ${shapeKey(shape)}`;
  const known = cache.get(key);
  if (known) return known;
  const machine = build(procedure, shape);
  cache.set(key, machine);
  return machine;
}

function build(procedure: Procedure, shape: Shape) {
  const steps = shape.flatMap((stage, index) => stage.steps.map((step) => nodeName(index, step)));
  const waiting = [...steps, 'awaitingDecision'];
  const follower = (node: string): Edge => edge(waiting[waiting.indexOf(node) + 1] ?? 'awaitingDecision');
  const nodesOf = (...kinds: readonly StepKind[]) =>
    shape.flatMap((stage, index) =>
      stage.steps.filter((s) => kinds.includes(kindOf(procedure, stage.level, s))).map((s) => nodeName(index, s)),
    );
  const ballots = nodesOf('ballot');
  const rejecting = [...nodesOf('appraisal', 'consultation', 'posting', 'signature'), 'awaitingDecision'];
  const stages = shape.flatMap((stage, index) => {
    const [initial] = stage.steps;
    if (initial === undefined) return [];
    const states = stage.steps.map((step) => {
      const node = nodeName(index, step);
      const back = backFrom(procedure, stage, step);
      const on = stepEdges(node, follower(node), kindOf(procedure, stage.level, step));
      const lapse = back === undefined ? {} : { Lapse: [guarded(nodeName(index, back)), edge(node)] };
      return [step, { on: { ...on, ...lapse } }] as const;
    });
    return [[`stage${index + 1}`, { initial, states: Object.fromEntries(states) }] as const];
  });
  return base.createMachine({
    id: ID,
    initial: 'draft',
    states: {
      draft: { on: { Submit: edge(waiting[0] ?? 'awaitingDecision') } },
      ...Object.fromEntries(stages),
      returned: { on: returnedEdges(waiting) },
      awaitingDecision: { on: decisionEdges() },
      ...Object.fromEntries(outcomes.map((outcome) => [outcome, {}])),
      rejected: { on: complaintEdges('rejected', rejecting) },
      notPassed: { on: { ...reopenEdges(ballots), ...complaintEdges('notPassed', ballots) } },
      notSelectedQuota: { on: complaintEdges('notSelectedQuota', nodesOf('selection')) },
      commended: { on: { Annulled: edge('annulled') } },
    },
  });
}

function nodeName(stage: number, step: string): string {
  return `stage${stage + 1}.${step}`;
}

function edge(node: string): Edge {
  return { target: `#${ID}.${node}` };
}

function guarded(node: string): Edge {
  return { ...edge(node), guard: { type: 'leadsTo', params: { node } } };
}

function kindOf(procedure: Procedure, level: RouteStage['level'], step: string): StepKind {
  const definition = stepOfLevel(procedure, level, step);
  if (!definition) throw new Error(`${procedure.id}@${procedure.version} has no step ${step} at ${level}`);
  return definition.kind;
}

function stepEdges(node: string, next: Edge, kind: StepKind): Edges {
  const stay = edge(node);
  return {
    ...waysOn(kind, next, stay),
    Return: edge('returned'),
    Withdraw: edge('withdrawn'),
    Override: stay,
    ...asides(stay),
    Lapse: stay,
  };
}

/** What may be said beside any step: it changes no state. */
function asides(stay: Edge): Edges {
  return {
    Recuse: stay,
    DeclareRelation: stay,
    Hold: stay,
    Release: stay,
    CorrectReceipt: stay,
    ApplyMoreFavourable: stay,
  };
}

/**
 * A person takes a file through an appraisal or a signature; a ballot and a selection are decided by their acts, a posting by its days,
 * an external step by what comes from outside.
 */
function waysOn(kind: StepKind, next: Edge, stay: Edge): Edges {
  switch (kind) {
    case 'ballot':
      return { BallotPassed: next, BallotFailed: edge('notPassed') };
    case 'selection':
      return { Selected: next, NotSelected: edge('notSelectedQuota') };
    case 'signature':
      return { Recommend: next, Reject: edge('rejected'), SentUp: next };
    case 'posting':
      return { PostingEnded: next, Reject: edge('rejected'), Object: stay, AssignVerifier: stay, Conclude: stay };
    case 'external':
      return {
        SentOut: stay,
        ReturnedFromOutside: edge('returned'),
        AwardedOutside: edge('commended'),
        RefusedOutside: edge('refusedExternally'),
      };
    default:
      return { Recommend: next, Reject: edge('rejected'), ...(kind === 'appraisal' ? { Confirm: stay } : {}) };
  }
}

/** A second ballot, by order of the chair, is held where the first one failed. */
function reopenEdges(ballots: readonly string[]): Edges {
  return ballots.length === 0 ? {} : { ReopenBallot: ballots.map(guarded) };
}

/** A complaint leaves the outcome as it is until it is founded: then the file goes back to the step that refused it. */
function complaintEdges(outcome: Complainable, refusing: readonly string[]): Edges {
  if (refusing.length === 0) return {};
  const stay = edge(outcome);
  return { Complain: stay, Lapse: stay, ComplaintDismissed: stay, ComplaintUpheld: refusing.map(guarded) };
}

/** Back to where the supplement was asked for, or to an earlier step whose approval no longer stands. */
function returnedEdges(waiting: readonly string[]): Edges {
  const stay = edge('returned');
  return {
    Resubmit: waiting.map(guarded),
    Lapse: waiting.map(guarded),
    Withdraw: edge('withdrawn'),
    Override: stay,
    ...asides(stay),
  };
}

/** The deciding unit may still return or reject; withdrawing ends here (model.md 2). */
function decisionEdges(): Edges {
  const stay = edge('awaitingDecision');
  return {
    Return: edge('returned'),
    Reject: edge('rejected'),
    Commended: edge('commended'),
    ...asides(stay),
    Lapse: stay,
  };
}

/** The XState value of a state. Throws when the state names a step that the route does not have. */
export function valueOf(state: State, route: readonly RouteStage[]): MachineValue {
  const parts = partsOfStep(state);
  if (!parts) return state;
  const index = route.findIndex((stage) => stage.unit === parts.unit);
  if (!route[index]?.steps.includes(parts.step)) throw new Error(`${state} is not on the route`);
  return { [`stage${index + 1}`]: parts.step };
}

/** The state of an XState value: the way back from `valueOf`. */
export function stateOf(value: MachineValue, route: readonly RouteStage[]): State {
  if (typeof value === 'string') return value as State;
  const [[stage, step]] = Object.entries(value) as [[string, string]];
  const unit = route[Number(stage.slice('stage'.length)) - 1]?.unit;
  if (unit === undefined) throw new Error(`${stage} is not on the route`);
  return `${step}@${unit}` satisfies StepKey;
}
