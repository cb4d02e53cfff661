import { describe, expect, it } from '@jest/globals';
import {
  after,
  as,
  asSystem,
  at,
  climbTo,
  decided,
  draft,
  recommend,
  submit,
  when,
} from '../../../../test/support/law.js';
import type { LapseAction, Procedure, Step } from '../procedure/definition.js';
import { standardProcedure } from '../procedure/standard.js';
import { evolve } from './evolve.js';
import type { World } from './world.js';

/** What a lapse does in a step: remind, let somebody else in, give it to anybody of the role, give it back; never decide. */

const lapsing = (onLapse: LapseAction, step: string): Procedure => {
  const change = (s: Step): Step => (s.step === step ? { ...s, onLapse } : s);
  const stages = standardProcedure.stages.map((s) => ({ ...s, steps: s.steps.map(change) }));
  return { ...standardProcedure, id: `${step}-${JSON.stringify(onLapse)}`, stages };
};
const waiting = (onLapse: LapseAction, state: 'appraisal@C' | 'signature@C'): World =>
  climbTo(after(draft(3, { procedure: lapsing(onLapse, state.slice(0, -2)) }), submit()), state);
const clockOf = (world: World, step: string) =>
  world.nomination?.context.deadlines.find((d) => d.step === step && d.state === 'pending');
const overdueOf = (world: World, step: string) => {
  const clock = clockOf(world, step);
  const late = asSystem(at(world, clock?.dueAt ?? ''), 'deadline');
  return { late, lapse: { type: 'Lapse', deadline: clock?.id ?? '' } as const };
};

describe('a lapse that names a seat', () => {
  const seats = [{ unit: 'C', seat: 'seat-of-deputy' }];
  const world = waiting({ do: 'escalate', to: 'signer', seats }, 'appraisal@C');
  const { late, lapse } = overdueOf(world, 'appraisal@C');
  const acting = (of: World, seat: string): World => ({
    ...of,
    actor: {
      kind: 'person',
      person: `p-${seat}`,
      as: seat,
      seats: [{ id: seat, unit: 'C', role: 'signer', flags: [] }],
    },
  });

  it('lets that seat in, before and after the sweep, and no other one of its role', () => {
    const swept = after(late, lapse);
    expect(when(acting(late, 'seat-of-deputy'), recommend(late))).toEqual({ lapseFirst: lapse.deadline });
    expect(decided(acting(swept, 'seat-of-deputy'), recommend(swept))).toMatchObject({ late: true, to: 'signature@C' });
    for (const before of [late, swept])
      expect(when(acting(before, 'another'), recommend(before))).toMatchObject({ refused: 'wrong-seat' });
    expect(decided(as(swept, 'appraiser', 'C'), recommend(swept)).late).toBe(true);
  });

  it('tells that seat, beside the holders of the step', () => {
    expect(decided(late, lapse).notices.map((n) => n.to)).toEqual([
      { kind: 'seats', unit: 'C', role: 'appraiser' },
      { kind: 'seat', seat: 'seat-of-deputy' },
    ]);
  });

  it('falls back to the role in a unit of which it names none', () => {
    const other = waiting({ do: 'escalate', to: 'signer', seats: [{ unit: 'X', seat: 'x' }] }, 'appraisal@C');
    const of = overdueOf(other, 'appraisal@C');
    const swept = after(of.late, of.lapse);
    expect(decided(acting(swept, 'another'), recommend(swept)).late).toBe(true);
  });
});

describe('a lapse that gives the step to anybody of its role again', () => {
  const world = waiting({ do: 'reassign' }, 'appraisal@C');
  const { late, lapse } = overdueOf(world, 'appraisal@C');

  it('sets a clock of the whole term, and the act that follows is late all the same', () => {
    const decision = decided(late, lapse);
    expect(decision).toMatchObject({ to: 'appraisal@C', facts: [{ type: 'Lapsed', action: { do: 'reassign' } }] });
    const swept = after(late, lapse);
    const next = clockOf(swept, 'appraisal@C');
    expect(next?.id).not.toBe(lapse.deadline);
    expect([(next?.dueAt ?? '') > late.at, next?.rule.endsWith('appraisal 10')]).toEqual([true, true]);
    expect(decided(as(swept, 'appraiser', 'C'), recommend(swept)).late).toBe(true);
    expect(
      decided(asSystem(at(swept, next?.dueAt ?? ''), 'deadline'), { type: 'Lapse', deadline: next?.id ?? '' }).to,
    ).toBe('appraisal@C');
  });

  it('is the same whether the sweep was quick or not', () => {
    const swept = after(late, lapse);
    const appraiser = as(late, 'appraiser', 'C');
    expect(decided(appraiser, recommend(appraiser))).toEqual(decided(as(swept, 'appraiser', 'C'), recommend(swept)));
  });
});

describe('a lapse that gives the file back to the step before', () => {
  const world = waiting({ do: 'return' }, 'signature@C');
  const { late, lapse } = overdueOf(world, 'signature@C');

  it('lets its approval lapse and sets a fresh clock; nobody has decided anything', () => {
    const decision = decided(late, lapse);
    const given = world.approvals.find((a) => a.step === 'appraisal@C');
    expect(decision.to).toBe('appraisal@C');
    expect(decision.facts.map((f) => f.type)).toEqual(['Lapsed', 'ApprovalLapsed', 'StepEntered']);
    expect(decision.voidedApprovals).toEqual([{ step: 'appraisal@C', person: given?.person }]);
    const { nomination } = late;
    if (!nomination) throw new Error('submitted');
    const folded = decision.facts.reduce((n, f) => evolve(n, f), nomination);
    expect(folded.context.deadlines).toEqual(decision.next.context.deadlines);
    expect(decision.next.context.deadlines).toMatchObject([{ step: 'appraisal@C', state: 'pending' }]);
  });

  it('meets a late signature as a step that has passed', () => {
    const signer = as(late, 'signer', 'C');
    expect(when(signer, recommend(signer))).toEqual({ lapseFirst: lapse.deadline });
    const swept = after(late, lapse);
    expect(when(as(swept, 'signer', 'C'), recommend(late))).toMatchObject({ refused: 'step-decided' });
    expect(decided(as(swept, 'appraiser', 'C'), recommend(swept))).toMatchObject({ late: false, to: 'signature@C' });
  });

  it('only reminds where the step before was skipped on this route', () => {
    const { nomination } = late;
    if (!nomination) throw new Error('submitted');
    const route = nomination.context.route.map((s) => (s.unit === 'C' ? { ...s, steps: ['signature'] } : s));
    const small = { ...late, nomination: { ...nomination, context: { ...nomination.context, route } } };
    expect(decided(small, lapse)).toMatchObject({ to: 'signature@C', facts: [{ action: { do: 'remind' } }] });
  });
});

describe('a lapse that reminds', () => {
  it('keeps the state and sets no clock', () => {
    const { late, lapse } = overdueOf(waiting({ do: 'remind' }, 'appraisal@C'), 'appraisal@C');
    expect(decided(late, lapse)).toMatchObject({ to: 'appraisal@C', next: { context: { deadlines: [] } } });
    expect(when(as(after(late, lapse), 'signer', 'C'), recommend(late))).toMatchObject({ refused: 'wrong-seat' });
  });
});
