import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { councilProcedure } from '#domain';
import { ballotKeys, closeBallot, type Engine } from '#engine';
import { prepareQueues, startWorker, type RunningWorker } from '#worker';
import { startApp, type TestApp } from '../../support/app.js';
import { ok } from '../../support/client.js';
import { council, publish, type Council } from '../../support/councils.js';
import { world, type World } from '../../support/world.js';
import { Died, silent, until } from './fixture.js';

/** Killed while a ballot is closed (F25): one entry, and neither envelopes nor the key are left after the next sweep. */

let app: TestApp;
let w: World;
let c: Council;
let worker: RunningWorker | undefined;
beforeAll(async () => {
  app = await startApp();
  await prepareQueues(app.database.owner);
  w = await world(app);
  await publish(w, councilProcedure);
  c = await council(w, 'C', 5);
});
afterAll(async () => {
  await worker?.close();
  await app.close();
});

const folder = (): string => join(app.folder, 'ballot-keys');
const keysOf = async (ballot: string): Promise<string[]> =>
  (await readdir(folder())).filter((n) => n.startsWith(ballot));

async function voted(): Promise<string> {
  const nomination = await w.nominate();
  await w.climb(nomination, 'ballot@C');
  const { id } = ok(await c.open(await c.sitting([nomination]))).body;
  for (let i = 0; i < 5; i += 1) ok(await c.vote(id, i, 'agree'));
  return id;
}

/** Closes a ballot in a process that dies at a failpoint. */
async function dying(ballot: string, at: string): Promise<void> {
  const engine: Engine = {
    ...app.engine,
    failpoint: (name) => {
      if (name === at) throw new Died(name);
    },
  };
  const request = { commandId: randomUUID(), requestHash: Buffer.alloc(32), person: c.secretary.person };
  await expect(closeBallot(engine, ballotKeys(folder()), request, ballot)).rejects.toThrow(Died);
}

it('a worker destroys the keys of counted ballots and leaves those that are still needed', async () => {
  const [open, closing, counted] = [await voted(), await voted(), await voted()];
  await dying(closing, 'ballot:closing');
  await dying(counted, 'ballot:counted');
  const left = async (): Promise<number[]> =>
    Promise.all([open, closing, counted].map(async (b) => (await keysOf(b)).length));
  expect(await left()).toEqual([1, 1, 1]);

  worker = await startWorker({
    config: {
      redisUrl: undefined,
      smtpUrl: undefined,
      mailFrom: 'Laurel <laurel@localhost>',
      dataDir: app.folder,
      maxFileBytes: 65_536,
      publicOrigins: ['https://laurel.example'],
      mode: 'test',
    },
    engine: app.engine,
    databasePlace: app.database.app,
    logger: silent,
  });
  await until('the key is gone', async () => (await keysOf(counted)).length === 0);
  expect(await left()).toEqual([1, 1, 0]);
  const envelopes = await app.sql<{ ballot_id: string }>('select distinct ballot_id from envelope');
  expect(envelopes.map((e) => e.ballot_id).sort()).toEqual([open, closing].sort());

  for (const ballot of [open, closing]) ok(await c.close(ballot));
  expect(await left()).toEqual([0, 0, 0]);
  const entries = await app.sql<{ n: number }>(
    `select count(*)::int as n from ledger_entry where canon::jsonb->>'type' = 'CloseBallot'`,
  );
  expect(entries[0]?.n).toBe(3);
  const states = await app.sql<{ state: string }>('select state from ballot');
  expect(states.map((s) => s.state)).toEqual(['closed', 'closed', 'closed']);
});
