import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BallotRule } from '../procedure/definition.js';
import {
  baseOf,
  formulaOf,
  isShare,
  neededOf,
  openingRefusal,
  passed,
  quorumMet,
  reaches,
  tally,
} from './ballot-rule.js';
import type { Attendance, Choice } from './ballot-rule.js';

const rule = (pass: [number, number], base: BallotRule['base'] = 'allMembers'): BallotRule => ({
  mode: 'secret',
  pass,
  quorum: [2, 3],
  base,
});
const all = (members: number, over: Partial<Attendance> = {}): Attendance => ({
  members,
  present: members,
  written: 0,
  recused: 0,
  ...over,
});
const marks = (agree: number, others: number, choice: Choice = 'disagree'): Choice[] => [
  ...Array<Choice>(agree).fill('agree'),
  ...Array<Choice>(others).fill(choice),
];
const passes = (pass: [number, number], yes: number, members: number) =>
  passed(tally(rule(pass), all(members), marks(yes, members - yes)));

describe('a threshold', () => {
  it.each<[number, number, [number, number], boolean]>([
    [7, 9, [8, 10], false],
    [8, 9, [8, 10], true],
    [8, 9, [9, 10], false],
    [9, 9, [9, 10], true],
    [14, 15, [9, 10], true],
    [13, 15, [9, 10], false],
    [12, 15, [8, 10], true],
    [11, 15, [8, 10], false],
    [7, 8, [8, 10], true],
    [6, 8, [8, 10], false],
  ])('%s of %s with %j: %s', (yes, members, pass, expected) => expect(passes(pass, yes, members)).toBe(expected));

  it('counts missing and abstaining votes as not agreeing when the base is all members', () => {
    const five = tally(rule([8, 10]), all(9, { present: 6, written: 2 }), marks(7, 1));
    expect(five).toEqual({
      members: 9,
      present: 6,
      recused: 0,
      papers: 8,
      valid: 8,
      agree: 7,
      disagree: 1,
      none: 0,
      base: 9,
      needed: 8,
      pass: [8, 10],
      of: 'allMembers',
    });
    expect(passed(five)).toBe(false);
    expect(formulaOf(five)).toBe('7 × 10 = 70 < 72 = 9 × 8');
    expect(passed(tally(rule([8, 10]), all(9), marks(7, 2, 'none')))).toBe(false);
    expect(formulaOf(tally(rule([8, 10]), all(9), marks(8, 1)))).toBe('8 × 10 = 80 ≥ 72 = 9 × 8');
  });

  it('has the base that the rule names', () => {
    const attendance = all(9, { present: 6, written: 1, recused: 1 });
    expect(baseOf(rule([1, 2]), attendance)).toBe(9);
    expect(baseOf(rule([1, 2], 'notRecused'), attendance)).toBe(8);
    expect(baseOf(rule([1, 2], 'present'), attendance)).toBe(6);
    expect(passed(tally(rule([8, 10], 'notRecused'), all(9, { recused: 1 }), marks(7, 1)))).toBe(true);
    expect(passed(tally(rule([8, 10]), all(9, { recused: 1 }), marks(7, 1)))).toBe(false);
    expect(passed(tally(rule([1, 2], 'present'), all(9, { present: 0 }), []))).toBe(false);
  });

  it('equals arithmetic with fractions, and is never a fraction itself', () => {
    const n = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(n, n, fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 }), (yes, base, a, b) => {
        const share: [number, number] = [Math.min(a, b), Math.max(a, b)];
        const needed = neededOf(share, base);
        expect(Number.isSafeInteger(needed)).toBe(true);
        expect(reaches(yes, share, base)).toBe(yes >= needed);
        expect(reaches(needed, share, base) && !reaches(needed - 1, share, base)).toBe(true);
      }),
    );
  });

  it.each<[[number, number]]>([[[11, 10]], [[0, 1]], [[1.5, 2]], [[-1, 2]], [[1, 0]], [[Number.NaN, 1]]])(
    '%j is no share',
    (pair) => expect(isShare(pair)).toBe(false),
  );
});

describe('opening', () => {
  it('needs two thirds in the room: 6 of 9, not 5, whoever voted in writing', () => {
    expect(quorumMet(rule([8, 10]), all(9, { present: 6 }))).toBe(true);
    expect(openingRefusal(rule([8, 10]), all(9, { present: 5, written: 4 }))).toMatchObject({
      refused: 'no-quorum',
      observed: '5',
      needed: '6',
    });
  });

  it('is refused where the votes that can be cast do not reach the threshold, with the ways out', () => {
    expect(openingRefusal(rule([8, 10]), all(9, { recused: 1 }))).toBeNull();
    expect(openingRefusal(rule([9, 10]), all(9, { recused: 1 }))).toMatchObject({
      refused: 'threshold-unattainable',
      observed: '8',
      needed: '9',
      data: { waysOut: ['substitute', 'baseWithoutRecused', 'superiorCouncil'] },
    });
    expect(openingRefusal(rule([9, 10], 'notRecused'), all(9, { recused: 1 }))).toBeNull();
  });

  it('of a secret ballot needs five members, and as many as the rule asks for', () => {
    expect(openingRefusal(rule([1, 2]), all(4))).toMatchObject({ refused: 'council-too-small', needed: '5' });
    expect(openingRefusal({ ...rule([1, 2]), mode: 'open' }, all(3))).toBeNull();
    expect(openingRefusal({ ...rule([1, 2]), members: 9 }, all(7))).toMatchObject({ needed: '9' });
  });
});
