import type { Engine, FileStore } from '#engine';

/** Token under which features inject the engine. */
export const ENGINE = Symbol('Engine');
/** Token under which features inject the store of dossier files. */
export const FILES = Symbol('Files');

export type { Engine, FileStore };
