import type { Command } from '../nomination/commands.js';
import type { Refusal, Seat, World } from '../nomination/world.js';
import { actCommandTypes } from '../vocabulary.js';
import { actingSeat, isFor } from './acting.js';
import { seatRule, type RuleId } from './rules.js';
import { separationRefusal } from './separation.js';

/** A yes, with the seat and the rule it rests on; the system has no seat. */
export interface Allowed {
  readonly allow: true;
  readonly seat: Seat | null;
  readonly rule: RuleId;
}

/**
 * Who may do what: a pure decision table over the facts of the world (reliability.md 8). The acting seat must be the
 * actor's own, its unit and role must fit the command and the current step, and nothing may bind the person.
 * Refuses with `wrong-seat`, `conflict-of-interest`, `already-acted-elsewhere`, `steps-not-combinable`, and `not-now`
 * where nobody could do it in this state.
 */
export function authorise(world: World, command: Command): Allowed | Refusal {
  const { actor } = world;
  if (actor.kind === 'system') return systemMay(actor.name, command.type);
  const seat = actingSeat(actor);
  if (!seat)
    return { refused: 'wrong-seat', observed: actor.as, needed: 'a seat of one’s own', clearedBy: 'administrator' };
  const rule = seatRule(world, command.type);
  if ('refused' in rule) return rule;
  if (!rule.fits(world, seat)) {
    const needed = rule.needed(world);
    return {
      refused: 'wrong-seat',
      observed: `${seat.role}@${seat.unit}`,
      needed,
      clearedBy: needed,
      data: { rule: rule.id },
    };
  }
  const { award } = world.nomination?.context ?? world.proposal;
  if (!isFor(seat, award)) {
    const clearedBy = rule.needed(world);
    return { refused: 'wrong-seat', observed: award, needed: (seat.awards ?? []).join(', '), clearedBy };
  }
  return separationRefusal(world, actor, command.type) ?? { allow: true, seat, rule: rule.id };
}

function systemMay(name: 'deadline' | 'act', type: Command['type']): Allowed | Refusal {
  if (name === 'deadline' && type === 'Lapse') return { allow: true, seat: null, rule: 'deadline-ran-out' };
  if (name === 'act' && (actCommandTypes as readonly string[]).includes(type))
    return { allow: true, seat: null, rule: 'item-of-act' };
  return { refused: 'wrong-seat', observed: `system:${name}`, needed: 'person' };
}
