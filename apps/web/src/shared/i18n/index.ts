import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import vi from './vi.json';

export type Language = 'vi' | 'en';
const stored = 'laurel.language';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof vi };
  }
}

async function load(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    const en = await import('./en.json');
    i18next.addResourceBundle('en', 'translation', en.default);
  }
}

export async function startI18n(): Promise<void> {
  const language: Language = localStorage.getItem(stored) === 'en' ? 'en' : 'vi';
  await i18next.use(initReactI18next).init({
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
