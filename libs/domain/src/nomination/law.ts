import { localDate } from '../calendar/index.js';
import type { CriterionResultName } from '../vocabulary.js';
import type { Command } from './commands.js';
import { evaluateWorld, worldUnder } from './evaluation.js';
import { follow, notNow } from './machine.js';
import type { Nomination } from './nomination.js';
import { actingPerson, type Plan } from './verdict.js';
import type { Refusal, World } from './world.js';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/**
 * Corrects when the nomination was received for appraisal, and pins the rule set that was in force then (model.md 6): a command of its
 * own, because nothing else moves the receipt. Refuses with `not-now` before the receipt, and with `wrong-date` for an instant after now
 * or of which no rule set is known.
 */
export function correctReceipt(world: World, nomination: Nomination, command: Of<'CorrectReceipt'>): Plan | Refusal {
  const to = follow(world, nomination, 'CorrectReceipt');
  if (typeof to !== 'string') return to;
  const { receivedAt, reason } = command;
  const before = nomination.context.receivedAt;
  if (before === null) return { ...notNow(nomination.state), needed: 'a receipt' };
  const rules = world.rulesOn?.(localDate(receivedAt)) ?? null;
  if (receivedAt > world.at || rules === null || receivedAt === before) {
    return { refused: 'wrong-date', observed: receivedAt, needed: `≤ ${world.at}` };
  }
  const person = actingPerson(world) ?? '';
  return {
    to,
    facts: [{ type: 'ReceiptCorrected', receivedAt, ruleSet: rules.pin, person }],
    texts: [{ id: 'reason', value: reason }],
    evaluation: evaluateWorld(worldUnder(world, rules)).results,
  };
}

/**
 * Applies a later rule set to a nomination that was received before it, where that is better for the nominee: no criterion worse and
 * one better. Refuses with `not-more-favourable` otherwise, for an earlier or the same rule set as well: it never moves a later
 * nomination back.
 */
export function applyMoreFavourable(
  world: World,
  nomination: Nomination,
  command: Of<'ApplyMoreFavourable'>,
): Plan | Refusal {
  const to = follow(world, nomination, 'ApplyMoreFavourable');
  if (typeof to !== 'string') return to;
  const { receivedAt } = nomination.context;
  if (receivedAt === null || !nomination.ruleSet) return { ...notNow(nomination.state), needed: 'a receipt' };
  const later = world.rulesOf?.(command.ruleSet.id, command.ruleSet.version) ?? null;
  const named = `${command.ruleSet.id}@${command.ruleSet.version}`;
  if (later === null) return { refused: 'unknown-reference', observed: named };
  const now = evaluateWorld(world).results;
  const then = evaluateWorld(worldUnder(world, later)).results;
  if (later.validFrom <= localDate(receivedAt) || later.validFrom > localDate(world.at) || !better(now, then)) {
    return { refused: 'not-more-favourable', observed: named, needed: 'a later rule set with better results' };
  }
  const person = actingPerson(world) ?? '';
  return {
    to,
    facts: [{ type: 'MoreFavourableApplied', ruleSet: later.pin, person }],
    texts: [{ id: 'reason', value: command.reason }],
    evaluation: then,
  };
}

type Results = readonly { readonly criterion: string; readonly result: string }[];

const rank: Readonly<Record<CriterionResultName, number>> = {
  failed: 0,
  notComputable: 1,
  needsPerson: 2,
  passed: 3,
  notApplicable: 3,
};

/** A criterion that one of them does not have asks for nothing. */
function better(now: Results, then: Results): boolean {
  const of = (results: Results, criterion: string) =>
    rank[(results.find((r) => r.criterion === criterion)?.result ?? 'notApplicable') as CriterionResultName];
  const all = [...new Set([...now, ...then].map((r) => r.criterion))];
  const gains = all.map((c) => of(then, c) - of(now, c));
  return gains.every((g) => g >= 0) && gains.some((g) => g > 0);
}
