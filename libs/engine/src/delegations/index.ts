export { endAbsence, setAbsence } from './absences.js';
export { grantDelegation, revokeDelegation } from './delegations.js';
export { absenceView, delegationView, listAbsences, listDelegations } from './views.js';
