import { describe, expect, it } from '@jest/globals';
import {
  after,
  as,
  at,
  climbTo,
  confirm,
  decided,
  draft,
  override,
  recommend,
  recommendedOnce,
  reject,
  submit,
  when,
} from '../../../../test/support/law.js';
import { bulkRefusal } from './bulk.js';
import type { Command } from './commands.js';
import type { World } from './world.js';

const submitted = (stages = 3) => after(draft(stages), submit());
const factTypes = (world: World, command: Command) => decided(world, command).facts.map((f) => f.type);
const pendingOf = (world: World) => world.nomination?.context.deadlines.filter((d) => d.state === 'pending') ?? [];
const state = (world: World) => world.nomination?.state;
const failing = { 'person.unionMember': { value: false, source: 'registry' } } as const;

describe('Recommend', () => {
  it('climbs all three levels to awaitingDecision', () => {
    const states = ['appraisal@G', 'signature@G', 'appraisal@C', 'signature@C', 'appraisal@F', 'awaitingDecision'];
    let world = submitted();
    for (const next of states.slice(1)) {
      world = recommendedOnce(world);
      expect(state(world)).toBe(next);
    }
    expect(pendingOf(world)).toMatchObject([{ step: 'awaitingDecision', rule: 'STANDARD@1 awaitingDecision 10' }]);
  });

  it('leaves exactly one clock running, and approves with what it rests on', () => {
    const { newApproval, next, evaluation } = decided(as(submitted(), 'appraiser', 'G'), recommend(submitted()));
    expect(newApproval).toMatchObject({
      step: 'appraisal@G',
      inputs: { facts: ['initiative.recognisedAppliedInYear', 'person.unionMember'], items: ['report'] },
    });
    expect(next.context.deadlines).toMatchObject([{ step: 'signature@G', state: 'pending' }]);
    expect(evaluation).toEqual([
      { criterion: 'INITIATIVE', result: 'passed' },
      { criterion: 'MEMBER', result: 'passed' },
    ]);
  });

  it('of many in one press is kept to steps of one and to criteria that are plainly met', () => {
    const bulk = 'b0000000-0000-4000-8000-000000000000';
    const world = submitted();
    const { facts } = decided(as(world, 'appraiser', 'G'), { ...recommend(world), bulk } as Command);
    expect(facts[0]).toMatchObject({ type: 'Recommended', bulk });
    const soft = { ...world, criteria: world.criteria.map((c) => ({ ...c, severity: 'soft' as const })) };
    const failed = { ...soft, inputs: { ...soft.inputs, ...failing } };
    const asked = { ...recommend(failed), opinion: 'Đồng ý vì có lý do', bulk } as Command;
    expect(when(as(failed, 'appraiser', 'G'), asked)).toMatchObject({ refused: 'needs-a-look' });
    expect(bulkRefusal(climbTo(world, 'awaitingDecision'))).toMatchObject({ refused: 'not-for-bulk' });
  });

  it('into the first appraisal above the nominating unit pins the rule set that is in force then, once', () => {
    const world = at(climbTo(submitted(), 'signature@G'), '2026-09-10T02:00:00.000Z');
    const received = recommendedOnce(world);
    expect(received.nomination).toMatchObject({ ruleSet: { id: 'LAUREL-2026' }, context: { receivedAt: world.at } });
    const later = climbTo(
      { ...received, at: '2026-09-11T02:00:00.000Z', ruleSetPin: { id: 'NEW', version: 2, hash: 'x' } },
      'appraisal@F',
    );
    expect(later.nomination).toMatchObject({ ruleSet: { id: 'LAUREL-2026' }, context: { receivedAt: world.at } });
  });

  it('in an appraisal is refused while a criterion needs a person, and passes once it is confirmed', () => {
    const inputs = { ...draft().inputs, 'person.unionMember': { value: true, source: 'declared' } } as const;
    const world = as(after(draft(3, { inputs }), submit()), 'appraiser', 'G');
    expect(when(world, recommend(world))).toMatchObject({ refused: 'criteria-block', clearedBy: 'appraiser' });
    const confirmed = after(world, confirm(world));
    expect(decided(confirmed, recommend(confirmed)).to).toBe('signature@G');
    const changed = {
      ...confirmed,
      inputs: { ...inputs, 'person.unionMember': { value: false, source: 'declared' } },
    } as const;
    expect(when(changed, recommend(changed))).toMatchObject({ refused: 'criteria-block', clearedBy: 'override' });
  });

  it('past a failed soft criterion asks for an opinion', () => {
    const inputs = {
      ...draft().inputs,
      'initiative.recognisedAppliedInYear': { value: 0, source: 'registry' },
    } as const;
    const world = as(after(draft(3, { inputs }), submit()), 'appraiser', 'G');
    expect(when(world, recommend(world))).toMatchObject({ refused: 'reason-needed', observed: 'INITIATIVE' });
    expect(when(world, recommend(world, '   '))).toMatchObject({ refused: 'reason-needed' });
    expect(decided(world, recommend(world, 'Có lý do')).texts).toEqual([{ id: 'opinion', value: 'Có lý do' }]);
  });

  it('past a failed hard criterion needs an override, which is an entry of its own', () => {
    const world = { ...as(submitted(), 'appraiser', 'G'), inputs: { ...draft().inputs, ...failing } };
    expect(when(world, recommend(world))).toMatchObject({ refused: 'criteria-block', clearedBy: 'override' });
    const flagged = as(world, 'signer', 'G', 'signer.G', ['override']);
    expect(factTypes(flagged, override(flagged))).toEqual(['CriterionOverridden']);
    const past = as(after(flagged, override(flagged)), 'appraiser', 'G');
    expect(decided(past, recommend(past)).to).toBe('signature@G');
  });
});

describe('Reject', () => {
  it('a rejection ends the nomination and every clock', () => {
    const world = as(submitted(), 'appraiser', 'G');
    const { next, facts } = decided(world, reject(world));
    expect(facts).toEqual([{ type: 'Rejected', step: 'appraisal@G', person: 'appraiser.G', code: 'criteriaNotMet' }]);
    expect([next.state, next.context.deadlines]).toEqual(['rejected', []]);
  });
});
