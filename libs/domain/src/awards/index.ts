export type {
  Art14Reading,
  Award,
  AwardKind,
  DecidingLevel,
  DossierItem,
  Exclusivity,
  Frequency,
  MoneyMultiple,
  RuleSet,
  Source,
} from './types.js';
export { admits, awardOf, awards, exclusivityOf, openAwards, subjectTypeFor } from './catalogue.js';
export { dossierItemLabel } from './data.js';
export { factsForAward, nextRuleSet, ruleSet, ruleSetInForce } from './rule-set.js';
export type { RuleSetVersion } from './rule-set.js';
