import { describe, expect, it } from '@jest/globals';
import { check, type LevelStaff, type Staff } from './check.js';
import type { BallotRule, Procedure, Stage, Step } from './definition.js';
import { standardProcedure } from './standard.js';
import { councilProcedure, procedureTemplates } from './templates.js';

const appraisal: Step = {
  step: 'appraisal',
  kind: 'appraisal',
  role: 'appraiser',
  combine: [],
  workingDays: 10,
  remindAt: [8, 10],
  onLapse: { do: 'escalate', to: 'signer' },
};
const ballot = { mode: 'secret', pass: [8, 10], quorum: [2, 3], base: 'allMembers' } as const satisfies BallotRule;
const stage = (steps: readonly Step[], level: Stage['level'] = 'any'): Stage => ({ level, steps });
const having = (over: Partial<Procedure>) =>
  check({ ...standardProcedure, ...over }).map((p) => `${p.place} ${p.code}`);
const step = (over: Partial<Step>) => having({ stages: [stage([{ ...appraisal, ...over }])] });

describe('a procedure', () => {
  it('as delivered can be published', () => {
    expect(procedureTemplates.map((template) => check(template))).toEqual([[], [], []]);
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
    const shorter = { supplementWorkingDays: 5, longestSupplementWorkingDays: 4 };
    expect(having(shorter)).toEqual(['longestSupplementWorkingDays supplement-too-short']);
    expect(having({ supplementWorkingDays: 30 })).toEqual([]);
  });

  it('has lapses that lead to somebody who may act', () => {
    expect(step({ onLapse: { do: 'return' } })).toEqual(['any/appraisal lapse-leads-nowhere']);
    expect(step({ onLapse: { do: 'escalate', to: 'auditor' } })).toEqual(['any/appraisal lapse-leads-nowhere']);
    expect(step({ onLapse: { do: 'remind' } })).toEqual([]);
    expect(step({ onLapse: { do: 'reassign' } })).toEqual([]);
    const back = { ...appraisal, step: 'again', onLapse: { do: 'return' } } as const;
    expect(having({ stages: [stage([appraisal, back])] })).toEqual([]);
    const voted = { ...appraisal, step: 'ballot', kind: 'ballot', role: 'member', ballot } as const;
    expect(having({ stages: [stage([appraisal, voted, back])] })).toEqual(['any/again lapse-leads-nowhere']);
    for (const onLapse of [{ do: 'return' }, { do: 'reassign' }] as const)
      expect(having({ stages: [stage([appraisal, { ...voted, onLapse }])] })).toEqual([
        'any/ballot lapse-leads-nowhere',
      ]);
    const { decision } = standardProcedure;
    expect(having({ decision: { ...decision, onLapse: { do: 'return' } } })).toEqual(['decision lapse-leads-nowhere']);
  });

  it('names seats in its lapses that are held today, in that unit and role, one for a unit', () => {
    const held = { seat: 's1', unit: 'u1', role: 'signer' } as const;
    const codes = (seats: readonly { unit: string; seat: string }[]) =>
      check(
        {
          ...standardProcedure,
          decision: { ...standardProcedure.decision, onLapse: { do: 'escalate', to: 'signer', seats } },
        },
        {},
        [held, { ...held, seat: 's2' }, { ...held, seat: 's3', unit: 'u3', role: 'clerk' }],
      ).map((p) => `${p.place} ${p.code}`);
    expect(codes([held])).toEqual([]);
    const unknown = ['decision seat-unknown'];
    expect(codes([{ unit: 'u1', seat: 's9' }])).toEqual(unknown);
    expect(codes([{ unit: 'u2', seat: 's1' }])).toEqual(unknown);
    expect(codes([{ unit: 'u3', seat: 's3' }])).toEqual(unknown);
    expect(codes([held, { unit: 'u1', seat: 's2' }])).toEqual(unknown);
  });

  it('has steps whose role can do them, combined with steps that exist', () => {
    expect(step({ role: 'auditor' })).toEqual(['any/appraisal role-cannot-act']);
    expect(step({ combine: ['ballot'] })).toEqual(['any/appraisal combine-unknown']);
    expect(step({ combine: ['decision'] })).toEqual([]);
  });

  it('has only steps that are carried out today', () => {
    expect(step({ kind: 'consultation', role: 'secretary' })).toEqual(['any/appraisal kind-not-open']);
    expect(step({ kind: 'posting', role: 'clerk' })).toEqual([]);
  });

  it('leaves to the State only at the end, above the federation', () => {
    const external: Step = { ...appraisal, step: 'external', kind: 'external', role: 'clerk' };
    const signature: Step = { ...appraisal, step: 'signature', kind: 'signature', role: 'signer' };
    const federation = (steps: readonly Step[]) => having({ stages: [stage([appraisal]), stage(steps, 'federation')] });
    expect(federation([appraisal, signature, external])).toEqual([]);
    expect(federation([external, signature])).toEqual(['federation/signature step-unreachable']);
    expect(step({ kind: 'external', role: 'clerk' })).toEqual(['any/appraisal step-unreachable']);
  });

  it('has ballots whose threshold can be met, and no secret one among fewer than five', () => {
    const voted = (over: Partial<BallotRule>) =>
      step({ kind: 'ballot', role: 'secretary', ballot: { ...ballot, ...over } });
    expect(voted({})).toEqual([]);
    expect(voted({ pass: [10, 10] })).toEqual([]);
    expect(voted({ pass: [11, 10] })).toEqual(['any/appraisal threshold-impossible']);
    expect(voted({ pass: [0.5, 1] })).toEqual(['any/appraisal threshold-impossible']);
    expect(voted({ quorum: [2, 0] })).toEqual(['any/appraisal threshold-impossible']);
    expect(voted({ members: 4 })).toEqual(['any/appraisal council-too-small']);
    expect(voted({ members: 4, mode: 'open' })).toEqual([]);
    expect(step({ kind: 'ballot', role: 'secretary' })).toEqual(['any/appraisal threshold-impossible']);
  });

  it('selects against the national quota, ranked by an order or a number', () => {
    const selection = (over: Partial<Step>) =>
      step({
        kind: 'selection',
        role: 'secretary',
        quota: { use: 'take', quota: 'national' },
        ranking: { by: 'order', ties: [] },
        ...over,
      });
    expect(selection({})).toEqual([]);
    expect(selection({ quota: { use: 'hold', quota: 'unit' } })).toEqual(['any/appraisal quota-missing']);
    expect(selection({ quota: undefined as never })).toEqual(['any/appraisal quota-missing']);
    expect(selection({ ranking: undefined as never })).toEqual(['any/appraisal ranking-incomplete']);
    for (const score of ['no.such', 'person.woman']) {
      expect(selection({ ranking: { by: 'score', score, ties: [] } })).toEqual(['any/appraisal ranking-incomplete']);
    }
    const score = 'initiative.recognisedAppliedInYear';
    expect(selection({ ranking: { by: 'score', score, ties: [] } })).toEqual([]);
    expect(step({ quota: { use: 'hold', quota: 'unit' } })).toEqual(['any/appraisal quota-misplaced']);
    const signature = { kind: 'signature', role: 'signer' } as const;
    expect(step({ ...signature, quota: { use: 'hold', quota: 'unit' } })).toEqual([]);
    expect(step({ ...signature, quota: { use: 'take', quota: 'national' } })).toEqual(['any/appraisal quota-missing']);
  });

  it('has no signature that is never reached', () => {
    const signed: Step = { ...appraisal, step: 'signature', kind: 'signature', role: 'signer' };
    expect(having({ stages: [stage([appraisal]), stage([appraisal, signed], 'federation')] })).toEqual([
      'federation/signature step-unreachable',
    ]);
  });
});

describe('a procedure among the people of today', () => {
  const staff = (over: Partial<LevelStaff>): Staff => ({
    level2_union: { units: 2, without: {}, councils: [9, 5], ...over },
  });
  const among = (over: Partial<LevelStaff>) => check(councilProcedure, staff(over)).map((p) => `${p.place} ${p.code}`);

  it('has somebody for every step, and a council for every ballot', () => {
    expect(among({})).toEqual([]);
    expect(among({ without: { appraiser: 1 } })).toEqual([]);
    expect(among({ without: { appraiser: 2 } })).toEqual(['level2_union/appraisal nobody-may-act']);
    expect(among({ councils: [] })).toEqual(['level2_union/ballot nobody-may-act']);
    expect(check(councilProcedure, { grassroots_union: { units: 0, without: {}, councils: [] } })).toEqual([]);
  });

  it('has councils large enough for a secret ballot and for its rule', () => {
    expect(among({ councils: [9, 4] })).toEqual(['level2_union/ballot council-too-small']);
    const strict: Procedure = {
      ...councilProcedure,
      stages: councilProcedure.stages.map((s) => ({
        ...s,
        steps: s.steps.map((x) => (x.ballot ? { ...x, ballot: { ...x.ballot, members: 11 } } : x)),
      })),
    };
    expect(check(strict, staff({})).map((p) => p.code)).toEqual(['threshold-impossible']);
    expect(check(strict, staff({ councils: [11, 5] }))).toEqual([]);
  });
});
