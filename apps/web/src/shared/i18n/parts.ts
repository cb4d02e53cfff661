import type councils from './councils.vi.json';
import type create from './create.vi.json';
import type documents from './documents.vi.json';

/** Words of screens that are not in the first load; the route of a screen asks for them by `wordsOf`. */
export const parts = {
  councils: { vi: () => import('./councils.vi.json'), en: () => import('./councils.en.json') },
  create: { vi: () => import('./create.vi.json'), en: () => import('./create.en.json') },
  documents: { vi: () => import('./documents.vi.json'), en: () => import('./documents.en.json') },
};

export type Part = keyof typeof parts;

/** All keys of all parts, for the typed `t`. */
export type PartWords = typeof councils & typeof create & typeof documents;
