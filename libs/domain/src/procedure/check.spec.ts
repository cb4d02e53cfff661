import { describe, expect, it } from '@jest/globals';
import { check } from './check.js';
import type { Procedure, Stage, Step } from './definition.js';
import { standardProcedure } from './standard.js';

const appraisal: Step = {
  step: 'appraisal',
  kind: 'appraisal',
  role: 'appraiser',
  combine: [],
  workingDays: 10,
  remindAt: [8, 10],
  onLapse: { do: 'escalate', to: 'signer' },
};
const ballot = { mode: 'secret', pass: [8, 10], quorum: [2, 3], base: 'allMembers' } as const;
const stage = (steps: readonly Step[], level: Stage['level'] = 'any'): Stage => ({ level, steps });
const having = (over: Partial<Procedure>) =>
  check({ ...standardProcedure, ...over }).map((p) => `${p.place} ${p.code}`);
const step = (over: Partial<Step>) => having({ stages: [stage([{ ...appraisal, ...over }])] });

describe('a procedure', () => {
  it('as delivered can be published', () => {
    expect(check(standardProcedure)).toEqual([]);
  });

  it('says every problem in both languages', () => {
    const [problem] = check({ ...standardProcedure, stages: [] });
    expect(problem?.message.vi).toMatch(/\S/);
    expect(problem?.message.en).toMatch(/\S/);
  });

  it('has a stage for every level', () => {
    expect(having({ stages: [stage([appraisal], 'federation')] })).toEqual([
      'grassroots_union stage-missing',
      'immediate_superior_union stage-missing',
      'level2_union stage-missing',
    ]);
  });

  it('has one stage per level, and none that is never taken', () => {
    const levels = ['grassroots_union', 'immediate_superior_union', 'level2_union', 'federation', 'any'] as const;
    expect(having({ stages: levels.map((level) => stage([appraisal], level)) })).toEqual(['any stage-unreachable']);
    expect(having({ stages: [stage([appraisal]), stage([appraisal])] })).toEqual(['any level-collides']);
  });

  it('has steps with names of their own that are no states', () => {
    expect(having({ stages: [stage([appraisal, appraisal])] })).toEqual(['any/appraisal step-collides']);
    expect(step({ step: 'returned' })).toEqual(['any/returned step-name']);
    expect(step({ step: 'a@b' })).toEqual(['any/a@b step-name']);
  });

  it('gives every waiting step a term and a reminder within it', () => {
    expect(step({ workingDays: 0 })).toEqual(['any/appraisal no-clock']);
    expect(step({ workingDays: 1.5 })).toEqual(['any/appraisal no-clock']);
    expect(step({ remindAt: [11, 10] })).toEqual(['any/appraisal remind-out-of-range']);
    expect(step({ remindAt: [0, 10] })).toEqual(['any/appraisal remind-out-of-range']);
    expect(having({ decision: { ...standardProcedure.decision, workingDays: 0 } })).toEqual(['decision no-clock']);
    expect(having({ supplementWorkingDays: 0 })).toEqual(['supplementWorkingDays no-clock']);
  });

  it('has lapses that lead to somebody who may act', () => {
    expect(step({ onLapse: { do: 'return' } })).toEqual(['any/appraisal lapse-leads-nowhere']);
    expect(step({ onLapse: { do: 'escalate', to: 'auditor' } })).toEqual(['any/appraisal lapse-leads-nowhere']);
    expect(step({ onLapse: { do: 'remind' } })).toEqual([]);
  });

  it('has steps whose role can do them, combined with steps that exist', () => {
    expect(step({ role: 'auditor' })).toEqual(['any/appraisal role-cannot-act']);
    expect(step({ combine: ['ballot'] })).toEqual(['any/appraisal combine-unknown']);
    expect(step({ combine: ['decision'] })).toEqual([]);
  });

  it('has only steps that are carried out today', () => {
    for (const kind of ['consultation', 'posting', 'selection'] as const) {
      expect(step({ kind, role: 'secretary' })).toContain('any/appraisal kind-not-open');
    }
    expect(step({ kind: 'external', role: 'clerk' })).toEqual(['any/appraisal kind-not-open']);
  });

  it('has ballots whose threshold can be met', () => {
    const voted = (over: Partial<typeof ballot>) =>
      step({ kind: 'ballot', role: 'member', ballot: { ...ballot, ...over } as never });
    expect(voted({})).toEqual(['any/appraisal kind-not-open']);
    expect(voted({ pass: [11, 10] as never })).toContain('any/appraisal threshold-impossible');
    expect(voted({ quorum: [2, 0] as never })).toContain('any/appraisal threshold-impossible');
    expect(step({ kind: 'ballot', role: 'member' })).toContain('any/appraisal threshold-impossible');
  });
});
