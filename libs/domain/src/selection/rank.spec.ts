import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tieBreaks } from '../vocabulary.js';
import { cut, type Candidate } from './rank.js';

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
