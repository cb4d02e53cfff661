import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AFTER_CLOCK, ENGINE, FILES, startApi } from '#api';
import type { ClockNow, Me } from '#contract';
import { createLogger, readConfig } from '#platform';
import { START, startApp, type TestApp } from '../support/app.js';
import { Client, ok, refused } from '../support/client.js';
import { World } from '../support/world.js';

let app: TestApp;
let w: World;
beforeAll(async () => {
  app = await startApp();
  w = new World(app);
  await w.open('F', 'federation', null, ['clerk']);
});
afterAll(() => app.close());

const DAY = 24 * 60 * 60 * 1000;
const later = (days: number) => new Date(Date.parse(START) + days * DAY).toISOString();

it('moves forward, writes what it did, and everybody sees the new time', async () => {
  const clerk = w.as('clerk.F');
  const { now } = ok(await clerk.post<ClockNow>('/api/clock', { to: later(3) })).body;
  expect(Date.parse(now) - Date.parse(later(3))).toBeLessThan(10_000);
  expect(ok(await clerk.get<Me>('/api/me')).body.now.slice(0, 15)).toBe(now.slice(0, 15));
  const [entry] = await app.sql<{ canon: string }>(
    "select canon from ledger_entry where chain = 'sys' order by seq desc limit 1",
  );
  expect(JSON.parse(entry?.canon ?? '{}')).toMatchObject({
    type: 'ClockMoved',
    actor: { person: clerk.person },
    facts: [{ type: 'ClockMoved', to: later(3) }],
  });
});

it('never goes back', async () => {
  const answer = await w.as('clerk.F').post('/api/clock', { to: later(1) });
  refused(answer, answer.status, 'clock-backwards');
  expect([409, 422]).toContain(answer.status);
});

it.each([[{ to: 'tomorrow' }], [{ to: '2026-11-31T00:00:00Z' }], [{}], [{ to: later(5), by: 1 }]])(
  '%j is malformed',
  async (body) => {
    refused(await w.as('clerk.F').post('/api/clock', body), 400, 'malformed');
  },
);

it('is for people who are signed in', async () => {
  refused(await w.stranger.post('/api/clock', { to: later(4) }), 401, 'signed-out');
});

it('the answer waits for what follows a move, and there is no clock in production', async () => {
  const swept: string[] = [];
  const start = (mode: string) =>
    startApi({
      config: readConfig({ NODE_ENV: 'test', LAUREL_MODE: mode, PORT: '0', DATABASE_URL: 'postgres://nowhere/laurel' }),
      logger: createLogger('silent'),
      providers: [
        { provide: ENGINE, useValue: app.engine },
        { provide: FILES, useValue: app.files },
        { provide: AFTER_CLOCK, useValue: async () => void swept.push('sweep') },
      ],
    });
  const [test, production] = [await start('test'), await start('production')];
  const clerkAt = (url: string) => new Client(url, '', [], w.as('clerk.F').cookie);
  ok(await clerkAt(test.url).post('/api/clock', { to: later(6) }));
  expect(swept).toEqual(['sweep']);
  refused(await clerkAt(production.url).post('/api/clock', { to: later(7) }), 404, 'not-found');
  expect(swept).toEqual(['sweep']);
  await test.close();
  await production.close();
});

it('the database itself keeps it in production', async () => {
  const real = await startApp();
  await real.sql("update system_clock set mode = 'production', ahead = '0'");
  const there = new World(real);
  await there.open('F', 'federation', null, ['clerk']);
  const to = new Date(Date.now() + DAY).toISOString();
  const answer = await there.as('clerk.F').post('/api/clock', { to });
  refused(answer, answer.status, 'clock-backwards');
  await real.close();
});
