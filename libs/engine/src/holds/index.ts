export { holdSubject, releaseSubject } from './holds.js';
export { subjectHold, subjectHolds } from './views.js';
