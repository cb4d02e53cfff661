import { claimOutbox, failOutbox, renewOutbox } from '#engine';
import { relay, relayOnce } from '../../../apps/worker/src/relay.js';
import type { NewJob } from '../../../apps/worker/src/queues.js';
import { Died, fixture, type Fixture } from './fixture.js';

let f: Fixture;
let nomination: string;

beforeAll(async () => {
  f = await fixture();
  nomination = await f.nomination();
});
afterAll(() => f.close());
beforeEach(async () => {
  f.dieAt = undefined;
  await f.all('delete from incident');
  await f.all('delete from outbox');
});

const notice = () => f.notice('stepWaiting', nomination, { kind: 'seats', unit: f.unit, role: 'appraiser' });

function recording() {
  const jobs: NewJob[] = [];
  return { jobs, add: async (_queue: string, added: readonly NewJob[]) => void jobs.push(...added) };
}

describe('the relay', () => {
  it('claims every row once, however many relays claim at the same time', async () => {
    const ids = await Promise.all(Array.from({ length: 250 }, notice));
    const claims = await Promise.all(Array.from({ length: 4 }, () => claimOutbox(f.engine.db)));
    expect(claims.map((c) => c.length).every((n) => n <= 100)).toBe(true);
    expect(
      claims
        .flat()
        .map((r) => r.id)
        .sort(),
    ).toEqual(ids.sort());
  });

  it('leaves a row alone until it is released by legal time', async () => {
    await f.outbox({ topic: 'stepWaiting' }, { inSeconds: 3600 });
    expect(await claimOutbox(f.engine.db)).toEqual([]);
    await f.all("update system_clock set ahead = interval '61 min'");
    expect(await claimOutbox(f.engine.db)).toHaveLength(1);
    await f.all("update system_clock set ahead = '0'");
  });

  it('asks for another round after a full claim, and marks what it added', async () => {
    await Promise.all(Array.from({ length: 101 }, notice));
    const queue = recording();
    expect(await relayOnce(f.engine, queue)).toBe('more');
    expect(await relayOnce(f.engine, queue)).toBe('done');
    expect(queue.jobs).toHaveLength(101);
    const open = await f.one<{ n: number }>(
      "select count(*)::int as n from outbox where dispatched_at is null or lease_until < clock_timestamp() + interval '9 min'",
    );
    expect(open.n).toBe(0);
  });

  it.each(['relay:claimed', 'relay:added'])(
    'that dies at %s loses nothing: the row is added again (F4)',
    async (at) => {
      const id = await notice();
      const queue = recording();
      f.dieAt = at;
      await expect(relayOnce(f.engine, queue)).rejects.toThrow(Died);
      f.dieAt = undefined;
      expect(await relayOnce(f.engine, queue)).toBe('done');
      await f.leasesRunOut();
      await relayOnce(f.engine, queue);
      expect(queue.jobs.at(-1)?.id).toBe(`ob-${id}-2`);
      expect(new Set(queue.jobs.map((j) => j.id)).size).toBe(queue.jobs.length);
    },
  );

  it('lets only the last dispatch of a row act', async () => {
    const id = await notice();
    const [first] = await claimOutbox(f.engine.db);
    await f.leasesRunOut();
    const [second] = await claimOutbox(f.engine.db);
    expect(await renewOutbox(f.engine.db, id, first?.token ?? '')).toBeNull();
    expect(await renewOutbox(f.engine.db, id, second?.token ?? '')).toMatchObject({ topic: 'stepWaiting' });
  });

  it('gives a row up after twelve tries, with one incident that says why (I6)', async () => {
    const id = await notice();
    for (let i = 0; i < 12; i++) {
      const [row] = await claimOutbox(f.engine.db);
      await failOutbox(f.engine.db, id, row?.token ?? '', `no answer ${i + 1}`);
      await f.leasesRunOut();
    }
    expect(await claimOutbox(f.engine.db)).toEqual([]);
    expect(await f.one('select dead_at is not null as dead, attempts from outbox')).toEqual({
      dead: true,
      attempts: 12,
    });
    expect(await f.all('select outbox_id, message from incident')).toEqual([
      { outbox_id: id, message: 'no answer 12' },
    ]);
  });

  it('gives up a row that is dispatched twelve times and never heard of again', async () => {
    await notice();
    for (let i = 0; i < 13; i++) {
      await relayOnce(f.engine, recording());
      await f.leasesRunOut();
    }
    expect(await f.all('select message from incident')).toHaveLength(1);
  });

  it('waits longer after each failure', async () => {
    const id = await notice();
    const [row] = await claimOutbox(f.engine.db);
    await failOutbox(f.engine.db, id, row?.token ?? '', 'no');
    expect(await claimOutbox(f.engine.db)).toEqual([]);
  });

  it('says so when nobody works for a consumer', async () => {
    await f.outbox({ topic: 'x' }, { consumer: 'webhook' });
    await relayOnce(f.engine, recording());
    expect(await f.one('select last_error from outbox')).toEqual({
      last_error: 'no queue works for the consumer webhook',
    });
  });

  it('uses up no tries while the queue is out of reach', async () => {
    await notice();
    const out = () => Promise.reject(new Error('out of reach'));
    const round = relay(f.engine, { add: out, check: out });
    for (let i = 0; i < 20; i++) {
      await round().catch(() => undefined);
      await f.leasesRunOut();
    }
    expect(await f.one('select attempts, dead_at from outbox')).toEqual({ attempts: 1, dead_at: null });
  });
});
