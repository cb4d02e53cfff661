import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { killProcesses, startProcess } from '../support/app-process.js';
import { ok } from '../support/client.js';
import { testServer } from '../support/database.js';
import { startProxy, type Proxy } from '../support/proxy.js';
import { begin, bytesOf, complete, offsetOf, part, sha256 } from '../support/uploads.js';
import { world, type World } from '../support/world.js';

/** The real program dies by SIGKILL while a file arrives in parts; another process goes on with it. */

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

it.each([
  ['upload:part', 20_000],
  ['upload:joined', 40_000],
  ['upload:attached', 40_000],
])('killed at %s, it goes on from what was received, and the file is there once', async (failpoint, received) => {
  const id = await w.nominate({ submit: false, items: [] });
  const clerk = w.as('clerk.G1');
  const bytes = bytesOf(40_000, failpoint.at(-1));
  const upload = ok(await begin(clerk, id, bytes)).body;
  ok(await part(clerk, upload.id, 0, bytes.subarray(0, 20_000)));
  const doomed = await startProcess(app, proxy, failpoint);
  const there = doomed.as(clerk);
  if (failpoint === 'upload:part') {
    await expect(part(there, upload.id, 20_000, bytes.subarray(20_000))).rejects.toThrow();
  } else {
    ok(await part(clerk, upload.id, 20_000, bytes.subarray(20_000)));
    await expect(complete(there, upload)).rejects.toThrow();
  }
  expect(await doomed.program.ended).toBeNull();
  expect(await offsetOf(clerk, upload.id)).toBe(received);
  if (received < bytes.length) ok(await part(clerk, upload.id, received, bytes.subarray(received)));
  const receipt = ok(await complete(clerk, upload)).body;
  expect(receipt.sha256).toBe(sha256(bytes));
  const held = (await clerk.view(id)).items.find((i) => i.item === 'minutes')?.files ?? [];
  expect(held.map((f) => f.id)).toEqual([receipt.id]);
});
