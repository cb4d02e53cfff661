import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

type Words = { [key: string]: string | Words };

const folder = new URL('../../apps/web/src/shared/i18n/', import.meta.url);

/** Every text of a language by its key. */
function texts(language: 'vi' | 'en'): Map<string, string> {
  const found = new Map<string, string>();
  const add = (words: Words, prefix: string): void => {
    for (const [key, value] of Object.entries(words)) {
      if (typeof value === 'string') found.set(prefix + key, value);
      else add(value, `${prefix}${key}.`);
    }
  };
  for (const file of readdirSync(folder)) {
    if (file === `${language}.json` || file.endsWith(`.${language}.json`))
      add(JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Words, '');
  }
  return found;
}

const keys = new Set([...texts('vi').keys()].map((key) => key.replace(/_(one|other)$/, '')));
const vietnamese = new Set(texts('vi').values());
/** Whole texts that only the English dictionary has. */
const english = new Set([...texts('en').values()].filter((text) => !vietnamese.has(text)));
/** Words that no Vietnamese sentence has; names of people and files have none of them either. */
const ENGLISH_WORD =
  /(?<![\p{L}.-])(the|and|of|is|are|was|not|with|from|your|you|this|that|which|unknown|default|(?:Law|Art)(?= \d))(?![\p{L}.-])/iu;

/** Lines of a page that a person reads, but what is marked as being in another language; with what is only heard. */
function lines(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const found = [];
    const foreign = (e) => e.closest('[lang]')?.lang !== document.documentElement.lang;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest('script, style') === null && !foreign(node.parentElement)) found.push(node.data.trim());
    }
    for (const e of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      if (!foreign(e)) found.push(...['aria-label', 'title', 'placeholder'].map((a) => (e.getAttribute(a) ?? '').trim()));
    }
    return found.filter(Boolean);
  })()`);
}

/** What a page says by a key that nothing was found for, and on a Vietnamese page in English. */
export async function strangeWords(page: Page, language: 'vi' | 'en'): Promise<string[]> {
  const shown = [...new Set(await lines(page))];
  const untranslated = shown.filter((line) => line.split(/\s+/).some((word) => word.includes('.') && keys.has(word)));
  const foreign = language === 'en' ? [] : shown.filter((line) => english.has(line) || ENGLISH_WORD.test(line));
  return [...untranslated.map((line) => `key: ${line}`), ...foreign.map((line) => `English: ${line}`)];
}
