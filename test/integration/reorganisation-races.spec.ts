import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { ReorganisationView } from '#contract';
import { moveClock, sweepDirect } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, refused } from '../support/client.js';
import { administrator, key } from '../support/councils.js';
import { order } from '../support/world-people.js';
import { world, type World } from '../support/world.js';

/** A submission that was decided in the old tree, and is written in the new one, is decided again. */

const DAY = '2027-03-01';
let app: TestApp;
let w: World;
beforeAll(async () => {
  app = await startApp({ start: '2027-02-22T02:00:00.000Z' });
  w = await world(app);
});
afterAll(() => app.close());

it('a reorganisation that becomes effective between decision and record is decided by the new tree', async () => {
  const admin = await administrator(w);
  const body = { name: 'Công đoàn I', symbol: 'I', level: 'level2_union', parent: w.unit('F'), validFrom: DAY };
  w.units['I'] = ok(await admin.post<{ id: string }>('/api/units', body, key())).body.id;
  const reason = 'Sắp xếp lại tổ chức công đoàn theo đề án mẫu';
  const deeds = [{ do: 'change', unit: w.unit('C'), parent: w.unit('I') }];
  ok(await admin.post<ReorganisationView>('/api/reorganisations', { on: DAY, deeds, reason }, key()));
  const id = await w.nominate({ submit: false });
  const moved = await moveClock(app.engine, order(), `${DAY}T02:00:00.000Z`);
  expect(moved).not.toHaveProperty('refusal');
  app.before('record_decision', () => sweepDirect(app.engine));
  // The way now leads through I, where nobody sits yet.
  const no = refused(await w.as('clerk.G1').command(id, { type: 'Submit' }), 422, 'no-officer');
  expect(no.needed).toBe(`appraiser@${w.unit('I')}`);
  expect(await w.state(id)).toBe('draft');
});
