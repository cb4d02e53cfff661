import { describe, expect, it } from '@jest/globals';
import { evaluate } from './evaluate.js';
import { valueKey } from './needs.js';
import type { Criterion, CriterionNode, CriterionResult, Fact, FactInputs, Leaf, Severity } from './types.js';

const row = (tree: CriterionNode, more: Partial<Criterion> = {}): Criterion => ({
  code: 'X-1',
  severity: 'hard',
  vi: 'Điều kiện',
  en: 'Condition',
  source: 'Law Art 1',
  verification: 'text',
  confirmed: false,
  tree,
  ...more,
});
const only = (criterion: Criterion, inputs: FactInputs, context: object = {}) => {
  const [explanation] = evaluate([criterion], inputs, { subjectType: 'individual', ...context });
  if (explanation === undefined) throw new Error('no explanation');
  return explanation;
};
const registry = (value: Fact['value']): Fact => ({ value, source: 'registry' });
const streak = (op: Leaf['op'], value: Leaf['value']): Leaf => ({ fact: 'assessment.excellentStreak', op, value });

/** One leaf for every result, over facts of its own. */
const leafOf: Record<CriterionResult, CriterionNode> = {
  passed: { fact: 'person.unionMember', op: '==', value: true },
  failed: { fact: 'person.leader', op: '==', value: false },
  needsPerson: { fact: 'initiative.recognisedApplied', op: '>=', value: 1 },
  notComputable: { fact: 'research.acceptedInYear', op: '>=', value: 1 },
  notApplicable: { fact: 'theme.result', op: '==', value: 'outstanding', appliesTo: ['collective'] },
};
const inputs: FactInputs = {
  'person.unionMember': registry(true),
  'person.leader': registry(true),
  'initiative.recognisedApplied': { value: 1, source: 'declared' },
};
const five = ['passed', 'failed', 'needsPerson', 'notApplicable', 'notComputable'] as const;
const order = {
  all: ['failed', 'notComputable', 'needsPerson', 'passed', 'notApplicable'],
  any: ['passed', 'needsPerson', 'notComputable', 'failed', 'notApplicable'],
} as const;

describe('groups', () => {
  const triples = five.flatMap((a) => five.flatMap((b) => five.map((c) => [a, b, c] as const)));

  it.each(['all', 'any'] as const)('%s takes its highest result for every triple, in every order', (kind) => {
    for (const triple of triples) {
      const children = triple.map((result) => leafOf[result]);
      const tree = kind === 'all' ? { all: children } : { any: children };
      const expected = order[kind].find((result) => triple.includes(result));
      expect([triple, only(row(tree), inputs).result]).toEqual([triple, expected]);
    }
  });

  it('a group whose every part is for other subjects does not apply', () => {
    const tree: CriterionNode = { any: [{ all: [leafOf.notApplicable] }, leafOf.notApplicable] };
    expect(only(row(tree), inputs).result).toBe('notApplicable');
    expect(only(row({ all: [tree, leafOf.passed] }), inputs).result).toBe('passed');
  });

  it('leaves keep the order of the tree and name the nearest group with a code', () => {
    const tree: CriterionNode = {
      any: [{ code: 'G', all: [leafOf.passed, { any: [leafOf.failed] }] }, leafOf.needsPerson],
    };
    const { leaves } = only(row(tree), inputs);
    expect(leaves.map(({ fact, group, result }) => [fact, group, result])).toEqual([
      ['person.unionMember', 'G', 'passed'],
      ['person.leader', 'G', 'failed'],
      ['initiative.recognisedApplied', undefined, 'needsPerson'],
    ]);
  });
});

describe('leaves', () => {
  it.each([
    ['==', 2, 2, 'passed'],
    ['==', 2, 1, 'failed'],
    ['!=', 2, 1, 'passed'],
    ['!=', 2, 2, 'failed'],
    ['>=', 2, 2, 'passed'],
    ['>=', 2, 1, 'failed'],
    ['<=', 2, 2, 'passed'],
    ['<=', 2, 3, 'failed'],
    ['in', [1, 2], 2, 'passed'],
    ['in', [1, 2], 3, 'failed'],
    ['notIn', [1, 2], 3, 'passed'],
    ['notIn', [1, 2], 2, 'failed'],
  ] as const)('%s %j over %j is %s', (op, needed, observed, result) => {
    expect(only(row(streak(op, needed)), { 'assessment.excellentStreak': registry(observed) }).result).toBe(result);
  });

  it('an unknown fact stays unknown: not computable, and not zero', () => {
    const zero = row({ fact: 'grant.sameAward', op: '==', value: 0 });
    expect(only(zero, {})).toMatchObject({ result: 'notComputable', leaves: [{ observed: null, needed: 0 }] });
    expect(only(zero, { 'grant.sameAward': registry(0) }).result).toBe('passed');
  });

  it.each(['2', true, NaN, 2.5, Infinity])('a value of the wrong kind (%p) is unknown, not compared', (value) => {
    const inputs = { 'assessment.excellentStreak': registry(value) };
    expect(only(row(streak('>=', 1)), inputs).result).toBe('notComputable');
    expect(only(row(streak('!=', 1)), inputs).result).toBe('notComputable');
  });

  it('show observed with source and item, needed, and both labels', () => {
    const inputs: FactInputs = {
      'assessment.excellentStreak': { value: 1, source: 'evidenced', item: 'minutes', by: 'p' },
    };
    expect(only(row(streak('>=', 2), { confirmed: true }), inputs)).toEqual({
      criterion: 'X-1',
      result: 'failed',
      severity: 'hard',
      message: { vi: 'Điều kiện', en: 'Condition' },
      citation: 'Law Art 1',
      verification: 'text',
      unconfirmed: false,
      leaves: [
        {
          fact: 'assessment.excellentStreak',
          label: { vi: expect.stringContaining('hoàn thành xuất sắc'), en: expect.stringContaining('excellent') },
          op: '>=',
          observed: { value: 1, source: 'evidenced', item: 'minutes' },
          needed: 2,
          result: 'failed',
        },
      ],
    });
  });
});

describe('declared facts', () => {
  const declared = (value: number): FactInputs => ({ 'assessment.excellentStreak': { value, source: 'declared' } });
  const under = (severity: Severity) => row(streak('>=', 2), { severity });

  it('under a hard criterion need a person when favourable and fail at once when not', () => {
    expect(only(under('hard'), declared(2)).result).toBe('needsPerson');
    expect(only(under('hard'), declared(1)).result).toBe('failed');
  });

  it('under a soft or informative criterion simply count', () => {
    expect(only(under('soft'), declared(2)).result).toBe('passed');
    expect(only(under('info'), declared(1)).result).toBe('failed');
  });

  it.each(['evidenced', 'registry', 'confirmed'] as const)('a fact that is %s needs no person', (source) => {
    expect(only(under('hard'), { 'assessment.excellentStreak': { value: 2, source } }).result).toBe('passed');
  });
});

describe('confirmations and overrides', () => {
  const criterion = row(streak('>=', 2));
  const two: FactInputs = { 'assessment.excellentStreak': { value: 2, source: 'declared' } };
  const saying = (result: 'passed' | 'failed', of: FactInputs = two) => ({
    confirmations: { 'X-1': { result, values: valueKey(criterion, of), by: 'p1' } },
  });

  it('a confirmation sets the result in either direction and is shown', () => {
    expect(only(criterion, two, saying('passed'))).toMatchObject({ result: 'passed', confirmation: { by: 'p1' } });
    expect(only(criterion, two, saying('failed')).result).toBe('failed');
  });

  it('holds until the value changes', () => {
    const three: FactInputs = { 'assessment.excellentStreak': { value: 3, source: 'declared' } };
    expect(only(criterion, three, saying('passed'))).toMatchObject({ result: 'needsPerson' });
    expect(only(criterion, three, saying('passed'))).not.toHaveProperty('confirmation');
  });

  it('stands when better evidence shows the same value', () => {
    const evidenced: FactInputs = { 'assessment.excellentStreak': { value: 2, source: 'evidenced', item: 'minutes' } };
    expect(only(criterion, evidenced, saying('failed')).result).toBe('failed');
    expect(only(criterion, evidenced, saying('passed')).result).toBe('passed');
  });

  it('lifts no failure and fills no gap', () => {
    const one: FactInputs = { 'assessment.excellentStreak': { value: 1, source: 'declared' } };
    expect(only(criterion, one, saying('passed', one)).result).toBe('failed');
    expect(only(criterion, {}, saying('passed', {})).result).toBe('notComputable');
  });

  it('may be kept as a digest of the values', () => {
    const digest = (key: string) => `#${key.length}`;
    const confirmations = { 'X-1': { result: 'passed', values: digest(valueKey(criterion, two)) } };
    expect(only(criterion, two, { confirmations, digest }).result).toBe('passed');
    expect(only(criterion, two, { confirmations }).result).toBe('needsPerson');
  });

  it('an override marks the criterion and leaves its result', () => {
    const one: FactInputs = { 'assessment.excellentStreak': registry(1) };
    expect(only(criterion, one, { overrides: ['X-1'] })).toMatchObject({ result: 'failed', overridden: true });
    expect(only(criterion, one, { overrides: ['X-2'] })).not.toHaveProperty('overridden');
  });
});

describe('subjects', () => {
  const forIndividuals = row(streak('>=', 2), { appliesTo: ['individual'] });

  it.each(['union_official', 'direct_worker', 'foreigner'] as const)(
    'a criterion for individuals applies to a %s',
    (subjectType) => {
      expect(only(forIndividuals, {}, { subjectType }).result).toBe('notComputable');
    },
  );

  it.each([
    'collective',
    'union_group',
    'grassroots_union',
    'immediate_superior_union',
    'enterprise',
    'family',
  ] as const)('a criterion for individuals does not apply to a %s, and asks it nothing', (subjectType) => {
    expect(only(forIndividuals, {}, { subjectType })).toMatchObject({ result: 'notApplicable', leaves: [] });
  });

  it('a criterion for one kind of person does not apply to persons in general', () => {
    const forOfficials = row(streak('>=', 2), { appliesTo: ['union_official'] });
    expect(only(forOfficials, {}, { subjectType: 'individual' }).result).toBe('notApplicable');
  });
});
