import { valueKey } from '../criteria/index.js';
import type { Command } from './commands.js';
import { evaluateWorld } from './evaluation.js';
import { follow } from './machine.js';
import type { Nomination } from './nomination.js';
import type { Plan } from './verdict.js';
import type { Refusal, World } from './world.js';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** The appraiser answers for a criterion; it holds until a value that the criterion reads changes (model.md 5). */
export function confirm(world: World, nomination: Nomination, command: Of<'Confirm'>): Plan | Refusal {
  const to = follow(world, nomination, 'Confirm');
  if (typeof to !== 'string') return to;
  const criterion = world.criteria.find((c) => c.code === command.criterion);
  if (!criterion) return unknownCriterion(command.criterion);
  const values = world.sha256(valueKey(criterion, world.inputs));
  return {
    to,
    facts: [{ type: 'CriterionConfirmed', criterion: criterion.code, result: command.result, values }],
    texts: [{ id: 'reason', value: command.reason }],
    evaluation: evaluateWorld(world).results,
  };
}

/** A flagged seat takes a failed hard criterion upon itself: the only way past it, and an entry of its own. */
export function override(world: World, nomination: Nomination, command: Of<'Override'>): Plan | Refusal {
  const to = follow(world, nomination, 'Override');
  if (typeof to !== 'string') return to;
  const { explanations, results } = evaluateWorld(world);
  const explained = explanations.find((e) => e.criterion === command.criterion);
  if (!explained) return unknownCriterion(command.criterion);
  if (explained.severity !== 'hard' || explained.result !== 'failed' || explained.overridden) {
    const observed = explained.overridden ? 'overridden' : `${explained.severity} ${explained.result}`;
    return { refused: 'not-overridable', observed, needed: 'hard failed' };
  }
  return {
    to,
    facts: [{ type: 'CriterionOverridden', criterion: command.criterion }],
    texts: [{ id: 'reason', value: command.reason }],
    evaluation: results,
  };
}

function unknownCriterion(code: string): Refusal {
  return { refused: 'unknown-criterion', observed: code };
}
