export { proposeProcedure, publishProcedure } from './procedures.js';
export { checkProcedure } from './staff.js';
export { procedureOf, proceduresView, proposalView } from './views.js';
