import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReorganisationView } from '#contract';
import { checkLedger, moveClock } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { killProcesses, startProcess } from '../support/app-process.js';
import { ok, type Client } from '../support/client.js';
import { administrator, key, publish } from '../support/councils.js';
import { testServer } from '../support/database.js';
import { Moving, two } from '../support/migrations.js';
import { startProxy, type Proxy } from '../support/proxy.js';
import { order } from '../support/world-people.js';
import { world, type World } from '../support/world.js';

/** The real program dies by SIGKILL while a reorganisation becomes effective, while its act re-routes, and while another one moves to a new procedure. */

const DAY = '2027-03-01';
let proxy: Proxy;
let app: TestApp;
let w: World;
let admin: Client;
let id = '';
const nominations: string[] = [];
beforeAll(async () => {
  proxy = await startProxy(testServer());
  app = await startApp({ poolSize: 20, start: '2027-02-22T02:00:00.000Z' });
  w = await world(app);
  admin = await administrator(w);
});
afterAll(async () => {
  await killProcesses();
  await app.close();
  await proxy.close();
});

const count = async (text: string, ...values: unknown[]) => (await app.sql(text, values)).length;
const expireLeases = () =>
  app.sql(`with o as (update outbox set lease_until = clock_timestamp() - interval '1 s' where lease_until is not null)
    update act_item set lease_until = clock_timestamp() - interval '1 s' where lease_until is not null`);

const read = async () => ok(await admin.get<ReorganisationView>(`/api/reorganisations/${id}`)).body;
const seats = () => count(`select from seat where unit_id = $1 and valid_to is null`, w.unit('G2'));
const done = (kind = 'rerouting') =>
  count(`select from act_item i join act a on a.id = i.act_id where a.kind = $1 and i.status = 'done'`, kind);
/** Chains of these nominations that tell of it, one for each time that it was told. */
async function told(type: string): Promise<string[]> {
  const text = `select chain from ledger_entry where chain = any($1) and canon::jsonb->>'type' = $2`;
  const rows = await app.sql<{ chain: string }>(text, [nominations.map((n) => `n:${n}`), type]);
  return rows.map((r) => r.chain).sort();
}
/** A healthy program runs until every item of that kind is done. */
async function finished(kind: string): Promise<void> {
  const { program } = await startProcess(app, proxy);
  for (let tries = 0; tries < 1200 && (await done(kind)) < nominations.length; tries += 1) await sleep(50);
  expect(await program.end('SIGTERM')).toBe(0);
  expect(await done(kind)).toBe(nominations.length);
  expect(await checkLedger(app.engine.db, app.files)).not.toHaveProperty('what');
}
const killedAt = async (failpoint: string) => (await startProcess(app, proxy, failpoint)).program.ended;
/** Programs are started and killed, one after the other. */
const PATIENCE = 180_000;

describe('killed', () => {
  it(
    'while it becomes effective: nothing has changed',
    async () => {
      for (let i = 0; i < 5; i += 1) nominations.push(await w.nominate({ unit: 'G2' }));
      const deeds = [{ do: 'end', unit: w.unit('G2'), successors: [w.unit('G1')] }];
      const reason = 'Sắp xếp lại tổ chức công đoàn theo đề án mẫu';
      const body = { on: DAY, deeds, reason };
      ({ id } = ok(await admin.post<ReorganisationView>('/api/reorganisations', body, key())).body);
      expect(await moveClock(app.engine, order(), `${DAY}T02:00:00.000Z`)).not.toHaveProperty('refusal');
      expect(await killedAt('reorganisation:decided')).toBeNull();
      expect([(await read()).state, await seats()]).toEqual(['planned', 3]);
    },
    PATIENCE,
  );

  it(
    'while its act re-routes, twice: the day came as a whole, and what was re-routed stays so',
    async () => {
      expect(await killedAt('act:item:2')).toBeNull();
      await expireLeases();
      expect([(await read()).state, await seats(), await done()]).toEqual(['effective', 0, 2]);
      expect(await killedAt('act:item:1')).toBeNull();
      await expireLeases();
      expect(await done()).toBe(3);
    },
    PATIENCE,
  );

  it(
    'and started again: each nomination is re-routed once',
    async () => {
      await finished('rerouting');
      expect(await told('Rerouted')).toEqual(nominations.map((n) => `n:${n}`).sort());
      expect(new Set(await Promise.all(nominations.map((n) => w.state(n))))).toEqual(new Set(['appraisal@G1']));
    },
    PATIENCE,
  );

  it(
    'while an act moves what is open to a new procedure, before an entry and after one: each moves once',
    async () => {
      await publish(w, two, '2027-01-01');
      const m = await Moving.in(app, w);
      const { id: migration } = ok(await m.propose()).body;
      const { act } = ok(await m.start(migration)).body;
      expect([...(await m.items(act))].sort()).toEqual([...nominations].sort());
      for (const [failpoint, moved] of [
        ['perform:recorded:2', 2],
        ['perform:decided:2', 3],
      ] as const) {
        expect(await killedAt(failpoint)).toBeNull();
        await expireLeases();
        expect([await done('migration'), (await told('Migrated')).length]).toEqual([moved, moved]);
      }
      await finished('migration');
      expect(await told('Migrated')).toEqual(nominations.map((n) => `n:${n}`).sort());
      const places = await Promise.all(nominations.map(async (n) => [await w.state(n), (await m.row(n))?.version]));
      expect(places).toEqual(nominations.map(() => ['review@G1', 2]));
    },
    PATIENCE,
  );
});
