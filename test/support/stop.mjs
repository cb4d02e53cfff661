import { rmSync } from 'node:fs';

/** Jest's globalTeardown, run once per project: the first one stops the server. */
export default async function stop() {
  const postgres = globalThis.laurelPostgres;
  if (postgres === undefined) return;
  globalThis.laurelPostgres = undefined;
  await postgres.stop();
  rmSync(globalThis.laurelFolder, { recursive: true, force: true });
}
