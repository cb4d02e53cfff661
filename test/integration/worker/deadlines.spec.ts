import { claimDue, remind, sweepDirect } from '#engine';
import { uuidv5 } from '#ledger';
import { sweepOnce } from '../../../apps/worker/src/deadlines.js';
import { fixture, silent, type Fixture } from './fixture.js';

let f: Fixture;

beforeAll(async () => {
  f = await fixture();
});
afterAll(() => f.close());
beforeEach(async () => {
  await f.all("update system_clock set ahead = '0'");
  await f.all("update deadline set state = 'cancelled'");
  await f.all('delete from outbox');
});

const ahead = (interval: string) => f.all('update system_clock set ahead = $1::interval', [interval]);
const stateOf = async (id: string) =>
  (await f.one<{ state: string }>('select state from deadline where id = $1', [id])).state;
const lapses = async (nomination: string) =>
  (
    await f.one<{ n: number }>(
      `select count(*)::int as n from ledger_entry where chain = 'n:' || $1 and canon::jsonb->>'type' = 'Lapse'`,
      [nomination],
    )
  ).n;

describe('the sweep', () => {
  it('claims nothing before it is due by legal time, whatever the clock of the worker says', async () => {
    const id = await f.deadline(await f.nomination(), { due: 3600 });
    expect(await claimDue(f.engine.db)).toEqual([]);
    expect(await sweepDirect(f.engine)).toMatchObject({ performed: 0, failures: [] });
    await ahead('59 min');
    expect(await claimDue(f.engine.db)).toEqual([]);
    await ahead('61 min');
    expect(await claimDue(f.engine.db)).toEqual([id]);
  });

  it('gives a deadline to one of many workers, and again when that one is gone', async () => {
    const id = await f.deadline(await f.nomination(), { due: -1 });
    const claims = await Promise.all(Array.from({ length: 4 }, () => claimDue(f.engine.db)));
    expect(claims.flat()).toEqual([id]);
    await f.leasesRunOut();
    expect(await claimDue(f.engine.db)).toEqual([id]);
  });

  it('performs what is due directly: one lapse, one entry, and the notices of the step', async () => {
    const nomination = await f.nomination();
    const id = await f.deadline(nomination, { due: 60 });
    await ahead('2 min');
    const swept = await Promise.all([sweepDirect(f.engine), sweepDirect(f.engine)]);
    expect(swept.flatMap((s) => s.failures)).toEqual([]);
    expect(await stateOf(id)).toBe('fired');
    expect(await lapses(nomination)).toBe(1);
    const topics = await f.all<{ topic: string; role: string }>(
      "select topic, payload->'to'->>'role' as role from outbox order by 2",
    );
    expect(topics).toEqual([
      { topic: 'deadlineLapsed', role: 'appraiser' },
      { topic: 'deadlineLapsed', role: 'signer' },
    ]);
    expect(await sweepDirect(f.engine)).toMatchObject({ performed: 0 });
  });

  it('puts what is due on the queue', async () => {
    const id = await f.deadline(await f.nomination(), { due: -1 });
    const added: unknown[] = [];
    await sweepOnce(f.engine, { add: async (queue, jobs) => void added.push(queue, ...jobs) }, silent);
    expect(added).toEqual(['deadlines', { name: 'lapse', data: { deadline: id } }]);
    expect(await stateOf(id)).toBe('pending');
  });

  it('performs what is due itself while the queue is down', async () => {
    const nomination = await f.nomination();
    const id = await f.deadline(nomination, { due: -1 });
    await sweepOnce(f.engine, { add: () => Promise.reject(new Error('down')) }, silent);
    expect(await stateOf(id)).toBe('fired');
    expect(await lapses(nomination)).toBe(1);
  });

  it('goes on after a deadline that cannot be performed', async () => {
    const broken = await f.deadline(await f.nomination(), { due: -2 });
    await f.all(
      `update nomination set procedure = '{"id":"NONE","version":9,"hash":"00"}'
      where id = (select nomination_id from deadline where id = $1)`,
      [broken],
    );
    const sound = await f.deadline(await f.nomination(), { due: -1 });
    const swept = await sweepDirect(f.engine);
    expect(swept).toMatchObject({ performed: 1 });
    expect(swept.failures).toHaveLength(1);
    expect([await stateOf(broken), await stateOf(sound)]).toEqual(['pending', 'fired']);
    await f.all('delete from deadline where id = $1', [broken]);
  });
});

describe('a reminder', () => {
  it('is written exactly once, to the role of the step, by whichever sweep is first', async () => {
    const nomination = await f.nomination();
    const id = await f.deadline(nomination, { due: 3600, remind: -1 });
    await Promise.all([remind(f.engine), remind(f.engine), remind(f.engine)]);
    expect(await remind(f.engine)).toBe(0);
    expect(await f.all('select id, chain, consumer, topic, payload from outbox')).toEqual([
      {
        id: uuidv5(id, 'notify/deadlineNear'),
        chain: `n:${nomination}`,
        consumer: 'notify',
        topic: 'deadlineNear',
        payload: {
          topic: 'deadlineNear',
          nomination,
          seq: 0,
          step: `appraisal@${f.unit}`,
          to: { kind: 'seats', unit: f.unit, role: 'appraiser' },
        },
      },
    ]);
  });

  it('is written although another one cannot be', async () => {
    const broken = await f.nomination();
    await f.deadline(broken, { due: 3600, remind: -2 });
    await f.all(`update nomination set procedure = '{"id":"NONE","version":9,"hash":"00"}' where id = $1`, [broken]);
    const sound = await f.nomination();
    await f.deadline(sound, { due: 3600, remind: -1 });
    await expect(remind(f.engine)).rejects.toThrow('NONE@9');
    expect(await f.all('select chain from outbox')).toEqual([{ chain: `n:${sound}` }]);
  });

  it('is not written before its time, nor for what is due already', async () => {
    await f.deadline(await f.nomination(), { due: 3600, remind: 60 });
    await f.deadline(await f.nomination(), { due: -1, remind: -60 });
    expect(await remind(f.engine)).toBe(0);
    await ahead('2 min');
    expect(await remind(f.engine)).toBe(1);
  });
});
