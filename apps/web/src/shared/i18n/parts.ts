import type acts from './acts.vi.json';
import type complaints from './complaints.vi.json';
import type chart from './chart.vi.json';
import type councils from './councils.vi.json';
import type create from './create.vi.json';
import type dossier from './dossier.vi.json';
import type documents from './documents.vi.json';
import type imports from './imports.vi.json';
import type lists from './lists.vi.json';
import type people from './people.vi.json';
import type selections from './selections.vi.json';

/** Words of screens that are not in the first load; the route of a screen asks for them by `wordsOf`. */
export const parts = {
  acts: { vi: () => import('./acts.vi.json'), en: () => import('./acts.en.json') },
  complaints: { vi: () => import('./complaints.vi.json'), en: () => import('./complaints.en.json') },
  chart: { vi: () => import('./chart.vi.json'), en: () => import('./chart.en.json') },
  councils: { vi: () => import('./councils.vi.json'), en: () => import('./councils.en.json') },
  create: { vi: () => import('./create.vi.json'), en: () => import('./create.en.json') },
  dossier: { vi: () => import('./dossier.vi.json'), en: () => import('./dossier.en.json') },
  documents: { vi: () => import('./documents.vi.json'), en: () => import('./documents.en.json') },
  imports: { vi: () => import('./imports.vi.json'), en: () => import('./imports.en.json') },
  lists: { vi: () => import('./lists.vi.json'), en: () => import('./lists.en.json') },
  people: { vi: () => import('./people.vi.json'), en: () => import('./people.en.json') },
  selections: { vi: () => import('./selections.vi.json'), en: () => import('./selections.en.json') },
};

export type Part = keyof typeof parts;

/** All keys of all parts, for the typed `t`. */
export type PartWords = typeof acts &
  typeof complaints &
  typeof chart &
  typeof councils &
  typeof create &
  typeof dossier &
  typeof documents &
  typeof imports &
  typeof lists &
  typeof people &
  typeof selections;
