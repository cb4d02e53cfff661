import i18next from 'i18next';
import { parts, type Part, type PartWords } from './parts';
import vi from './vi.json';

export type Language = 'vi' | 'en';
const stored = 'laurel.language';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof vi & PartWords };
  }
}

/** What is loaded, as `vi.documents`; a part that is wanted once is wanted in each language that follows. */
const loaded = new Map<string, Promise<void>>();
const wanted = new Set<Part>();

async function add(language: Language, words: Promise<{ default: object }>): Promise<void> {
  i18next.addResourceBundle(language, 'translation', (await words).default, true);
}

function once(name: string, load: () => Promise<void>): Promise<void> {
  const known = loaded.get(name);
  if (known) return known;
  const loading = load();
  loaded.set(name, loading);
  // A chunk that did not arrive is asked for again.
  loading.catch(() => loaded.delete(name));
  return loading;
}

const loadPart = (language: Language, part: Part): Promise<void> =>
  once(`${language}.${part}`, () => add(language, parts[part][language]()));

async function load(language: Language): Promise<void> {
  const core = language === 'en' ? [once('en', () => add('en', import('./en.json')))] : [];
  await Promise.all([...core, ...[...wanted].map((part) => loadPart(language, part))]);
}

/** The loader of a route whose screens use these parts of the dictionary. */
export function wordsOf(...wants: Part[]): () => Promise<void> {
  return async () => {
    wants.forEach((part) => wanted.add(part));
    await load(currentLanguage());
  };
}

export async function startI18n(): Promise<void> {
  const language: Language = localStorage.getItem(stored) === 'en' ? 'en' : 'vi';
  await i18next.init({
    lng: 'vi',
    resources: { vi: { translation: vi } },
    fallbackLng: 'vi',
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  if (language !== 'vi') await setLanguage(language);
  document.documentElement.lang = language;
}

export async function setLanguage(language: Language): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
  localStorage.setItem(stored, language);
  document.documentElement.lang = language;
}

export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'vi');
