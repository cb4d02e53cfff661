export { endAbsence, setAbsence } from './absences.js';
export { absenceEffect } from './effect.js';
export { grantDelegation, revokeDelegation } from './delegations.js';
export { absenceView, delegationView, listAbsences, listDelegations } from './views.js';
