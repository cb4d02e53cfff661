export { proposeRules, publishRules } from './rule-sets.js';
export { checkedRules, ruleSetsView, rulesPlan, rulesProposal } from './views.js';
