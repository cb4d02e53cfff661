import { describe, expect, it } from '@jest/globals';
import { as, decided, draft, START, submit, unit, when } from '../../../../test/support/law.js';
import { requiredOf } from './paper.js';

/** A draft of `G` that the clerk of a unit above enters from papers. */
const onPaper = (enteredBy: string) => {
  const world = draft();
  return as({ ...world, proposal: { ...world.proposal, enteredBy } }, 'clerk', enteredBy);
};

describe('a submission from papers', () => {
  it('carries both units, and skips what the nominating one decided on them', () => {
    const { facts, next } = decided(onPaper('C'), submit());
    const submitted = { type: 'Submitted', unit: 'G', channel: 'paper', enteredBy: 'C', nominator: 'clerk.C' };
    expect(facts).toMatchObject([
      { ...submitted, route: [{ unit: 'C' }, { unit: 'F' }] },
      { type: 'StepSkipped', step: 'appraisal@G', rule: 'paper' },
      { type: 'StepSkipped', step: 'signature@G', rule: 'paper' },
      { type: 'StepEntered', step: 'appraisal@C' },
    ]);
    expect(next).toMatchObject({ state: 'appraisal@C', context: { unit: 'G', enteredBy: 'C', receivedAt: START } });
  });

  it('is told from an electronic one, which carries nothing of it', () => {
    const { facts, next } = decided(draft(), submit());
    expect(facts[0]).not.toHaveProperty('channel');
    expect(next.context).not.toHaveProperty('enteredBy');
  });

  it('needs the signed minutes beside the items of the award', () => {
    expect(requiredOf(['report'], null)).toEqual(['report']);
    const world = { ...onPaper('C'), requiredItems: requiredOf(['report'], 'C') };
    expect(when(world, submit())).toMatchObject({ refused: 'item-missing', observed: 'paperMinutes' });
  });

  it('is refused where the unit decides itself: no step would be left to look at it', () => {
    const world = { ...onPaper('C'), decidingLevel: 'grassroots_union' } as const;
    expect(when(world, submit())).toMatchObject({ refused: 'paper-not-permitted', data: { unit: 'G' } });
  });

  it('needs no officer in the nominating unit', () => {
    const nobody = unit('G', 'grassroots_union', { clerk: [], appraiser: [], signer: [] });
    const world = { ...onPaper('F'), path: [nobody, unit('F', 'federation')] };
    expect(decided(world, submit()).to).toBe('appraisal@F');
  });
});
