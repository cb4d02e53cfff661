import { startWorker, type RunningWorker } from '#worker';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { describeOnRedis } from '../../support/needs.js';
import { fixture, silent, until, type Fixture } from './fixture.js';
import { redis, smtpServer } from './servers.js';

type Smtp = Awaited<ReturnType<typeof smtpServer>>;
type OwnRedis = Awaited<ReturnType<typeof redis>>;

let f: Fixture;
let smtp: Smtp;
let own: OwnRedis | undefined;
let worker: RunningWorker | undefined;

async function start(): Promise<RunningWorker> {
  worker = await startWorker({
    config: {
      redisUrl: own?.url,
      smtpUrl: smtp.url,
      mailFrom: 'Laurel <laurel@localhost>',
      dataDir: await mkdtemp(join(tmpdir(), 'laurel-worker-')),
      maxFileBytes: 65_536,
      publicOrigins: ['https://laurel.example'],
      mode: 'test',
    },
    engine: f.engine,
    databasePlace: f.database.app,
    logger: silent,
  });
  return worker;
}

async function stop(): Promise<void> {
  await worker?.close();
  worker = undefined;
}

const seats = (role: string) => ({ kind: 'seats', unit: f.unit, role });

async function settled(): Promise<boolean> {
  const { n } = await f.one<{ n: number }>(
    'select count(*)::int as n from outbox where confirmed_at is null and dead_at is null',
  );
  return n === 0;
}

/** Everything that queues hold is gone, as by FLUSHALL. */
async function forget(): Promise<void> {
  if (own !== undefined) return void (await own.client.flushall());
  const tables = await f.all<{ name: string }>(
    "select quote_ident(tablename) as name from pg_tables where schemaname = 'queue' and tablename like '%job%'",
  );
  for (const { name } of tables) await f.all(`delete from queue.${name}`);
}

async function issuedAct(items: number): Promise<string> {
  const [act, document] = [randomUUID(), randomUUID()];
  await f.all("insert into act values ($1, 'issue', $2, 3, $3, $4, laurel_clock())", [
    act,
    `d:${document}`,
    { document },
    randomUUID(),
  ]);
  for (let i = 0; i < items; i++) {
    const nomination = await f.nomination({ state: 'awaitingDecision' });
    await f.all('insert into act_item (act_id, nomination_id, position, command_id) values ($1, $2, $3, $4)', [
      act,
      nomination,
      i,
      randomUUID(),
    ]);
  }
  await f.outbox({ act }, { consumer: 'act' });
  return act;
}

const itemsOf = (act: string) =>
  f.one<{ done: number; waiting: number; entries: number }>(
    `select count(*) filter (where status = 'done')::int as done, count(*) filter (where status = 'waiting')::int as waiting,
       (select count(*)::int from ledger_entry e join act_item x on e.command_id = x.command_id where x.act_id = $1) as entries
     from act_item where act_id = $1`,
    [act],
  );

function promises(): void {
  beforeAll(async () => {
    f = await fixture();
    smtp = await smtpServer();
  });
  afterAll(async () => {
    await smtp.close();
    await f.close();
  });
  afterEach(async () => {
    await stop();
    f.dieAt = undefined;
    await f.all("update seat set valid_to = '2021-01-01'");
  });

  it('confirms every row and tells every recipient once (I6, I7)', async () => {
    const people = [await f.person({ role: 'appraiser' }), await f.person({ role: 'appraiser' })];
    const nomination = await f.nomination();
    const rows = [];
    for (let i = 0; i < 60; i++) rows.push(await f.notice('stepWaiting', nomination, seats('appraiser')));
    await start();
    await until('all rows are confirmed', settled);
    const expected = rows.flatMap((row) => people.map((p) => `<${row}.${p}@laurel.example>`)).sort();
    expect(smtp.sent.map((m) => m.messageId).sort()).toEqual(expected);
    const inApp = await f.all<{ id: string }>(
      "select '<' || outbox_id || '.' || person_id || '@laurel.example>' as id from notification where mailed_at is not null order by 1",
    );
    expect(inApp.map((r) => r.id).sort()).toEqual(expected);
    await expect(worker?.ready()).resolves.toBeUndefined();
  });

  it('tells everybody although the queue forgot its jobs (F7)', async () => {
    const before = smtp.sent.length;
    await f.person({ role: 'signer' });
    const nomination = await f.nomination();
    await start();
    for (let i = 0; i < 20; i++) await f.notice('stepWaiting', nomination, seats('signer'));
    await until('some rows were dispatched', async () => {
      const { n } = await f.one<{ n: number }>(
        "select count(*)::int as n from outbox where dispatched_at is not null and topic = 'stepWaiting'",
      );
      return n >= 61;
    });
    await forget();
    await f.all('update outbox set lease_until = clock_timestamp() where confirmed_at is null');
    await until('all rows are confirmed', settled, 60);
    expect(smtp.sent).toHaveLength(before + 20);
  }, 90_000);

  it('fires a deadline once although the queue forgot it (F7)', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 10; i++) ids.push(await f.deadline(await f.nomination(), { due: -1 }));
    const count = async (where: string) =>
      (await f.one<{ n: number }>(`select count(*)::int as n from deadline where id = any($1) and ${where}`, [ids])).n;
    await start();
    await until('they are claimed', async () => (await count("lease_until is not null or state <> 'pending'")) === 10);
    await forget();
    await stop();
    await f.leasesRunOut();
    await start();
    await until('all have fired', async () => (await count("state = 'fired'")) === 10, 60);
    const { entries, late } = await f.one<{ entries: number; late: number }>(
      `select count(*)::int as entries, count(*) filter (where (e.canon::jsonb->>'at')::timestamptz < d.due_at)::int as late
       from deadline d join ledger_entry e on e.chain = 'n:' || d.nomination_id where d.id = any($1)`,
      [ids],
    );
    expect({ entries, late }).toEqual({ entries: 10, late: 0 });
  }, 90_000);

  it('finishes an act that a worker left in the middle: each item once (F24)', async () => {
    const act = await issuedAct(12);
    f.dieAt = 'act:item';
    await start();
    await until('one item is done', async () => (await itemsOf(act)).done >= 1);
    f.dieAt = undefined;
    await f.leasesRunOut();
    await until('all rows are confirmed', settled, 60);
    expect(await itemsOf(act)).toEqual({ done: 12, waiting: 0, entries: 12 });
  }, 90_000);

  it('lets a running job finish when it is closed', async () => {
    const act = await issuedAct(40);
    await start();
    await until('it has begun', async () => (await itemsOf(act)).done >= 1);
    await stop();
    const after = await itemsOf(act);
    expect(after.entries).toBe(after.done);
    expect(
      await f.one('select lease_token is not null as held, last_error from outbox where payload->>$1 = $2', [
        'act',
        act,
      ]),
    ).toMatchObject({
      last_error: null,
    });
    expect(after.waiting).toBe(0);
  });
}

describe('on PostgreSQL the worker', promises);

describeOnRedis('on Redis the worker', () => {
  beforeAll(async () => {
    own = await redis();
  });
  afterAll(async () => {
    await own?.close();
    own = undefined;
  });
  promises();

  it('is not ready while Redis may evict jobs', async () => {
    const { ready } = await start();
    await own?.client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    await expect(ready()).rejects.toThrow('noeviction');
    await own?.client.config('SET', 'maxmemory-policy', 'noeviction');
    await expect(ready()).resolves.toBeUndefined();
  });

  it('performs deadlines while Redis is down, and tells everybody when it is back empty (F8, F9)', async () => {
    await f.person({ role: 'secretary' });
    const nomination = await f.nomination();
    await own?.kill();
    const deadline = await f.deadline(await f.nomination(), { due: -1 });
    const notice = await f.notice('stepWaiting', nomination, seats('secretary'));
    const { ready } = await start();
    await expect(ready()).rejects.toThrow();
    await until(
      'the sweep performed it',
      async () =>
        (await f.one<{ state: string }>('select state from deadline where id = $1', [deadline])).state === 'fired',
      40,
    );
    expect(await f.one('select confirmed_at, dead_at from outbox where id = $1', [notice])).toEqual({
      confirmed_at: null,
      dead_at: null,
    });
    await own?.start();
    const confirmed = async () =>
      (await f.one<{ yes: boolean }>('select confirmed_at is not null as yes from outbox where id = $1', [notice])).yes;
    await until('the row is confirmed', confirmed, 60);
    expect(smtp.sent.filter((m) => m.messageId.includes(notice))).toHaveLength(1);
  }, 120_000);
});
