import { expect, it } from '@jest/globals';
import { inThread } from './thread.js';

/** Counts the threads that are under way in a place that all of them see; the first waits for a second to come. */
const counted = `const { parentPort, workerData } = require('node:worker_threads');
  const seen = new Int32Array(workerData);
  const now = Atomics.add(seen, 0, 1) + 1;
  if (now > Atomics.load(seen, 1)) { Atomics.store(seen, 1, now); Atomics.notify(seen, 1); }
  Atomics.wait(seen, 1, 1, 20_000);
  setTimeout(() => { Atomics.sub(seen, 0, 1); parentPort.postMessage(now); }, 200);`;

it('answers what the program posts, while the main thread goes on', async () => {
  const program = `const { parentPort, workerData } = require('node:worker_threads'); parentPort.postMessage(workerData + 1);`;
  expect(await inThread<number>({ program, data: 41, what: 'a sum' })).toBe(42);
});

it('rejects when the program fails or ends without an answer, and the next one runs', async () => {
  await expect(inThread({ program: `throw new Error('broken')`, data: null, what: 'a sum' })).rejects.toThrow('broken');
  await expect(inThread({ program: 'process.exit(3)', data: null, what: 'a sum' })).rejects.toThrow(
    'a sum ended with 3',
  );
  await expect(
    inThread({ program: `require('node:worker_threads').parentPort.postMessage(1)`, data: null, what: 'a sum' }),
  ).resolves.toBe(1);
});

it('lets no more than two work at once, and all of them come to their turn', async () => {
  const data = new SharedArrayBuffer(8);
  const answers = await Promise.all(Array.from({ length: 6 }, () => inThread({ program: counted, data, what: 'one' })));
  expect(answers).toHaveLength(6);
  expect(new Int32Array(data)[1]).toBe(2);
});
