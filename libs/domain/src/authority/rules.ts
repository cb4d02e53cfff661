import { clockOf, stepOf, unitOf } from '../nomination/clocks.js';
import { hearingUnit, isComplainable } from '../nomination/hearing.js';
import type { Command } from '../nomination/commands.js';
import { entersFor, filingUnits } from '../nomination/paper.js';
import { escalatedTo, rolesOf, seatAt } from '../nomination/notices.js';
import { namedSeat } from '../procedure/lapses.js';
import { currentState } from '../nomination/verdict.js';
import type { Refusal, Seat, World } from '../nomination/world.js';
import { partsOfStep, type Role, type SeatFlag } from '../vocabulary.js';

/** Names of the rules that let somebody act; a verdict names the one that applied. */
export type RuleId =
  | 'nominating-clerk'
  | 'step-role'
  | 'deciding-unit'
  | 'appraiser-confirms'
  | 'flagged-override'
  | 'about-oneself'
  | 'chair-reopens'
  | 'flagged-hold'
  | 'flagged-correct'
  | 'posting-office'
  | 'posting-chair'
  | 'external-clerk'
  | 'complaint-chair'
  | 'same-person'
  | 'deadline-ran-out'
  | 'item-of-act';

/** One line of the decision table: which seats fit, and what would have been needed. */
export interface SeatRule {
  readonly id: RuleId;
  readonly fits: (world: World, seat: Seat) => boolean;
  readonly needed: (world: World) => string;
}

/** A clerk of the nominating unit; of papers, one of the unit above it that enters them. */
const nominatingClerk: SeatRule = {
  id: 'nominating-clerk',
  fits: (world, seat) =>
    seat.role === 'clerk' &&
    clerkUnits(world).includes(seat.unit) &&
    (world.nomination !== null || entersFor(world.path, world.proposal)),
  needed: (world) =>
    clerkUnits(world)
      .map((unit) => `clerk@${unit}`)
      .join(', '),
};

/** The role of the step, and after a lapse that escalates also the role or the seat it escalated to. */
const stepRole: SeatRule = {
  id: 'step-role',
  fits: (world, seat) => {
    const { roles, named } = atWork(world);
    return (
      seat.unit === currentUnit(world) && (roles.includes(seat.role) || (seat.onBehalfOf?.seat ?? seat.id) === named)
    );
  },
  needed: (world) => {
    const { roles, named } = atWork(world);
    const unit = currentUnit(world);
    return [...roles.map((role) => `${role}@${unit}`), ...(named === undefined ? [] : [named])].join(', ');
  },
};

const decidingUnitRule: SeatRule = {
  id: 'deciding-unit',
  fits: (world, seat) => seat.unit === currentUnit(world) && (seat.role === 'clerk' || seat.role === 'signer'),
  needed: (world) => `clerk@${currentUnit(world)}, signer@${currentUnit(world)}`,
};

const appraiserConfirms: SeatRule = { ...stepRole, id: 'appraiser-confirms' };

/** A flag gives a power beside a role; a seat that decides nothing gets none from it. */
const flaggedOverride: SeatRule = {
  id: 'flagged-override',
  fits: (world, seat) =>
    seat.unit === currentUnit(world) &&
    seat.flags.includes('override') &&
    seat.role !== 'administrator' &&
    seat.role !== 'auditor',
  needed: (world) => `override@${currentUnit(world)}`,
};

/** Before the first submission it is the turn of the unit that files. */
const flaggedFiling: SeatRule = {
  ...flaggedOverride,
  fits: (world, seat) =>
    clerkUnits(world).includes(seat.unit) &&
    seat.flags.includes('override') &&
    seat.role !== 'administrator' &&
    seat.role !== 'auditor',
  needed: (world) =>
    clerkUnits(world)
      .map((unit) => `override@${unit}`)
      .join(', '),
};

const aboutOneself: SeatRule = { id: 'about-oneself', fits: () => true, needed: () => 'any seat' };

const samePerson: SeatRule = {
  id: 'same-person',
  fits: ({ actor, nomination }) =>
    !nomination?.undo || (actor.kind === 'person' && actor.person === nomination.undo.person),
  needed: ({ nomination }) => nomination?.undo?.person ?? 'the person who acted',
};

/** The ballot that ended the nomination; undefined while it has another outcome or goes on. */
function failedBallot({ nomination }: World): { readonly step: string } | undefined {
  return nomination?.state === 'notPassed' ? nomination.context.ballots?.at(-1) : undefined;
}

function ballotUnit(world: World): string | undefined {
  return partsOfStep(failedBallot(world)?.step ?? '')?.unit;
}

/** The chair of a unit is its signer (model.md 2). */
const chairReopens: SeatRule = {
  id: 'chair-reopens',
  fits: (world, seat) => seat.role === 'signer' && seat.unit === ballotUnit(world),
  needed: (world) => `signer@${ballotUnit(world)}`,
};

/** A flag of a working seat in a unit of the route. */
function flagged(id: RuleId, flag: SeatFlag): SeatRule {
  return {
    id,
    fits: ({ nomination }, seat) =>
      seat.flags.includes(flag) &&
      seat.role !== 'administrator' &&
      seat.role !== 'auditor' &&
      (nomination?.context.route.some((s) => s.unit === seat.unit) ?? false),
    needed: (world) => `${flag}@${currentUnit(world)}`,
  };
}
const flaggedHold = flagged('flagged-hold', 'hold');
const flaggedCorrect = flagged('flagged-correct', 'correct');

function inUnit(id: RuleId, roles: readonly Role[]): SeatRule {
  return {
    id,
    fits: (world, seat) => seat.unit === currentUnit(world) && roles.includes(seat.role),
    needed: (world) => roles.map((role) => `${role}@${currentUnit(world)}`).join(', '),
  };
}
const postingOffice = inUnit('posting-office', ['clerk', 'secretary']);
const postingChair = inUnit('posting-chair', ['signer']);
const externalClerk = inUnit('external-clerk', ['clerk']);

/** A complaint is heard by a signer of the unit that hears it. */
const complaintChair: SeatRule = {
  id: 'complaint-chair',
  fits: ({ nomination }, seat) =>
    seat.role === 'signer' && nomination !== null && seat.unit === hearingUnit(nomination),
  needed: ({ nomination }) => `signer@${nomination ? hearingUnit(nomination) : undefined}`,
};

/** The rule of a command beside the steps; undefined for every other one. */
function besideRule(world: World, type: Command['type']): SeatRule | Refusal | undefined {
  const kind = currentStep(world)?.kind;
  const now = notNow(currentState(world));
  switch (type) {
    case 'Hold':
    case 'Release':
      return flaggedHold;
    case 'CorrectReceipt':
    case 'ApplyMoreFavourable':
      return flaggedCorrect;
    case 'Object':
      return kind === 'posting' ? postingOffice : now;
    case 'AssignVerifier':
      return kind === 'posting' ? postingChair : now;
    case 'Conclude':
      return kind === 'posting' ? aboutOneself : now;
    case 'Complain':
      return isComplainable(currentState(world)) ? nominatingClerk : now;
    case 'ConcludeComplaint':
      return world.nomination && hearingUnit(world.nomination) ? complaintChair : now;
    case 'RecordExternal':
      return kind === 'external' ? externalClerk : now;
    default:
      return undefined;
  }
}

/** The rule for a command of a person in the current state; `not-now` where no seat could ever fit. */
export function seatRule(world: World, type: Command['type']): SeatRule | Refusal {
  const state = currentState(world);
  const beside = besideRule(world, type);
  if (beside) return beside;
  switch (type) {
    case 'Submit':
    case 'Resubmit':
    case 'Withdraw':
      return nominatingClerk;
    case 'Recommend':
      return isOnesDecision(world) ? stepRole : notNow(state);
    case 'Return':
    case 'Reject':
      if (type === 'Reject' && isStep(world) && !mayReject(world)) return notNow(state);
      if (state === 'awaitingDecision') return decidingUnitRule;
      return isStep(world) ? stepRole : notNow(state);
    case 'Confirm':
      return currentStep(world)?.kind === 'appraisal' ? appraiserConfirms : notNow(state);
    case 'Override':
      if (!world.nomination) return flaggedFiling;
      return isStep(world) || state === 'returned' ? flaggedOverride : notNow(state);
    case 'Recuse':
    case 'DeclareRelation':
      return aboutOneself;
    case 'Retract':
      return samePerson;
    case 'ReopenBallot':
      return failedBallot(world) ? chairReopens : notNow(state);
    default:
      return { refused: 'wrong-seat', observed: 'person', needed: 'system' };
  }
}

export function currentStep(world: World) {
  return world.nomination && stepOf(world.procedure, world.nomination.context.route, world.nomination.state);
}

/** The unit whose turn it is; while a supplement is awaited, the one that asked for it. */
export function currentUnit({ nomination }: World): string | undefined {
  if (!nomination) return undefined;
  const { context, state } = nomination;
  const failed = state === 'notPassed' ? context.ballots?.at(-1)?.step : undefined;
  return unitOf(context.route, context.returnTo ?? failed ?? state);
}

/** Whoever files it, or carries on for a unit that ended since it was refused. */
function clerkUnits({ nomination, proposal, heirs }: World): readonly string[] {
  const units = filingUnits({ ...(nomination?.context ?? proposal), submitted: nomination !== null });
  return units.map((unit) => heirs?.of[unit] ?? unit);
}

/** A deadline that ran out escalates from that moment on, whether or not the sweep has recorded it yet. */
function atWork({ nomination, procedure, at }: World): { readonly roles: readonly Role[]; readonly named?: string } {
  if (!nomination) return { roles: [] };
  const { state, context } = nomination;
  const roles = rolesOf(procedure, nomination, state);
  const overdue = context.deadlines.some((d) => d.step === state && d.state === 'pending' && d.dueAt <= at);
  const action = overdue ? clockOf(procedure, context.route, state).onLapse : undefined;
  const unit = unitOf(context.route, state);
  const named = namedSeat(action, unit) ?? seatAt(nomination, state);
  return {
    roles: [...new Set([...roles, ...escalatedTo(action, unit)])],
    ...(named === undefined ? {} : { named }),
  };
}

/** A ballot and a selection are decided by many, through their acts; a posting by its days, an external step outside. */
function isOnesDecision(world: World): boolean {
  const kind = currentStep(world)?.kind;
  return kind === 'appraisal' || kind === 'signature' || kind === 'consultation';
}

/** After a founded objection the unit that posted a nomination may reject it. */
function mayReject(world: World): boolean {
  return isOnesDecision(world) || currentStep(world)?.kind === 'posting';
}

function isStep(world: World): boolean {
  return Boolean(currentStep(world));
}

function notNow(state: string): Refusal {
  return { refused: 'not-now', observed: state };
}
