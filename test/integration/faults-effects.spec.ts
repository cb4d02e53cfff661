import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkLedger, moveClock } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { killProcesses, startProcess } from '../support/app-process.js';
import { testServer } from '../support/database.js';
import { startProxy, type Proxy } from '../support/proxy.js';
import { world, type World } from '../support/world.js';

/** The real program dies between any two steps of relay, consumers and sweep; the next one finishes, once. */

let proxy: Proxy;
let app: TestApp;
let w: World;
beforeAll(async () => {
  proxy = await startProxy(testServer());
  app = await startApp();
  w = await world(app);
  await app.sql(`update account set email = login || '@example.org' where login like '%.g1'`);
});
afterAll(async () => {
  await killProcesses();
  await app.close();
  await proxy.close();
});
afterEach(async () => expect(await checkLedger(app.engine.db, app.files)).not.toHaveProperty('what'));

/** Leases of the dead run out; waiting for them would take half a minute, or ten. */
const expireLeases = async () => {
  for (const table of ['outbox', 'deadline', 'act_item']) {
    await app.sql(`update ${table} set lease_until = clock_timestamp() - interval '1 s' where lease_until is not null`);
  }
};

/** Starts a process that must die at this point, and sees to it that another may go on. */
async function dieAt(failpoint: string): Promise<void> {
  const { program } = await startProcess(app, proxy, failpoint);
  expect([failpoint, await program.ended]).toEqual([failpoint, null]);
  await expireLeases();
}

/** Runs a healthy process until a query answers with no row. */
async function runUntilNone(query: string): Promise<void> {
  const { program } = await startProcess(app, proxy);
  for (let tries = 0; tries < 200 && (await app.sql(query)).length > 0; tries += 1) await sleep(50);
  expect(await app.sql(query)).toEqual([]);
  expect(await program.end('SIGTERM')).toBe(0);
}

const nominations: string[] = [];

it.each(['relay:claimed', 'relay:added', 'notify:inserted', 'notify:mailed'])('a process dies at %s', async (point) => {
  const id = await w.nominate();
  await w.climb(id, 'signature@G1');
  nominations.push(id);
  await dieAt(point);
});

it('and yet every notice arrives, and each person is told once', async () => {
  await runUntilNone('select topic, last_error from outbox where confirmed_at is null');
  expect(await app.sql('select from outbox where dead_at is not null')).toEqual([]);
  const mails = new Set(readdirSync(join(app.folder, 'mail')));
  for (const id of nominations) {
    const told = await app.sql<{ person_id: string; outbox_id: string; mailed: boolean }>(
      `select person_id, outbox_id, mailed_at is not null as mailed from notification where nomination_id = $1 and topic = 'stepWaiting'`,
      [id],
    );
    const people = [w.as('appraiser.G1').person, w.as('signer.G1').person];
    expect(told.map((t) => t.person_id).sort()).toEqual(people.sort());
    expect(told.find((t) => t.person_id === w.as('signer.G1').person)).toMatchObject({ mailed: true });
  }
  const sent = await app.sql<{ n: number }>('select count(*)::int as n from notification where mailed_at is not null');
  expect(mails.size).toBe(sent[0]?.n);
});

it('an act that was killed in the middle goes on, and each nomination is commended once', async () => {
  const subjects = await w.nominees('F', 4);
  const ids: string[] = [];
  for (const subject of subjects) {
    const id = await w.nominate({ unit: 'F', award: 'UNION_MEDAL_KNC', subject });
    await w.climb(id, 'awaitingDecision');
    ids.push(id);
  }
  const { act } = await w.decision(ids);
  await dieAt('act:item:2');
  const half = await app.sql(`select from act_item where act_id = $1 and status = 'done'`, [act]);
  expect(half).toHaveLength(2);
  await runUntilNone(`select status from act_item where status = 'waiting'`);
  for (const id of ids) expect(await w.state(id)).toBe('commended');
  const entries = await app.sql(`select from ledger_entry where canon::jsonb->>'type' = 'Commended'`);
  expect(entries).toHaveLength(4);
});

it('a deadline whose process died right after it lapses once', async () => {
  const ids = [await w.nominate(), await w.nominate()];
  const to = '2027-01-04T02:00:00.000Z';
  const requestHash = createHash('sha256').update(to).digest();
  await moveClock(app.engine, { commandId: randomUUID(), requestHash, by: { person: w.as('clerk.F').person } }, to);
  await dieAt('deadline:performed');
  await runUntilNone(`select step_key from deadline where state = 'pending' and due_at <= laurel_clock()`);
  for (const id of ids) {
    const lapses = await app.sql(`select from ledger_entry where chain = $1 and canon::jsonb->>'type' = 'Lapse'`, [
      `n:${id}`,
    ]);
    expect(lapses).toHaveLength(1);
  }
});
