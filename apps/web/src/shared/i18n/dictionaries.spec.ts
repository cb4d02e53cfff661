import { readFileSync } from 'node:fs';

type Words = { [key: string]: string | Words };

function read(name: string): Words {
  return JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as Words;
}

function flat(words: Words, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + key, value]] : [...flat(value, `${prefix}${key}.`)],
    ),
  );
}

const base = (key: string): string => key.replace(/_(one|other)$/, '');
const holes = (text: string): string[] => [...text.matchAll(/\{\{(\w+)/g)].map((m) => m[1] ?? '').sort();

describe('dictionaries', () => {
  const vi = flat(read('vi'));
  const en = flat(read('en'));

  it('hold every key in both languages', () => {
    const keys = (words: Map<string, string>): string[] => [...new Set([...words.keys()].map(base))].sort();
    expect(keys(en)).toEqual(keys(vi));
  });

  it('fill the same places in both languages', () => {
    for (const [key, text] of en)
      expect([key, holes(text)]).toEqual([key, holes(vi.get(key) ?? vi.get(base(key)) ?? '')]);
  });

  it('are stored composed (NFC) and leave nothing empty', () => {
    for (const [key, text] of [...vi, ...en]) {
      expect([key, text]).toEqual([key, text.normalize('NFC')]);
      expect([key, text.trim() === '']).toEqual([key, false]);
    }
  });
});
