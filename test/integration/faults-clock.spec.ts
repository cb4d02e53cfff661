import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Me } from '#contract';
import { checkLedger, moveClock } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { killProcesses, startProcess } from '../support/app-process.js';
import { ok } from '../support/client.js';
import { testServer } from '../support/database.js';
import { describeWithFaketime, faketime } from '../support/needs.js';
import { startProxy, type Proxy } from '../support/proxy.js';
import { order } from '../support/world-people.js';
import { world, type World } from '../support/world.js';

/** F16, F17: processes whose wall clock is wrong, or jumps. Legal time and all terms are the database's. */

let proxy: Proxy;
let app: TestApp;
let w: World;
beforeAll(async () => {
  proxy = await startProxy(testServer());
  app = await startApp();
  w = await world(app);
});
afterAll(async () => {
  await killProcesses();
  await app.close();
  await proxy.close();
});
afterEach(async () => expect(await checkLedger(app.engine.db, app.files)).not.toHaveProperty('what'));

const HOUR = 3_600_000;
/** A process sweeps when it starts and every fifteen seconds. */
const SWEPT = 17_000;

const wrong = (offset: Record<string, string>) =>
  startProcess(app, proxy, undefined, {
    LD_PRELOAD: faketime ?? '',
    FAKETIME_CACHE_DURATION: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    ...offset,
  });

interface Term {
  remind: Date;
  due: Date;
  reminded: boolean;
  state: string;
}

async function term(nomination: string): Promise<Term> {
  const [found] = await app.sql<Term>(
    `select remind_at as remind, due_at as due, reminded_at is not null as reminded, state from deadline where nomination_id = $1`,
    [nomination],
  );
  if (found === undefined) throw new Error('no term');
  return found;
}

async function legally(at: number): Promise<void> {
  const moved = await moveClock(app.engine, order(), new Date(at).toISOString());
  expect(moved).not.toHaveProperty('refusal');
}

async function until(what: () => Promise<boolean>, seconds: number): Promise<void> {
  for (let i = 0; i < seconds * 5 && !(await what()); i += 1) await sleep(200);
  expect(await what()).toBe(true);
}

/** Entries whose time is before that of the entry before them. */
const backwards = () =>
  app.sql(`select from (select canon::jsonb->>'at' as at, lag(canon::jsonb->>'at') over (partition by chain order by seq) as before
    from ledger_entry) x where at < before`);

describeWithFaketime('a wrong wall clock', () => {
  it('two hours early or late: nothing is reminded or lapses before legal time, and everything within 90 s after it', async () => {
    const id = await w.nominate();
    const { remind, due } = await term(id);
    expect(due.getTime() - remind.getTime()).toBeGreaterThan(3 * HOUR);
    await legally(remind.getTime() - HOUR);
    const early = await wrong({ FAKETIME: '+2h' });
    await sleep(2000);
    expect(await term(id)).toMatchObject({ reminded: false, state: 'pending' });

    await legally(due.getTime() - HOUR);
    const right = await startProcess(app, proxy);
    await until(async () => (await term(id)).reminded, 90);
    await sleep(SWEPT);
    expect(await term(id)).toMatchObject({ reminded: true, state: 'pending' });

    await right.program.end('SIGKILL');
    await early.program.end('SIGKILL');
    await legally(due.getTime() + 1000);
    const late = await wrong({ FAKETIME: '-2h' });
    await until(async () => (await term(id)).state === 'fired', 90);
    ok(await late.as(w.as('appraiser.G1')).command(id, { type: 'Recommend', opinion: 'Đồng ý với đề nghị' }));
    expect(await backwards()).toEqual([]);
    expect(await late.program.end('SIGTERM')).toBe(0);
  }, 120_000);

  it('that jumps an hour ahead and back ends no session or elevation and shifts no entry', async () => {
    const file = join(app.folder, 'clock');
    writeFileSync(file, '+0');
    const running = await wrong({ FAKETIME_TIMESTAMP_FILE: file });
    const clerk = running.as(await w.elevate('clerk.F'));
    const appraiser = running.as(w.as('appraiser.G1'));
    for (const jump of ['+1h', '-1h', '+0']) {
      const id = await w.nominate();
      writeFileSync(file, jump);
      await sleep(2500);
      expect(ok(await clerk.get<Me>('/api/me')).body.elevatedUntil).not.toBeNull();
      const before = Date.now();
      const { at } = ok(await appraiser.command(id, { type: 'Recommend', opinion: 'Đồng ý với đề nghị' })).body;
      const [{ now } = { now: new Date(0) }] = await app.sql<{ now: Date }>('select laurel_clock() as now');
      expect(Math.abs(now.getTime() - Date.parse(at))).toBeLessThan(Date.now() - before + 1000);
      expect((await term(id)).state).not.toBe('fired');
    }
    expect(running.program.child.exitCode).toBeNull();
    expect(await running.program.end('SIGTERM')).toBe(0);
    expect(await backwards()).toEqual([]);
  });
});
