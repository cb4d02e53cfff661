export { changeDraft, createNomination, type BodyProblem } from './drafts.js';
export { approveMany, planMany } from './bulk.js';
export { attachFile, detachFile, findFile, mayAttach, type StoredFile } from './files.js';
export { nominationLedger } from './ledger.js';
export { inbox, inboxUnits } from './inbox.js';
export { listNominations } from './lists.js';
export { markNotificationsRead, notificationsOf } from './notifications.js';
export { findOutsideFile, keepOutsideFile, mayKeepOutside } from './outside-files.js';
export { nominationView } from './view.js';
