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
  reject,
  when,
} from '../../../../test/support/law.js';
import type { Step } from '../procedure/definition.js';
import { standardProcedure } from '../procedure/standard.js';
import { councilProcedure, quotaProcedure } from '../procedure/templates.js';
import type { Command } from './commands.js';
import type { BallotTotals } from './facts.js';
import { hearingUnit, openComplaint } from './hearing.js';
import type { World } from './world.js';

const reason = 'Hồ sơ đủ tiêu chuẩn, đề nghị xem lại';
const complain: Command = { type: 'Complain', reason };
const clerk = (world: World) => as(world, 'clerk', 'G');
const conclude = (world: World, founded: boolean): Command => {
  const id = world.nomination && openComplaint(world.nomination.context)?.id;
  return { type: 'ConcludeComplaint', complaint: id ?? '', founded, reason };
};
/** Rejected by the appraiser of C on a Tuesday; complained of the same day. */
const rejectedAt = (state: string, unit: string, role: 'appraiser' | 'signer' = 'appraiser', over = {}) => {
  const waiting = as(climbTo(draft(3, over), state), role, unit);
  return after(waiting, reject(waiting));
};
const refusedAtC = rejectedAt('appraisal@C', 'C');
const lodged = after(clerk(refusedAtC), complain);
const heard = (world: World) => as(world, 'signer', 'F', 'judge.F');

describe('a complaint', () => {
  it('is a hold with a clock of its own, heard by the unit above the one that refused', () => {
    const decision = decided(clerk(refusedAtC), complain);
    expect(decision.facts.map((f) => f.type)).toEqual(['Held', 'ComplaintLodged']);
    expect(decision.facts[1]).toMatchObject({ outcome: 'rejected', step: 'appraisal@C', unit: 'F' });
    const { context } = decision.next;
    expect(context.deadlines).toMatchObject([{ step: 'rejected', state: 'pending', rule: 'STANDARD@1 complaint 20' }]);
    expect(decision.notices.map((n) => [n.topic, n.to])).toEqual([
      ['complaintLodged', { kind: 'seats', unit: 'F', role: 'signer' }],
    ]);
    const own = after(clerk(rejectedAt('awaitingDecision', 'F', 'signer')), complain);
    expect(own.nomination && hearingUnit(own.nomination)).toBe('F');
  });

  it('that is unfounded leaves the refusal, and is not lodged again', () => {
    const done = after(heard(lodged), conclude(lodged, false));
    expect(done.nomination).toMatchObject({ state: 'rejected', context: { holds: [], deadlines: [] } });
    expect(when(clerk(done), complain)).toMatchObject({ refused: 'already-complained' });
    expect(when(heard(done), conclude(lodged, true))).toMatchObject({ refused: 'not-now' });
  });

  it('that is founded leads back to the step that refused; a second refusal may be complained of anew', () => {
    const back = after(heard(lodged), conclude(lodged, true));
    expect(back.nomination?.state).toBe('appraisal@C');
    const reviewer = as(back, 'appraiser', 'C');
    const again = after(reviewer, reject(reviewer));
    expect(decided(clerk(again), complain).next.context.complaints).toMatchObject([{ founded: true }, { unit: 'F' }]);
  });

  it('leads back to whoever carries on for units that ended since, and nowhere where nobody does', () => {
    const ended = (of: Record<string, string | null>) => ({ ...clerk(refusedAtC), heirs: { act: 'act', of } });
    const decision = decided(ended({ C: 'D' }), complain);
    expect(decision.facts.map((f) => f.type)).toEqual(['Rerouted', 'Held', 'ComplaintLodged']);
    expect(decision.facts[2]).toMatchObject({ step: 'appraisal@D', unit: 'F' });
    expect(decision.next.context.route.map((s) => s.unit)).toEqual(['G', 'D', 'F']);
    expect(when(ended({ C: null }), complain)).toMatchObject({ refused: 'route-unmapped', observed: 'C' });
    expect(when(ended({ F: null }), complain)).toMatchObject({ refused: 'route-unmapped', observed: 'F' });
    expect(when(ended({ G: 'H' }), complain)).toMatchObject({ refused: 'wrong-seat', needed: 'clerk@H' });
    expect(decided(as(ended({ G: 'H' }), 'clerk', 'H', 'clerk.H'), complain).next.context.unit).toBe('H');
  });

  it('is heard by nobody with a part in the case', () => {
    const part = (world: World) => when(world, conclude(lodged, true));
    for (const [name, observed] of [
      ['subject', 'subject'],
      ['clerk.G', 'nominator'],
      ['appraiser.G', 'acted'],
    ] as const) {
      expect(part(as(lodged, 'signer', 'F', name))).toMatchObject({ refused: 'hearer-involved', observed });
    }
    expect(part({ ...heard(lodged), involved: true })).toMatchObject({ refused: 'hearer-involved', observed: 'acted' });
    expect(part({ ...heard(lodged), related: ['judge.F'] })).toMatchObject({ refused: 'hearer-involved' });
    expect(part(as(lodged, 'signer', 'C', 'judge.C'))).toMatchObject({ refused: 'wrong-seat' });
  });

  it('comes within ninety days, and not beside a new nomination', () => {
    expect(when(clerk(at(refusedAtC, '2026-12-07T16:00:00.000Z')), complain)).toHaveProperty('next');
    expect(when(clerk(at(refusedAtC, '2026-12-07T18:00:00.000Z')), complain)).toMatchObject({
      refused: 'complaint-too-late',
      needed: '≤ 2026-12-07',
    });
    expect(when(clerk({ ...refusedAtC, nominatedAnew: 'HS-2026-00002' }), complain)).toMatchObject({
      refused: 'already-nominated',
    });
    const short = { ...standardProcedure, complaint: { ...standardProcedure.decision, lodgeDays: 1, workingDays: 2 } };
    const soon = rejectedAt('appraisal@C', 'C', 'appraiser', { procedure: short });
    expect(when(clerk(at(soon, '2026-09-10T02:00:00.000Z')), complain)).toMatchObject({
      refused: 'complaint-too-late',
    });
  });

  it('whose time runs out goes to the deciding unit, and is decided late', () => {
    const low = after(clerk(rejectedAt('appraisal@G', 'G')), complain);
    expect(low.nomination && hearingUnit(low.nomination)).toBe('C');
    const [deadline] = low.nomination?.context.deadlines ?? [];
    const over = at(low, '2026-10-20T02:00:00.000Z');
    const lapsed = after(asSystem(over, 'deadline'), { type: 'Lapse', deadline: deadline?.id ?? '' });
    expect(lapsed.nomination).toMatchObject({ state: 'rejected', context: { holds: [expect.any(String)] } });
    expect(lapsed.nomination && hearingUnit(lapsed.nomination)).toBe('F');
    expect(when(as(lapsed, 'signer', 'C', 'judge.C'), conclude(lapsed, true))).toMatchObject({ refused: 'wrong-seat' });
    expect(decided(heard(lapsed), conclude(lapsed, true))).toMatchObject({ to: 'appraisal@G', late: true });
  });

  it('is not founded while its subject is held', () => {
    const held = { ...heard(lodged), subjectHolds: ['hold-1'] };
    expect(when(held, conclude(lodged, true))).toMatchObject({ refused: 'held' });
    expect(decided(held, conclude(lodged, false)).to).toBe('rejected');
  });
});

describe('a complaint against what many decided', () => {
  const totals = { members: 9, present: 9, agree: 7, needed: 8 } as unknown as BallotTotals;

  it('of a ballot leads back to the ballot; meanwhile no second one is ordered', () => {
    const balloting = asSystem(climbTo(draft(3, { procedure: councilProcedure }), 'ballot@C'), 'act');
    const failed = after(balloting, { type: 'BallotClosed', ballot: 'b', act: 'a', passed: false, totals });
    const open = after(clerk(failed), complain);
    expect(when(as(open, 'signer', 'C'), { type: 'ReopenBallot', reason })).toMatchObject({ refused: 'held' });
    expect(decided(heard(open), conclude(open, true)).to).toBe('ballot@C');
  });

  it('of a selection leads back to the selection', () => {
    const quota = { id: 'quota-C', cap: 4, used: 0 };
    const waiting = climbTo(draft(3, { procedure: quotaProcedure, quota }), 'selection@F');
    const cut = after(asSystem(waiting, 'act'), { type: 'NotSelected', act: 'a', rank: 3 });
    const open = after(clerk(cut), complain);
    expect(decided(heard(open), conclude(open, true)).to).toBe('selection@F');
  });

  it('of a posting that a founded objection stopped posts anew, for all its days and with the places that it had', () => {
    const clock = { workingDays: 10, remindAt: [8, 10], onLapse: { do: 'remind' } } as const;
    const posting: Step = { step: 'posting', kind: 'posting', role: 'clerk', combine: [], ...clock };
    const procedure = {
      ...quotaProcedure,
      stages: quotaProcedure.stages.map((s) => (s.level === 'federation' ? { ...s, steps: [posting] } : s)),
    };
    const office = (world: World) => as(world, 'clerk', 'F', 'office.F');
    const posted = climbTo(draft(3, { procedure, quota: { id: 'quota-C', cap: 4, used: 0 } }), 'posting@F');
    const objector = { name: 'Người gửi', contact: 'Địa chỉ' };
    const content = 'Nội dung phản ánh đủ dài';
    const objected = after(office(posted), { type: 'Object', objector, content });
    const objection = objected.nomination?.context.objections?.[0]?.id ?? '';
    const assigned = after(as(objected, 'signer', 'F'), { type: 'AssignVerifier', objection, person: 'verifier.F' });
    const verified: Command = { type: 'Conclude', objection, founded: true, reason };
    const stopped = after(as(assigned, 'appraiser', 'F', 'verifier.F'), verified);
    expect(stopped.nomination?.context.postingStopped).toBe(objection);
    const refused = after(office(stopped), reject(stopped));
    const lastDecision = { by: 'office.F', at: refused.at, step: 'posting@F', placesBack: ['quota-C'] } as const;
    const open = after({ ...clerk(refused), lastDecision }, complain);
    expect(open.nomination?.context.postingStopped).toBe(objection);
    // Unfounded, nothing of it is undone.
    expect(decided(heard(open), conclude(open, false)).next.context.postingStopped).toBe(objection);
    const later = at(heard(open), '2026-09-15T02:00:00.000Z');
    const upheld = decided(later, conclude(open, true));
    expect(upheld.facts.map((f) => f.type)).toEqual(['ComplaintConcluded', 'Released', 'QuotaHeld', 'StepEntered']);
    expect(upheld).toMatchObject({ to: 'posting@F', next: { context: { postingStopped: null, quotas: ['quota-C'] } } });
    const [days] = upheld.next.context.deadlines;
    expect([days?.state, days?.dueAt.slice(0, 10)]).toEqual(['pending', '2026-09-29']);
    // What was found stays told, and an objection may come again.
    expect(upheld.next.context.objections).toMatchObject([{ id: objection, founded: true }]);
    const anew = { ...office(open), nomination: upheld.next, seq: open.seq + 1 };
    expect(decided(anew, { type: 'Object', objector, content }).to).toBe('posting@F');
    const over = asSystem(at(anew, '2026-09-30T02:00:00.000Z'), 'deadline');
    expect(decided(over, { type: 'Lapse', deadline: days?.id ?? '' }).to).toBe('awaitingDecision');
  });

  it('takes again the places that the refusal gave back, and waits while they are others’', () => {
    const quota = { id: 'quota-C', cap: 4, used: 0 };
    const atF = climbTo(draft(3, { procedure: quotaProcedure, quota }), 'appraisal@F');
    const refused = after(as(atF, 'appraiser', 'F'), reject(atF));
    const gone = {
      ...refused,
      lastDecision: { by: 'x', at: refused.at, step: 'appraisal@F', placesBack: ['quota-C'] },
    };
    const open = after(clerk(gone), complain);
    const full = { ...heard(open), places: [{ id: 'quota-C', cap: 4, used: 4 }] };
    expect(when(full, conclude(open, true))).toMatchObject({ refused: 'quota-exhausted' });
    const free = decided({ ...full, places: [{ id: 'quota-C', cap: 4, used: 3 }] }, conclude(open, true));
    expect(free.next.context.quotas).toEqual(['quota-C']);
    expect(free.facts.map((f) => f.type)).toEqual(['ComplaintConcluded', 'Released', 'QuotaHeld', 'StepEntered']);
  });

  it('decides no step itself: the reviewer still says what follows', () => {
    const back = after(heard(lodged), conclude(lodged, true));
    const reviewer = as(back, 'appraiser', 'C', 'other.C');
    expect(decided(reviewer, recommend(reviewer)).to).toBe('signature@C');
  });
});
