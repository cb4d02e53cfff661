import { describe, expect, it } from '@jest/globals';
import { shownUnder } from './evidence.js';
import type { FactInputs } from './types.js';

const inputs: FactInputs = {
  'initiative.recognisedAppliedInYear': { value: 1, source: 'evidenced', item: 'minutes' },
  'person.leader': { value: true, source: 'evidenced', item: 'minutes' },
  'person.woman': { value: true, source: 'declared', item: 'minutes' },
  'grant.sameAward': { value: 0, source: 'registry' },
};
const sources = (map?: Record<string, string[]>) => Object.values(shownUnder(inputs, map)).map((f) => f.source);

describe('what may show a fact', () => {
  it('is anything without a map', () => {
    expect(shownUnder(inputs, undefined)).toBe(inputs);
  });

  it('is what the map names for it, and anything for a fact that it does not name', () => {
    expect(sources({ 'initiative.recognisedAppliedInYear': ['initiativeCertificate'] })).toEqual([
      'declared',
      'evidenced',
      'declared',
      'registry',
    ]);
    expect(sources({ 'initiative.recognisedAppliedInYear': ['initiativeCertificate', 'minutes'] })).toEqual(
      sources({}),
    );
  });

  it('never makes more of a fact than it was, and leaves value and item', () => {
    const map = { 'person.woman': ['minutes'], 'grant.sameAward': [], 'person.leader': [] };
    expect(sources(map)).toEqual(['evidenced', 'declared', 'declared', 'registry']);
    expect(shownUnder(inputs, map)['person.leader']).toEqual({ value: true, source: 'declared', item: 'minutes' });
  });
});
