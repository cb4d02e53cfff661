import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkLedger } from '#engine';
import { startApp, type TestApp } from '../support/app.js';
import { ok, pdf } from '../support/client.js';
import { world, type World } from '../support/world.js';

/** Every file of an item is looked at by the check, not only the first one. */

let app: TestApp;
let w: World;
beforeAll(async () => {
  app = await startApp();
  w = await world(app);
});
afterAll(() => app.close());

it.each(['changed', 'missing'])('the second file of an item that is %s is found', async (how) => {
  const id = await w.nominate({ submit: false, items: ['minutes'] });
  const { body } = ok(await w.as('clerk.G1').file(id, 'minutes', { bytes: pdf('phụ lục') }));
  const place = join(app.folder, 'files', body.id.slice(-2), body.id);
  const bytes = readFileSync(place);
  if (how === 'missing') rmSync(place);
  else writeFileSync(place, Buffer.concat([bytes, Buffer.from('x')]));
  expect(await checkLedger(app.engine.db, app.files)).toMatchObject({
    chain: `n:${id}`,
    what: `file minutes of revision draft is ${how}`,
  });
  writeFileSync(place, bytes);
  expect(await checkLedger(app.engine.db, app.files)).not.toHaveProperty('what');
});
