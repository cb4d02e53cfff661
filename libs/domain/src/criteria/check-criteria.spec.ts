import { describe, expect, it } from '@jest/globals';
import { checkCriteria, valueProblem } from './check-criteria.js';
import { factDefinition } from './facts.js';
import type { Criterion } from './types.js';

const rowWith = (tree: unknown, code = 'X-1') => ({ code, tree }) as Criterion;
const problemsOf = (tree: unknown) => checkCriteria([rowWith(tree)]).map(({ path, problem }) => `${path} ${problem}`);
const leaf = (fact: string, op: string, value: unknown) => ({ fact, op, value });

describe('checking criteria', () => {
  it('a sound tree has no problems', () => {
    const tree = {
      any: [
        { all: [leaf('person.unionMember', '!=', false), leaf('grant.sameAward', 'in', [0, 1])] },
        leaf('theme.result', 'notIn', ['none']),
        leaf('initiative.bestBenefitVnd', '>=', 80_000_000),
      ],
    };
    expect(problemsOf(tree)).toEqual([]);
  });

  it('every problem is named with its path, not only the first', () => {
    const tree = {
      all: [
        leaf('person.height', '>=', 1),
        { any: [] },
        leaf('person.unionMember', '>=', true),
        leaf('theme.result', '==', 'splendid'),
      ],
    };
    expect(problemsOf(tree)).toEqual([
      '/0/tree/all/0/fact unknown-fact',
      '/0/tree/all/1/any empty-group',
      '/0/tree/all/2/op operator-not-allowed',
      '/0/tree/all/3/value not-in-enum',
    ]);
  });

  it.each([
    [
      'an ordered comparison of an enum',
      leaf('assessment.proposalYear', '>=', 'hoan_thanh'),
      '/op operator-not-allowed',
    ],
    ['an unknown operator', leaf('grant.sameAward', '>', 0), '/op operator-not-allowed'],
    ['a list where one value is compared', leaf('grant.sameAward', '==', [0]), '/value wrong-type'],
    ['one value where a list is asked', leaf('theme.result', 'in', 'none'), '/value wrong-type'],
    ['a list that nothing can be in', leaf('theme.result', 'in', []), '/value empty-group'],
    ['a wrong member of a list', leaf('theme.result', 'in', ['none', 7]), '/value/1 wrong-type'],
    ['a number as text', leaf('grant.sameAward', '>=', '1'), '/value wrong-type'],
    ['a broken number', leaf('grant.sameAward', '>=', 0.5), '/value wrong-type'],
    ['a negative count', leaf('grant.sameAward', '>=', -1), '/value wrong-type'],
    ['a missing value', { fact: 'grant.sameAward', op: '>=' }, '/value wrong-type'],
    ['a name every object has', leaf('constructor', '==', 1), '/fact unknown-fact'],
    ['an enum value every object has', leaf('theme.result', '==', 'toString'), '/value not-in-enum'],
  ])('%s is refused', (_what, tree, problem) => {
    expect(problemsOf(tree)).toEqual([`/0/tree${problem}`]);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'all'],
    ['an empty object', {}],
    ['a leaf that is also a group', { fact: 'grant.sameAward', op: '==', value: 0, all: [] }],
    ['a group of both kinds', { all: [], any: [] }],
  ])('%s in place of a node is malformed', (_what, tree) => {
    expect(problemsOf(tree)).toEqual(['/0/tree malformed-node']);
  });

  it('a group that is no list is malformed', () => {
    expect(problemsOf({ all: {} })).toEqual(['/0/tree/all malformed-node']);
  });

  it('a code names one criterion', () => {
    const sound = leaf('grant.sameAward', '==', 0);
    expect(checkCriteria([rowWith(sound), rowWith(sound, 'X-2'), rowWith(sound)])).toEqual([
      { path: '/2/code', problem: 'duplicate-code' },
    ]);
  });
});

describe('a declared value', () => {
  const problem = (fact: string, value: unknown) => {
    const definition = factDefinition(fact);
    return definition ? valueProblem(definition, value) : 'no such fact';
  };

  it('has the type of its fact', () => {
    expect(problem('person.leader', false)).toBeNull();
    expect(problem('person.leader', 0)).toBe('wrong-type');
    expect(problem('initiative.bestBenefitVnd', 80_000_000)).toBeNull();
    expect(problem('initiative.bestBenefitVnd', 2 ** 53)).toBe('wrong-type');
    expect(problem('theme.result', 'outstanding')).toBeNull();
    expect(problem('theme.result', 'xuất sắc')).toBe('not-in-enum');
    expect(problem('__proto__', 1)).toBe('no such fact');
  });
});
