import { readFileSync } from 'node:fs';
import { eligibilities, stateInWords, states, steps, themes, type Language } from './words.js';

type Screen = Record<'state' | 'step' | 'eligibility' | 'theme', Record<string, string>>;

const screen = (language: Language): Screen =>
  JSON.parse(readFileSync(new URL(`../../../web/src/shared/i18n/${language}.json`, import.meta.url), 'utf8')) as Screen;

describe.each(['vi', 'en'] as const)('words of an exported list, %s', (language) => {
  it.each([
    ['state', states],
    ['step', steps],
    ['eligibility', eligibilities],
    ['theme', themes],
  ] as const)('%s: those of the screen', (group, words) => {
    expect(Object.keys(words).length).toBeGreaterThan(2);
    for (const [key, word] of Object.entries(words))
      expect([key, word[language]]).toEqual([key, screen(language)[group][key]]);
  });
});

it('a step is named with its unit, an outcome without', () => {
  const at = 'appraisal@01890a5d-ac96-774b-bcce-b302099a8057';
  expect(stateInWords(at, 'Công đoàn mẫu', 'vi')).toBe('Thẩm định – Công đoàn mẫu');
  expect(stateInWords('commended', undefined, 'vi')).toBe('Đã khen thưởng');
});
