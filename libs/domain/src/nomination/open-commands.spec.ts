import { describe, expect, it } from '@jest/globals';
import { after, as, at, climbTo, draft, giveBack, recommend, seat, submit } from '../../../../test/support/law.js';
import { nextAfterRecommend, openCommands } from './open-commands.js';
import type { World } from './world.js';

const submitted = after(draft(), submit());
const open = (world: World) =>
  openCommands(world)
    .filter((c) => c.allowed)
    .map((c) => c.type);
const about = (world: World, type: string) => openCommands(world).find((c) => c.type === type);

describe('what a person may do now', () => {
  it('follows the state and the seat', () => {
    expect(open(draft())).toEqual(['Submit']);
    expect(open(as(submitted, 'appraiser', 'G'))).toEqual([
      'Recommend',
      'Return',
      'Reject',
      'Confirm',
      'Recuse',
      'DeclareRelation',
    ]);
    expect(open(as(submitted, 'clerk', 'G'))).toEqual(['Recuse', 'DeclareRelation', 'Withdraw']);
    expect(open(as(climbTo(submitted, 'awaitingDecision'), 'signer', 'F'))).toEqual([
      'Return',
      'Reject',
      'Recuse',
      'DeclareRelation',
    ]);
  });

  it('shows what does not go, with the reason', () => {
    expect(about(as(submitted, 'signer', 'C'), 'Recommend')).toMatchObject({
      allowed: false,
      seats: [],
      refusal: { refused: 'wrong-seat', needed: 'appraiser@G' },
    });
    const blocked = { ...as(submitted, 'appraiser', 'G'), inputs: {} };
    expect(about(blocked, 'Recommend')).toMatchObject({
      allowed: false,
      seats: [{ id: 'seat.appraiser.G' }],
      refusal: { refused: 'criteria-block' },
    });
  });

  it('prefers a reason that is about the person to one about a seat', () => {
    const seats = [seat('C', 'clerk'), seat('G', 'appraiser')];
    const world: World = { ...submitted, actor: { kind: 'person', person: 'subject', seats, as: 'seat.clerk.C' } };
    expect(about(world, 'Recommend')).toMatchObject({ refusal: { refused: 'conflict-of-interest' } });
  });

  it('names every seat that would do', () => {
    const seats = [seat('G', 'clerk'), seat('G', 'appraiser')];
    const world: World = { ...submitted, actor: { kind: 'person', person: 'both', seats, as: 'seat.clerk.G' } };
    expect(about(world, 'Recommend')?.seats).toEqual([seats[1]]);
    expect(about(world, 'Recuse')?.seats).toEqual(seats);
  });

  it('asks for a reason where the law does', () => {
    const world = as(submitted, 'appraiser', 'G');
    expect(about(world, 'Recommend')?.needsReason).toBe(false);
    expect(about(world, 'Return')?.needsReason).toBe(true);
    const soft = {
      ...world,
      inputs: { ...world.inputs, 'initiative.recognisedAppliedInYear': { value: 0, source: 'registry' } },
    } as const;
    expect(about(soft, 'Recommend')).toMatchObject({ allowed: true, needsReason: true });
  });

  it('offers the override where there is something to override', () => {
    const flagged = as(submitted, 'signer', 'G', 'signer.G', ['override']);
    expect(about(flagged, 'Override')).toMatchObject({ allowed: false, refusal: { refused: 'not-overridable' } });
    const failed = { ...flagged, inputs: { 'person.unionMember': { value: false, source: 'registry' } } } as const;
    expect(about(failed, 'Override')).toMatchObject({ allowed: true });
  });

  it('offers taking back to the person who acted, while it is not released, and nothing else to anybody', () => {
    const releasing = { ...as(submitted, 'appraiser', 'G'), releaseSeconds: 10 };
    const done = after(releasing, recommend(releasing));
    expect(open(done)).toEqual(['Retract']);
    expect(about(as(done, 'signer', 'G'), 'Recommend')).toMatchObject({
      allowed: false,
      refusal: { refused: 'not-released' },
    });
    expect(about(as(done, 'signer', 'G'), 'Retract')).toBeUndefined();
    expect(about(at(done, '2026-09-08T02:00:10.000Z'), 'Retract')).toBeUndefined();
  });

  it('counts with a deadline that ran out and was not swept yet', () => {
    const overdue = at(submitted, '2026-12-01T00:00:00.000Z');
    expect(open(as(overdue, 'signer', 'G'))).toContain('Recommend');
    const returned = after(as(submitted, 'appraiser', 'G'), giveBack(submitted));
    expect(open(as(returned, 'clerk', 'G'))).toContain('Resubmit');
    expect(open(as(at(returned, '2026-12-01T00:00:00.000Z'), 'clerk', 'G'))).not.toContain('Resubmit');
  });

  it('is nothing for somebody who may not see it', () => {
    expect(openCommands({ ...submitted, visible: false })).toEqual([]);
  });
});

describe('what comes next', () => {
  it('is the next step with its term, for whoever may recommend', () => {
    expect(nextAfterRecommend(as(submitted, 'appraiser', 'G'))).toEqual({
      state: 'signature@G',
      step: 'signature',
      unit: 'G',
      dueAt: '2026-09-22T16:59:59.999Z',
      workingDays: 10,
    });
    expect(nextAfterRecommend(as(submitted, 'signer', 'G'))).toBeNull();
    expect(nextAfterRecommend(draft())).toBeNull();
  });

  it('is shown although a criterion stands in the way', () => {
    expect(nextAfterRecommend({ ...as(submitted, 'appraiser', 'G'), inputs: {} })).toMatchObject({
      state: 'signature@G',
    });
  });

  it('is the decision of the last unit after its appraisal', () => {
    const last = as(climbTo(submitted, 'appraisal@F'), 'appraiser', 'F');
    expect(nextAfterRecommend(last)).toMatchObject({
      state: 'awaitingDecision',
      step: null,
      unit: 'F',
      workingDays: 10,
    });
  });
});
