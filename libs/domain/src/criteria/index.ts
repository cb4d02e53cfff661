export type {
  AllOf,
  AnyOf,
  Confirmation,
  Criterion,
  CriterionNode,
  CriterionResult,
  EvaluationContext,
  Explanation,
  Fact,
  FactInputs,
  FactName,
  FactSource,
  FactValue,
  Gate,
  GatePurpose,
  Leaf,
  LeafExplanation,
  NodeNote,
  Operator,
  ResultRow,
  Severity,
  SubjectType,
  Text,
  Verification,
} from './types.js';
export { FACTS, factDefinition } from './facts.js';
export type { BoolFact, EnumFact, FactDefinition, IntFact } from './facts.js';
export { checkCriteria, valueProblem } from './check-criteria.js';
export type { CriterionProblem, CriterionProblemCode } from './check-criteria.js';
export { evaluate } from './evaluate.js';
export { shownUnder, type EvidenceMap } from './evidence.js';
export { canonicalResults, gate, results } from './gate.js';
export { factsOf, valueKey } from './needs.js';
export { isAmong, isPerson, isSubjectType, subjectTypes } from './subjects.js';
