import { describe, expect, it } from '@jest/globals';
import type { Criterion } from '../criteria/types.js';
import { checkRules } from './check-rules.js';
import { ruleSet } from './rule-set.js';

const AWARD = 'UNION_CERT_LEVEL2';
const { awards } = ruleSet(2);
const [row] = awards[AWARD] ?? [];
if (row === undefined) throw new Error('the catalogue has criteria');
const found = (criteria: readonly unknown[]) =>
  checkRules({ awards: { ...awards, [AWARD]: criteria as readonly Criterion[] } }, { awards }).map(
    (p) => `${p.place} ${p.code}`,
  );
const at = (rest: string) => [`/awards/${AWARD}${rest}`];
const leaf = { fact: 'person.unionMember', op: '==', value: true };

describe('the check of a rule set', () => {
  it('has nothing against those that are delivered', () => {
    expect(checkRules(ruleSet(1), { awards })).toEqual([]);
    expect(checkRules({ awards }, ruleSet(1))).toEqual([]);
  });

  it('finds awards that do not exist, lost their criteria or have none', () => {
    const { [AWARD]: _, ...rest } = awards;
    expect(checkRules({ awards: rest }, { awards }).map((p) => `${p.place} ${p.code}`)).toEqual(at(' award-missing'));
    expect(checkRules({ awards: { ...awards, NO_SUCH: [row] } }, { awards }).map((p) => p.code)).toEqual([
      'unknown-award',
    ]);
    expect(found([])).toEqual(at(' no-criteria'));
  });

  it('type-checks every tree, and names the place', () => {
    expect(found([row, row])).toEqual(at('/1/code duplicate-code'));
    expect(found([{ ...row, tree: { fact: 'no.such', op: '==', value: 1 } }])).toEqual(at('/0/tree/fact unknown-fact'));
    expect(found([{ ...row, tree: { all: [leaf, { ...leaf, value: 'yes' }] } }])).toEqual(
      at('/0/tree/all/1/value wrong-type'),
    );
    expect(found([{ ...row, tree: { any: [] } }])).toEqual(at('/0/tree/any empty-group'));
    expect(found([{ ...row, tree: null }])).toEqual(at('/0/tree malformed-node'));
  });

  it('finds subjects that do not exist', () => {
    expect(found([{ ...row, appliesTo: ['nobody'], tree: leaf }])).toEqual(at('/0/appliesTo unknown-subject'));
    expect(found([{ ...row, tree: { any: [{ ...leaf, appliesTo: ['x'] }] } }])).toEqual(
      at('/0/tree/any/0/appliesTo unknown-subject'),
    );
  });

  it('finds evidence for no fact, of no item, and a fact that nothing can show', () => {
    const evidence = {
      'no.such': ['minutes'],
      'person.leader': [],
      'person.woman': ['minutes', 'noSuchItem'],
      'person.directWorker': ['minutes'],
    };
    expect(checkRules({ awards, evidence }, { awards }).map((p) => `${p.place} ${p.code}`)).toEqual([
      '/evidence/no.such unknown-fact',
      '/evidence/person.leader no-evidence',
      '/evidence/person.woman/1 unknown-item',
    ]);
  });

  it('says each problem in both languages', () => {
    for (const { message } of checkRules({ awards: { NO_SUCH: [] }, evidence: { 'no.such': [] } }, { awards }))
      expect([message.vi, message.en].every((m) => m.length > 10)).toBe(true);
  });
});
