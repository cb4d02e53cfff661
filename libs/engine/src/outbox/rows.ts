import { randomUUID } from 'node:crypto';
import type { Db } from '../db.js';

/** A row of the outbox as the relay holds it: whose work it is, and the token of its lease. */
export interface Claimed {
  readonly id: string;
  readonly consumer: string;
  readonly attempts: number;
  readonly token: string;
}

/** Tries after which a row is dead and somebody has to look (reliability.md 3, P2). */
export const TRIES = 12;

const claimText = `
with due as (
  select id, attempts from outbox
  where confirmed_at is null and dead_at is null and available_at <= (select laurel_clock())
    and coalesce(lease_until, '-infinity') < clock_timestamp()
  order by available_at, id limit $2 for update skip locked
), dead as (
  update outbox o set dead_at = clock_timestamp(), lease_until = null, lease_token = null
  from due where o.id = due.id and due.attempts >= ${TRIES} returning o.id, o.last_error
), incidents as (
  insert into incident (outbox_id, message)
  select id, coalesce(last_error, 'dispatched ${TRIES} times and never confirmed') from dead
)
update outbox o set lease_until = clock_timestamp() + interval '30 s', lease_token = $1, attempts = o.attempts + 1
from due where o.id = due.id and due.attempts < ${TRIES}
returning o.id, o.consumer, o.attempts, o.lease_token as token`;

/**
 * Claims rows that wait, or whose lease ran out, for 30 s. Rows that used up their tries become dead, each with an incident.
 * Two relays never get the same row.
 */
export async function claimOutbox(db: Db, limit = 100): Promise<readonly Claimed[]> {
  return db.query<Claimed>('outbox_claim', claimText, [randomUUID(), limit]);
}

const markText = `update outbox set dispatched_at = clock_timestamp(), lease_until = clock_timestamp() + interval '10 min'
  where id = any($2::uuid[]) and lease_token = $1 and confirmed_at is null`;

/** Notes that the rows of one claim lie in a queue; what is not confirmed within ten minutes is claimed again. */
export async function markDispatched(db: Db, token: string, ids: readonly string[]): Promise<void> {
  await db.query('outbox_mark', markText, [token, ids]);
}

const renewText = `update outbox set lease_until = clock_timestamp() + interval '10 min'
  where id = $1 and lease_token = $2 and confirmed_at is null returning payload`;

/** The payload, for ten more minutes; null when the row is confirmed, dead, gone or dispatched anew: then there is nothing to do. */
export async function renewOutbox(db: Db, id: string, token: string): Promise<unknown> {
  const rows = await db.query<{ payload: unknown }>('outbox_renew', renewText, [id, token]);
  return rows[0]?.payload ?? null;
}

const confirmText = `update outbox set confirmed_at = clock_timestamp(), lease_until = null, last_error = null
  where id = $1 and lease_token = $2 and confirmed_at is null`;

/** The effect is there: the row is never dispatched again. */
export async function confirmOutbox(db: Db, id: string, token: string): Promise<void> {
  await db.query('outbox_confirm', confirmText, [id, token]);
}

const failText = `
with failed as (
  update outbox set last_error = $3, lease_token = null,
    lease_until = clock_timestamp() + make_interval(secs => least(600, 2 ^ attempts)),
    dead_at = case when attempts >= ${TRIES} then clock_timestamp() end
  where id = $1 and lease_token = $2 and confirmed_at is null and dead_at is null
  returning id, last_error, dead_at
)
insert into incident (outbox_id, message) select id, last_error from failed where dead_at is not null`;

/** The effect failed: tried again after 2, 4, 8 … 600 s; after the last try the row is dead and an incident says why. */
export async function failOutbox(db: Db, id: string, token: string, reason: string): Promise<void> {
  await db.query('outbox_fail', failText, [id, token, reason.slice(0, 1000)]);
}
