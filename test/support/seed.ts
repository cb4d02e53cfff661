import { randomInt } from 'node:crypto';

/** The seed of a random test: `LAUREL_SEED` where it is set, else a fresh one. Printed, so that a run can be repeated. */
export function seed(what: string): number {
  const given = process.env['LAUREL_SEED'];
  const value = given === undefined ? randomInt(2 ** 31 - 1) : Number(given);
  if (!Number.isSafeInteger(value)) throw new Error('LAUREL_SEED is no whole number');
  process.stderr.write(`${what}: LAUREL_SEED=${String(value)}\n`);
  return value;
}
