import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BallotView, SittingView } from '#contract';
import { councilProcedure } from '#domain';
import { ballotKeys, destroyLeftKeys, openBallot } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused } from '../support/client.js';
import { council, key, publish, type Council } from '../support/councils.js';
import { world, type World } from '../support/world.js';

/** The key of a ballot: made once, gone with the count, and what happens when it is lost. */

let app: TestApp;
let w: World;
let c: Council;
let folder: string;
beforeAll(async () => {
  app = await startApp({ poolSize: 20 });
  w = await world(app);
  await publish(w, councilProcedure);
  c = await council(w, 'C', 5);
  folder = join(app.folder, 'ballot-keys');
});
afterAll(() => app.close());

async function sitting(): Promise<SittingView> {
  const id = await w.nominate();
  await w.climb(id, 'ballot@C');
  return c.sitting([id]);
}

const itemOf = ({ agenda }: SittingView): string => agenda[0]?.nomination ?? '';
const keysOf = async (ballot: string): Promise<string[]> =>
  (await readdir(folder).catch(() => [])).filter((n) => n.startsWith(ballot)).map((n) => join(folder, n));
const read = async (ballot: string): Promise<BallotView> =>
  ok(await c.secretary.get<BallotView>(`/api/ballots/${ballot}`)).body;

/** Opens a ballot and lets everybody agree. */
async function voted(of: SittingView): Promise<string> {
  const { id } = ok(await c.open(of)).body;
  for (let i = 0; i < 5; i += 1) ok(await c.vote(id, i, 'agree'));
  return id;
}

it('a lost key: closing is refused, the ballot is void in the ledger, and a new one counts', async () => {
  const of = await sitting();
  const ballot = await voted(of);
  for (const file of await keysOf(ballot)) await rm(file);
  const command = key();
  const close = () => c.secretary.post(`/api/ballots/${ballot}/close`, {}, command);
  expect(refused(await close(), 409, 'key-lost')).toMatchObject({ needed: 'a new ballot', clearedBy: 'secretary' });
  refused(await close(), 409, 'key-lost');
  refused(await c.close(ballot), 409, 'ballot-void');
  expect(await read(ballot)).toMatchObject({ state: 'void', items: [], receipts: [], votes: [], act: null });
  const entries = await app.sql<{ type: string; fact: object }>(
    `select canon::jsonb->>'type' as type, canon::jsonb->'facts'->0 as fact from ledger_entry where chain = $1 order by seq`,
    [`b:${ballot}`],
  );
  expect(entries.map((e) => e.type)).toEqual(['OpenBallot', 'VoidBallot']);
  expect(entries[1]?.fact).toEqual({ type: 'BallotVoided', why: 'key-lost' });
  expect(await app.sql('select from envelope where ballot_id = $1', [ballot])).toEqual([]);
  expect(await w.state(itemOf(of))).toBe('ballot@C');

  const closed = await c.closeAndHandOut(await voted(await c.sitting([itemOf(of)])));
  expect(closed.items[0]).toMatchObject({ passed: true, totals: { agree: 5 } });
  expect(await w.state(itemOf(of))).toBe('signature@C');
});

it('a key that is another one, or no key at all, is a lost key', async () => {
  for (const bytes of [Buffer.from('no key'), Buffer.alloc(0)]) {
    const ballot = await voted(await sitting());
    for (const file of await keysOf(ballot)) await writeFile(file, bytes);
    refused(await c.close(ballot), 409, 'key-lost');
    expect(await keysOf(ballot)).toEqual([]);
  }
});

it('a key that cannot be read now is not lost: nothing is decided, and closing again counts', async () => {
  const ballot = await voted(await sitting());
  const [file = ''] = await keysOf(ballot);
  const bytes = `${file}.away`;
  await rename(file, bytes);
  await mkdir(file);
  refused(await c.close(ballot), 500, 'internal');
  expect(await read(ballot)).toMatchObject({ state: 'closing', items: [] });
  await rmdir(file);
  await rename(bytes, file);
  expect(ok(await c.close(ballot)).body).toMatchObject({ state: 'closed', items: [{ totals: { agree: 5 } }] });
});

it('one ballot, one key: the same opening twenty times at once, and every paper can be opened', async () => {
  for (let round = 0; round < 5; round += 1) {
    const of = await sitting();
    const command = key();
    const open = () => c.secretary.post<BallotView>(`/api/sittings/${of.id}/ballots`, {}, command);
    const answers = await Promise.all(Array.from({ length: 20 }, open));
    expect([...new Set(answers.map((a) => a.status))]).toEqual([201]);
    const ids = new Set(answers.map((a) => a.body.id));
    expect(ids.size).toBe(1);
    const [ballot = ''] = ids;
    expect(await keysOf(ballot)).toHaveLength(1);
    for (let i = 0; i < 5; i += 1) ok(await c.vote(ballot, i, 'agree'));
    expect(ok(await c.close(ballot)).body.items).toMatchObject([{ totals: { agree: 5 } }]);
    expect(await keysOf(ballot)).toEqual([]);
  }
});

it('the key stays when nobody knows whether the ballot was opened', async () => {
  const of = await sitting();
  const cut = {
    ...app.engine,
    db: {
      async query<Row>(name: string, text: string, values?: readonly unknown[]): Promise<Row[]> {
        const rows = await app.engine.db.query<Row>(name, text, values);
        if (name === 'record_ballot') throw Object.assign(new Error('cut off'), { code: 'ECONNRESET' });
        return rows;
      },
    },
  };
  const request = { commandId: randomUUID(), requestHash: Buffer.alloc(32), person: c.secretary.person };
  await expect(openBallot(cut, ballotKeys(folder), request, of.id)).rejects.toThrow('cut off');
  const opened = await openBallot(app.engine, ballotKeys(folder), request, of.id);
  const id = 'id' in opened ? opened.id : '';
  for (let i = 0; i < 5; i += 1) ok(await c.vote(id, i, 'agree'));
  expect(ok(await c.close(id)).body).toMatchObject({ state: 'closed' });
});

it('the command id of an open ballot, used for another sitting, is refused and leaves its key alone', async () => {
  const [first, second] = [await sitting(), await sitting()];
  const command = key();
  const { id } = ok(await c.secretary.post<BallotView>(`/api/sittings/${first.id}/ballots`, {}, command)).body;
  refused(await c.secretary.post(`/api/sittings/${second.id}/ballots`, {}, command), 422, 'command-reused');
  const [used] = await app.sql<{ id: string }>(
    `select id from command where id in (select command_id from ledger_entry where chain like 'acl:%') limit 1`,
  );
  refused(await c.secretary.post(`/api/sittings/${second.id}/ballots`, {}, key(used?.id)), 422, 'command-reused');
  expect(await keysOf(id)).toHaveLength(1);
  for (let i = 0; i < 5; i += 1) ok(await c.vote(id, i, 'agree'));
  expect(ok(await c.close(id)).body).toMatchObject({ state: 'closed' });
});

it('the same closing twenty times at once counts once', async () => {
  const ballot = await voted(await sitting());
  const command = key();
  const close = () => c.secretary.post<BallotView>(`/api/ballots/${ballot}/close`, {}, command);
  const answers = await Promise.all(Array.from({ length: 20 }, close));
  for (const answer of answers) if (answer.status !== 202) refused(answer, 409, 'ballot-closed');
  expect(ok(await close()).body.items).toMatchObject([{ totals: { agree: 5, papers: 5 } }]);
  expect(await read(ballot)).toMatchObject({ state: 'closed', version: 2 });
});

it('a sweep destroys what is left over and nothing that is needed', async () => {
  const keys = ballotKeys(folder);
  const [open, counted, given] = [
    await voted(await sitting()),
    await voted(await sitting()),
    await voted(await sitting()),
  ];
  const copies = await Promise.all([counted, given].map(keysOf));
  ok(await c.close(counted));
  ok(await c.secretary.post(`/api/ballots/${given}/void`, { reason: 'Nhầm chương trình họp' }, key()));
  for (const [file = ''] of copies) await writeFile(file, 'left by a crash', { mode: 0o600 });
  const never = randomUUID();
  await keys.create(never);
  await keys.create(open);
  expect([...(await destroyLeftKeys(app.engine, keys))].sort()).toEqual([counted, given].sort());
  expect([(await keysOf(open)).length, (await keysOf(never)).length]).toEqual([2, 1]);

  const yesterday = new Date(Date.now() - 24 * 3_600_000);
  for (const file of [...(await keysOf(open)), ...(await keysOf(never))]) await utimes(file, yesterday, yesterday);
  expect([...(await destroyLeftKeys(app.engine, keys))].sort()).toEqual([open, never].sort());
  expect([(await keysOf(open)).length, (await keysOf(never)).length]).toEqual([1, 0]);
  expect(ok(await c.close(open)).body).toMatchObject({ state: 'closed' });
  expect(await readdir(folder)).toEqual([]);
});

it('keys are for this account only', async () => {
  const ballot = await voted(await sitting());
  const [file = ''] = await keysOf(ballot);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  ok(await c.close(ballot));
});
