import { createHash } from 'node:crypto';
import type { Engine } from '../engine.js';

/** Failures allowed within a quarter of an hour, per account and address. */
const FAILURES = 10;
const WINDOW_SECONDS = 15 * 60;

/** An attempt that is under way counts as a failure until it succeeds: guesses sent at once cannot slip past the count. */
export interface Attempt {
  readonly key: string;
  readonly at: string;
}

const beginText = `with old as (delete from sign_in_failure where at < clock_timestamp() - interval '${String(WINDOW_SECONDS)} s')
  insert into sign_in_failure (key) values ($1) returning at::text`;
const countText = `select count(*)::int as n,
    ceil(${String(WINDOW_SECONDS)} - extract(epoch from clock_timestamp() - min(at)))::int as seconds
  from (select at from sign_in_failure where key = $1 and at > clock_timestamp() - interval '${String(WINDOW_SECONDS)} s'
    order by at desc limit ${String(FAILURES + 1)}) recent`;
const dropText = 'delete from sign_in_failure where key = $1 and at = $2::timestamptz';
const clearText = 'delete from sign_in_failure where key = $1';

/** The key of an account as it was typed, and an address; hashed, because people type passwords into the wrong field. */
export function throttleKey(purpose: string, login: string, address: string): string {
  return createHash('sha256')
    .update(JSON.stringify([purpose, login, address]))
    .digest('hex');
}

/** Begins an attempt, or says in how many seconds the next one is allowed. */
export async function beginAttempt(
  engine: Engine,
  key: string,
): Promise<Attempt | { readonly retryAfterSeconds: number }> {
  const [begun] = await engine.db.query<{ at: string }>('attempt-begin', beginText, [key]);
  const attempt = { key, at: begun?.at ?? '' };
  const [count] = await engine.db.query<{ n: number; seconds: number }>('attempt-count', countText, [key]);
  if (count === undefined || count.n <= FAILURES) return attempt;
  await engine.db.query('attempt-drop', dropText, [key, attempt.at]);
  return { retryAfterSeconds: Math.max(1, count.seconds) };
}

/** The attempt was good: earlier failures are forgotten. */
export async function forgiveAttempts(engine: Engine, attempt: Attempt): Promise<void> {
  await engine.db.query('attempt-clear', clearText, [attempt.key]);
}
