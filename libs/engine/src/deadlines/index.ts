export { remind } from './remind.js';
export { claimDue, sweepDirect, type Swept } from './sweep.js';
