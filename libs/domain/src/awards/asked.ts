import { factsOf, type Criterion, type FactName, type SubjectType } from '../criteria/index.js';
import type { Award } from './types.js';

/** Answered by the table of grants alone: no form asks for them. */
const FROM_GRANTS: ReadonlySet<string> = new Set(['grant.sameAward', 'grant.comprehensiveSameLevelYear']);

/** The facts that a nomination for an award is asked for under these criteria: for one of its subject types, or for all of them. */
export function askedFacts(
  award: Pick<Award, 'subjectTypes'>,
  criteria: readonly Criterion[],
  subject?: SubjectType,
): FactName[] {
  const subjects = subject === undefined ? award.subjectTypes : [subject];
  const names = subjects.flatMap((type) => factsOf(criteria, type));
  return [...new Set(names)].filter((name) => !FROM_GRANTS.has(name));
}
