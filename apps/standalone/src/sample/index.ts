export { loadSample } from './load.js';
export type { SampleLoad } from './sample.js';
export { sampleSignIns } from './sign-ins.js';
