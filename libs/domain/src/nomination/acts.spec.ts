import { describe, expect, it } from '@jest/globals';
import {
  after,
  as,
  asSystem,
  climbTo,
  decided,
  draft,
  giveBack,
  recommend,
  reject,
  resubmit,
  retract,
  seen,
  when,
  withdraw,
} from '../../../../test/support/law.js';
import { councilProcedure, quotaProcedure } from '../procedure/templates.js';
import type { Command } from './commands.js';
import type { BallotTotals } from './facts.js';
import type { World } from './world.js';

const totals = (agree: number): BallotTotals => ({
  members: 9,
  present: 9,
  recused: 0,
  papers: 9,
  valid: 9,
  agree,
  disagree: 9 - agree,
  none: 0,
  base: 9,
  needed: 8,
  pass: [8, 10],
  of: 'allMembers',
});
const closed = (passed: boolean): Command => ({
  type: 'BallotClosed',
  ballot: 'ballot-1',
  act: 'act-1',
  passed,
  totals: totals(passed ? 8 : 7),
});
const pick = (type: 'Selected' | 'NotSelected', rank = 1): Command => ({ type, act: 'act-1', rank });
const letter: Command = { type: 'SentUp', document: 'letter-1', act: 'act-1', person: 'signer.C' };
const reopen: Command = { type: 'ReopenBallot', reason: 'Có tình tiết mới' };
const act = (world: World) => asSystem(world, 'act');

describe('a ballot', () => {
  const waiting = climbTo(draft(3, { procedure: councilProcedure }), 'ballot@C');

  it('passes the file on, with its totals in the record', () => {
    const decision = decided(act(waiting), closed(true));
    expect(decision.to).toBe('signature@C');
    expect(decision.facts.map((f) => f.type)).toEqual(['BallotClosed', 'StepEntered']);
    expect(decision.next.context.ballots).toEqual([
      { step: 'ballot@C', ballot: 'ballot-1', passed: true, totals: totals(8) },
    ]);
  });

  it('ends it as not passed, and the nominating unit is told', () => {
    const decision = decided(act(waiting), closed(false));
    expect(decision).toMatchObject({ to: 'notPassed', next: { context: { deadlines: [] } } });
    expect(decision.notices.map((n) => n.topic)).toEqual(['ballotClosed', 'ballotClosed']);
  });

  it('is decided by nobody’s single word, and not by somebody who claims to be the system', () => {
    const chair = as(waiting, 'signer', 'C');
    expect(when(chair, recommend(chair))).toMatchObject({ refused: 'not-now' });
    expect(when(chair, reject(chair))).toMatchObject({ refused: 'not-now' });
    expect(when(chair, closed(true))).toMatchObject({ refused: 'wrong-seat', needed: 'system' });
    expect(when(asSystem(waiting, 'deadline'), closed(true))).toMatchObject({ refused: 'wrong-seat' });
  });

  it('holds everything that would change the state while papers are out, but nobody who must step aside', () => {
    const open = { ...waiting, inOpenBallot: true };
    expect(when(as(open, 'clerk', 'G'), withdraw())).toMatchObject({ refused: 'in-open-ballot' });
    expect(when(as(open, 'secretary', 'C'), giveBack(open))).toMatchObject({ refused: 'in-open-ballot' });
    expect(when(as(open, 'signer', 'C'), { type: 'Recuse', reason: 'Có quan hệ họ hàng' })).toHaveProperty('next');
  });

  it('is held a second time by order of the chair, with a reason, once', () => {
    const failed = after(act(waiting), closed(false));
    expect(when(as(failed, 'signer', 'F'), reopen)).toMatchObject({ refused: 'wrong-seat', needed: 'signer@C' });
    expect(when(as(failed, 'signer', 'C'), { ...reopen, reason: 'x' } as Command)).toMatchObject({
      refused: 'reason-needed',
    });
    expect(when(as(failed, 'signer', 'C', 'clerk.G'), reopen)).toMatchObject({ refused: 'conflict-of-interest' });
    const again = after(as(failed, 'signer', 'C'), reopen);
    expect(again.nomination).toMatchObject({ state: 'ballot@C', context: { reopened: ['ballot@C'] } });
    expect(again.nomination?.context.deadlines).toMatchObject([{ step: 'ballot@C', state: 'pending' }]);
    const twice = after(act(again), closed(false));
    expect(when(as(twice, 'signer', 'C'), reopen)).toMatchObject({ refused: 'already-reopened' });
    expect(when(as(waiting, 'signer', 'C'), reopen)).toMatchObject({ refused: 'not-now' });
  });

  it('is waited for in vain no longer than its clock says, and then still counts, late', () => {
    const late = { ...act(waiting), at: '2027-03-01T00:00:00.000Z' };
    expect(decided(late, closed(true))).toMatchObject({ to: 'signature@C', late: true });
  });
});

describe('a place in the quota', () => {
  const free = { id: 'quota-C', cap: 4, used: 3 };
  const waiting = { ...climbTo(draft(3, { procedure: quotaProcedure }), 'signature@C'), quota: free };
  const signer = as(waiting, 'signer', 'C');

  it('is held when the unit sends the file up, and only then', () => {
    const decision = decided(signer, recommend(signer));
    expect(decision.facts).toContainEqual({ type: 'QuotaHeld', step: 'signature@C', quota: 'quota-C' });
    expect(decision.next.context.quotas).toEqual(['quota-C']);
    const atG = { ...climbTo(draft(3, { procedure: quotaProcedure }), 'signature@G'), quota: free };
    const grassroots = as(atG, 'signer', 'G');
    expect(decided(grassroots, recommend(grassroots)).next.context.quotas).toBeUndefined();
  });

  it('that is not there refuses the file with cap and use; one that was never set is not zero', () => {
    const full = { ...signer, quota: { ...free, used: 4 } };
    expect(when(full, recommend(full))).toMatchObject({
      refused: 'quota-exhausted',
      observed: '4',
      needed: '< 4',
      data: { cap: 4, used: 4, remaining: 0 },
    });
    expect(when({ ...signer, quota: null }, recommend(signer))).toMatchObject({ refused: 'quota-not-set' });
  });

  it('comes back with a withdrawal, a rejection and a retraction, and stays through a return', () => {
    const sent = after(signer, recommend(signer));
    const released = { type: 'QuotaReleased', quota: 'quota-C' };
    expect(decided(as(sent, 'clerk', 'G'), withdraw()).facts).toContainEqual(released);
    const appraiser = as(sent, 'appraiser', 'F');
    expect(decided(appraiser, reject(appraiser)).next.context.quotas).toEqual([]);
    const returned = after(appraiser, giveBack(appraiser));
    expect(returned.nomination?.context.quotas).toEqual(['quota-C']);
    expect(after(as(returned, 'clerk', 'G'), resubmit()).nomination?.context.quotas).toEqual(['quota-C']);
    const slow = { ...signer, releaseSeconds: 10 };
    const unreleased = after(slow, recommend(slow));
    expect(decided(unreleased, retract(unreleased)).next.context.quotas).toBeUndefined();
  });

  it('is taken once, however often the file passes', () => {
    const sent = after(signer, recommend(signer));
    const back = after(as(sent, 'appraiser', 'F'), giveBack(as(sent, 'appraiser', 'F')));
    const changed = { ...back, files: [{ item: 'report', sha256: 'another', size: 1 }], quota: { ...free, used: 4 } };
    const again = climbTo(after(as(changed, 'clerk', 'G'), resubmit()), 'signature@C');
    const passing = as(again, 'signer', 'C');
    expect(decided(passing, recommend(passing)).facts.map((f) => f.type)).not.toContain('QuotaHeld');
  });
});

describe('a letter', () => {
  const waiting = { ...climbTo(draft(3, { procedure: quotaProcedure }), 'signature@C') };
  const quota = { id: 'quota-C', cap: 4, used: 4 };

  it('sends the file up with its signer’s signature, and the place that it took', () => {
    const decision = decided(act({ ...waiting, quota }), letter);
    expect(decision.to).toBe('appraisal@F');
    expect(decision.facts.map((f) => f.type)).toEqual(['SentUp', 'QuotaHeld', 'StepEntered']);
    expect(decision.completedApproval).toMatchObject({ step: 'signature@C', person: 'signer.C' });
    expect(decision.newApproval).toBeNull();
    expect(decision.texts).toEqual([]);
  });

  it('does not take a file past a criterion that failed meanwhile', () => {
    const failed = {
      ...waiting,
      inputs: { ...waiting.inputs, 'person.unionMember': { value: false, source: 'registry' } },
    };
    expect(when(act(failed as World), letter)).toMatchObject({ refused: 'criteria-block' });
  });

  it('is released at once: an act is not taken back', () => {
    const decision = decided(act({ ...waiting, releaseSeconds: 10 }), letter);
    expect(decision.releasedAt).toBe(waiting.at);
    expect(decision.next.undo).toBeNull();
  });
});

describe('a selection', () => {
  const sent = climbTo(
    draft(3, { procedure: quotaProcedure, quota: { id: 'quota-C', cap: 4, used: 0 } }),
    'selection@F',
  );

  it('lets the places go on and ends the rest as outside the quota, never as rejected', () => {
    expect(decided(act(sent), pick('Selected'))).toMatchObject({
      to: 'awaitingDecision',
      next: { context: { rank: 1 } },
    });
    const rest = decided(act(sent), pick('NotSelected', 3));
    expect(rest).toMatchObject({ to: 'notSelectedQuota', next: { context: { rank: 3, deadlines: [] } } });
    expect(rest.next.context.quotas).toEqual(['quota-C']);
    expect(rest.notices.map((n) => n.topic)).toEqual(['notSelected', 'notSelected']);
  });

  it('is nobody’s single decision', () => {
    const signer = as(sent, 'secretary', 'F');
    expect(when(signer, { type: 'Recommend', seen: seen(signer) })).toMatchObject({ refused: 'not-now' });
    expect(when(act(after(act(sent), pick('Selected'))), pick('Selected'))).toMatchObject({ refused: 'not-now' });
  });
});
