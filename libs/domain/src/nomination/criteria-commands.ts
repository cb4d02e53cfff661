import { valueKey, type Explanation } from '../criteria/index.js';
import type { Command } from './commands.js';
import { evaluateWorld, type Evaluated } from './evaluation.js';
import { follow } from './machine.js';
import type { Nomination } from './nomination.js';
import { isRefusal, type Plan } from './verdict.js';
import { overriddenValues } from './draft-overrides.js';
import type { OverriddenDraft, Refusal, World } from './world.js';

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
  const evaluated = evaluateWorld(world);
  const explained = overridable(evaluated, command.criterion);
  if (isRefusal(explained)) return explained;
  return {
    to,
    facts: [{ type: 'CriterionOverridden', criterion: command.criterion }],
    texts: [{ id: 'reason', value: command.reason }],
    evaluation: evaluated.results,
  };
}

/** Before the first submission: the same conditions as later, and what it rests on, because a working copy changes. */
export function overrideDraft(world: World, { criterion, reason }: Of<'Override'>): OverriddenDraft | Refusal {
  const evaluated = evaluateWorld(world);
  const explained = overridable(evaluated, criterion);
  if (isRefusal(explained)) return explained;
  const values = overriddenValues(world, criterion);
  if (values === undefined) return { refused: 'unknown-criterion', observed: criterion };
  return { overrides: criterion, values, reason, evaluation: evaluated.results };
}

/** The failed hard criterion that may be overridden; refuses with `unknown-criterion` and `not-overridable`. */
export function overridable({ explanations }: Evaluated, criterion: string): Explanation | Refusal {
  const explained = explanations.find((e) => e.criterion === criterion);
  if (!explained) return unknownCriterion(criterion);
  const { severity, result, overridden } = explained;
  if (severity === 'hard' && result === 'failed' && !overridden) return explained;
  const observed = overridden ? 'overridden' : `${severity} ${result}`;
  return { refused: 'not-overridable', observed, needed: 'hard failed' };
}

function unknownCriterion(code: string): Refusal {
  return { refused: 'unknown-criterion', observed: code };
}
