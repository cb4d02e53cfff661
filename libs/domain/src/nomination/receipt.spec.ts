import { describe, expect, it } from '@jest/globals';
import { after, climbTo, draft, submit } from '../../../../test/support/law.js';
import type { Procedure } from '../procedure/definition.js';
import { standardProcedure } from '../procedure/standard.js';

/** Where a nomination is received for appraisal, which pins the law. */

const anchored = (regimeAnchor: Procedure['regimeAnchor'], stages: number, state: string) => {
  const procedure = {
    ...standardProcedure,
    id: `ANCHOR-${String(regimeAnchor)}`,
    ...(regimeAnchor && { regimeAnchor }),
  };
  const world = after(draft(stages, { procedure }), submit());
  const { context, ruleSet } = (world.nomination?.state === state ? world : climbTo(world, state)).nomination ?? {};
  return [context?.receivedAt !== null, ruleSet !== null];
};
const [received, not] = [
  [true, true],
  [false, false],
];

describe('the receipt', () => {
  it('is the first appraisal above the nominating unit, unless the procedure says otherwise', () => {
    for (const anchor of [undefined, 'firstSuperior'] as const) {
      expect(anchored(anchor, 3, 'signature@G')).toEqual(not);
      expect(anchored(anchor, 3, 'appraisal@C')).toEqual(received);
    }
  });

  it('is the appraisal of the deciding unit where the procedure says so', () => {
    expect(anchored('decidingLevel', 3, 'appraisal@C')).toEqual(not);
    expect(anchored('decidingLevel', 3, 'signature@C')).toEqual(not);
    expect(anchored('decidingLevel', 3, 'appraisal@F')).toEqual(received);
  });

  it('is the submission in a route of one unit', () => {
    for (const anchor of ['firstSuperior', 'decidingLevel'] as const)
      expect(anchored(anchor, 1, 'appraisal@F')).toEqual(received);
  });
});
