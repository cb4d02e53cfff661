import { authorise } from '../authority/authorise.js';
import { localDate, workingDaysBetween } from '../calendar/index.js';
import { gate } from '../criteria/index.js';
import type { MachineEvent } from '../procedure/compile.js';
import { nextState } from '../procedure/transition.js';
import { partsOfStep, type CommandType, type State } from '../vocabulary.js';
import { unitOf } from './clocks.js';
import type { Command } from './commands.js';
import { overridable } from './criteria-commands.js';
import { openComplaint } from './hearing.js';
import { decide } from './decide.js';
import { evaluateWorld } from './evaluation.js';
import { machineFor } from './machine.js';
import { currentState, isDecision, isRefusal } from './verdict.js';
import type { Decision, Refusal, Seat, World } from './world.js';

/** What one person may do now, in which of their seats, or why not. */
export interface OpenCommand {
  readonly type: CommandType;
  /** Seats that may do it; one is enough. */
  readonly seats: readonly Seat[];
  readonly allowed: boolean;
  readonly refusal?: Refusal;
  /** A typed reason is obligatory: always, or because a soft criterion failed. */
  readonly needsReason: boolean;
}

/** Where a recommendation leads, and the term of the next step. */
export interface NextStep {
  readonly state: State;
  readonly step: string | null;
  readonly unit: string | null;
  readonly dueAt: string | null;
  readonly workingDays: number | null;
}

/** The law asks for a reason of ten characters; the probe says nothing. */
const longEnough = 'xxxxxxxxxx';

/**
 * The commands that fit the state, each with the seats in which this person may give it, or with the reason why not.
 * `decide` itself is asked, so that what a screen offers and what the law answers cannot differ.
 */
export function openCommands(world: World): readonly OpenCommand[] {
  const now = afterLapses(world);
  if (now.actor.kind !== 'person' || !now.visible) return [];
  return fitting(now).map((type) => open(now, type));
}

/** The world as it will be decided on: what is overdue has lapsed. */
function afterLapses(world: World): World {
  const { nomination, at } = world;
  const due = nomination?.context.deadlines.find((d) => d.state === 'pending' && d.dueAt <= at);
  if (!due) return world;
  const lapsed = decide({ ...world, actor: { kind: 'system', name: 'deadline' } }, { type: 'Lapse', deadline: due.id });
  return 'next' in lapsed ? { ...world, seq: world.seq + 1, nomination: lapsed.next } : world;
}

/** Command types that the machine takes in this state; taking back where there is something of one's own to take back. */
function fitting(world: World): readonly CommandType[] {
  const { nomination, actor } = world;
  if (!nomination) return mayBeOverridden(world) ? ['Submit', 'Override'] : ['Submit'];
  const { state, context, undo } = nomination;
  const machine = machineFor(world, context.route);
  const to = context.returnTo ?? context.ballots?.at(-1)?.step ?? 'awaitingDecision';
  const takes = (type: MachineEvent['type']) => nextState(machine, state, context.route, { type, to }) !== null;
  const byMachine = asked.filter((type) => takes(eventOf(type)) && asksFor(world, type));
  const own = actor.kind === 'person' && undo?.person === actor.person && undo.releasedAt > world.at;
  return own ? [...byMachine, 'Retract'] : byMachine;
}

function mayBeOverridden(world: World): boolean {
  return evaluateWorld(world).explanations.some(
    ({ criterion }) => !isRefusal(overridable(evaluateWorld(world), criterion)),
  );
}

/** A command that may lead to several events, by the one that changes nothing. */
function eventOf(type: (typeof asked)[number]): MachineEvent['type'] {
  if (type === 'RecordExternal') return 'SentOut';
  return type === 'ConcludeComplaint' ? 'ComplaintDismissed' : type;
}

const asked = [
  'Resubmit',
  'Recommend',
  'Return',
  'Reject',
  'Confirm',
  'Override',
  'Recuse',
  'DeclareRelation',
  'Withdraw',
  'ReopenBallot',
  'Hold',
  'Release',
  'Object',
  'AssignVerifier',
  'Conclude',
  'RecordExternal',
  'CorrectReceipt',
  'ApplyMoreFavourable',
  'Complain',
  'ConcludeComplaint',
] as const;

/** Commands about something that has to be there first: a hold, an objection, a complaint, a receipt. */
function asksFor({ nomination }: World, type: CommandType): boolean {
  const { holds = [], objections = [], receivedAt = null } = nomination?.context ?? {};
  if (type === 'Release') return holds.length > 0;
  if (type === 'Complain' || type === 'ConcludeComplaint') {
    return (openComplaint(nomination?.context ?? {}) !== undefined) === (type === 'ConcludeComplaint');
  }
  if (type === 'AssignVerifier' || type === 'Conclude') return objections.some((o) => o.founded === undefined);
  return (type !== 'CorrectReceipt' && type !== 'ApplyMoreFavourable') || receivedAt !== null;
}

function open(world: World, type: CommandType): OpenCommand {
  const { actor } = world;
  if (actor.kind !== 'person') throw new Error('a person asks');
  const needsReason = mustSayWhy(world, type);
  const command = probe(world, type);
  const answers = actor.seats.map((seat) => {
    const asSeat = { ...world, actor: { ...actor, as: seat.id } };
    return { seat, refusal: refusalOf(authorise(asSeat, command)), world: asSeat };
  });
  const fit = answers.filter((a) => a.refusal === null);
  const seats = fit.map((a) => a.seat);
  const [first] = fit;
  if (!first) return { type, seats, allowed: false, refusal: closest(answers.map((a) => a.refusal)), needsReason };
  const verdict = decide(withMatch(first.world, type), command);
  if (!isRefusal(verdict)) return { type, seats, allowed: true, needsReason };
  return { type, seats, allowed: false, refusal: verdict, needsReason };
}

/** A refusal that is about the person says more than one about a seat. */
function closest(refusals: readonly (Refusal | null)[]): Refusal {
  const given = refusals.filter((r) => r !== null);
  return given.find((r) => r.refused !== 'wrong-seat') ?? given[0] ?? { refused: 'wrong-seat', observed: 'no seat' };
}

function refusalOf(answer: object): Refusal | null {
  return isRefusal(answer) ? answer : null;
}

function withMatch(world: World, type: CommandType): World {
  const ofDraft = type === 'Submit' || type === 'Resubmit';
  return { ...world, ifMatch: ofDraft ? world.draftVersion : (world.nomination?.revision ?? 0) };
}

function mustSayWhy(world: World, type: CommandType): boolean {
  if (type === 'Submit' || type === 'Resubmit' || type === 'Retract') return false;
  if (type !== 'Recommend') return true;
  return gate(evaluateWorld(world).explanations, 'recommend').needReason.length > 0;
}

/** A command of that type with contents to which the law has no objection. */
function probe(world: World, type: CommandType): Command {
  const { explanations, digest } = evaluateWorld(world);
  const seen = { step: currentState(world), evaluation: digest };
  const reason = longEnough;
  const failed = explanations.find((e) => e.severity === 'hard' && e.result === 'failed' && !e.overridden);
  const criterion = (type === 'Override' ? failed?.criterion : undefined) ?? explanations[0]?.criterion ?? '';
  switch (type) {
    case 'Submit':
    case 'Resubmit':
      return { type };
    case 'Recommend':
      return { type, seen, opinion: longEnough };
    case 'Return':
      return { type, seen, items: [], reason };
    case 'Reject':
      return { type, seen, code: 'other', reason };
    case 'Confirm':
      return { type, seen, criterion, result: 'passed', reason };
    case 'Override':
      return { type, seen, criterion, reason };
    case 'Recuse':
    case 'Withdraw':
    case 'ReopenBallot':
      return { type, reason };
    case 'DeclareRelation':
      return { type, relation: 'other', reason };
    case 'Retract':
      return { type, seq: world.seq };
    default:
      return probeBeside(world, type);
  }
}

function probeBeside(
  { nomination, rulesOn, at, subjectHolds = [] }: World,
  type: Exclude<CommandType, 'Submit' | 'Resubmit' | 'Retract'>,
): Command {
  const reason = longEnough;
  const { holds = [], objections = [] } = nomination?.context ?? {};
  const own = holds.find((h) => !subjectHolds.includes(h) && !objections.some((o) => o.id === h)) ?? '';
  const objection = objections.find((o) => o.founded === undefined)?.id ?? '';
  switch (type) {
    case 'Release':
      return { type, hold: own, reason };
    case 'Object':
      return { type, content: longEnough };
    case 'AssignVerifier':
      return { type, objection, person: '' };
    case 'Conclude':
      return { type, objection, founded: false, reason };
    case 'Complain':
      return { type, reason };
    case 'ConcludeComplaint':
      return { type, complaint: openComplaint(nomination?.context ?? {})?.id ?? '', founded: false, reason };
    case 'RecordExternal':
      return { type, result: 'sentOut', on: localDate(at), reason };
    case 'CorrectReceipt':
      return { type, receivedAt: new Date(Date.parse(at) - 1).toISOString(), reason };
    case 'ApplyMoreFavourable': {
      const { id, version } = rulesOn?.(localDate(at))?.pin ?? { id: '', version: 0 };
      return { type, ruleSet: { id, version }, reason };
    }
    default:
      return { type: 'Hold', kind: 'other', reason };
  }
}

/**
 * What a recommendation by this person would lead to, criteria aside: they have their own place on the screen. Null
 * while it is not theirs to give.
 */
export function nextAfterRecommend(world: World): NextStep | null {
  const now = afterLapses({ ...world, criteria: [] });
  const answer = openCommands(now).find((c) => c.type === 'Recommend');
  const [seat] = answer?.seats ?? [];
  if (!seat || now.actor.kind !== 'person') return null;
  const asSeat = { ...withMatch(now, 'Recommend'), actor: { ...now.actor, as: seat.id } };
  const verdict = decide(asSeat, probe(now, 'Recommend'));
  return isDecision(verdict) ? nextStep(now, verdict) : null;
}

function nextStep({ at, calendar }: World, { next, to }: Decision): NextStep {
  const dueAt = next.context.deadlines.find((d) => d.step === to && d.state === 'pending')?.dueAt ?? null;
  return {
    state: to,
    step: partsOfStep(to)?.step ?? null,
    unit: unitOf(next.context.route, to) ?? null,
    dueAt,
    workingDays: dueAt === null ? null : workingDaysBetween(calendar, localDate(at), localDate(dueAt)),
  };
}
