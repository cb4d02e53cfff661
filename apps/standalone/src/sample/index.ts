export { loadSample } from './load.js';
export { sampleSignIns } from './sign-ins.js';
