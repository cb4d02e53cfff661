import { describe, expect, it } from '@jest/globals';
import { after, as, climbTo, decided, draft, recommend, submit } from '../../../../test/support/law.js';
import { evolve, fold } from './evolve.js';

const submitted = after(draft(), submit());
const nomination = submitted.nomination;
if (!nomination) throw new Error('submitted');

describe('the fold', () => {
  it('begins with Submitted and with nothing else', () => {
    expect(() => evolve(null, { type: 'Withdrawn' })).toThrow('Withdrawn before Submitted');
    expect(() =>
      fold(null, { seq: 1, at: submitted.at, actorPerson: 'x', from: 'draft', to: 'draft', facts: [] }),
    ).toThrow('holds no fact');
  });

  it('takes its state from the entry, and never touches the nomination it was given', () => {
    const before = structuredClone(nomination);
    const entry = { seq: 2, at: submitted.at, actorPerson: 'x', from: 'appraisal@G', to: 'withdrawn' } as const;
    expect(fold(nomination, { ...entry, facts: [{ type: 'Withdrawn' }] })).toMatchObject({
      state: 'withdrawn',
      undo: null,
    });
    expect(nomination).toEqual(before);
  });

  it('remembers what to restore only while the entry is not released', () => {
    const world = { ...as(submitted, 'appraiser', 'G'), releaseSeconds: 10 };
    const { undo: _none, ...before } = nomination;
    const { next } = decided(world, recommend(world));
    expect(next.undo).toEqual({ seq: 2, person: 'appraiser.G', releasedAt: '2026-09-08T02:00:10.000Z', before });
    const released = { ...world, at: '2026-09-08T03:00:00.000Z', releaseSeconds: 0 };
    expect(decided(released, recommend(released)).next.undo).toBeNull();
  });

  it('cannot take back what was released', () => {
    expect(() => evolve(nomination, { type: 'Retracted', seq: 1 })).toThrow('nothing to retract');
  });

  it('reads recorded facts only: the history of a nomination folds to its row without law, calendar or criteria', () => {
    const world = climbTo(draft(5), 'awaitingDecision');
    expect(world.nomination).toMatchObject({
      state: 'awaitingDecision',
      revision: 1,
      context: { code: 'HS-2026-00001' },
    });
    expect(world.seq).toBe(10);
  });
});
