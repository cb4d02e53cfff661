export { createEngine } from './create.js';
export { conflictOf, type Conflict, type Db } from './db.js';
export type { Directory, Published } from './directory.js';
export * from './documents/index.js';
export type { Engine } from './engine.js';
export * from './nominations/index.js';
export { perform, performActItem, performLapse, type Performed, type Request } from './perform.js';
export { visible } from './visible.js';
