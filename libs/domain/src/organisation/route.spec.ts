import { describe, expect, it } from '@jest/globals';
import { path, unit } from '../../../../test/support/law.js';
import { standardProcedure } from '../procedure/standard.js';
import { routeOf } from './route.js';

const both = ['appraisal', 'signature'];
const route = (units: Parameters<typeof routeOf>[0], level: Parameters<typeof routeOf>[1] = 'federation') =>
  routeOf(units, level, standardProcedure);
const superior = unit('C', 'level2_union');
const small = (clerk: string[], appraiser: string[], signer: string[]) =>
  unit('G', 'grassroots_union', { clerk, appraiser, signer });

describe('the route of a nomination', () => {
  it.each([1, 2, 3, 4, 5])('has %d stage(s), from the nominating unit to the deciding one', (stages) => {
    const answer = route(path(stages));
    expect('route' in answer && answer.route.map((s) => s.unit)).toEqual(path(stages).map((u) => u.id));
  });

  it('ends in the first unit of the deciding level', () => {
    expect(route(path(4), 'level2_union')).toMatchObject({ route: [{ unit: 'G' }, { unit: 'C' }, { unit: 'D' }] });
  });

  it('ends in the next unit above where the path has none of the deciding level', () => {
    const answer = route(path(2), 'level2_union');
    expect(answer).toMatchObject({ route: [{ unit: 'G' }, { unit: 'F' }] });
  });

  it('has no signature in the deciding unit: its document is its signature', () => {
    expect(route(path(3))).toEqual({
      route: [
        { unit: 'G', level: 'grassroots_union', steps: both },
        { unit: 'C', level: 'level2_union', steps: both },
        { unit: 'F', level: 'federation', steps: ['appraisal'] },
      ],
      skipped: [],
    });
  });

  it('is refused where nobody on the path may decide, and where it would have more than five stages', () => {
    expect(route([unit('G', 'grassroots_union')])).toMatchObject({ refused: 'no-officer' });
    const six = [...path(5).slice(0, 4), unit('X', 'level2_union'), unit('F', 'federation')];
    expect(route(six)).toMatchObject({ refused: 'no-officer', observed: '6 units' });
  });

  it('is refused where a kept step has nobody in its role, naming unit and role', () => {
    const answer = route([
      unit('G', 'grassroots_union'),
      unit('C', 'level2_union', { signer: [] }),
      unit('F', 'federation'),
    ]);
    expect(answer).toMatchObject({ refused: 'no-officer', needed: 'signer@C', data: { unit: 'C', role: 'signer' } });
  });
});

describe('a small grassroots unit', () => {
  it('keeps its appraisal with three officers', () => {
    expect(route([small(['a'], ['b'], ['c']), superior], 'level2_union')).toMatchObject({
      route: [{ steps: both }, { unit: 'C' }],
      skipped: [],
    });
  });

  it('drops its appraisal with two officers, however many seats they hold', () => {
    expect(route([small(['a'], ['a', 'b'], ['b']), superior], 'level2_union')).toMatchObject({
      route: [{ unit: 'G', steps: ['signature'] }, { unit: 'C' }],
      skipped: [{ step: 'appraisal@G', rule: 'small-unit' }],
    });
  });

  it('leaves the review to its superior with one officer', () => {
    expect(route([small(['a'], ['a'], ['a']), superior], 'level2_union')).toMatchObject({
      route: [{ unit: 'C' }],
      skipped: [
        { step: 'appraisal@G', rule: 'single-officer' },
        { step: 'signature@G', rule: 'single-officer' },
      ],
    });
  });

  it('with one officer never decides by itself', () => {
    expect(route([small(['a'], ['a'], ['a'])], 'grassroots_union')).toMatchObject({ refused: 'single-officer' });
  });

  it('with two officers decides without a step of its own', () => {
    expect(route([small(['a'], [], ['b'])], 'grassroots_union')).toMatchObject({ route: [{ unit: 'G', steps: [] }] });
  });

  it('is small only where it nominates: a unit of another level with two officers keeps its appraisal', () => {
    const two = unit('C', 'level2_union', { clerk: ['a'], appraiser: ['a'], signer: ['b'] });
    const above = { ...two, id: 'H', level: 'grassroots_union' } as const;
    expect(route([unit('G', 'grassroots_union'), above, superior])).toMatchObject({ refused: 'no-officer' });
    expect(route([unit('G', 'grassroots_union'), above, superior], 'level2_union')).toMatchObject({ skipped: [] });
    expect(route([two], 'level2_union')).toMatchObject({ route: [{ steps: ['appraisal'] }], skipped: [] });
  });
});
