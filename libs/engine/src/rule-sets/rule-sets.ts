import type { NewRuleSet, RuleSetText } from '#contract';
import { addDays, checkRules, type RuleSet } from '#domain';
import { propose, publish, type Outcome } from '../administration/proposals.js';
import type { Refused } from '../administration/record.js';
import type { Request } from '../administration/request.js';
import type { Engine } from '../engine.js';
import { compared } from './plan.js';

/** The rule set that would be in force on a day without a new one. */
export async function rulesBefore(engine: Engine, day: string): Promise<RuleSet> {
  await engine.directory.refresh();
  return engine.directory.ruleSetInForce(day).value;
}

/** A text as the law takes it. */
export function rulesOf(text: RuleSetText, version: number, validFrom: string): RuleSet {
  return { ...(text as unknown as Omit<RuleSet, 'version' | 'validFrom'>), version, validFrom };
}

/** What is wrong with a text that is to follow another rule set; null for a sound one. */
async function invalid(engine: Engine, rules: RuleSet, validFrom: string): Promise<Refused | null> {
  const before = await rulesBefore(engine, validFrom);
  const problems = checkRules(rules, before);
  if (problems.length === 0) return null;
  const observed = problems.map((p) => `${p.place} ${p.code}`).join(', ');
  return { refusal: { refused: 'rules-invalid', observed, data: { problems: problems.map((p) => ({ ...p })) } } };
}

/**
 * Proposes a version of a rule set from a day on, by an administrator of the root unit. Refuses with `wrong-seat`, `wrong-date` for a
 * day that is not after today, and `rules-invalid` naming every problem and its place.
 */
export function proposeRules(engine: Engine, request: Request, { rules, validFrom }: NewRuleSet): Outcome {
  return propose(engine, request, {
    kind: 'rule-set',
    code: rules.id,
    draft: async (version, today) => {
      const value = rulesOf(rules, version, validFrom);
      return tooEarly(validFrom, today) ?? (await invalid(engine, value, validFrom)) ?? { value, validFrom };
    },
  });
}

/**
 * Publishes a proposed rule set as it stands, by another administrator than the one who proposed it, after signing in again. The entry
 * keeps which open nominations it measures otherwise, with their results before and after. Refuses with `wrong-seat`,
 * `elevation-needed`, `second-person-needed`, `not-now`, `wrong-date` where its day has come meanwhile, and `rules-invalid`.
 */
export function publishRules(
  engine: Engine,
  request: Request & { readonly elevated: boolean },
  proposal: string,
): Outcome {
  return publish(engine, request, {
    kind: 'rule-set',
    id: proposal,
    check: async ({ valid_from, canon }, today) => {
      const rules = JSON.parse(canon) as RuleSet;
      const refused = tooEarly(valid_from, today) ?? (await invalid(engine, rules, valid_from));
      if (refused !== null) return refused;
      const { open, touched } = await compared(engine, await rulesBefore(engine, valid_from), rules);
      const texts = [{ id: 'touched', value: JSON.stringify({ open, touched }) }];
      return { fact: { open, touched: touched.length }, texts };
    },
  });
}

/** What was received today under the law of today stays; new law begins with a later day. */
function tooEarly(day: string, today: string): Refused | null {
  const first = addDays(today, 1);
  return day < first ? { refusal: { refused: 'wrong-date', observed: day, needed: `≥ ${first}` } } : null;
}
