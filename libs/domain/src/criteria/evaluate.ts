import { FACTS } from './facts.js';
import { valueKey } from './needs.js';
import { isAmong } from './subjects.js';
import type {
  Confirmation,
  Criterion,
  CriterionNode,
  CriterionResult,
  EvaluationContext,
  Explanation,
  Fact,
  FactInputs,
  FactValue,
  Leaf,
  LeafExplanation,
  SubjectType,
} from './types.js';

/** Highest wins in an `all` group: one certain failure decides, whatever else is unknown. */
const ALL: Readonly<Record<CriterionResult, number>> = {
  notApplicable: 0,
  passed: 1,
  needsPerson: 2,
  notComputable: 3,
  failed: 4,
};

/** Highest wins in an `any` group: one certain pass decides, whatever else is unknown. */
const ANY: Readonly<Record<CriterionResult, number>> = {
  notApplicable: 0,
  failed: 1,
  notComputable: 2,
  needsPerson: 3,
  passed: 4,
};

interface Walk {
  readonly inputs: FactInputs;
  readonly subject: SubjectType;
  readonly hard: boolean;
  readonly leaves: LeafExplanation[];
}

/**
 * What each criterion says about a nominee, with observed and needed of every leaf that applies (model, section 5).
 * A missing fact is `notComputable`; so is a value of another type than the rule compares with. A hard criterion
 * over a favourable but merely declared fact is `needsPerson`; an unfavourable one fails at once. A standing
 * confirmation answers `needsPerson`, and may turn a pass into a failure, but lifts no failure and fills no gap:
 * for the first there is only the override, which marks and changes nothing. Pure; throws nothing.
 */
export function evaluate(
  criteria: readonly Criterion[],
  inputs: FactInputs,
  context: EvaluationContext,
): Explanation[] {
  const explanations: Explanation[] = [];
  for (const criterion of criteria) explanations.push(explain(criterion, inputs, context));
  return explanations;
}

function explain(criterion: Criterion, inputs: FactInputs, context: EvaluationContext): Explanation {
  const { code, severity } = criterion;
  const leaves: LeafExplanation[] = [];
  const walk: Walk = { inputs, subject: context.subjectType, hard: severity === 'hard', leaves };
  const evaluated = isAmong(criterion.appliesTo, walk.subject)
    ? visit(criterion.tree, undefined, walk)
    : 'notApplicable';
  const confirmation = standing(criterion, inputs, context, evaluated);
  const overridden = context.overrides?.includes(code) ?? false;
  return {
    criterion: code,
    result: confirmation?.result ?? evaluated,
    severity,
    message: { vi: criterion.vi, en: criterion.en },
    citation: criterion.source,
    verification: criterion.verification,
    unconfirmed: !criterion.confirmed,
    leaves,
    ...(overridden && { overridden }),
    ...(confirmation && { confirmation }),
  };
}

/** The confirmation that decides the result, if there is one and the values are still those that were confirmed. */
function standing(
  criterion: Criterion,
  inputs: FactInputs,
  { confirmations, digest }: EvaluationContext,
  evaluated: CriterionResult,
): Confirmation | undefined {
  const confirmation = confirmations?.[criterion.code];
  if (confirmation === undefined) return undefined;
  const mayAnswer = evaluated === 'needsPerson' || (evaluated === 'passed' && confirmation.result === 'failed');
  if (!mayAnswer) return undefined;
  const key = valueKey(criterion, inputs);
  return confirmation.values === (digest ? digest(key) : key) ? confirmation : undefined;
}

function visit(node: CriterionNode, group: string | undefined, walk: Walk): CriterionResult {
  if (!isAmong(node.appliesTo, walk.subject)) return 'notApplicable';
  if ('fact' in node) return leaf(node, group, walk);
  const [children, rank] = 'all' in node ? [node.all, ALL] : [node.any, ANY];
  let result: CriterionResult = 'notApplicable';
  for (const child of children) {
    const next = visit(child, node.code ?? group, walk);
    if (rank[next] > rank[result]) result = next;
  }
  return result;
}

function leaf(node: Leaf, group: string | undefined, walk: Walk): CriterionResult {
  const fact = walk.inputs[node.fact];
  const result = compare(node, fact, walk.hard);
  walk.leaves.push({
    ...(node.code !== undefined && { code: node.code }),
    ...(group !== undefined && { group }),
    fact: node.fact,
    label: FACTS[node.fact].label,
    op: node.op,
    observed: fact
      ? { value: fact.value, source: fact.source, ...(fact.item !== undefined && { item: fact.item }) }
      : null,
    needed: node.value,
    result,
  });
  return result;
}

function compare(node: Leaf, fact: Fact | undefined, hard: boolean): CriterionResult {
  if (fact === undefined || !comparable(fact.value, node.value)) return 'notComputable';
  if (!holds(node, fact.value)) return 'failed';
  return hard && fact.source === 'declared' ? 'needsPerson' : 'passed';
}

/** JavaScript would order "9" against 10 and take NaN for a failure; a value of the wrong kind is unknown instead. */
function comparable(observed: FactValue, needed: Leaf['value']): boolean {
  const sample = isList(needed) ? needed[0] : needed;
  return typeof observed === typeof sample && (typeof observed !== 'number' || Number.isSafeInteger(observed));
}

function holds({ op, value: needed }: Leaf, observed: FactValue): boolean {
  switch (op) {
    case '==':
      return observed === needed;
    case '!=':
      return observed !== needed;
    case '>=':
      return !isList(needed) && observed >= needed;
    case '<=':
      return !isList(needed) && observed <= needed;
    case 'in':
      return isList(needed) && needed.includes(observed);
    case 'notIn':
      return isList(needed) && !needed.includes(observed);
  }
}

function isList(value: Leaf['value']): value is readonly FactValue[] {
  return Array.isArray(value);
}
