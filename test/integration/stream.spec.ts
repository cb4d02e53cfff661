import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandAnswer } from '#contract';
import { forgetChanges } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { killProcesses, startProcess } from '../support/app-process.js';
import { ok, refused, type Client } from '../support/client.js';
import { testServer } from '../support/database.js';
import { startProxy, type Proxy } from '../support/proxy.js';
import { Stream } from '../support/stream.js';
import { world, type World } from '../support/world.js';

/** Streams (model.md 12): who looks is told that something changed, never what, and only of what they may see. */

let proxy: Proxy;
let app: TestApp;
let w: World;
const open: Stream[] = [];
beforeAll(async () => {
  proxy = await startProxy(testServer());
  app = await startApp({ releaseSeconds: 3 });
  w = await world(app);
  await w.open('X', 'level2_union', 'F', ['clerk', 'appraiser', 'signer', 'secretary', 'member', 'auditor']);
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});
afterAll(async () => {
  await killProcesses();
  await app.close();
  await proxy.close();
});

const follow = async (who: string | Client, after?: string): Promise<Stream> => {
  const stream = await Stream.ready(typeof who === 'string' ? w.as(who) : who, after);
  open.push(stream);
  return stream;
};
const recommend = { type: 'Recommend', opinion: 'Đồng ý với đề nghị' };
const release = (answer: CommandAnswer): number => Date.parse(answer.releasedAt) - Date.parse(answer.at);
const clock = async (): Promise<number> =>
  Number((await app.sql<{ at: string }>('select extract(epoch from laurel_clock()) * 1000 as at'))[0]?.at);

describe('who is told', () => {
  it('whoever may see it, ids only; who may not hears nothing, and the next unit not before its turn is released', async () => {
    const strangers = ['clerk.X', 'appraiser.X', 'signer.X', 'auditor.X', 'appraiser.F', 'clerk.G2'];
    const [clerk, appraiser, above] = [
      await follow('clerk.G1'),
      await follow('appraiser.G1'),
      await follow('appraiser.C'),
    ];
    const others = await Promise.all(strangers.map((who) => follow(who)));
    const id = await w.nominate();
    await Promise.all([clerk.hears('nomination', id), appraiser.hears('nomination', id)]);
    const told = clerk.told.filter((t) => t.event === 'changed');
    expect(told.flatMap((t) => t.things).every((t) => Object.keys(t).sort().join() === 'id,kind')).toBe(true);
    const first = ok(await w.as('appraiser.G1').command<CommandAnswer>(id, recommend)).body;
    expect(release(first)).toBe(3000);
    const before = clerk.ids('nomination').length;
    await appraiser.until((s) => s.ids('nomination').length > 1, 'told to the actor at once');
    expect(await clock()).toBeLessThan(Date.parse(first.releasedAt));
    expect([clerk.ids('nomination').length, above.ids('nomination')]).toEqual([before, []]);
    await clerk.until((s) => s.ids('nomination').length > before, 'told to others after the release');
    expect(await clock()).toBeGreaterThanOrEqual(Date.parse(first.releasedAt));
    expect(await clock()).toBeLessThan(Date.parse(first.releasedAt) + 2000);
    ok(await w.as('signer.G1').command<CommandAnswer>(id, recommend));
    await above.hears('nomination', id);
    expect(others.map((s) => s.ids('nomination'))).toEqual(strangers.map(() => []));
    expect(others.map((s) => s.text).join()).not.toContain(id);
  });

  it('a decision that was taken back is told once, when it is taken back', async () => {
    const id = await w.nominate();
    const clerk = await follow('clerk.G1');
    await clerk.until((s) => s.place !== '', 'a place');
    const heard = clerk.ids('nomination').length;
    const { seq } = ok(await w.as('appraiser.G1').command<CommandAnswer>(id, recommend)).body;
    ok(await w.as('appraiser.G1').command(id, { type: 'Retract', seq }));
    const notes = await app.sql(
      'select from change where thing = $1 and person_id is null and visible_from > laurel_clock()',
      [id],
    );
    expect(notes).toHaveLength(0);
    await clerk.until((s) => s.ids('nomination').length > heard, 'the retraction');
  });

  it('who stepped aside still hears of the state, and a seat or a notice is told to its own person alone', async () => {
    const [deputy, colleague] = [await w.person('deputy.G1', 'G1'), await follow('signer.G1')];
    const own = await follow(deputy);
    await w.seat('deputy.G1', 'appraiser', 'G1');
    await own.hears('me', deputy.person);
    expect(colleague.ids('me')).not.toContain(deputy.person);
    const id = await w.nominate();
    await own.hears('nomination', id);
    await app.sql(
      `insert into notification (outbox_id, person_id, topic, nomination_id) select (select id from outbox limit 1), $1, 'assigned', $2`,
      [deputy.person, id],
    );
    await own.hears('notices', deputy.person);
    expect(colleague.ids('notices')).not.toContain(deputy.person);
  });
});

describe('a place in the stream', () => {
  it('is gone on with by another process: what was missed is told, and nothing to who may not see it', async () => {
    const before = await follow('clerk.G1');
    const { place } = before;
    before.close();
    const id = await w.nominate();
    const other = await startProcess(app, proxy);
    const [own, stranger] = [other.as(w.as('clerk.G1')), other.as(w.as('clerk.X'))];
    const after = await follow(own, place);
    expect(after.ids('nomination')).toContain(id);
    expect(after.told.map((t) => t.event)).not.toContain('resync');
    expect((await follow(stranger, place)).text).not.toContain(id);
    const next = await w.nominate();
    await after.hears('nomination', next);
    other.program.child.kill('SIGTERM');
    await after.until((s) => s.over, 'ended with its server');
    expect(await other.program.ended).toBe(0);
    expect(after.told.at(-1)).toMatchObject({ event: 'end', why: 'closing' });
  });

  it('that is older than ten minutes, or that nobody gave, is answered with resync', async () => {
    const { place } = await follow('clerk.G1');
    const old = String(BigInt(place) - 601_000_000n);
    const kept = String(BigInt(place) - 590_000_000n);
    const future = String(BigInt(place) + 60_000_000n);
    const events = async (after: string) => {
      const stream = await follow('clerk.G1', after);
      stream.close();
      return stream.told.map((t) => t.event);
    };
    for (const wrong of [old, future, 'x', '9'.repeat(30), "1' or 1=1"]) {
      expect([wrong, await events(wrong)]).toEqual([wrong, ['resync', 'ready']]);
    }
    expect(await events(kept)).not.toContain('resync');
  });

  it('is forgotten after a quarter of an hour, and no sooner', async () => {
    const id = await w.nominate();
    const count = async () => (await app.sql('select from change where thing = $1', [id])).length;
    expect(await count()).toBeGreaterThan(0);
    await app.sql(`update change set visible_from = visible_from - interval '14 min' where thing = $1`, [id]);
    await forgetChanges(app.engine);
    expect(await count()).toBeGreaterThan(0);
    await app.sql(`update change set visible_from = visible_from - interval '2 min' where thing = $1`, [id]);
    expect(await forgetChanges(app.engine)).toBeGreaterThan(0);
    expect(await count()).toBe(0);
  });
});

describe('a stream lives with its session', () => {
  it('signing out ends it, and so does an expired session and a disabled account; others go on', async () => {
    const person = await w.person('leaving.G1', 'G1');
    const [staying, streams] = [await follow('clerk.G1'), [await follow(person)]];
    ok(await person.send('DELETE', '/api/session'));
    await streams[0]!.until((s) => s.told.some((t) => t.why === 'signed-out'), 'ended');
    await streams[0]!.until((s) => s.over, 'closed');
    const second = await w.person('expiring.G1', 'G1');
    const expiring = await follow(second);
    await app.sql(
      `update session s set last_seen_at = clock_timestamp() - interval '3 h' from account a where a.id = s.account_id and a.person_id = $1`,
      [second.person],
    );
    await expiring.until((s) => s.over, 'closed');
    const id = await w.nominate();
    await staying.hears('nomination', id);
    expect(expiring.text).not.toContain(id);
    refused(await second.get('/api/stream'), 401, 'signed-out');
  });

  it('a person has six at once', async () => {
    const person = await w.person('many.G1', 'G1');
    const six = await Promise.all(Array.from({ length: 6 }, () => follow(person)));
    refused(await person.get('/api/stream'), 429, 'too-many-streams');
    six[0]?.close();
    const again = async (tries = 40): Promise<Stream> =>
      follow(person).catch((error: unknown) => {
        if (tries === 0) throw error;
        return again(tries - 1);
      });
    expect((await again()).over).toBe(false);
  });

  it('nobody is let in signed out, and HEAD does not hang', async () => {
    expect((await fetch(`${app.url}/api/stream`)).status).toBe(401);
    const head = await w.as('clerk.G1').send('HEAD', '/api/stream');
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    expect(head.headers.get('x-content-type-options')).toBe('nosniff');
  });
});
