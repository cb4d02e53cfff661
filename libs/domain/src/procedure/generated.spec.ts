import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  after,
  as,
  asSystem,
  at,
  commended,
  draft,
  giveBack,
  path,
  recommend,
  resubmit,
  submit,
} from '../../../../test/support/law.js';
import { procedures } from '../../../../test/support/procedures.js';
import { seed } from '../../../../test/support/seed.js';
import { stepOf } from '../nomination/clocks.js';
import type { BallotTotals } from '../nomination/facts.js';
import type { World } from '../nomination/world.js';
import { routeOf } from '../organisation/route.js';
import { isOutcome, partsOfStep } from '../vocabulary.js';
import { check } from './check.js';
import { compile, shapeOf, type NominationMachine } from './compile.js';
import type { Procedure } from './definition.js';
import { waitingStates } from './transition.js';

/** Procedures as administrators might write them: `check` refuses them, or nothing gets stuck in them, on any route. */

const lengths = [1, 2, 3, 4, 5];

interface Node {
  readonly key: string;
  readonly on: Readonly<Record<string, readonly { readonly target: readonly Node[] | undefined }[]>>;
  readonly states: Readonly<Record<string, Node>>;
}
const exits = (node: Node): Node[] =>
  Object.values(node.on)
    .flat()
    .flatMap((t) => t.target ?? [])
    .filter((target) => target !== node);

/** The reachable states that no outcome is reached from; those that nothing leaves are among them. */
function stuck(machine: NominationMachine): string[] {
  const root = machine.root as unknown as Node;
  const reached = [root.states['draft']].flatMap((n) => n ?? []);
  for (const node of reached) reached.push(...exits(node).filter((n) => !reached.includes(n)));
  const ending = new Set(reached.filter((n) => isOutcome(n.key)));
  for (let grown = true; grown;) {
    const more = reached.filter((n) => !ending.has(n) && exits(n).some((e) => ending.has(e)));
    more.forEach((n) => ending.add(n));
    grown = more.length > 0;
  }
  return reached.filter((n) => !ending.has(n)).map((n) => n.key);
}

const totals = {} as BallotTotals;
const quota = { id: 'quota', cap: 4, used: 0 };
const begun = (procedure: Procedure, stages: number) => after(draft(stages, { procedure, quota }), submit());
const stateOf = (world: World) => world.nomination?.state ?? 'draft';
const seatOf = (world: World) =>
  stepOf(world.procedure, world.nomination?.context.route ?? [], stateOf(world)) ?? {
    kind: 'decision',
    role: 'signer',
  };

/** What leads on from a waiting state, by somebody who holds the seat that the procedure names. */
function onward(world: World): World {
  const act = asSystem(world, 'act');
  const { kind } = seatOf(world);
  if (stateOf(world) === 'returned') return after(as(world, 'clerk', world.path[0]?.id ?? ''), resubmit());
  if (kind === 'decision') return after(act, commended());
  if (kind === 'selection') return after(act, { type: 'Selected', act: 'act', rank: 1 });
  if (kind === 'ballot') return after(act, { type: 'BallotClosed', ballot: 'b', act: 'act', passed: true, totals });
  const officer = reviewer(world);
  return after(officer, recommend(officer, 'Ý kiến'));
}

/** Another person at every step, so that no separation of duties stands in the way. */
function reviewer(world: World): World {
  const unit = partsOfStep(stateOf(world))?.unit ?? world.path.at(-1)?.id ?? '';
  return as(world, seatOf(world).role, unit, `new.${String(world.seq)}`);
}

/** The states on the way to the decision, each with a clock that runs; with `late`, after that clock ran out. */
function way(from: World, late: boolean): string[] {
  const states = [stateOf(from)];
  for (let now = from; !isOutcome(stateOf(now)) && states.length < 99; states.push(stateOf(now))) {
    const [clock, ...others] = now.nomination?.context.deadlines.filter((d) => d.state === 'pending') ?? [];
    expect(others).toEqual([]);
    if (clock === undefined) throw new Error(`no clock runs in ${stateOf(now)}`);
    expect([clock.step, clock.remindAt <= clock.dueAt, clock.dueAt > now.at]).toEqual([stateOf(now), true, true]);
    const lapsed = { ...asSystem(at(now, clock.dueAt), 'deadline') };
    now = onward(late ? after(lapsed, { type: 'Lapse', deadline: clock.id }) : now);
  }
  return states;
}

const climbOf = (procedure: Procedure, stages: number) => {
  const { route } = routeOf(path(stages), 'federation', procedure) as { route: Parameters<typeof waitingStates>[0] };
  return { machine: compile(procedure, shapeOf(route)), climb: [...waitingStates(route), 'commended'] };
};

/** No state of the machine is stuck, and the law leads a nomination to its decision. */
function neverStuck(procedure: Procedure, stages: number): void {
  const { machine, climb } = climbOf(procedure, stages);
  expect(stuck(machine)).toEqual([]);
  expect(way(begun(procedure, stages), false)).toEqual(climb);
}

/** So it does after a lapse in every step, and after a supplement that the last of them asks for. */
function neverStuckAside(procedure: Procedure, stages: number): void {
  expect(way(begun(procedure, stages), true)).toEqual(climbOf(procedure, stages).climb);
  let asking = begun(procedure, stages);
  while (stateOf(asking) !== 'awaitingDecision') asking = onward(asking);
  const returned = after(reviewer(asking), giveBack(asking));
  expect([stateOf(returned), way(returned, false).at(-1)]).toEqual(['returned', 'commended']);
}

describe('200 procedures as administrators might write them', () => {
  const seen = new Map<string, number>();
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);

  it('fail the check, or never get stuck on any route', () => {
    const judge = fc.property(procedures, fc.constantFrom(...lengths), ({ procedure, mistake }, aside) => {
      const problems = check(procedure);
      count(problems.length > 0 ? 'refused' : 'taken');
      if (mistake !== undefined) expect([mistake, problems.length > 0]).toEqual([mistake, true]);
      if (problems.length > 0) return;
      for (const stage of procedure.stages) for (const step of stage.steps) count(step.kind);
      for (const stages of lengths) neverStuck(procedure, stages);
      neverStuckAside(procedure, aside);
    });
    fc.assert(judge, { numRuns: 200, seed: seed('procedures') });
  });

  it('were of both sorts', () => {
    expect(seen.get('refused')).toBeGreaterThan(20);
    expect(seen.get('taken')).toBeGreaterThan(20);
    for (const kind of ['appraisal', 'signature', 'ballot', 'selection']) expect(seen.get(kind)).toBeGreaterThan(4);
  });
});

it('getting stuck would be noticed', () => {
  const node = (key: string, ...ways: Node[]): Node => ({ key, states: {}, on: { Submit: [{ target: ways }] } });
  const drawn = (to: Node) => ({ root: { states: { draft: node('draft', to) } } }) as unknown as NominationMachine;
  expect(stuck(drawn(node('appraisal')))).toEqual(['draft', 'appraisal']);
  expect(stuck(drawn(node('appraisal', node('commended'))))).toEqual([]);
});
