export { composeAnnulment } from './annulments.js';
export { documentCandidates } from './candidates.js';
export { composeCorrection } from './corrections.js';
export { recordRecovery } from './recoveries.js';
export { performDeed, type Deed } from './deeds.js';
export { actView, composeDocument, documentIssued, documentView, listDocuments } from './views.js';
export { documentPrint, keepPrint, type Print, type PrintedDocument } from './print.js';
export type { ActItemRow } from './act-rows.js';
