export { changesAfter, forgetChanges, KEPT_SECONDS, type Note, type Place } from './changes.js';
export { seenBy } from './sight.js';
