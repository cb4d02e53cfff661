import { describe, expect, it } from '@jest/globals';
import {
  after,
  as,
  asSystem,
  at,
  climbTo,
  decided,
  draft,
  giveBack,
  HARD,
  recommend,
  reject,
  resubmit,
  when,
} from '../../../../test/support/law.js';
import type { Criterion } from '../criteria/index.js';
import type { Procedure, Step } from '../procedure/definition.js';
import { standardProcedure } from '../procedure/standard.js';
import { councilProcedure } from '../procedure/templates.js';
import type { Command } from './commands.js';
import type { BallotTotals } from './facts.js';
import type { World } from './world.js';

const reason = 'Theo kết luận của cơ quan kiểm tra';
const flagged = (world: World) => as(world, 'appraiser', 'C', 'guard.C', ['hold', 'correct']);
const hold: Command = { type: 'Hold', kind: 'verification', reason };

describe('a hold', () => {
  const waiting = climbTo(draft(), 'appraisal@C');

  it('stops the clock once, and after the last of several it runs on with what was left', () => {
    const first = decided(flagged(waiting), hold);
    const [held] = first.facts;
    expect(held).toMatchObject({ type: 'Held', stopped: { remaining: 10 } });
    const two = after(flagged(after(flagged(waiting), hold)), hold);
    const [one = '', other = ''] = two.nomination?.context.holds ?? [];
    expect(two.nomination?.context.deadlines).toMatchObject([{ state: 'stopped', remaining: 10 }]);
    const released = after(flagged(two), { type: 'Release', hold: one, reason });
    expect(released.nomination?.context.deadlines).toMatchObject([{ state: 'stopped' }]);
    const last = decided(flagged(at(released, '2026-09-20T02:00:00.000Z')), { type: 'Release', hold: other, reason });
    expect(last.facts).toMatchObject([
      { type: 'Released', deadline: { step: 'appraisal@C', rule: expect.stringContaining('10 left') } },
    ]);
    expect(last.next.context.holds).toEqual([]);
    expect(last.next.context.deadlines.map((d) => [d.state, d.dueAt.slice(0, 10)])).toEqual([
      ['pending', '2026-10-02'],
    ]);
  });

  it('on its subject alone keeps everything back before any item came to it', () => {
    const world = { ...as(waiting, 'appraiser', 'C'), subjectHolds: ['hold-1'] };
    expect(when(world, recommend(world))).toMatchObject({ refused: 'held', observed: 'hold-1' });
    expect(when({ ...draft(), subjectHolds: ['hold-1'] }, { type: 'Submit' })).toMatchObject({ refused: 'held' });
  });

  it('that an act brings comes once, and is taken away by the act only', () => {
    const brought: Command = { type: 'SubjectHeld', hold: 'hold-1', act: 'act-1' };
    const held = after(asSystem(waiting, 'act'), brought);
    expect(when(asSystem(held, 'act'), brought)).toMatchObject({ refused: 'not-now' });
    const own = { ...flagged(held), subjectHolds: ['hold-1'] };
    expect(when(own, { type: 'Release', hold: 'hold-1', reason })).toMatchObject({ refused: 'not-now' });
    const gone = decided(asSystem(held, 'act'), { type: 'SubjectReleased', hold: 'hold-1', act: 'act-2' });
    expect(gone.next.context).toMatchObject({ holds: [], deadlines: [{ state: 'pending' }] });
  });
});

describe('a supplement', () => {
  const totals: BallotTotals = {
    members: 9,
    present: 9,
    recused: 0,
    papers: 9,
    valid: 9,
    agree: 9,
    disagree: 0,
    none: 0,
    base: 9,
    needed: 8,
    pass: [8, 10],
    of: 'allMembers',
  };
  const passed: Command = { type: 'BallotClosed', ballot: 'ballot-1', act: 'act-1', passed: true, totals };
  const balloted = after(asSystem(climbTo(draft(3, { procedure: councilProcedure }), 'ballot@C'), 'act'), passed);
  const returned = after(as(balloted, 'signer', 'C'), giveBack(balloted));
  const clerk = as(returned, 'clerk', 'G');

  it('that changes nothing a ballot rests on leaves it standing: nobody votes twice', () => {
    const back = decided(clerk, resubmit());
    expect(back.to).toBe('signature@C');
    expect(back.facts.flatMap((f) => (f.type === 'CarriedOver' ? [[f.step, f.person]] : []))).toEqual([
      ['appraisal@G', 'appraiser.G'],
      ['signature@G', 'signer.G'],
      ['appraisal@C', 'appraiser.C'],
      ['ballot@C', undefined],
    ]);
  });

  it('that changes it makes the ballot lapse with the approvals', () => {
    const inputs = {
      ...clerk.inputs,
      'initiative.recognisedAppliedInYear': { value: 5, source: 'evidenced' } as const,
    };
    const back = decided({ ...clerk, inputs }, resubmit());
    expect(back.to).toBe('appraisal@G');
    expect(back.facts.flatMap((f) => (f.type === 'ApprovalLapsed' ? [f.step] : []))).toContain('ballot@C');
    expect(back.next.context.done).toEqual([]);
    expect(back.voidedApprovals.map((v) => v.step)).not.toContain('ballot@C');
  });
});

describe('a posting', () => {
  const clock = { workingDays: 10, remindAt: [8, 10], onLapse: { do: 'remind' } } as const;
  const posting: Step = { step: 'posting', kind: 'posting', role: 'clerk', combine: [], ...clock };
  const procedure: Procedure = {
    ...standardProcedure,
    stages: standardProcedure.stages.map((s) => ({ ...s, steps: [...s.steps.slice(0, 1), posting] })),
  };
  const posted = climbTo(draft(1, { procedure }), 'posting@F');
  const [deadline] = posted.nomination?.context.deadlines ?? [];
  const over = at(posted, '2026-09-23T02:00:00.000Z');

  it('goes on when its days have run, and not before', () => {
    const lapse: Command = { type: 'Lapse', deadline: deadline?.id ?? '' };
    expect(when(asSystem(posted, 'deadline'), lapse)).toMatchObject({ refused: 'not-now' });
    const ended = decided(asSystem(over, 'deadline'), lapse);
    expect([ended.to, ended.facts.map((f) => f.type)]).toEqual(['awaitingDecision', ['PostingEnded', 'StepEntered']]);
    expect(ended.late).toBe(false);
  });

  it('is nobody’s to agree to; after a founded objection it never goes on by itself, and its unit may reject', () => {
    const office = as(posted, 'clerk', 'F', 'office.F');
    expect(when(office, recommend(office))).toMatchObject({ refused: 'not-now' });
    const lodged = after(office, {
      type: 'Object',
      objector: { name: 'Người gửi', contact: 'Địa chỉ' },
      content: 'Nội dung phản ánh đủ dài',
    });
    const [objection] = lodged.nomination?.context.objections ?? [];
    const chair = as(lodged, 'signer', 'F');
    const id = objection?.id ?? '';
    for (const involved of ['clerk.F', 'subject', 'signer.F', 'appraiser.F']) {
      expect(when(chair, { type: 'AssignVerifier', objection: id, person: involved })).toMatchObject({
        refused: 'verifier-involved',
      });
    }
    const assigned = after(chair, { type: 'AssignVerifier', objection: id, person: 'verifier.F' });
    const founded: Command = { type: 'Conclude', objection: id, founded: true, reason };
    expect(when(as(assigned, 'signer', 'F'), founded)).toMatchObject({ refused: 'not-the-verifier' });
    const concluded = after(as(assigned, 'appraiser', 'F', 'verifier.F'), founded);
    expect(concluded.nomination?.context).toMatchObject({ holds: [], objections: [{ founded: true }] });
    const officer = as(concluded, 'clerk', 'F', 'office.F');
    const due = concluded.nomination?.context.deadlines[0];
    const lapse: Command = { type: 'Lapse', deadline: due?.id ?? '' };
    const late = decided(asSystem(at(concluded, '2026-12-23T02:00:00.000Z'), 'deadline'), lapse);
    expect([late.to, late.facts]).toMatchObject(['posting@F', [{ type: 'Lapsed', action: { do: 'remind' } }]]);
    expect(when(officer, { type: 'Object', content: 'Nội dung phản ánh thêm' })).toMatchObject({ refused: 'not-now' });
    expect(decided(officer, reject(officer)).to).toBe('rejected');
  });
});

describe('the more favourable rule', () => {
  const claimed: Criterion = {
    ...HARD,
    code: 'CLAIMED',
    tree: { fact: 'initiative.recognisedAppliedInStreak', op: '>=', value: 1 },
  };
  const inputs = {
    'person.unionMember': { value: true, source: 'registry' },
    'initiative.recognisedAppliedInStreak': { value: 1, source: 'declared' },
  } as const;
  const received = climbTo(draft(3, { criteria: [HARD, claimed], inputs }), 'appraisal@G');
  const later = (criteria: readonly Criterion[], validFrom: string): World['rulesOf'] => {
    return (id, version) => ({ pin: { id, version, hash: 'later' }, criteria, validFrom });
  };
  const asked: Command = { type: 'ApplyMoreFavourable', ruleSet: { id: 'LAUREL-2026', version: 2 }, reason };
  const world = (rulesOf: World['rulesOf']): World => {
    const { nomination } = received;
    if (!nomination) throw new Error('submitted');
    const there = {
      ...nomination,
      ruleSet: received.ruleSetPin,
      context: { ...nomination.context, receivedAt: received.at, deadlines: [] },
    };
    const now = at({ ...received, nomination: { ...there, state: 'appraisal@C' } }, '2026-10-05T02:00:00.000Z');
    return { ...flagged(now), ...(rulesOf ? { rulesOf } : {}) };
  };

  it('applies a later one that asks less', () => {
    const plan = when(world(later([HARD], '2026-10-01')), asked);
    expect(plan).toMatchObject({ facts: [{ type: 'MoreFavourableApplied', ruleSet: { hash: 'later' } }] });
  });

  it('never one that is the same, stricter, earlier or still to come', () => {
    for (const [criteria, from] of [
      [[HARD, claimed], '2026-10-01'],
      [[HARD], '2026-09-01'],
      [[HARD], '2026-10-06'],
      [[{ ...claimed, tree: { ...claimed.tree, value: 9 } as Criterion['tree'] }], '2026-10-01'],
    ] as const) {
      expect(when(world(later(criteria, from)), asked)).toMatchObject({ refused: 'not-more-favourable' });
    }
    expect(
      when(
        world(() => null),
        asked,
      ),
    ).toMatchObject({ refused: 'unknown-reference' });
  });
});
