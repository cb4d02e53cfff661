import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tieBreaks } from '../vocabulary.js';
import { cut, standing, type ByHand, type Candidate } from './rank.js';

const one = (nomination: string, place: number, over: Partial<Candidate> = {}): Candidate => ({
  nomination,
  place,
  woman: false,
  womenPerMille: 0,
  directWorker: false,
  ...over,
});
const names = (list: readonly { nomination: string }[]) => list.map((r) => r.nomination);

describe('the cut', () => {
  it('goes by place, then women, then collectives of seven tenths women, then the order given', () => {
    const list = [
      one('d', 2),
      one('c', 1),
      one('b', 1, { womenPerMille: 700 }),
      one('x', 1, { womenPerMille: 699 }),
      one('a', 1, { woman: true }),
    ];
    const ranked = cut(list, ['women', 'womenCollective'], 2);
    expect(names(ranked)).toEqual(['a', 'b', 'c', 'x', 'd']);
    expect(ranked.map((r) => r.selected)).toEqual([true, true, false, false, false]);
    expect(ranked[1]).toEqual({
      nomination: 'b',
      rank: 2,
      ties: { women: false, womenCollective: true },
      selected: true,
    });
  });

  it('lets direct workers first only where the procedure says so', () => {
    const list = [one('a', 1), one('b', 1, { directWorker: true })];
    expect(names(cut(list, [], 1))).toEqual(['a', 'b']);
    expect(names(cut(list, ['directWorker'], 1))).toEqual(['b', 'a']);
  });

  it('selects exactly as many as there are places and candidates, each once, always the same', () => {
    const candidate = fc.record({
      nomination: fc.uuid(),
      place: fc.integer({ min: 1, max: 4 }),
      woman: fc.boolean(),
      womenPerMille: fc.integer({ min: 0, max: 1000 }),
      directWorker: fc.boolean(),
    });
    const lists = fc.uniqueArray(candidate, { selector: (c) => c.nomination, maxLength: 20 });
    fc.assert(
      fc.property(lists, fc.nat(25), (list, places) => {
        const ranked = cut(list, tieBreaks, places);
        expect(ranked.filter((r) => r.selected)).toHaveLength(Math.min(places, list.length));
        expect(ranked.map((r) => r.rank)).toEqual(list.map((_, i) => i + 1));
        expect(names(ranked).sort()).toEqual(names(list).sort());
        expect(cut(list, tieBreaks, places)).toEqual(ranked);
      }),
    );
  });
});

describe('what people did by hand', () => {
  const list = [one('a', 1), one('b', 1, { woman: true }), one('c', 1), one('d', 2)];
  const after = (byHand: readonly ByHand[], places = 2) => standing(list, { ties: ['women'], places, byHand });
  const decide = (...order: string[]): ByHand => ({ type: 'TieDecided', order });
  const move = (nomination: string, before: string | null): ByHand => ({
    type: 'RankingMoved',
    nomination,
    ...(before === null ? {} : { before }),
  });

  it('names equals, what separated them, and those whom nothing separates', () => {
    const { ranked, base, undecided, brokenBy } = after([]);
    expect(names(ranked)).toEqual(['b', 'a', 'c', 'd']);
    expect(base).toEqual([['b', 'a', 'c'], ['d']]);
    expect(undecided).toEqual([{ nominations: ['a', 'c'], atCut: true }]);
    expect(Object.fromEntries(brokenBy)).toEqual({ b: ['women'], a: ['women'], c: [], d: [] });
    expect(after([], 3).undecided).toEqual([{ nominations: ['a', 'c'], atCut: false }]);
  });

  it('decides equals as long as those and only those are equal; the last decision counts', () => {
    const decided = after([decide('c', 'a')]);
    expect([names(decided.ranked), decided.undecided]).toEqual([['b', 'c', 'a', 'd'], []]);
    expect(names(after([decide('c', 'a'), decide('a', 'c')]).ranked)).toEqual(['b', 'a', 'c', 'd']);
    for (const order of [['c', 'a', 'd'], ['c'], ['a', 'b']]) {
      expect([order, after([decide(...order)])]).toEqual([order, after([])]);
    }
    // Whoever withdrew or was moved out leaves the order of the others as it was decided.
    expect(names(after([decide('c', 'gone', 'a')]).ranked)).toEqual(['b', 'c', 'a', 'd']);
    const three = [one('a', 1), one('b', 1), one('c', 1)];
    const left = standing(three, { ties: [], places: 1, byHand: [decide('c', 'b', 'a'), move('c', null)] });
    expect([names(left.ranked), left.undecided]).toEqual([['b', 'a', 'c'], []]);
  });

  it('moves rows one after another, which leaves no tie with them; the base stays to be read', () => {
    const once = after([move('d', 'b'), move('c', null)]);
    expect([names(once.ranked), once.base, once.undecided]).toEqual([
      ['d', 'b', 'a', 'c'],
      [['b', 'a', 'c'], ['d']],
      [],
    ]);
    // Equals take the places that they hold when they are decided.
    expect(names(after([move('d', 'a'), decide('c', 'a')]).ranked)).toEqual(['b', 'd', 'c', 'a']);
    expect(once.ranked.map((r) => r.selected)).toEqual([true, true, false, false]);
    for (const nothing of [move('x', 'a'), move('a', 'x'), move('a', 'a')]) {
      expect(names(after([nothing]).ranked)).toEqual(['b', 'a', 'c', 'd']);
    }
  });

  it('never loses or doubles anybody', () => {
    const ids = list.map((c) => c.nomination);
    const hand: fc.Arbitrary<ByHand> = fc.oneof(
      fc.tuple(fc.constantFrom(...ids, 'x'), fc.constantFrom(...ids, 'x', null)).map(([n, before]) => move(n, before)),
      fc.record({ type: fc.constant('TieDecided' as const), order: fc.shuffledSubarray(ids) }),
    );
    fc.assert(
      fc.property(fc.array(hand), fc.nat(5), (byHand, places) => {
        const { ranked, base } = after(byHand, places);
        expect([names(ranked).sort(), base.flat().sort()]).toEqual([ids, ids]);
        expect(ranked.map((r) => r.rank)).toEqual([1, 2, 3, 4]);
      }),
    );
  });
});
