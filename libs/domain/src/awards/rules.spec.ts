import { describe, expect, it } from '@jest/globals';
import { evaluate } from '../criteria/evaluate.js';
import { gate } from '../criteria/gate.js';
import type { CriterionResult, FactInputs, FactValue, SubjectType } from '../criteria/types.js';
import { ruleSet } from './rule-set.js';
import type { Art14Reading } from './types.js';

interface Asked {
  readonly as?: SubjectType;
  readonly version?: 1 | 2;
  readonly reading?: Art14Reading;
}

const known = (values: Record<string, FactValue>): FactInputs =>
  Object.fromEntries(Object.entries(values).map(([fact, value]) => [fact, { value, source: 'registry' as const }]));

function judge(
  award: string,
  values: Record<string, FactValue>,
  { as = 'individual', version = 2, reading }: Asked = {},
) {
  const explanations = evaluate(ruleSet(version, reading).awards[award] ?? [], known(values), { subjectType: as });
  const results: Record<string, CriterionResult> = {};
  for (const { criterion, result } of explanations) results[criterion] = result;
  return { explanations, results, blocked: gate(explanations, 'submit').blocked.map(({ criterion }) => criterion) };
}

describe('Bằng khen của Tổng Liên đoàn', () => {
  const nomineeA = {
    'assessment.excellentStreak': 2,
    'initiative.recognisedAppliedInStreak': 2,
    'grant.level2CertificateYearBefore': 1,
  };
  const nomineeJ = {
    'assessment.excellentStreak': 1,
    'initiative.recognisedAppliedInStreak': 1,
    'grant.level2CertificateYearBefore': 0,
    'assessment.proposalYear': 'hoan_thanh_xuat_sac_nhiem_vu',
  };

  it.each(['cumulative', 'alternative'] as const)('case 1: nominee A is eligible under the %s reading', (reading) => {
    expect(judge('UNION_CERT_VGCL', nomineeA, { reading }).blocked).toEqual([]);
  });

  it('case 4: nominee J has a streak of 1 of 2 and no prior certificate, with observed, needed and source', () => {
    const { explanations, blocked } = judge('UNION_CERT_VGCL', nomineeJ);
    expect(blocked).toEqual(['BK-TLD-1', 'BK-TLD-2', 'BK-TLD-3']);
    const shown = explanations.map(({ criterion, citation, leaves: [leaf] }) => [
      criterion,
      leaf?.observed?.value,
      leaf?.needed,
      leaf?.observed?.source,
      citation.slice(0, 7),
    ]);
    expect(shown.slice(0, 3)).toEqual([
      ['BK-TLD-1', 1, 2, 'registry', 'QĐ 1689'],
      ['BK-TLD-2', 1, 2, 'registry', 'QĐ 1689'],
      ['BK-TLD-3', 0, 1, 'registry', 'QĐ 1689'],
    ]);
  });

  it('case 4: the check fails under the alternative reading as well', () => {
    expect(judge('UNION_CERT_VGCL', nomineeJ, { reading: 'alternative' }).blocked).toEqual(['BK-TLD-ALT']);
  });

  it('case 4: after the switch to the level-2 certificate no lower award is asked for first', () => {
    const inYear = { ...nomineeJ, 'initiative.recognisedAppliedInYear': 0 };
    const { results, blocked, explanations } = judge('UNION_CERT_LEVEL2', inYear);
    expect(results).toEqual({ 'BK-C2-1': 'passed', 'BK-C2-2': 'failed' });
    expect(blocked).toEqual([]);
    expect(gate(explanations, 'submit').needReason.map(({ criterion }) => criterion)).toEqual(['BK-C2-2']);
  });

  it('the readings part where only the prior certificate is there', () => {
    const only12 = { ...nomineeA, 'assessment.excellentStreak': 1 };
    expect(judge('UNION_CERT_VGCL', only12, { reading: 'cumulative' }).blocked).toEqual(['BK-TLD-1']);
    expect(judge('UNION_CERT_VGCL', only12, { reading: 'alternative' }).blocked).toEqual([]);
  });

  it('a collective is asked for the proposal year only', () => {
    const excellent = { 'assessment.proposalYear': 'hoan_thanh_xuat_sac_nhiem_vu' };
    expect(judge('UNION_CERT_VGCL', excellent, { as: 'grassroots_union' }).results).toEqual({
      'BK-TLD-1': 'notApplicable',
      'BK-TLD-2': 'notApplicable',
      'BK-TLD-3': 'notApplicable',
      'BK-TLD-4': 'passed',
    });
  });

  it('a certificate of which nobody knows is not a missing one: not computable', () => {
    const { 'grant.level2CertificateYearBefore': _, ...unknown } = nomineeA;
    expect(judge('UNION_CERT_VGCL', unknown).results['BK-TLD-3']).toBe('notComputable');
  });
});

describe('Bằng khen chuyên đề', () => {
  const outstanding = {
    'theme.result': 'outstanding',
    'assessment.proposalYear': 'hoan_thanh_tot_nhiem_vu',
    'grant.comprehensiveSameLevelYear': 0,
  };

  it.each([
    ['theme.result', 'completed', 'BK-CD-1'],
    ['assessment.proposalYear', 'hoan_thanh', 'BK-CD-2'],
    ['grant.comprehensiveSameLevelYear', 1, 'BK-CD-3'],
  ])('%s of %j blocks it by %s', (fact, value, code) => {
    expect(judge('UNION_CERT_VGCL_THEMATIC', outstanding, { as: 'grassroots_union' }).blocked).toEqual([]);
    expect(judge('UNION_CERT_VGCL_THEMATIC', { ...outstanding, [fact]: value }).blocked).toEqual([code]);
  });
});

describe('Bằng Lao động sáng tạo: benefit by group, in VND', () => {
  const worker = { 'person.qualification': 'collegeOrBelow', 'person.leader': false };
  const engineer = { 'person.qualification': 'universityOrAbove', 'person.leader': false };
  const leader = { 'person.qualification': 'universityOrAbove', 'person.leader': true };
  const nothing = {
    'initiative.bestBenefitVnd': 0,
    'initiative.benefit3YearsVnd': 0,
    'initiative.managementImprovementProvince': false,
  };
  const benefit = (who: Record<string, FactValue>, values: Record<string, FactValue>) =>
    judge('UNION_CREATIVE_LABOUR', { ...nothing, ...who, ...values }).results['LDST-3'];

  it.each([
    ['college or below', worker, 'initiative.bestBenefitVnd', 80_000_000],
    ['college or below, three years', worker, 'initiative.benefit3YearsVnd', 120_000_000],
    ['university or above', engineer, 'initiative.bestBenefitVnd', 150_000_000],
    ['leaders', leader, 'initiative.bestBenefitVnd', 200_000_000],
  ])('%s: one dong below the figure fails, the figure passes', (_group, who, fact, figure) => {
    expect(benefit(who, { [fact]: figure - 1 })).toBe('failed');
    expect(benefit(who, { [fact]: figure })).toBe('passed');
  });

  it('a leader with college is a leader', () => {
    const both = { ...leader, 'person.qualification': 'collegeOrBelow' };
    expect(benefit(both, { 'initiative.bestBenefitVnd': 199_999_999 })).toBe('failed');
    expect(benefit(both, { 'initiative.bestBenefitVnd': 200_000_000 })).toBe('passed');
  });

  it('a management improvement recognised by a province counts for leaders alone', () => {
    const improvement = { 'initiative.managementImprovementProvince': true };
    expect([leader, engineer, worker].map((who) => benefit(who, improvement))).toEqual(['passed', 'failed', 'failed']);
  });

  it('the three years do not count for engineers and leaders', () => {
    const threeYears = { 'initiative.benefit3YearsVnd': 10 ** 12 };
    expect([engineer, leader].map((who) => benefit(who, threeYears))).toEqual(['failed', 'failed']);
  });

  it('an unknown that could still tip the balance makes it not computable, one that could not does not', () => {
    const rows = (values: Record<string, FactValue>) => judge('UNION_CREATIVE_LABOUR', values).results['LDST-3'];
    expect(rows({ ...worker, 'initiative.bestBenefitVnd': 79_999_999 })).toBe('notComputable');
    expect(rows({ ...engineer, 'initiative.bestBenefitVnd': 149_999_999 })).toBe('failed');
    expect(rows({ ...worker, 'initiative.bestBenefitVnd': 80_000_000 })).toBe('passed');
    expect(rows({ 'initiative.bestBenefitVnd': 10 ** 12 })).toBe('notComputable');
  });

  it('asks for membership and completed duties besides', () => {
    const base = { ...nothing, ...worker, 'initiative.bestBenefitVnd': 80_000_000, 'person.unionMember': true };
    const judged = (assessment: string, member = true) =>
      judge('UNION_CREATIVE_LABOUR', { ...base, 'person.unionMember': member, 'assessment.proposalYear': assessment })
        .blocked;
    expect(judged('hoan_thanh')).toEqual([]);
    expect(judged('khong_hoan_thanh', false)).toEqual(['LDST-1', 'LDST-2']);
  });
});

describe('Kỷ niệm chương', () => {
  const medal = (fullTime: number, partTime: number, held = 0) =>
    judge('UNION_MEDAL_KNC', {
      'service.fullTimeUnionYears': fullTime,
      'service.partTimeUnionYears': partTime,
      'grant.sameAward': held,
    }).blocked;

  it('takes 15 years full time or 10 years part time, and does not add them', () => {
    expect([medal(15, 0), medal(0, 10)]).toEqual([[], []]);
    expect(medal(14, 9)).toEqual(['KNC-1']);
  });

  it('is given once', () => expect(medal(30, 0, 1)).toEqual(['KNC-2']));

  it('full-time years suffice while the part-time years are unknown', () => {
    expect(judge('UNION_MEDAL_KNC', { 'service.fullTimeUnionYears': 15 }).results['KNC-1']).toBe('passed');
    expect(judge('UNION_MEDAL_KNC', { 'service.fullTimeUnionYears': 14 }).results['KNC-1']).toBe('notComputable');
  });
});

describe('Giải thưởng Nguyễn Văn Linh', () => {
  const official = {
    'person.unionPost': 'groupDeputy',
    'initiative.recognisedApplied': 2,
    'unit.excellentAwardYear': true,
    'grant.memberExcellent': 1,
    'grant.sameAward': 0,
  };

  it('is open to a deputy head of a union group with two innovations', () => {
    expect(judge('UNION_NGUYEN_VAN_LINH', official, { as: 'union_official' }).blocked).toEqual([]);
  });

  it.each([
    ['person.unionPost', 'none', 'NVL-1'],
    ['initiative.recognisedApplied', 1, 'NVL-2'],
    ['unit.excellentAwardYear', false, 'NVL-3'],
    ['grant.memberExcellent', 0, 'NVL-4'],
    ['grant.sameAward', 1, 'NVL-5'],
  ])('%s of %j blocks it by %s', (fact, value, code) => {
    expect(judge('UNION_NGUYEN_VAN_LINH', { ...official, [fact]: value }, { as: 'union_official' }).blocked).toEqual([
      code,
    ]);
  });
});

describe('case 13: excellent, but no initiative', () => {
  const nominee = {
    'title.advancedWorkerCriteria': true,
    'assessment.proposalYear': 'hoan_thanh_xuat_sac_nhiem_vu',
    'initiative.recognisedAppliedInYear': 0,
    'research.acceptedInYear': 0,
  };

  it('is eligible under the law of 2022 ("or") and not under that of 2026 ("and")', () => {
    expect(judge('STATE_FIGHTER_GRASSROOTS', nominee, { version: 1 }).blocked).toEqual([]);
    expect(judge('STATE_FIGHTER_GRASSROOTS', nominee, { version: 2 }).blocked).toEqual(['CSTD-2b']);
  });

  it('an initiative satisfies both, a research work only the law of 2022', () => {
    const initiative = { ...nominee, 'initiative.recognisedAppliedInYear': 1 };
    const research = { ...nominee, 'assessment.proposalYear': 'hoan_thanh', 'research.acceptedInYear': 1 };
    const blocked = (values: Record<string, FactValue>) =>
      ([1, 2] as const).map((version) => judge('STATE_FIGHTER_GRASSROOTS', values, { version }).blocked.length);
    expect(blocked(initiative)).toEqual([0, 0]);
    expect(blocked(research)).toEqual([0, 2]);
  });
});
