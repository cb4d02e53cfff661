import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { initialTransition } from 'xstate';
import type { RouteStage } from '../nomination/nomination.js';
import { outcomes, unitLevels, type State } from '../vocabulary.js';
import { compile, shapeKey, shapeOf, stateOf, valueOf } from './compile.js';
import { standardProcedure } from './standard.js';
import { chart, nextState, waitingStates } from './transition.js';

/** Any route of one to five stages, stages without steps included. */
const routes: fc.Arbitrary<readonly RouteStage[]> = fc
  .array(
    fc.record({
      level: fc.constantFrom(...unitLevels),
      steps: fc.subarray(['appraisal', 'signature']),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((stages) => stages.map((stage, i) => ({ ...stage, unit: `u${i}` })));

const statesOf = (route: readonly RouteStage[]): readonly State[] => [
  'draft',
  'returned',
  ...waitingStates(route),
  ...outcomes,
];
const machineOf = (route: readonly RouteStage[]) => compile(standardProcedure, shapeOf(route));

const three: readonly RouteStage[] = [
  { unit: 'G', level: 'grassroots_union', steps: ['appraisal', 'signature'] },
  { unit: 'C', level: 'level2_union', steps: [] },
  { unit: 'F', level: 'federation', steps: ['appraisal'] },
];

describe('state and machine value', () => {
  it('are a bijection, for every shape of one to five stages', () => {
    fc.assert(
      fc.property(routes, (route) => {
        const values = statesOf(route).map((state) => {
          const value = valueOf(state, route);
          expect(stateOf(value, route)).toBe(state);
          expect(stateOf(machineOf(route).resolveState({ value }).value, route)).toBe(state);
          return JSON.stringify(value);
        });
        expect(new Set(values).size).toBe(values.length);
      }),
    );
  });

  it('have no value for a step that the route does not have', () => {
    expect(() => valueOf('appraisal@X', three)).toThrow('not on the route');
    expect(() => valueOf('signature@F', three)).toThrow('not on the route');
    expect(() => stateOf({ stage9: 'appraisal' }, three)).toThrow('not on the route');
  });

  it('cannot be restored to a state that the machine does not have', () => {
    expect(() => machineOf(three).resolveState({ value: { stage1: 'ballot' } })).toThrow();
  });
});

describe('a compiled machine', () => {
  it('is the same one for the same procedure version and shape, whatever the units are called', () => {
    const renamed = three.map((stage) => ({ ...stage, unit: `${stage.unit}2` }));
    expect(machineOf(renamed)).toBe(machineOf(three));
    expect(compile({ ...standardProcedure, version: 2 }, shapeOf(three))).not.toBe(machineOf(three));
    expect(shapeKey(shapeOf(three))).toBe('grassroots_union(appraisal,signature)-level2_union()-federation(appraisal)');
  });

  it('holds no timer, actor, history or final state', () => {
    const walk = (node: ReturnType<typeof machineOf>['root']): void => {
      expect(['atomic', 'compound']).toContain(node.type);
      expect(node.invoke).toEqual([]);
      expect(node.after).toEqual([]);
      expect([...node.entry, ...node.exit]).toEqual([]);
      Object.values(node.states).forEach(walk);
    };
    fc.assert(
      fc.property(routes, (route) => walk(machineOf(route).root)),
      { numRuns: 30 },
    );
  });

  it('begins as a draft', () => {
    expect(initialTransition(machineOf(three))[0].value).toBe('draft');
  });

  it('refuses to be built from a step that the procedure does not have', () => {
    const shape = [{ level: 'federation', steps: ['ballot'] }] as const;
    expect(() => compile(standardProcedure, shape)).toThrow('no step ballot');
  });
});

describe('what follows which', () => {
  const next = (state: State, type: Parameters<typeof nextState>[3]['type'], to?: State) =>
    nextState(machineOf(three), state, three, to === undefined ? { type } : { type, to });

  it('climbs the steps of the route, and passes over a stage without steps', () => {
    expect(next('draft', 'Submit')).toBe('appraisal@G');
    expect(next('appraisal@G', 'Recommend')).toBe('signature@G');
    expect(next('signature@G', 'Recommend')).toBe('appraisal@F');
    expect(next('appraisal@F', 'Recommend')).toBe('awaitingDecision');
    expect(next('awaitingDecision', 'Commended')).toBe('commended');
  });

  it('waits for the decision at once where no step was kept', () => {
    const none = [{ unit: 'G', level: 'grassroots_union', steps: [] }] as const;
    expect(nextState(machineOf(none), 'draft', none, { type: 'Submit' })).toBe('awaitingDecision');
  });

  it('a returned nomination comes back to the step that is named, and to no other', () => {
    for (const state of waitingStates(three)) {
      expect(next('returned', 'Resubmit', state)).toBe(state);
      expect(next('returned', 'Lapse', state)).toBe(state);
    }
    expect(next('returned', 'Resubmit')).toBeNull();
  });

  it('the deciding unit may still return or reject, but nobody withdraws there', () => {
    expect(next('awaitingDecision', 'Return')).toBe('returned');
    expect(next('awaitingDecision', 'Reject')).toBe('rejected');
    expect(next('awaitingDecision', 'Withdraw')).toBeNull();
    expect(next('signature@G', 'Withdraw')).toBe('withdrawn');
  });

  it('a criterion is confirmed where it is appraised', () => {
    expect(next('appraisal@G', 'Confirm')).toBe('appraisal@G');
    expect(next('signature@G', 'Confirm')).toBeNull();
  });

  it('silence of the machine is null, and the same null when asked again', () => {
    expect(next('draft', 'Recommend')).toBeNull();
    expect(next('draft', 'Recommend')).toBeNull();
    for (const outcome of outcomes) expect(next(outcome, 'Recommend')).toBeNull();
  });

  it('a lapse of a step keeps the state: it never approves and never rejects', () => {
    fc.assert(
      fc.property(routes, (route) => {
        for (const state of waitingStates(route)) {
          expect(nextState(machineOf(route), state, route, { type: 'Lapse' })).toBe(state);
        }
      }),
    );
  });

  it('every state that can be reached leads to an outcome, on every route', () => {
    fc.assert(
      fc.property(routes, (route) => {
        const { states, transitions } = chart(standardProcedure, route);
        const ending = new Set(states.filter((s) => s.kind === 'outcome').map((s) => s.state));
        for (let grown = true; grown;) {
          const more = transitions.filter((t) => ending.has(t.to) && !ending.has(t.from));
          grown = more.length > 0;
          more.forEach((t) => ending.add(t.from));
        }
        expect(states.filter((s) => !ending.has(s.state))).toEqual([]);
        expect(states.map((s) => s.state)).toEqual(expect.arrayContaining([...waitingStates(route)]));
      }),
    );
  });
});
