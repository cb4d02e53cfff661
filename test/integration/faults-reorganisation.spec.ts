import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReorganisationView } from '#contract';
import { checkLedger, moveClock } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { killProcesses, startProcess } from '../support/app-process.js';
import { ok, type Client } from '../support/client.js';
import { administrator, key } from '../support/councils.js';
import { testServer } from '../support/database.js';
import { startProxy, type Proxy } from '../support/proxy.js';
import { order } from '../support/world-people.js';
import { world, type World } from '../support/world.js';

/** The real program dies by SIGKILL while a reorganisation becomes effective and while its act re-routes nominations. */

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
const done = () =>
  count(`select from act_item i join act a on a.id = i.act_id where a.kind = 'rerouting' and i.status = 'done'`);
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
      const { program } = await startProcess(app, proxy);
      for (let tries = 0; tries < 1200 && (await done()) < 5; tries += 1) await sleep(50);
      expect(await program.end('SIGTERM')).toBe(0);
      const told = `select chain from ledger_entry where chain = any($1) and canon::jsonb->>'type' = 'Rerouted'`;
      const chains = await app.sql<{ chain: string }>(told, [nominations.map((n) => `n:${n}`)]);
      expect(chains.map((c) => c.chain).sort()).toEqual(nominations.map((n) => `n:${n}`).sort());
      expect(new Set(await Promise.all(nominations.map((n) => w.state(n))))).toEqual(new Set(['appraisal@G1']));
      expect(await checkLedger(app.engine.db, app.files)).not.toHaveProperty('what');
    },
    PATIENCE,
  );
});
