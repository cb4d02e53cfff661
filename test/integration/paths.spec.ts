import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chart, procedureTemplates, waitingStates, type Command, type State } from '#domain';
import { perform } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { seed } from '../support/seed.js';
import { covering, edge, longest, start, type Leg, type Path, type Place } from '../support/walk.js';
import { Walker, worded } from '../support/walker.js';
import { order } from '../support/world-people.js';
import { world } from '../support/world.js';

/**
 * M1: the shortest path to every place of every compiled procedure, and simple paths along every edge of its machine, walked
 * through the API. After every step the API says the state that the machine says, and in every state it refuses what the machine
 * does not take.
 */

/** Commands of people, and of acts, with the event that each asks the machine for. */
const personal = [
  'Submit',
  'Resubmit',
  'Recommend',
  'Return',
  'Reject',
  'Confirm',
  'Withdraw',
  'ReopenBallot',
] as const;
const totals = { members: 5, present: 5, recused: 0, papers: 5, valid: 5, agree: 5, disagree: 0, none: 0 };
const ofActs = {
  BallotPassed: {
    type: 'BallotClosed',
    ballot: order().commandId,
    passed: true,
    totals: { ...totals, base: 5, needed: 4, pass: [8, 10], of: 'allMembers' },
  },
  Selected: { type: 'Selected', rank: 1 },
  SentUp: { type: 'SentUp', document: order().commandId, person: order().commandId },
  Commended: { type: 'Commended', document: order().commandId },
  Annulled: { type: 'Annulled', document: order().commandId },
} as const;

describe.each(procedureTemplates.map((p) => [p.id, p] as const))('%s', (name, procedure) => {
  let app: TestApp;
  let walker: Walker;
  beforeAll(async () => {
    app = await startApp();
    walker = await Walker.of(await world(app), procedure);
  });
  afterAll(() => app.close());

  const named = (state: string) => walker.w.named(state);
  const said = async (id: string) => named((await walker.w.as('clerk.G1').view(id)).state);

  async function walk(path: Path, arrived?: (id: string, leg: Leg) => Promise<void>): Promise<void> {
    const id = await walker.draft();
    const events = path.map((leg) => leg.type).join(' ');
    for (const [i, leg] of path.entries()) {
      const where = `${events}: ${String(i + 1)}. ${leg.type} in ${named(leg.from.state)}`;
      await walker.go(id, leg).catch((cause: unknown) => {
        throw new Error(where, { cause });
      });
      expect([where, await said(id)]).toEqual([where, named(leg.to.state)]);
      await arrived?.(id, leg);
    }
    await walker.tidy(id, path.at(-1)?.to ?? start);
  }

  const shortest = () => longest(walker.ways.shortest());

  it('is walked on the shortest path to every place, and refuses in every state what its machine does not take', async () => {
    const seen = new Set<State>();
    for (const path of shortest()) {
      await walk(path, async (id, { from, to }) => {
        if (seen.has(to.state)) return;
        seen.add(to.state);
        const turn = [to.asked, to.failed, to.state, from.asked, from.state].find((s) => s !== null && waits(s));
        await refusesTheRest(id, to, turn ?? 'draft');
        await stays(id, to);
      });
    }
    const all = chart(procedure, walker.ways.route).states.map((s) => s.state);
    expect(all.filter((state) => !seen.has(state))).toEqual(['draft']);
  });

  it('is walked on simple paths along every edge, and on some more', async () => {
    const simple = walker.ways.simple();
    const along = covering(simple, shortest());
    const more = fc.sample(fc.constantFrom(...longest(simple)), { numRuns: 5, seed: seed(`paths of ${name}`) });
    const edges = new Set([...shortest(), ...along].flat().map(edge));
    expect(simple.flat().filter((leg) => !edges.has(edge(leg)))).toEqual([]);
    for (const path of [...along, ...more]) await walk(path);
  });

  it('stays where a clock runs out, and comes back from a supplement that was not given', async () => {
    const { ways, w } = walker;
    const id = await walker.draft();
    const outdo = async (place: Place) => {
      const [clock] = await app.sql<{ due: Date }>(
        `select due_at as due from deadline where nomination_id = $1 and state = 'pending'`,
        [id],
      );
      await w.clock(clock?.due.toISOString() ?? '');
      const to = ways.ask(place.state, 'Lapse', place.asked);
      expect([named(place.state), await said(id)]).toEqual([named(place.state), named(to ?? '')]);
    };
    const straight = ways.shortest().find((path) => path.at(-1)?.to.state === 'commended') ?? [];
    for (const leg of straight) {
      await walker.go(id, leg);
      if (!waits(leg.to.state)) continue;
      await outdo(leg.to);
      await walker.go(id, { type: 'Return', from: leg.to, to: leg.to });
      await outdo({ ...leg.to, state: 'returned', asked: leg.to.state });
    }
    expect(await said(id)).toBe('commended');
  });

  const waits = (state: State) => (waitingStates(walker.ways.route) as readonly State[]).includes(state);

  async function refusesTheRest(id: string, { state }: Place, turn: State): Promise<void> {
    const { ways, w } = walker;
    for (const type of personal.filter((t) => ways.ask(state, t, turn) === null)) {
      const ofClerk = type === 'Submit' || type === 'Resubmit' || type === 'Withdraw';
      const who = ofClerk ? w.as('clerk.G1') : walker.reviewer(turn);
      const answer = await who.command(id, worded(type));
      expect([named(state), type, answer.status, answer.text]).toEqual([named(state), type, 409, answer.text]);
    }
    for (const [event, command] of Object.entries(ofActs)) {
      if (ways.ask(state, event as keyof typeof ofActs) !== null) continue;
      const { commandId, requestHash } = order();
      const given = { ...command, act: order().commandId } as Command;
      const asked = { nomination: id, commandId, requestHash, actor: { system: 'act' as const }, command: given };
      expect([event, await perform(app.engine, asked)]).toMatchObject([event, { refusal: { refused: 'not-now' } }]);
    }
    expect(await said(id)).toBe(named(state));
  }

  async function stays(id: string, { state }: Place): Promise<void> {
    const people = { Recuse: 'aside.G1', DeclareRelation: 'kin.G1' } as const;
    for (const [type, who] of Object.entries(people)) {
      const answer = await walker.w.as(who).command(id, worded(type));
      const taken = walker.ways.ask(state, type as keyof typeof people);
      expect([named(state), type, answer.status]).toEqual([named(state), type, taken === state ? 200 : 409]);
    }
    expect(await said(id)).toBe(named(state));
  }
});
