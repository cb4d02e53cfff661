import { describe, expect, it } from '@jest/globals';
import { factsOf, valueKey } from './needs.js';
import type { Criterion, FactInputs } from './types.js';

const criterion: Criterion = {
  code: 'X-1',
  severity: 'hard',
  vi: 'v',
  en: 'e',
  source: 's',
  verification: 'default',
  confirmed: false,
  tree: {
    any: [
      { fact: 'person.unionMember', op: '==', value: true },
      {
        all: [
          { fact: 'grant.sameAward', op: '==', value: 0 },
          { fact: 'person.unionMember', op: '==', value: false, appliesTo: ['collective'] },
          { fact: 'theme.result', op: '==', value: 'outstanding', appliesTo: ['collective'] },
        ],
      },
    ],
  },
};

describe('what criteria read', () => {
  it('each fact is named once, in the order of the rows', () => {
    expect(factsOf([criterion, criterion])).toEqual(['person.unionMember', 'grant.sameAward', 'theme.result']);
  });

  it('a subject is asked only for the rows and nodes that apply to it', () => {
    expect(factsOf([criterion], 'individual')).toEqual(['person.unionMember', 'grant.sameAward']);
    expect(factsOf([criterion], 'union_group')).toContain('theme.result');
    expect(factsOf([{ ...criterion, appliesTo: ['collective'] }], 'individual')).toEqual([]);
  });
});

describe('the value key', () => {
  const key = (inputs: FactInputs) => valueKey(criterion, inputs);

  it('is canonical: by fact name, unknown as null', () => {
    expect(key({ 'person.unionMember': { value: true, source: 'declared' } })).toBe(
      '[["grant.sameAward",null],["person.unionMember",true],["theme.result",null]]',
    );
  });

  it('depends on values and on nothing else', () => {
    const declared = key({ 'grant.sameAward': { value: 0, source: 'declared' } });
    expect(key({ 'grant.sameAward': { value: 0, source: 'registry', item: 'i', by: 'p', at: 't' } })).toBe(declared);
    expect(key({ 'grant.sameAward': { value: 0, source: 'declared' }, other: { value: 1, source: 'registry' } })).toBe(
      declared,
    );
    expect(key({ 'grant.sameAward': { value: 1, source: 'declared' } })).not.toBe(declared);
    expect(key({})).not.toBe(declared);
  });
});
