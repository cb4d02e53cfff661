import { describe, expect, it } from '@jest/globals';
import {
  after,
  as,
  at,
  climbTo,
  decided,
  declareRelation,
  draft,
  giveBack,
  recommend,
  recuse,
  reject,
  retract,
  submit,
  when,
  withdraw,
} from '../../../../test/support/law.js';
import type { World } from './world.js';

const submitted = (stages = 3) => after(draft(stages), submit());
const state = (world: World) => world.nomination?.state;
const clerk = (world: World) => as(world, 'clerk', 'G');

describe('Withdraw', () => {
  it('the nominating unit withdraws until the deciding step, also while returned', () => {
    expect(decided(clerk(submitted()), withdraw()).to).toBe('withdrawn');
    const returned = after(as(submitted(), 'appraiser', 'G'), giveBack(submitted()));
    expect(decided(clerk(returned), withdraw()).next).toMatchObject({
      state: 'withdrawn',
      context: { deadlines: [], returnTo: null },
    });
    expect(when(clerk(climbTo(submitted(), 'awaitingDecision')), withdraw())).toMatchObject({ refused: 'not-now' });
  });
});

describe('Recuse and DeclareRelation', () => {
  it('bind the reviewing capacity of whoever declares, and change nothing else', () => {
    const world = as(submitted(), 'signer', 'C');
    expect(decided(world, recuse()).facts).toEqual([{ type: 'Recused', person: 'signer.C' }]);
    const related = after(world, declareRelation());
    expect(related.nomination?.context.recused).toEqual(['signer.C']);
    expect(state(related)).toBe('appraisal@G');
    const waiting = as(climbTo(related, 'signature@C'), 'signer', 'C');
    expect(when(waiting, recommend(waiting))).toMatchObject({ refused: 'conflict-of-interest', observed: 'recused' });
  });

  it('twice is recorded twice and binds once', () => {
    const once = after(as(submitted(), 'signer', 'C'), recuse());
    expect(after(once, recuse()).nomination?.context.recused).toEqual(['signer.C']);
  });
});

describe('Retract', () => {
  const world = { ...as(submitted(), 'appraiser', 'G'), releaseSeconds: 10 };
  const unreleased = after(world, recommend(world));
  const soon = at(unreleased, '2026-09-08T02:00:09.999Z');

  it('within the release, by the same person, restores the state, the clocks and the approval', () => {
    const decision = decided(soon, retract(soon));
    expect(decision.facts).toEqual([{ type: 'Retracted', seq: 1 }]);
    expect(decision.voidedApprovals).toEqual([{ step: 'appraisal@G', person: 'appraiser.G' }]);
    expect(decision.next).toEqual(world.nomination);
  });

  it('lets the same person decide again', () => {
    const again = at(after(soon, retract(soon)), '2026-09-08T02:00:20.000Z');
    expect(decided(again, recommend(again)).to).toBe('signature@G');
  });

  it('comes too late when the entry is released', () => {
    expect(when(at(unreleased, '2026-09-08T02:00:10.000Z'), retract(unreleased))).toMatchObject({ refused: 'not-now' });
  });

  it('is for the same person and the last entry only', () => {
    expect(when(as(soon, 'appraiser', 'G', 'somebody'), retract(soon))).toMatchObject({ refused: 'wrong-seat' });
    expect(when(soon, { type: 'Retract', seq: 1 })).toMatchObject({ refused: 'not-last-entry', needed: '2' });
  });

  it('takes back a return and a rejection too, and nothing without a release', () => {
    for (const command of [giveBack(world), reject(world)]) {
      const done = after(world, command);
      expect(decided(done, retract(done)).next).toEqual(world.nomination);
    }
    const at0 = { ...world, releaseSeconds: 0 };
    const done = after(at0, recommend(at0));
    expect(done.nomination?.undo).toBeNull();
    expect(when(done, retract(done))).toMatchObject({ refused: 'not-now' });
  });

  it('until the release everybody else waits, the actor too', () => {
    expect(when(as(soon, 'signer', 'G'), recommend(soon))).toMatchObject({ refused: 'not-released' });
    expect(when(clerk(soon), withdraw())).toMatchObject({ refused: 'not-released' });
    expect(when(soon, recuse())).toMatchObject({ refused: 'not-released' });
  });

  it('cannot take back a submission', () => {
    const sent = after({ ...draft(), releaseSeconds: 10 }, submit());
    expect(when(sent, retract(sent))).toMatchObject({ refused: 'not-now' });
  });
});
