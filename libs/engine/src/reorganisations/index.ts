export { effectDue, effectReorganisation } from './effect.js';
export { cancelReorganisation, planReorganisation, reorganisationRight } from './plan.js';
export { reorganisation, reorganisationPlan, reorganisations, unitPath } from './views.js';
