export { documentCandidates } from './candidates.js';
export { composeCorrection } from './corrections.js';
export { performDeed, type Deed } from './deeds.js';
export { actView, composeDocument, documentView, listDocuments } from './views.js';
