export { askedFacts } from './asked.js';
export type {
  Art14Reading,
  Award,
  AwardKind,
  DecidingLevel,
  DossierItem,
  Exclusivity,
  Frequency,
  MoneyMultiple,
  Regime,
  RuleSet,
  Source,
} from './types.js';
export { admits, awardOf, awards, exclusivityOf, openAwards, regimes, subjectTypeFor } from './catalogue.js';
export { checkRules } from './check-rules.js';
export type { RulesProblem, RulesProblemCode } from './check-rules.js';
export { formSchema } from './form.js';
export { dossierItemLabel } from './dossier.js';
export { nextRuleSet, ruleSet, ruleSetInForce } from './rule-set.js';
export type { RuleSetVersion } from './rule-set.js';
