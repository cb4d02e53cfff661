import type { Command } from './commands.js';
import type { NominationFact } from './facts.js';
import { follow, notNow } from './machine.js';
import type { Nomination } from './nomination.js';
import { placesBack } from './places.js';
import { actingPerson, type Plan } from './verdict.js';
import type { Refusal, World } from './world.js';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** Somebody binds their own reviewing capacity: a recusal, or a relation to the subject. */
export function stepAside(
  world: World,
  nomination: Nomination,
  command: Of<'Recuse'> | Of<'DeclareRelation'>,
): Plan | Refusal {
  const to = follow(world, nomination, command.type);
  if (typeof to !== 'string') return to;
  const person = actingPerson(world) ?? '';
  const fact: NominationFact =
    command.type === 'Recuse'
      ? { type: 'Recused', person }
      : { type: 'RelationDeclared', person, relation: command.relation };
  return { to, facts: [fact], texts: [{ id: 'reason', value: command.reason }] };
}

/** The nominating unit takes its nomination back, up to the deciding step. */
export function withdraw(world: World, nomination: Nomination, command: Of<'Withdraw'>): Plan | Refusal {
  const to = follow(world, nomination, 'Withdraw');
  if (typeof to !== 'string') return to;
  return {
    to,
    facts: [{ type: 'Withdrawn' }, ...placesBack(nomination)],
    texts: [{ id: 'reason', value: command.reason }],
  };
}

/**
 * The last entry is taken back before its release: the state before it returns, its approval is void, its deadlines
 * are cancelled and those it cancelled are pending again with their old due time (model.md 3). No edge of the
 * machine leads back, so this is the one command that the machine is not asked about.
 */
export function retract(world: World, nomination: Nomination, command: Of<'Retract'>): Plan | Refusal {
  const { undo } = nomination;
  if (command.seq !== world.seq) {
    return { refused: 'not-last-entry', observed: String(command.seq), needed: String(world.seq) };
  }
  if (undo?.seq !== command.seq || undo.releasedAt <= world.at) {
    return { ...notNow(nomination.state), needed: 'an unreleased entry' };
  }
  const { state } = undo.before;
  const voided = world.approvals.filter((a) => a.step === state && a.person === undo.person);
  return {
    to: state,
    facts: [{ type: 'Retracted', seq: command.seq - 1 }],
    voidedApprovals: voided.map(({ step, person }) => ({ step, person })),
  };
}
