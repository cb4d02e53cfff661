import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { UnitLevel } from '../vocabulary.js';
import { ended, renamed } from './history.js';
import { reorganisationRefusal, reorganised, unplanned, type UnitDeed } from './reorganise.js';
import { below, pathOf, treeFault, treeOn, type UnitVersion } from './tree.js';

const since = '2020-01-01';
const unit = (id: string, level: UnitLevel, parent: string | null, from = since): UnitVersion => {
  return { unit: id, from, to: null, level, parent, name: id, symbol: id };
};
const day = '2027-03-01';
const today = '2027-02-23';
const units: readonly UnitVersion[] = [
  unit('F', 'federation', null),
  unit('C', 'level2_union', 'F'),
  unit('G1', 'grassroots_union', 'C'),
  unit('G2', 'grassroots_union', 'C'),
  unit('I', 'level2_union', 'F', day),
];
const merger: readonly UnitDeed[] = [
  { do: 'end', unit: 'G2', successors: ['G1'] },
  { do: 'change', unit: 'C', parent: 'I' },
];
const path = (versions: readonly UnitVersion[], of: string, on: string) =>
  pathOf(treeOn(versions, on), of).map((v) => v.unit);
const refusal = (deeds: readonly UnitDeed[], on = day, versions = units, later: readonly string[] = []) =>
  reorganisationRefusal(versions, { on, deeds }, { today, later })?.refused ?? null;

describe('the tree of a day', () => {
  const after = reorganised(units, { on: day, deeds: merger });

  it('is the old one up to the day before, and the new one from the day on', () => {
    expect(path(after, 'G2', '2027-02-28')).toEqual(['G2', 'C', 'F']);
    expect(path(after, 'G2', day)).toEqual([]);
    expect(path(after, 'G1', day)).toEqual(['G1', 'C', 'I', 'F']);
    expect(after.find((v) => v.unit === 'G2')?.successors).toEqual(['G1']);
    expect([...below(treeOn(after, day), ['C'])].sort()).toEqual(['C', 'G1']);
  });

  it('is as it was when the plan is taken back', () => {
    const order = (list: readonly UnitVersion[]) =>
      [...list].sort((a, b) => `${a.unit}${a.from}`.localeCompare(`${b.unit}${b.from}`));
    expect(order(unplanned(after, { on: day, deeds: merger }))).toEqual(order(units));
  });

  it('keeps old names: a rename begins today and carries to what is planned', () => {
    const now = renamed(after, 'C', { on: today, words: { name: 'C mới' } });
    expect(now.filter((v) => v.unit === 'C').map((v) => [v.from, v.to, v.name, v.parent])).toEqual([
      [since, today, 'C', 'F'],
      [today, day, 'C mới', 'F'],
      [day, null, 'C mới', 'I'],
    ]);
    expect(renamed(now, 'C', { on: today, words: { name: 'C' } }).filter((v) => v.unit === 'C')).toHaveLength(3);
    expect(ended(now, 'G1', '2028-01-01').find((v) => v.unit === 'G1')?.to).toBe('2028-01-01');
  });
});

describe('a plan', () => {
  it('is taken', () => expect(refusal(merger)).toBeNull());

  it.each([
    ['in the past', merger, 'wrong-date', '2027-02-22'],
    ['in a far future', merger, 'wrong-date', '2033-01-01'],
    ['that changes nothing', [{ do: 'change', unit: 'C', parent: 'F', name: 'C' }], 'nothing-changes', day],
    ['for an unknown unit', [{ do: 'end', unit: 'X', successors: [] }], 'unknown-reference', day],
    ['for one unit twice', [...merger, { do: 'end', unit: 'C', successors: [] }], 'plans-overlap', day],
    ['that ends a unit before it begins', [{ do: 'end', unit: 'I', successors: ['C'] }], 'dates-reversed', day],
    ['that moves the root', [{ do: 'change', unit: 'F', parent: 'C' }], 'root-unit', day],
    ['that ends the root', [{ do: 'end', unit: 'F', successors: ['C'] }], 'root-unit', day],
    ['whose successor is the unit itself', [{ do: 'end', unit: 'G2', successors: ['G2'] }], 'unit-ended', day],
    [
      'whose successor ends too',
      [
        { do: 'end', unit: 'G2', successors: ['G1'] },
        { do: 'end', unit: 'G1', successors: ['G2'] },
      ],
      'unit-ended',
      day,
    ],
    ['with a superior that is not there yet', [{ do: 'change', unit: 'C', parent: 'I' }], 'unit-ended', '2027-02-28'],
    ['that leaves units without a superior', [{ do: 'end', unit: 'C', successors: ['I'] }], 'unit-in-use', day],
    ['under a unit of a lower level', [{ do: 'change', unit: 'C', parent: 'G1' }], 'level-order', day],
    ['with a level that does not fit', [{ do: 'change', unit: 'G1', level: 'federation' }], 'level-order', day],
  ] as const)('%s is refused', (_, deeds, code, on) => {
    // A unit below itself has no way up: it is a cycle before it is a wrong level.
    const found = refusal(deeds as readonly UnitDeed[], on);
    expect([code, 'unit-cycle']).toContain(found);
    if (_ !== 'under a unit of a lower level') expect(found).toBe(code);
  });

  it('that puts a unit above itself is refused', () => {
    const five = [...units, unit('A', 'immediate_superior_union', 'C'), unit('B', 'immediate_superior_union', 'A')];
    expect(refusal([{ do: 'change', unit: 'A', parent: 'B' }], day, five)).toBe('unit-cycle');
  });

  it('that crosses another one is refused: for the same unit, or what a later day rests on', () => {
    const planned = reorganised(units, { on: day, deeds: merger });
    expect(refusal([{ do: 'change', unit: 'C', parent: 'F' }], '2027-02-25', planned, [day])).toBe('plans-overlap');
    expect(refusal([{ do: 'end', unit: 'G2', successors: [] }], '2027-04-01', planned, [day])).toBe('unit-ended');
    // The heir of a day to come stays until then, also where nobody stands under it.
    expect(refusal([{ do: 'end', unit: 'G1', successors: [] }], '2027-02-25', planned, [day])).toBe('unit-ended');
    expect(refusal([{ do: 'end', unit: 'G1', successors: [] }], '2027-03-02', planned, [day])).toBeNull();
    const later = reorganised(units, { on: '2027-06-01', deeds: [{ do: 'change', unit: 'C', parent: 'I' }] });
    expect(refusal([{ do: 'end', unit: 'I', successors: ['C'] }], '2027-05-01', later, ['2027-06-01'])).toBe(
      'unit-in-use',
    );
  });

  it('that is taken leaves a tree on its day, whatever it was', () => {
    const ids = ['F', 'C', 'G1', 'G2', 'I', 'A', 'B'];
    const levels = ['grassroots_union', 'immediate_superior_union', 'level2_union', 'federation'] as const;
    const deed = fc.oneof(
      fc.record({
        do: fc.constant('end' as const),
        unit: fc.constantFrom(...ids),
        successors: fc.subarray(ids, { maxLength: 2 }),
      }),
      fc.record(
        {
          do: fc.constant('change' as const),
          unit: fc.constantFrom(...ids),
          parent: fc.constantFrom(...ids),
          level: fc.constantFrom(...levels),
        },
        { requiredKeys: ['do', 'unit'] },
      ),
    );
    const all = [...units, unit('A', 'immediate_superior_union', 'C'), unit('B', 'immediate_superior_union', 'A')];
    fc.assert(
      fc.property(
        fc.array(deed, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('2027-02-25', day, '2027-06-01'),
        (deeds, on) => {
          const plan = { on, deeds: deeds as readonly UnitDeed[] };
          if (reorganisationRefusal(all, plan, { today, later: [] })) return;
          const after = reorganised(all, plan);
          expect(treeFault(treeOn(after, on))).toBeNull();
          expect([...treeOn(after, on).values()].filter((v) => v.parent === null)).toHaveLength(1);
          for (const id of ids) expect(path(after, id, '2027-02-24')).toEqual(path(all, id, '2027-02-24'));
        },
      ),
    );
  });
});
