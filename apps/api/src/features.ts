import type { Feature } from './app.module.js';

/** One module per folder of features. The one that exports `GATE` decides who is admitted. */
export const features: Feature[] = [];
