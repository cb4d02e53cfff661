export { claimActItems, releaseActItems, waitingActItems } from './act-items.js';
export { insertNotifications, markMailed, unmailed, type Unmailed } from './audience.js';
export * from './notices/index.js';
export { claimOutbox, confirmOutbox, failOutbox, markDispatched, renewOutbox, type Claimed } from './rows.js';
export { claimDigests, digestSent, type Digest } from './digest.js';
