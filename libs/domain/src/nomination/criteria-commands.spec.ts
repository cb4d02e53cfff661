import { describe, expect, it } from '@jest/globals';
import { after, as, confirm, decided, draft, HARD, override, submit, when } from '../../../../test/support/law.js';

const submitted = (stages = 3) => after(draft(stages), submit());
const failing = { 'person.unionMember': { value: false, source: 'registry' } } as const;

describe('Confirm and Override', () => {
  const world = as(submitted(), 'appraiser', 'G');
  const flagged = as(submitted(), 'signer', 'G', 'signer.G', ['override']);

  it('know the criteria of the award', () => {
    expect(when(world, confirm(world, 'NONE'))).toMatchObject({ refused: 'unknown-criterion' });
    expect(when(flagged, override(flagged, 'NONE'))).toMatchObject({ refused: 'unknown-criterion' });
  });

  it('only a failed hard criterion is overridden, and once', () => {
    expect(when(flagged, override(flagged, HARD.code))).toMatchObject({
      refused: 'not-overridable',
      observed: 'hard passed',
    });
    const failed = { ...flagged, inputs: failing };
    const again = after(failed, override(failed));
    expect(when(again, override(again))).toMatchObject({ refused: 'not-overridable', observed: 'overridden' });
  });

  it('a confirmation stands in the facts with the hash of the values that were seen', () => {
    const [fact] = decided(world, confirm(world)).facts;
    expect(fact).toEqual({
      type: 'CriterionConfirmed',
      criterion: 'MEMBER',
      result: 'passed',
      values: world.sha256('[["person.unionMember",true]]'),
    });
  });
});
