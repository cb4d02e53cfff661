import { describe, expect, it } from '@jest/globals';
import {
  after,
  as,
  asSystem,
  climbTo,
  decided,
  draft,
  giveBack,
  recommend,
  submit,
} from '../../../../test/support/law.js';
import { routeOf } from '../organisation/route.js';
import { compile, shapeOf, stateOf, valueOf } from '../procedure/compile.js';
import { waitingStates } from '../procedure/transition.js';
import { standardProcedure } from '../procedure/standard.js';
import { isOutcome, type UnitLevel } from '../vocabulary.js';
import { unit } from '../../../../test/support/law.js';
import { newStages } from './new-way.js';
import { rerouting, staysAsIs, type NewWay } from './rerouting.js';
import type { RouteStage } from './nomination.js';
import type { World } from './world.js';

const stage = (id: string, level: UnitLevel, steps: readonly string[] = ['appraisal', 'signature']): RouteStage => {
  return { unit: id, level, steps };
};
const G1 = stage('G1', 'grassroots_union');
const C = stage('C', 'level2_union');
const I = stage('I', 'level2_union');
const F = stage('F', 'federation', ['appraisal']);
const submitted = after(draft(), submit());
/** G ends, G1 carries on; I comes between C and F. */
const merged: NewWay = { successors: { G: 'G1' }, stages: [G1, C, I, F] };

function found(world: World, way = merged) {
  if (!world.nomination) throw new Error('submitted');
  const answer = rerouting(world.nomination, way);
  if ('refused' in answer) throw new Error(answer.refused);
  return answer;
}
const units = (world: World, way = merged) => found(world, way).route.map((s) => s.unit);
const moved = (world: World, way: NewWay) =>
  Object.fromEntries(found(world, way).steps.map((s) => [s.from, s.to])) as Record<string, string | null>;

describe('the way of an open nomination', () => {
  it('gets stages inserted ahead only, and what was done stays', () => {
    expect(units(climbTo(submitted, 'appraisal@C'))).toEqual(['G1', 'C', 'I', 'F']);
    expect(found(climbTo(submitted, 'signature@C')).inserted).toEqual(['appraisal@I', 'signature@I']);
    expect(units(climbTo(submitted, 'appraisal@F'))).toEqual(['G1', 'C', 'F']);
    expect(units(climbTo(submitted, 'awaitingDecision'))).toEqual(['G1', 'C', 'F']);
  });

  it('maps every step key of the old route', () => {
    expect(moved(climbTo(submitted, 'appraisal@C'), merged)).toEqual({
      'appraisal@G': 'appraisal@G1',
      'signature@G': 'signature@G1',
      'appraisal@C': 'appraisal@C',
      'signature@C': 'signature@C',
      'appraisal@F': 'appraisal@F',
    });
  });

  it('goes on in the same step of the successor of a unit that ended', () => {
    const way = { successors: { C: 'D' }, stages: [stage('G', 'grassroots_union'), stage('D', 'level2_union'), F] };
    const at = climbTo(submitted, 'signature@C');
    expect([found(at, way).to, units(at, way)]).toEqual(['signature@D', ['G', 'D', 'F']]);
    const returned = after(as(at, 'signer', 'C'), giveBack(at));
    expect(found(returned, way).to).toBe('returned');
    const next = decided(asSystem(returned, 'act'), { type: 'Rerouted', act: 'act', way }).next;
    expect([next.state, next.context.returnTo, next.context.deadlines.map((d) => d.step)]).toEqual([
      'returned',
      'signature@D',
      ['signature@D', 'returned'],
    ]);
  });

  it('drops stages ahead only, and keeps a unit that is off the path where it waits', () => {
    const way = { successors: {}, stages: [stage('G', 'grassroots_union'), stage('D', 'level2_union'), F] };
    expect(units(submitted, way)).toEqual(['G', 'D', 'F']);
    expect(found(submitted, way).dropped).toEqual(['appraisal@C', 'signature@C']);
    expect(units(climbTo(submitted, 'appraisal@C'), way)).toEqual(['G', 'C', 'D', 'F']);
    expect(found(climbTo(submitted, 'appraisal@C'), way).dropped).toEqual([]);
  });

  it('lets a stage fall into the one above, when a unit merges into its superior', () => {
    const way = { successors: { C: 'E' }, stages: [stage('G', 'grassroots_union'), stage('E', 'level2_union'), F] };
    const four = after(
      draft(4, {
        path: [
          unit('G', 'grassroots_union'),
          unit('C', 'immediate_superior_union'),
          unit('E', 'level2_union'),
          unit('F', 'federation'),
        ],
      }),
      submit(),
    );
    const waits = climbTo(four, 'signature@C');
    expect([found(waits, way).to, units(waits, way)]).toEqual(['signature@E', ['G', 'E', 'F']]);
    const passed = climbTo(four, 'appraisal@E');
    expect(found(passed, way).to).toBe('appraisal@E');
    expect(moved(passed, way)).toMatchObject({
      'appraisal@C': null,
      'signature@C': null,
      'appraisal@E': 'appraisal@E',
    });
  });

  it('is refused for more than five units, and for an outcome', () => {
    const long = [C, stage('X', 'level2_union'), stage('Y', 'level2_union'), I, F].map((s) => s);
    const { nomination } = submitted;
    if (!nomination) throw new Error('submitted');
    expect(rerouting(nomination, { successors: {}, stages: [stage('G', 'grassroots_union'), ...long] })).toMatchObject({
      refused: 'route-unmapped',
    });
    expect(rerouting({ ...nomination, state: 'rejected' }, merged)).toMatchObject({ refused: 'not-now' });
    expect(staysAsIs(nomination, found(submitted, { successors: {}, stages: nomination.context.route }))).toBe(true);
  });

  it('takes five stages: its machine knows every state of them', () => {
    const five = [G1, stage('D', 'immediate_superior_union'), C, I, F];
    const { route } = found(submitted, { successors: { G: 'G1' }, stages: five });
    expect(route).toHaveLength(5);
    const machine = compile(standardProcedure, shapeOf(route));
    for (const state of waitingStates(route)) {
      expect(stateOf(machine.resolveState({ value: valueOf(state, route) }).value, route)).toBe(state);
      expect(isOutcome(state)).toBe(false);
    }
  });
});

describe('the act on a nomination', () => {
  it('keeps state, clock and approvals, and the next stage begins with a clock of its own', () => {
    const at = climbTo(submitted, 'signature@C');
    const clock = at.nomination?.context.deadlines;
    const then = after(asSystem(at, 'act'), { type: 'Rerouted', act: 'act', way: merged });
    expect([then.nomination?.state, then.nomination?.context.deadlines]).toEqual(['signature@C', clock]);
    expect([then.nomination?.context.unit, then.nomination?.context.formerUnit]).toEqual(['G1', 'G']);
    const signer = as(then, 'signer', 'C');
    const next = decided(signer, recommend(signer));
    expect([next.to, next.next.context.deadlines.map((d) => d.step)]).toEqual(['appraisal@I', ['appraisal@I']]);
  });
});

describe('stages of the new way', () => {
  const path = [
    unit('G', 'grassroots_union', { appraiser: [] }),
    unit('C', 'level2_union', { signer: [] }),
    unit('I', 'level2_union', { appraiser: [] }),
    unit('F', 'federation'),
  ];
  const by = { procedure: standardProcedure, simplified: false };

  it('need people only where they are new', () => {
    const route = [stage('G', 'grassroots_union'), C, F];
    expect(routeOf(path, 'federation', standardProcedure)).toMatchObject({ refused: 'no-officer' });
    expect(newStages(path, 'federation', { ...by, route })).toMatchObject({
      refused: 'no-officer',
      needed: 'appraiser@I',
    });
    const manned = path.map((u) => (u.id === 'I' ? unit('I', 'level2_union') : u));
    expect(newStages(manned, 'federation', { ...by, route })).toEqual([stage('G', 'grassroots_union'), C, I, F]);
  });
});
