import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { checkLedger } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok } from '../support/client.js';
import { changed as changing, forged, without } from '../support/tampering.js';
import { world, type World } from '../support/world.js';

/** An override before the first submission stands in a chain of its own; whoever changes its row, or loses it, is named. */

let app: TestApp;
let w: World;
let id: string;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
  const subject = await w.nominee('G1');
  await w.assess(subject, 2025, 'hoan_thanh');
  id = await w.nominate({ subject, submit: false });
  const flagged = await w.seat('flagged.G1', 'secretary', 'G1', ['override']);
  const reason = 'Nghỉ thai sản năm 2025 theo quy định';
  ok(await flagged.command(id, { type: 'Override', criterion: 'BK-TLD-1', reason }));
  ok(await w.as('clerk.G1').command(id, { type: 'Submit' }));
});
afterAll(() => app.close({ tampered: true }));

const check = () => checkLedger(app.engine.db, app.files);

it.each([
  ['criterion', `criterion = 'BK-TLD-2'`],
  ['values', `values_hash = sha256('other')`],
  ['person', `person_id = (select p.id from person p where p.id <> person_id order by p.id limit 1)`],
])('another %s in its row is found', async (_, change) => {
  const found = await changing(app, { table: 'draft_override', where: `nomination_id = '${id}'`, change }, check);
  expect(found).toMatchObject({ chain: `w:${id}`, what: expect.stringContaining('override') });
});

it('a row that is gone is found', async () => {
  const found = await without(app, { table: 'draft_override', where: `nomination_id = '${id}'` }, check);
  expect(found).toMatchObject({ chain: `w:${id}`, seq: 1, what: expect.stringContaining('is missing') });
});

it('an entry and its row that are both forged are not what the submission took over', async () => {
  const where = `nomination_id = '${id}'`;
  const both = () => changing(app, { table: 'draft_override', where, change: `criterion = 'BK-TLD-9'` }, check);
  const found = await forged(
    app,
    { chain: `w:${id}`, from: /"criterion":"BK-TLD-1","type"/, to: '"criterion":"BK-TLD-9","type"' },
    both,
  );
  expect(found).toEqual({ chain: `n:${id}`, seq: 1, what: 'an override that nobody entered' });
});
