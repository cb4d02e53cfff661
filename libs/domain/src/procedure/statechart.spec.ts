import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { path } from '../../../../test/support/law.js';
import { procedures } from '../../../../test/support/procedures.js';
import { seed } from '../../../../test/support/seed.js';
import type { RouteStage } from '../nomination/nomination.js';
import { routeOf } from '../organisation/route.js';
import { check } from './check.js';
import { compile, shapeOf, stateOf } from './compile.js';
import type { Procedure } from './definition.js';
import { standardProcedure } from './standard.js';
import { chartOf } from './statechart.js';
import { councilProcedure, quotaProcedure } from './templates.js';

interface Node {
  readonly path: readonly string[];
  readonly on: Readonly<Record<string, readonly { readonly target: readonly Node[] | undefined }[]>>;
  readonly states: Readonly<Record<string, Node>>;
}

/** The states that the machine reaches and the pairs it leads between, read from XState's own nodes. */
function reached(procedure: Procedure, route: readonly RouteStage[]) {
  const root = compile(procedure, shapeOf(route)).root as unknown as Node;
  const name = ({ path: [head = '', step] }: Node) => stateOf(step === undefined ? head : { [head]: step }, route);
  const seen = [root.states['draft']].flatMap((n) => n ?? []);
  const pairs = new Set<string>();
  for (const node of seen) {
    for (const target of Object.values(node.on).flatMap((ts) => ts.flatMap((t) => t.target ?? []))) {
      if (target !== node) pairs.add(`${name(node)} ${name(target)}`);
      if (!seen.includes(target)) seen.push(target);
    }
  }
  return { states: seen.map(name).sort(), pairs: [...pairs].sort() };
}

function asDrawn(procedure: Procedure, stages: number): void {
  const { route } = routeOf(path(stages), 'federation', procedure) as { route: readonly RouteStage[] };
  const { states, edges } = chartOf(procedure, route);
  const drawn = { states: states.map((s) => s.state).sort(), pairs: edges.map((e) => `${e.from} ${e.to}`).sort() };
  expect(drawn).toEqual(reached(procedure, route));
}

describe('a statechart', () => {
  it('holds every state and every move of the compiled machine, and nothing else', () => {
    for (const known of [standardProcedure, councilProcedure, quotaProcedure])
      for (const stages of [1, 3, 5]) asDrawn(known, stages);
    const any = fc.property(procedures, fc.constantFrom(1, 2, 3, 4, 5), ({ procedure }, stages) => {
      if (check(procedure).length === 0) asDrawn(procedure, stages);
    });
    fc.assert(any, { numRuns: 40, seed: seed('statechart') });
  });

  it('puts the states in the order of the process, and each step into its stage', () => {
    const { route } = routeOf(path(3), 'federation', standardProcedure) as { route: readonly RouteStage[] };
    const { states, edges } = chartOf(standardProcedure, route);
    expect(states.map((s) => `${s.state} ${String(s.group)}`)).toEqual([
      'draft null',
      'appraisal@G 0',
      'signature@G 0',
      'appraisal@C 1',
      'signature@C 1',
      'appraisal@F 2',
      'awaitingDecision null',
      'rejected null',
      'commended null',
      'returned null',
      'withdrawn null',
      'annulled null',
    ]);
    const kind = (from: string, to: string) => edges.find((e) => e.from === from && e.to === to)?.kind;
    expect(kind('draft', 'appraisal@G')).toBe('forward');
    expect(kind('signature@G', 'appraisal@C')).toBe('forward');
    expect(kind('appraisal@C', 'returned')).toBe('return');
    expect(kind('returned', 'appraisal@C')).toBe('resubmit');
    expect(kind('appraisal@C', 'rejected')).toBe('reject');
    expect(kind('rejected', 'appraisal@C')).toBe('reopen');
    expect(kind('appraisal@C', 'withdrawn')).toBe('withdraw');
    expect(kind('awaitingDecision', 'commended')).toBe('forward');
    expect(kind('commended', 'annulled')).toBe('annul');
  });

  it('shows a lapse that gives a file back as a return', () => {
    const [stage] = standardProcedure.stages;
    const steps = (stage?.steps ?? []).map((s) =>
      s.kind === 'signature' ? { ...s, onLapse: { do: 'return' } as const } : s,
    );
    const lapsing = { ...standardProcedure, id: 'LAPSING', stages: [{ level: 'any' as const, steps }] };
    const { route } = routeOf(path(2), 'federation', lapsing) as { route: readonly RouteStage[] };
    const { edges } = chartOf(lapsing, route);
    expect(edges.find((e) => e.from === 'signature@G' && e.to === 'appraisal@G')).toMatchObject({
      kind: 'return',
      events: ['Lapse'],
    });
  });
});
