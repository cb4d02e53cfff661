export { genesis } from './genesis.js';
export { openRootUnit, type RootUnit } from './root.js';
export { isSetUp, setup, type FirstAdministrator, type Setup } from './setup.js';
