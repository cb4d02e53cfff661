import { evaluateWorld, localDate, type Refusal } from '#domain';
import { sha256 } from '#ledger';
import type { NewNomination, ProposedEligibility } from '#contract';
import { legalNow } from '../administration/clock.js';
import type { Engine } from '../engine.js';
import { inputsOf, type Registered } from '../inputs.js';
import { eligibilityOf } from '../list.js';
import { registered } from '../load.queries.js';
import { evidenceOf } from '../world.js';
import { proposed, type BodyProblem } from './proposed.js';
import { criterionView } from './view-parts.js';
import { regimeOf } from './view.js';

const registeredText = `select (select count(*)::int from configuration) as configurations, ${registered('$1::uuid')}`;

type RegisteredRow = Pick<Registered, 'assessments' | 'grants'> & { readonly configurations: number };

/**
 * What the criteria would say of a working copy opened with this body, under the rules of today. Refused to whoever may not open it,
 * in the words in which opening is refused; writes nothing.
 */
export async function proposedEligibility(
  engine: Engine,
  person: string,
  body: NewNomination,
): Promise<ProposedEligibility | { readonly refusal: Refusal } | { readonly problems: readonly BodyProblem[] }> {
  const settled = await proposed(engine, person, body);
  if (!('award' in settled)) return settled;
  const { award, kind } = settled;
  const { unit, subject, year, occasion } = body;
  const [row] = await engine.db.query<RegisteredRow>('nomination_registered', registeredText, [subject.id]);
  const { configurations = 0, assessments = [], grants = [] } = row ?? {};
  if (configurations !== engine.directory.size()) await engine.directory.refresh();
  const at = (await legalNow(engine)).toISOString();
  const rules = engine.directory.ruleSetInForce(localDate(at)).value;
  const about = { award: award.code, year, subject_type: subject.type, assessments, grants };
  const { explanations } = evaluateWorld({
    nomination: null,
    proposal: { award: award.code, unit, subject, subjectType: kind, year, occasion },
    criteria: body.simplified === undefined ? (rules.awards[award.code] ?? []) : [],
    inputs: inputsOf(about, award, body.facts, []),
    ...evidenceOf(rules),
    sha256,
  });
  return {
    regime: regimeOf(engine, { context: null, rule_set: null }, at),
    criteria: explanations.map(criterionView),
    eligibility: eligibilityOf(explanations),
  };
}
