import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Token of the key under which citizen ids are hashed. */
export const CITIZEN_KEY = Symbol('CitizenKey');

/** The key in the data folder, made on first use. Without it, people can no longer be found by their citizen id. */
export function citizenKey(dataDir: string): Buffer {
  const file = join(dataDir, 'citizen-id.key');
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const key = readFileSync(file);
  if (key.length !== 32) throw new Error(`${file} does not hold 32 bytes`);
  return key;
}
