export { checkLedger, type Checked, type Difference } from './check.js';
