import { describe, expect, it } from '@jest/globals';
import {
  after,
  as,
  at,
  confirm,
  declareRelation,
  draft,
  giveBack,
  override,
  recommend,
  recommendedOnce,
  recuse,
  seen,
  reject,
  resubmit,
  retract,
  START,
  submit,
  when,
  withdraw,
} from '../../../../test/support/law.js';
import type { Command } from './commands.js';
import { decide } from './decide.js';
import type { World } from './world.js';

const submitted = (stages = 3) => after(draft(stages), submit());
const pendingOf = (world: World) => world.nomination?.context.deadlines.filter((d) => d.state === 'pending') ?? [];
const clerk = (world: World) => as(world, 'clerk', 'G');

describe('the order of the checks', () => {
  const reviewed = recommendedOnce(submitted());
  const late = { ...seen(submitted()) };

  it('asks for If-Match before it says whether the nomination exists', () => {
    expect(decide({ ...reviewed, visible: false }, recuse())).toEqual({ refused: 'if-match-missing' });
  });

  it('says nothing to whom it is not visible', () => {
    expect(when({ ...reviewed, visible: false }, withdraw())).toEqual({ refused: 'not-found' });
  });

  it('tells who comes second who was first and when, before anything about their seat', () => {
    const stranger = as(reviewed, 'auditor', 'X');
    expect(when(stranger, { type: 'Recommend', seen: late })).toMatchObject({
      refused: 'step-decided',
      observed: 'signature@G',
      data: { by: 'appraiser.G', at: START, step: 'appraisal@G' },
    });
  });

  it('refuses a revision other than the current before a changed evaluation', () => {
    const command: Command = { type: 'Recommend', seen: { step: 'signature@G', evaluation: 'x' } };
    expect(decide({ ...reviewed, ifMatch: 0 }, command)).toMatchObject({ refused: 'stale-revision' });
    expect(when(reviewed, command)).toMatchObject({ refused: 'evaluation-changed' });
  });

  it('takes a new evaluation with the same results for no change', () => {
    const world = as(reviewed, 'signer', 'G');
    const same = {
      ...world,
      inputs: { ...world.inputs, 'initiative.recognisedAppliedInYear': { value: 9, source: 'registry' } },
    } as const;
    expect(when(same, recommend(world))).toMatchObject({ to: 'appraisal@C' });
  });

  it('looks at the seat before the release, and at the release before deadlines', () => {
    const unreleased = { ...reviewed, releasedAt: '2099-01-01T00:00:00.000Z', at: '2026-12-01T00:00:00.000Z' };
    expect(when(as(unreleased, 'clerk', 'X'), recommend(unreleased))).toMatchObject({ refused: 'wrong-seat' });
    expect(when(as(unreleased, 'signer', 'G'), recommend(unreleased))).toMatchObject({ refused: 'not-released' });
  });

  it('records a lapse before it looks at holds', () => {
    const { nomination } = reviewed;
    if (!nomination) throw new Error('submitted');
    const held = { ...reviewed, nomination: { ...nomination, context: { ...nomination.context, holds: ['h1'] } } };
    const signer = as(held, 'signer', 'G');
    expect(when(at(signer, '2026-12-01T00:00:00.000Z'), recommend(signer))).toEqual({
      lapseFirst: pendingOf(reviewed)[0]?.id,
    });
    expect(when(signer, recommend(signer))).toMatchObject({ refused: 'held', observed: 'h1' });
    expect(when(as(held, 'signer', 'G'), recuse())).toMatchObject({ to: 'signature@G' });
  });
});

describe('a command that does not fit the state', () => {
  it('an ended nomination takes no command', () => {
    const ended = after(clerk(submitted()), withdraw());
    for (const command of [
      recommend(ended),
      giveBack(ended),
      reject(ended),
      confirm(ended),
      override(ended),
      recuse(),
      withdraw(),
    ]) {
      expect(when(as(ended, 'clerk', 'G'), command)).toMatchObject({ refused: 'not-now' });
    }
  });

  it('a draft takes no command but Submit', () => {
    for (const command of [recuse(), declareRelation(), withdraw(), resubmit(), retract(draft()), recommend(draft())]) {
      expect(when(draft(), command)).toMatchObject({ refused: 'not-now' });
    }
  });
});
