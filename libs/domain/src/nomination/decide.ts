import { authorise } from '../authority/authorise.js';
import { actCommandTypes } from '../vocabulary.js';
import { seenOf, type Command } from './commands.js';
import { complain, concludeComplaint } from './complaints.js';
import { confirm, override, overrideDraft } from './criteria-commands.js';
import { evaluateWorld } from './evaluation.js';
import { notNow } from './machine.js';
import { hold, release, subjectHold } from './holds.js';
import { applyMoreFavourable, correctReceipt } from './law.js';
import { recordExternal } from './outside.js';
import { assignVerifier, concludeObjection, object } from './posting.js';
import { retract, stepAside, withdraw } from './personal.js';
import { giveBack, recommend, reject } from './reviewing.js';
import { resubmit, submit } from './submitting.js';
import { ballotClosed, reopenBallot, selected, sentUp } from './acts.js';
import { reclocked } from './reclocking.js';
import { migrated } from './migration.js';
import { rerouted } from './rerouting.js';
import { commended, lapse } from './system.js';
import type { Nomination } from './nomination.js';
import { conclude, currentState, isRefusal, type Plan } from './verdict.js';
import type { LapseFirst, Refusal, Verdict, World } from './world.js';

/** A reason shorter than this says nothing that somebody else could check. */
export const SHORTEST_REASON = 10;

/**
 * What a command leads to: a decision, a refusal, or the deadline that has to be recorded as run out first. Depends on
 * nothing but the world. The order of the checks is a promise (reliability.md 2.2): who comes second to a step learns
 * who was first before anything is said about their seat.
 */
export function decide(world: World, command: Command): Verdict {
  const kept = keptBack(world, command);
  if (kept) return kept;
  if (!world.nomination && command.type === 'Override') return overrideDraft(world, command);
  const plan = act(world, command);
  return isRefusal(plan) ? plan : conclude(world, command, plan);
}

type Check = (world: World, command: Command) => Refusal | LapseFirst | null;

/** In this order. */
const checks: readonly Check[] = [
  ifMatchMissing,
  notVisible,
  stepDecided,
  stale,
  evaluationChanged,
  notAuthorised,
  notReleased,
  overdue,
  held,
  balloted,
  reasonTooShort,
];

function keptBack(world: World, command: Command): Refusal | LapseFirst | null {
  for (const check of checks) {
    const answer = check(world, command);
    if (answer) return answer;
  }
  return null;
}

function ifMatchMissing({ actor, ifMatch }: World): Refusal | null {
  return actor.kind === 'person' && ifMatch === undefined ? { refused: 'if-match-missing' } : null;
}

function notVisible({ actor, visible }: World): Refusal | null {
  return actor.kind === 'person' && !visible ? { refused: 'not-found' } : null;
}

function stepDecided(world: World, command: Command): Refusal | null {
  const seen = seenOf(command);
  const state = currentState(world);
  if (!seen || seen.step === state) return null;
  const refusal: Refusal = { refused: 'step-decided', observed: state, needed: seen.step };
  if (!world.lastDecision) return refusal;
  const { by, at, step } = world.lastDecision;
  return { ...refusal, data: { by, at, step } };
}

function stale(world: World, { type }: Command): Refusal | null {
  if (world.actor.kind === 'system') return null;
  const ofDraft = type === 'Submit' || type === 'Resubmit';
  const current = ofDraft ? world.draftVersion : (world.nomination?.revision ?? 0);
  if (world.ifMatch === current) return null;
  const refused = ofDraft ? 'stale-draft' : 'stale-revision';
  return { refused, observed: String(current), needed: String(world.ifMatch) };
}

function evaluationChanged(world: World, command: Command): Refusal | null {
  const seen = seenOf(command);
  if (!seen) return null;
  const { digest } = evaluateWorld(world);
  return seen.evaluation === digest
    ? null
    : { refused: 'evaluation-changed', observed: digest, needed: seen.evaluation };
}

function notAuthorised(world: World, command: Command): Refusal | null {
  const answer = authorise(world, command);
  return isRefusal(answer) ? answer : null;
}

/** Until its release a decision can be taken back, so everybody else waits; the actor does too. */
function notReleased(world: World, { type }: Command): Refusal | null {
  if (world.releasedAt === null || world.releasedAt <= world.at || type === 'Retract') return null;
  return { refused: 'not-released', observed: world.at, needed: world.releasedAt };
}

/**
 * A lapse is recorded before what comes after it, whether or not the sweep was quick (model.md 3). A changed calendar comes before
 * it: what it moves was not due when it was published.
 */
function overdue({ nomination, at }: World, { type }: Command): LapseFirst | null {
  if (type === 'Lapse' || type === 'Retract' || type === 'Reclocked') return null;
  const due = nomination?.context.deadlines.find((d) => d.state === 'pending' && d.dueAt <= at);
  return due ? { lapseFirst: due.id } : null;
}

/** Commands that a hold does not stop: they decide no step, or come from the system. */
const despiteHolds: readonly Command['type'][] = [
  'Recuse',
  'DeclareRelation',
  'Retract',
  'Lapse',
  'Hold',
  'Release',
  'Object',
  'AssignVerifier',
  'Conclude',
  'CorrectReceipt',
  'Complain',
  'ConcludeComplaint',
  ...actCommandTypes,
];

function held({ nomination, subjectHolds = [] }: World, { type }: Command): Refusal | null {
  const holds = [...new Set([...(nomination?.context.holds ?? []), ...subjectHolds])];
  if (holds.length === 0 || despiteHolds.includes(type)) return null;
  return { refused: 'held', observed: holds.join(', '), needed: 'no hold', clearedBy: 'hold' };
}

/** While it stands on open papers its state is the ballot's to change; who must step aside may. */
function balloted({ inOpenBallot }: World, { type }: Command): Refusal | null {
  if (inOpenBallot !== true || despiteHolds.includes(type)) return null;
  return { refused: 'in-open-ballot', needed: 'the ballot closed', clearedBy: 'secretary' };
}

function reasonTooShort(_world: World, command: Command): Refusal | null {
  if (!('reason' in command)) return null;
  const { length } = command.reason.trim();
  if (length >= SHORTEST_REASON) return null;
  return { refused: 'reason-needed', observed: String(length), needed: String(SHORTEST_REASON) };
}

/** Commands that stop, explain or correct what is going on, and what came from outside. */
function beside(
  world: World,
  nomination: Nomination,
  command: Extract<
    Command,
    {
      type:
        | 'Hold'
        | 'Release'
        | 'Object'
        | 'AssignVerifier'
        | 'Conclude'
        | 'RecordExternal'
        | 'CorrectReceipt'
        | 'ApplyMoreFavourable'
        | 'SubjectHeld'
        | 'SubjectReleased';
    }
  >,
): Plan | Refusal {
  switch (command.type) {
    case 'Hold':
      return hold(world, nomination, command);
    case 'Release':
      return release(world, nomination, command);
    case 'SubjectHeld':
    case 'SubjectReleased':
      return subjectHold(world, nomination, command);
    case 'Object':
      return object(world, nomination, command);
    case 'AssignVerifier':
      return assignVerifier(world, nomination, command);
    case 'Conclude':
      return concludeObjection(world, nomination, command);
    case 'RecordExternal':
      return recordExternal(world, nomination, command);
    case 'CorrectReceipt':
      return correctReceipt(world, nomination, command);
    case 'ApplyMoreFavourable':
      return applyMoreFavourable(world, nomination, command);
  }
}

/** What changed around it: the calendar, the units, the version of its procedure. */
function otherwise(
  world: World,
  nomination: Nomination,
  command: Extract<Command, { type: 'Reclocked' | 'Rerouted' | 'Migrated' }>,
): Plan | Refusal {
  if (command.type === 'Reclocked') return reclocked(world, nomination, command);
  return command.type === 'Rerouted' ? rerouted(nomination, command) : migrated(world, nomination, command);
}

function act(world: World, command: Command): Plan | Refusal {
  const { nomination } = world;
  if (command.type === 'Submit') return submit(world);
  if (!nomination) return notNow('draft');
  switch (command.type) {
    case 'Resubmit':
      return resubmit(world, nomination);
    case 'Recommend':
      return recommend(world, nomination, command);
    case 'Return':
      return giveBack(world, nomination, command);
    case 'Reject':
      return reject(world, nomination, command);
    case 'Confirm':
      return confirm(world, nomination, command);
    case 'Override':
      return override(world, nomination, command);
    case 'Recuse':
    case 'DeclareRelation':
      return stepAside(world, nomination, command);
    case 'Withdraw':
      return withdraw(world, nomination, command);
    case 'Retract':
      return retract(world, nomination, command);
    case 'Lapse':
      return lapse(world, nomination, command);
    case 'ReopenBallot':
      return reopenBallot(world, nomination, command);
    case 'Commended':
    case 'Annulled':
      return commended(world, nomination, command);
    case 'BallotClosed':
      return ballotClosed(world, nomination, command);
    case 'Selected':
    case 'NotSelected':
      return selected(world, nomination, command);
    case 'SentUp':
      return sentUp(world, nomination, command);
    case 'Complain':
      return complain(world, nomination, command);
    case 'ConcludeComplaint':
      return concludeComplaint(world, nomination, command);
    case 'Reclocked':
    case 'Rerouted':
    case 'Migrated':
      return otherwise(world, nomination, command);
    default:
      return beside(world, nomination, command);
  }
}
