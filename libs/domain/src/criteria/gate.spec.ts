import { describe, expect, it } from '@jest/globals';
import { canonicalResults, gate, results } from './gate.js';
import type { CriterionResult, Explanation, GatePurpose, Severity } from './types.js';

const said = (result: CriterionResult, severity: Severity = 'hard', more: Partial<Explanation> = {}): Explanation => ({
  criterion: 'X-1',
  result,
  severity,
  message: { vi: 'v', en: 'e' },
  citation: 'c',
  verification: 'text',
  unconfirmed: true,
  leaves: [],
  ...more,
});
const every: readonly CriterionResult[] = ['passed', 'failed', 'needsPerson', 'notApplicable', 'notComputable'];
const blockedBy = (purpose: GatePurpose, more: Partial<Explanation> = {}) =>
  every.filter((result) => gate([said(result, 'hard', more)], purpose).blocked.length > 0);

describe('the gate', () => {
  it.each(['submit', 'recommend'] as const)(
    '%s is refused while a hard criterion failed or is not computable',
    (purpose) => {
      expect(blockedBy(purpose)).toEqual(['failed', 'notComputable']);
    },
  );

  it('an appraiser also clears what needs a person', () => {
    expect(blockedBy('recommendAppraisal')).toEqual(['failed', 'needsPerson', 'notComputable']);
  });

  it('an override clears a failure and nothing else', () => {
    expect(blockedBy('submit', { overridden: true })).toEqual(['notComputable']);
    expect(blockedBy('recommendAppraisal', { overridden: true })).toEqual(['needsPerson', 'notComputable']);
  });

  it.each(['soft', 'info'] as const)('a %s criterion never blocks', (severity) => {
    const explanations = every.map((result) => said(result, severity));
    expect(gate(explanations, 'recommendAppraisal').blocked).toEqual([]);
  });

  it('only a failed soft criterion asks for a reason', () => {
    const asking = (severity: Severity) =>
      every.filter((result) => gate([said(result, severity)], 'submit').needReason.length > 0);
    expect([asking('hard'), asking('soft'), asking('info')]).toEqual([[], ['failed'], []]);
  });
});

describe('results', () => {
  const explanations = [said('passed', 'hard', { criterion: 'b' }), said('failed', 'soft', { criterion: 'B' })];

  it('are sorted by code, whatever the order of the rows', () => {
    const sorted = [
      { criterion: 'B', result: 'failed' },
      { criterion: 'b', result: 'passed' },
    ];
    expect(results(explanations)).toEqual(sorted);
    expect(results(explanations.toReversed())).toEqual(sorted);
  });

  it('have one canonical text, which an override does not change', () => {
    const text = '[{"criterion":"B","result":"failed"},{"criterion":"b","result":"passed"}]';
    expect(canonicalResults(explanations)).toBe(text);
    expect(canonicalResults(explanations.map((one) => ({ ...one, overridden: true as const })))).toBe(text);
    expect(canonicalResults([])).toBe('[]');
  });
});
