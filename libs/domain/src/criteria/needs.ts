import { isAmong } from './subjects.js';
import type { Criterion, CriterionNode, FactInputs, FactName, SubjectType } from './types.js';

function collect(node: CriterionNode, subject: SubjectType | undefined, into: Set<FactName>): void {
  if (subject !== undefined && !isAmong(node.appliesTo, subject)) return;
  if ('fact' in node) into.add(node.fact);
  else for (const child of 'all' in node ? node.all : node.any) collect(child, subject, into);
}

/** The facts that criteria read, each once, in the order in which the rows ask for them; with a subject, only its rows. */
export function factsOf(criteria: readonly Criterion[], subject?: SubjectType): FactName[] {
  const facts = new Set<FactName>();
  for (const { tree, appliesTo } of criteria) {
    if (subject === undefined || isAmong(appliesTo, subject)) collect(tree, subject, facts);
  }
  return [...facts];
}

/**
 * The values, and not the sources, that a criterion reads, as canonical JSON (RFC 8785): `[[fact, value | null], …]`
 * by fact name. A confirmation is bound to it: better evidence for the same value leaves the confirmation standing,
 * another value voids it.
 */
export function valueKey(criterion: Criterion, inputs: FactInputs): string {
  const values = factsOf([criterion])
    .sort()
    .map((fact) => [fact, inputs[fact]?.value ?? null]);
  return JSON.stringify(values);
}
