import type { Command } from './commands.js';
import { fold } from './evolve.js';
import type { NominationFact } from './facts.js';
import type { Nomination } from './nomination.js';
import { noticesOf } from './notices.js';
import type { Decision, LapseFirst, OverriddenDraft, Refusal, World } from './world.js';
import type { Procedure } from '../procedure/definition.js';
import type { State } from '../vocabulary.js';

/** What a command leads to, before it is made a decision: the facts and the state after them. */
export interface Plan extends Partial<
  Pick<
    Decision,
    | 'texts'
    | 'newApproval'
    | 'completedApproval'
    | 'voidedApprovals'
    | 'releasedAt'
    | 'freezesDraft'
    | 'evaluation'
    | 'newActors'
    | 'outsideGrant'
  >
> {
  readonly to: State;
  readonly facts: readonly NominationFact[];
}

/** True for a no. */
export function isRefusal(value: object): value is Refusal {
  return 'refused' in value;
}

/** True where a deadline has to be recorded as run out before the command can be decided. */
export function isLapseFirst(value: object): value is LapseFirst {
  return 'lapseFirst' in value;
}

/** True for an override of a working copy. */
export function isOverriddenDraft(value: object): value is OverriddenDraft {
  return 'overrides' in value;
}

/** True for a yes. */
export function isDecision(value: object): value is Decision {
  return 'next' in value;
}

/** The one string that says where the nomination of a world is. */
export function currentState(world: World): State {
  return world.nomination?.state ?? 'draft';
}

/** The person who acts; null for the system. */
export function actingPerson(world: World): string | null {
  return world.actor.kind === 'person' ? world.actor.person : null;
}

/** The procedure that a nomination is pinned to after a decision: another one only where the decision pinned it. */
export function procedureAfter(
  { procedure, procedurePin, procedureOf }: World,
  next: Pick<Nomination, 'procedure'>,
): Procedure {
  return next.procedure.hash === procedurePin.hash ? procedure : (procedureOf?.(next.procedure) ?? procedure);
}

/** A plan as a decision: its next state is the fold of its own facts, which is what any later reader will compute. */
export function conclude(world: World, command: Command, plan: Plan): Decision {
  const { nomination, at } = world;
  const from = currentState(world);
  const actorPerson = actingPerson(world);
  const next = fold(nomination, { seq: world.seq + 1, at, actorPerson, from, to: plan.to, facts: plan.facts });
  return {
    type: command.type,
    from,
    to: plan.to,
    facts: plan.facts,
    next,
    texts: plan.texts ?? [],
    notices: noticesOf(procedureAfter(world, next), nomination, next, plan.facts),
    newApproval: plan.newApproval ?? null,
    ...(plan.completedApproval ? { completedApproval: plan.completedApproval } : {}),
    voidedApprovals: plan.voidedApprovals ?? [],
    releasedAt: plan.releasedAt ?? at,
    late: isLate(world, command),
    ...(plan.evaluation ? { evaluation: plan.evaluation } : {}),
    freezesDraft: plan.freezesDraft ?? false,
    ...(plan.newActors ? { newActors: plan.newActors } : {}),
    ...(plan.outsideGrant ? { outsideGrant: plan.outsideGrant } : {}),
  };
}

/** Late is what comes after the lapse of the step that it decides; the lapse itself and taking back are not. */
function isLate({ nomination }: World, { type }: Command): boolean {
  if (!nomination || type === 'Lapse' || type === 'Retract' || type === 'Reclocked' || type === 'Migrated')
    return false;
  return nomination.context.lapsed?.step === nomination.state;
}
