import { describe, expect, it } from '@jest/globals';
import { checkCriteria } from '../criteria/check-criteria.js';
import { openAwards } from './catalogue.js';
import { factsOf } from '../criteria/needs.js';
import type { SubjectType } from '../criteria/types.js';
import { nextRuleSet, ruleSet, ruleSetInForce, type RuleSetVersion } from './rule-set.js';

const factsForAward = (code: string, version: RuleSetVersion, subject: SubjectType) =>
  factsOf(ruleSet(version).awards[code] ?? [], subject);

const codes = (version: 1 | 2, award: string) => ruleSet(version).awards[award]?.map(({ code }) => code);
const everyRuleSet = [ruleSet(1), ruleSet(2), ruleSet(1, 'alternative'), ruleSet(2, 'alternative')];

describe('LAUREL-2026', () => {
  it.each(everyRuleSet)('version $version, $switches.art14Reading: every row type-checks and is unconfirmed', (set) => {
    for (const criteria of Object.values(set.awards)) {
      expect(criteria.length).toBeGreaterThan(0);
      expect(checkCriteria(criteria)).toEqual([]);
      expect(criteria.filter(({ confirmed }) => confirmed)).toEqual([]);
    }
  });

  it('has criteria for every open award, and for the one state title of the scenarios', () => {
    const awards = [...openAwards.map(({ code }) => code), 'STATE_FIGHTER_GRASSROOTS'];
    for (const set of everyRuleSet) expect(Object.keys(set.awards).sort()).toEqual(awards.sort());
  });

  it('is plain JSON without nulls, so that it can be hashed and pinned', () => {
    for (const set of everyRuleSet) {
      expect(JSON.parse(JSON.stringify(set))).toEqual(set);
      expect(JSON.stringify(set)).not.toContain('null');
    }
  });

  it('makes one criterion of each direct child of the root', () => {
    expect(codes(1, 'UNION_CERT_VGCL')).toEqual(['BK-TLD-1', 'BK-TLD-2', 'BK-TLD-3', 'BK-TLD-4']);
    expect(codes(1, 'UNION_CREATIVE_LABOUR')).toEqual(['LDST-1', 'LDST-2', 'LDST-3']);
    expect(ruleSet(1).awards['UNION_CERT_VGCL']?.[0]).toEqual({
      code: 'BK-TLD-1',
      severity: 'hard',
      vi: 'Hoàn thành xuất sắc nhiệm vụ ít nhất 2 năm liên tục, tính cả năm đề nghị',
      en: 'Excellent completion in at least 2 consecutive years, the proposal year included',
      source: 'QĐ 1689 Art 14(1) 1.1',
      verification: 'superseded',
      appliesTo: ['individual'],
      confirmed: false,
      tree: { fact: 'assessment.excellentStreak', op: '>=', value: 2 },
    });
  });

  it('differs between its versions only where the state law does', () => {
    const { STATE_FIGHTER_GRASSROOTS: one, ...rest1 } = ruleSet(1).awards;
    const { STATE_FIGHTER_GRASSROOTS: two, ...rest2 } = ruleSet(2).awards;
    expect(rest1).toEqual(rest2);
    expect(one?.map(({ code }) => code)).toEqual(['CSTD-1', 'CSTD-2']);
    expect(two?.map(({ code }) => code)).toEqual(['CSTD-1', 'CSTD-2a', 'CSTD-2b']);
    expect([ruleSet(1).stateLaw, ruleSet(2).stateLaw]).toEqual(['LAW2022', 'LAW2026']);
  });

  it('reads Art 14(1) as one group when the switch says alternative', () => {
    const rows = ruleSet(2, 'alternative').awards['UNION_CERT_VGCL'];
    expect(rows?.map(({ code }) => code)).toEqual(['BK-TLD-ALT', 'BK-TLD-4']);
  });
});

describe('the version in force', () => {
  it.each([
    ['2024-05-28', undefined],
    ['2024-05-29', 1],
    ['2026-09-30', 1],
    ['2026-10-01', 2],
    ['2031-01-01', 2],
  ])('on %s is %s', (date, version) => {
    expect(ruleSetInForce(date)?.version).toBe(version);
  });

  it('is announced sixty days before it changes', () => {
    expect(nextRuleSet('2026-08-01')).toBeNull();
    expect(nextRuleSet('2026-08-02')?.version).toBe(2);
    expect(nextRuleSet('2026-09-30')?.version).toBe(2);
    expect(nextRuleSet('2026-10-01')).toBeNull();
  });
});

describe('the facts form', () => {
  it('asks a nominee for the facts of the rows that apply, and for nothing else', () => {
    expect(factsForAward('UNION_CERT_VGCL', 2, 'individual')).toEqual([
      'assessment.excellentStreak',
      'initiative.recognisedAppliedInStreak',
      'grant.level2CertificateYearBefore',
    ]);
    expect(factsForAward('UNION_CERT_VGCL', 2, 'grassroots_union')).toEqual(['assessment.proposalYear']);
    expect(factsForAward('UNION_CREATIVE_LABOUR', 2, 'direct_worker')).toHaveLength(7);
  });

  it('follows the version', () => {
    expect(factsForAward('STATE_FIGHTER_GRASSROOTS', 1, 'individual')).toContain('research.acceptedInYear');
    expect(factsForAward('STATE_FIGHTER_GRASSROOTS', 2, 'individual')).not.toContain('research.acceptedInYear');
  });

  it('is empty for an award without criteria', () => {
    expect(factsForAward('STATE_FLAG_GOV', 2, 'collective')).toEqual([]);
    expect(factsForAward('UNION_CUP', 2, 'individual')).toEqual([]);
  });
});
