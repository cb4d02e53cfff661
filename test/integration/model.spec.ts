import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { CommandAnswer } from '#contract';
import { checkLedger } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { pdf, type Answer, type Client, type Sending } from '../support/client.js';
import { after, deeds, drafted, onward, whose, type Deed, type Reference } from '../support/reference.js';
import { points, Restarting, type Point } from '../support/restarting.js';
import { seed } from '../support/seed.js';
import { worded } from '../support/walker.js';
import { world, type World } from '../support/world.js';

/** M2: whatever is done in whatever order, the system does what the reference says; crashes and restarts change nothing. */

let app: TestApp;
let w: World;
let api: Restarting;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  api = new Restarting(app);
  await api.start();
});
afterAll(async () => {
  await api.stop();
  await app.close();
});

/** One request that was taken, to be sent again. */
interface Taken {
  readonly who: string;
  readonly request: Required<Sending>;
  readonly answer: Answer<CommandAnswer>;
}
interface Real {
  readonly ids: string[];
  readonly taken: Map<string, Taken>;
}
/** The nominations that the reference knows of, in the order of `Real.ids`. */
type Model = Reference[];
type Step = fc.AsyncCommand<Model, Real>;

const pathOf = (id: string) => `/api/nominations/${id}/commands`;
const send = (id: string, who: string, request: Required<Sending>) =>
  api.as(w.as(who)).send<CommandAnswer>('POST', pathOf(id), request);

/** What the API and the ledger say of a nomination is what the reference says. */
async function agrees(id: string, { state, revision, entries }: Reference): Promise<void> {
  const view = await api.as(w.as('clerk.G1')).view(id);
  const [written] = await app.sql<{ n: number }>('select count(*)::int as n from ledger_entry where chain = $1', [
    `n:${id}`,
  ]);
  expect([w.named(view.state), view.revision ?? 0, written?.n]).toEqual([state, revision, entries]);
}

abstract class OnOne implements Step {
  constructor(private readonly pick: number) {}

  check(model: Readonly<Model>): boolean {
    return model.length > 0;
  }

  async run(model: Model, real: Real): Promise<void> {
    const i = this.pick % model.length;
    const [id, now] = [real.ids[i] ?? '', model[i] ?? drafted];
    model[i] = await this.on(id, now, real);
    await agrees(id, model[i]);
  }

  protected abstract on(id: string, now: Reference, real: Real): Promise<Reference>;

  toString(): string {
    return `${this.what()}#${String(this.pick)}`;
  }
  protected abstract what(): string;
}

class Nominate implements Step {
  check = (model: Readonly<Model>) => model.length < 3;
  async run(model: Model, real: Real): Promise<void> {
    const id = await w.nominate({ submit: false });
    real.ids.push(id);
    model.push(drafted);
    await agrees(id, drafted);
  }
  toString = () => 'Nominate';
}

/** A deed by whoever has the turn; with a point, the API dies there, starts anew, and the same request is sent again. */
class Do extends OnOne {
  constructor(
    pick: number,
    private readonly given: Partial<Deed>,
    private readonly point: Point | undefined,
  ) {
    super(pick);
  }

  protected async on(id: string, now: Reference, real: Real): Promise<Reference> {
    const { type = onward(now), changed = false } = this.given;
    const who = whose(now, { type });
    if (type === 'Resubmit' && changed && now.state === 'returned') await anotherFile(id);
    const request = await api.as(w.as(who)).prepare(id, worded(type));
    const answer = this.point === undefined ? await send(id, who, request) : await this.cutOff(id, who, request);
    const next = after(now, { type, changed });
    expect([this.what(), now.state, answer.status, answer.text]).toEqual([
      this.what(),
      now.state,
      next === null ? 409 : 200,
      answer.text,
    ]);
    if (next !== null) real.taken.set(id, { who, request, answer });
    return next ?? now;
  }

  private async cutOff(id: string, who: string, request: Required<Sending>): Promise<Answer<CommandAnswer>> {
    api.arm(this.point ?? 'perform:begin');
    const answer = await send(id, who, request);
    if (api.isDead) expect(answer.status).toBe(500);
    const before = api.isDead ? null : answer.status;
    await api.restart();
    const again = await send(id, who, request);
    if (before !== null) expect(again.status).toBe(before);
    return again;
  }

  protected what(): string {
    const { type = 'Onward', changed } = this.given;
    return `${type}${changed === true ? ' changed' : ''}${this.point === undefined ? '' : ` cut off at ${this.point}`}`;
  }
}

async function anotherFile(id: string): Promise<void> {
  const put = await api.as(w.as('clerk.G1')).file(id, 'minutes', { bytes: pdf(randomUUID()) });
  expect([put.status, put.text]).toEqual([200, put.text]);
}

/** The last request that was taken is sent again: the same answer, and nothing is written. */
class Repeat extends OnOne {
  protected async on(id: string, now: Reference, { taken }: Real): Promise<Reference> {
    const last = taken.get(id);
    if (last === undefined) return now;
    const again = await send(id, last.who, last.request);
    expect([again.status, again.text]).toEqual([last.answer.status, last.answer.text]);
    return now;
  }
  protected what = () => 'Repeat';
}

/** Somebody decides on a dossier that is another one by now. */
class Stale extends OnOne {
  protected async on(id: string, now: Reference): Promise<Reference> {
    const who = api.as(w.as(whose(now, { type: 'Return' })));
    if (now.revision === 0) return now;
    const answer: Answer<unknown> = await who.command(id, worded('Return'), {
      ifMatch: `"${String(now.revision - 1)}"`,
    });
    expect([answer.status, answer.body]).toEqual([412, expect.objectContaining({ code: 'stale-revision' })]);
    return now;
  }
  protected what = () => 'Stale';
}

/** Somebody of another unit, and somebody without the seat. */
class Trespass extends OnOne {
  protected async on(id: string, now: Reference): Promise<Reference> {
    const tries = async (who: Client) =>
      (await who.command(id, worded('Withdraw'), { ifMatch: `"${String(now.revision)}"` })).status;
    expect(await tries(api.as(w.as('clerk.G2')))).toBe(404);
    if (now.revision > 0) expect(await tries(api.as(w.as('appraiser.G1')))).toBe(403);
    return now;
  }
  protected what = () => 'Trespass';
}

class Restart implements Step {
  check = () => true;
  run = () => api.restart();
  toString = () => 'Restart';
}

const pick = fc.nat(2);
/** Mostly onward, so that histories get far; ending one is rare. */
const deed: fc.Arbitrary<Partial<Deed>> = fc.oneof(
  { weight: 9, arbitrary: fc.record({ changed: fc.boolean() }) },
  { weight: 3, arbitrary: fc.constant({ type: 'Return' as const }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom(...deeds), changed: fc.boolean() }) },
);
const point = fc.oneof(
  { weight: 5, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom(...points) },
);
const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(null).map(() => new Nominate()) },
  { weight: 14, arbitrary: fc.tuple(pick, deed, point).map((given) => new Do(...given)) },
  { weight: 2, arbitrary: pick.map((i) => new Repeat(i)) },
  { weight: 1, arbitrary: pick.map((i) => new Stale(i)) },
  { weight: 1, arbitrary: pick.map((i) => new Trespass(i)) },
  { weight: 1, arbitrary: fc.constant(null).map(() => new Restart()) },
);

it('does what the reference says, through crashes and restarts', async () => {
  const run = fc.asyncProperty(fc.commands([steps], { maxCommands: 40, size: 'max' }), async (commands) => {
    await fc.asyncModelRun(() => ({ model: [], real: { ids: [], taken: new Map() } }), commands);
    expect(await checkLedger(app.engine.db, app.files)).not.toHaveProperty('what');
  });
  await fc.assert(run, {
    numRuns: 15,
    seed: seed('model'),
    interruptAfterTimeLimit: 240_000,
    markInterruptAsFailure: true,
  });
}, 300_000);
