import { factDefinition, type FactDefinition } from './facts.js';
import type { Criterion, Operator } from './types.js';

export type CriterionProblemCode =
  | 'duplicate-code'
  | 'malformed-node'
  | 'empty-group'
  | 'unknown-fact'
  | 'operator-not-allowed'
  | 'wrong-type'
  | 'not-in-enum';

export interface CriterionProblem {
  /** JSON pointer into the checked list, e.g. `/0/tree/any/1/value`. */
  readonly path: string;
  readonly problem: CriterionProblemCode;
}

const OPERATORS: Readonly<Record<FactDefinition['type'], readonly Operator[]>> = {
  bool: ['==', '!='],
  int: ['==', '!=', '>=', '<=', 'in', 'notIn'],
  enum: ['==', '!=', 'in', 'notIn'],
};

/**
 * Type-checks criteria against the fact dictionary before a rule set is saved; an empty list is a clean bill.
 * Rows may come from an administrator, so nothing about the shape of a tree is taken for granted.
 */
export function checkCriteria(criteria: readonly Criterion[]): CriterionProblem[] {
  const problems: CriterionProblem[] = [];
  const codes = new Set<string>();
  criteria.forEach(({ code, tree }, index) => {
    if (codes.has(code)) problems.push({ path: `/${index}/code`, problem: 'duplicate-code' });
    codes.add(code);
    checkNode(tree, `/${index}/tree`, problems);
  });
  return problems;
}

function checkNode(node: unknown, path: string, problems: CriterionProblem[]): void {
  const parts = typeof node === 'object' && node !== null ? (node as Record<string, unknown>) : {};
  const kinds = ['all', 'any', 'fact'].filter((key) => Object.hasOwn(parts, key));
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    problems.push({ path, problem: 'malformed-node' });
  } else if (kind === 'fact') {
    checkLeaf(parts, path, problems);
  } else {
    checkGroup(parts[kind], `${path}/${kind}`, problems);
  }
}

function checkGroup(children: unknown, path: string, problems: CriterionProblem[]): void {
  if (!Array.isArray(children)) problems.push({ path, problem: 'malformed-node' });
  else if (children.length === 0) problems.push({ path, problem: 'empty-group' });
  else children.forEach((child, index) => checkNode(child, `${path}/${index}`, problems));
}

function checkLeaf(leaf: Record<string, unknown>, path: string, problems: CriterionProblem[]): void {
  const definition = factDefinition(String(leaf['fact']));
  if (definition === undefined) {
    problems.push({ path: `${path}/fact`, problem: 'unknown-fact' });
    return;
  }
  const op = leaf['op'] as Operator;
  if (!OPERATORS[definition.type].includes(op)) problems.push({ path: `${path}/op`, problem: 'operator-not-allowed' });
  const listed = op === 'in' || op === 'notIn';
  const value = leaf['value'];
  if (listed !== Array.isArray(value)) {
    problems.push({ path: `${path}/value`, problem: 'wrong-type' });
  } else if (!Array.isArray(value)) {
    checkValue(definition, value, `${path}/value`, problems);
  } else if (value.length === 0) {
    problems.push({ path: `${path}/value`, problem: 'empty-group' });
  } else {
    value.forEach((one, index) => checkValue(definition, one, `${path}/value/${index}`, problems));
  }
}

function checkValue(definition: FactDefinition, value: unknown, path: string, problems: CriterionProblem[]): void {
  const problem = valueProblem(definition, value);
  if (problem !== null) problems.push({ path, problem });
}

/** Why a value cannot be a value of a fact, or null when it can; also for facts that a nominator declares. */
export function valueProblem(definition: FactDefinition, value: unknown): 'wrong-type' | 'not-in-enum' | null {
  switch (definition.type) {
    case 'bool':
      return typeof value === 'boolean' ? null : 'wrong-type';
    case 'int':
      return Number.isSafeInteger(value) && (value as number) >= 0 ? null : 'wrong-type';
    case 'enum':
      if (typeof value !== 'string') return 'wrong-type';
      return Object.hasOwn(definition.values, value) ? null : 'not-in-enum';
  }
}
