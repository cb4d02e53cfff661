export { closeBallot, confirmTotals, enterTotals, voidBallot } from './close.js';
export { ballotKeys, type BallotKeys } from './keys.js';
export { destroyLeftKeys } from './left-keys.js';
export { sittingMinutes, type SittingMinutes } from './minutes.js';
export { openBallot } from './open.js';
export { openingCheck } from './opening.js';
export { putPaper } from './paper.js';
export { keepScan, mayKeepScan } from './scan.js';
export { ballotMinutes, ballotScan, ballotView } from './views.js';
