import { readdirSync, readFileSync } from 'node:fs';

type Words = { [key: string]: string | Words };

/** Every file of a language: what is loaded first, and the parts. */
function read(language: string): Words {
  const here = new URL('./', import.meta.url);
  const files = readdirSync(here).filter((f) => f === `${language}.json` || f.endsWith(`.${language}.json`));
  return Object.fromEntries(files.map((f) => [f, JSON.parse(readFileSync(new URL(f, here), 'utf8')) as Words]));
}

function flat(words: Words, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + key, value]] : [...flat(value, `${prefix}${key}.`)],
    ),
  );
}

/** `documents.vi.json` and `documents.en.json` are one place: keys begin with the name of the part. */
function wordsOf(language: string): Map<string, string> {
  return new Map(
    Object.entries(read(language)).flatMap(([file, words]) =>
      [...flat(words as Words)].map(([key, text]): [string, string] => [
        `${file.replace(`${language}.json`, '')}/${key}`,
        text,
      ]),
    ),
  );
}

const base = (key: string): string => key.replace(/_(one|other)$/, '');
const holes = (text: string): string[] => [...text.matchAll(/\{\{(\w+)/g)].map((m) => m[1] ?? '').sort();

describe('dictionaries', () => {
  const vi = wordsOf('vi');
  const en = wordsOf('en');

  it('hold every key in both languages', () => {
    const keys = (words: Map<string, string>): string[] => [...new Set([...words.keys()].map(base))].sort();
    expect(keys(en)).toEqual(keys(vi));
  });

  it('fill the same places in both languages', () => {
    for (const [key, text] of en)
      expect([key, holes(text)]).toEqual([key, holes(vi.get(key) ?? vi.get(base(key)) ?? '')]);
  });

  it('name no key twice: a part would hide words of another', () => {
    const keys = [...vi.keys()].map((k) => k.slice(k.indexOf('/') + 1));
    expect(keys.filter((k, i) => keys.indexOf(k) !== i)).toEqual([]);
  });

  it('are stored composed (NFC) and leave nothing empty', () => {
    for (const [key, text] of [...vi, ...en]) {
      expect([key, text]).toEqual([key, text.normalize('NFC')]);
      expect([key, text.trim() === '']).toEqual([key, false]);
    }
  });
});
