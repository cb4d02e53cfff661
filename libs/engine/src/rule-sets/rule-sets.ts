import type { NewRuleSet, RuleSetText } from '#contract';
import { addDays, checkRules, type RuleSet } from '#domain';
import { canonicalize, sha256, uuidv5, type Canonical } from '#ledger';
import { nextVersion, proposedOf, publishingRefusal, rootToday } from '../administration/proposals.js';
import { administer, type Refused } from '../administration/record.js';
import { orderOf, type Request } from '../administration/request.js';
import { administratorOf } from '../administration/rights.js';
import type { Engine } from '../engine.js';
import { compared } from './plan.js';

type Outcome = Promise<{ id: string } | Refused>;

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
async function invalid(
  engine: Engine,
  { awards }: Pick<RuleSet, 'awards'>,
  validFrom: string,
): Promise<Refused | null> {
  const before = await rulesBefore(engine, validFrom);
  const problems = checkRules(awards, before.awards);
  if (problems.length === 0) return null;
  const observed = problems.map((p) => `${p.place} ${p.code}`).join(', ');
  return { refusal: { refused: 'rules-invalid', observed, data: { problems: problems.map((p) => ({ ...p })) } } };
}

/**
 * Proposes a version of a rule set from a day on, by an administrator of the root unit. Refuses with `wrong-seat`, `wrong-date` for a
 * day that is not after today, and `rules-invalid` naming every problem and its place.
 */
export async function proposeRules(engine: Engine, request: Request, { rules, validFrom }: NewRuleSet): Outcome {
  const id = uuidv5(request.commandId, 'proposal');
  const outcome = await administer(engine, orderOf(request), {
    chain: () => Promise.resolve(`cfg:${rules.id}`),
    decide: async () => {
      const root = await rootToday(engine);
      const actor = await administratorOf(engine, request.by, [root.id]);
      if ('refusal' in actor) return actor;
      const next = rulesOf(rules, await nextVersion(engine, 'rule-set', rules.id), validFrom);
      const refused = tooEarly(validFrom, root.today) ?? (await invalid(engine, next, validFrom));
      if (refused !== null) return refused;
      const canon = canonicalize(next as unknown as Canonical);
      const { id: code, version } = next;
      const fact = { proposal: id, kind: 'rule-set', id: code, version, hash: sha256(canon), validFrom };
      return { actor, type: 'ConfigurationProposed', fact, texts: [], payload: { canon } };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

/**
 * Publishes a proposed rule set as it stands, by another administrator than the one who proposed it, after signing in again. The entry
 * keeps which open nominations it measures otherwise, with their results before and after. Refuses with `wrong-seat`,
 * `elevation-needed`, `second-person-needed`, `not-now`, `wrong-date` where its day has come meanwhile, and `rules-invalid`.
 */
export async function publishRules(
  engine: Engine,
  request: Request & { readonly elevated: boolean },
  proposal: string,
): Outcome {
  const found = await proposedOf(engine, 'rule-set', proposal);
  const outcome = await administer(engine, orderOf(request), {
    chain: () => Promise.resolve(found === undefined ? notFound : `cfg:${found.code}`),
    decide: async () => {
      const root = await rootToday(engine);
      const actor = await administratorOf(engine, request.by, [root.id]);
      if ('refusal' in actor) return actor;
      const now = await proposedOf(engine, 'rule-set', proposal);
      if (now === undefined) return notFound;
      const { code: id, version, hash, valid_from: validFrom, canon } = now;
      const rules = JSON.parse(canon) as RuleSet;
      const refused =
        publishingRefusal(now, request) ?? tooEarly(validFrom, root.today) ?? (await invalid(engine, rules, validFrom));
      if (refused !== null) return refused;
      const { open, touched } = await compared(engine, await rulesBefore(engine, validFrom), rules);
      const texts = [{ id: 'touched', value: JSON.stringify({ open, touched }) }];
      const person = 'person' in actor ? actor.person : null;
      const fact = { kind: 'rule-set', id, version, hash, validFrom, proposal, open, touched: touched.length };
      return { actor, type: 'ConfigurationPublished', fact, texts, payload: { canon, person } };
    },
  });
  if ('refusal' in outcome) return outcome;
  await engine.directory.refresh();
  return { id: proposal };
}

/** What was received today under the law of today stays; new law begins with a later day. */
function tooEarly(day: string, today: string): Refused | null {
  const first = addDays(today, 1);
  return day < first ? { refusal: { refused: 'wrong-date', observed: day, needed: `≥ ${first}` } } : null;
}

const notFound: Refused = { refusal: { refused: 'not-found' } };
