export { changeDraft, createNomination } from './drafts.js';
export { proposedEligibility } from './eligibility.js';
export type { BodyProblem } from './proposed.js';
export { approveMany, planMany } from './bulk.js';
export { checkItem, dossierOf } from './dossier.js';
export { dossierDiff, dossierVersions } from './versions.js';
export { beginUpload, completeUpload, giveUp, receivePart, sweepUploads, uploadOf } from './uploads.js';
export { attachFile, detachFile, findFile, mayAttach, type StoredFile } from './files.js';
export { nominationLedger } from './ledger.js';
export { inbox, inboxUnits } from './inbox.js';
export { listNominations } from './lists.js';
export { markNotificationsRead, notificationsOf } from './notifications.js';
export { findOutsideFile, keepOutsideFile, mayKeepOutside } from './outside-files.js';
export { nominationView } from './view.js';
export { exportNotices, exportSelection, exportSitting, type NomineeExtract } from './nominee-extracts.js';
export { exportAct, exportDocuments, exportInbox, exportNominations } from './exports.js';
export {
  exportCouncils,
  exportNomineeRows,
  exportSelections,
  type CouncilLine,
  type SelectionLine,
} from './work-lists.js';
