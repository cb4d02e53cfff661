import type create from './create.vi.json';
import type documents from './documents.vi.json';

/** Words of screens that are not in the first load; the route of a screen asks for them by `wordsOf`. */
export const parts = {
  create: { vi: () => import('./create.vi.json'), en: () => import('./create.en.json') },
  documents: { vi: () => import('./documents.vi.json'), en: () => import('./documents.en.json') },
};

export type Part = keyof typeof parts;

/** All keys of all parts, for the typed `t`. */
export type PartWords = typeof create & typeof documents;
