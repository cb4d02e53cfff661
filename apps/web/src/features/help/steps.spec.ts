import { readFileSync } from 'node:fs';
import { stepKinds } from '#domain/vocabulary';
import { stepHelp } from './steps';

const words = (language: 'vi' | 'en') =>
  JSON.parse(readFileSync(new URL(`../../shared/i18n/${language}.json`, import.meta.url), 'utf8')) as Record<
    'step' | 'state',
    Record<string, string>
  >;

describe('the help', () => {
  it('says of every kind of step what it is for, once', () => {
    const told = stepHelp.map((s) => s.step);
    const needed: string[] = [...stepKinds, 'draft', 'returned', 'awaitingDecision'];
    expect(needed.filter((kind) => !told.includes(kind))).toEqual([]);
    expect(told.filter((step, i) => told.indexOf(step) !== i)).toEqual([]);
  });

  it('names each in words of both languages, and says where it is written and whether somebody compared it', () => {
    for (const language of ['vi', 'en'] as const) {
      const { step, state } = words(language);
      const named = stepHelp.map((s) => s.title?.[language] ?? step[s.step] ?? state[s.step] ?? '');
      expect(named.map((name, i) => [stepHelp[i]?.step, name !== ''])).toEqual(stepHelp.map((s) => [s.step, true]));
      for (const { what, basis } of stepHelp)
        expect([what[language].length > 40, basis?.[language] !== '']).toEqual([true, true]);
    }
  });
});
