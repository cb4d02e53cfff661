export { effectDue, effectReorganisation } from './effect.js';
export { cancelReorganisation, planReorganisation } from './plan.js';
export { reorganisation, reorganisationPlan, reorganisations, unitPath } from './views.js';
