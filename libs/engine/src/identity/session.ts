import { createHash, randomBytes } from 'node:crypto';
import type { Seat } from '#domain';
import type { Engine } from '../engine.js';
import { seatsOf } from '../seats.js';

/** Who is signed in. */
export interface SessionView {
  readonly account: string;
  readonly person: string;
  /** Seats that are valid now. */
  readonly seats: readonly Seat[];
  /** True for five minutes after the password was given again. */
  readonly elevated: boolean;
  readonly elevatedUntil: Date | null;
}

/** Seconds that a session lives at most, whatever happens in it. */
export const SESSION_SECONDS = 12 * 60 * 60;

/** Sessions of one account; a further sign-in ends the one that was used longest ago. */
const SESSIONS_PER_ACCOUNT = 10;

const alive = `s.created_at > clock_timestamp() - interval '${String(SESSION_SECONDS)} s' and s.last_seen_at > clock_timestamp() - interval '2 h'`;

const sessionText = `select a.id as account, a.person_id as person,
    case when s.elevated_until > clock_timestamp() then s.elevated_until end as elevated_until,
    s.last_seen_at < clock_timestamp() - interval '5 min' as unseen,
    ${seatsOf('a.person_id')} as seats
  from session s join account a on a.id = s.account_id
  where s.id_hash = $1 and ${alive} and a.disabled_at is null`;

interface Row {
  account: string;
  person: string;
  elevated_until: Date | null;
  unseen: boolean;
  seats: Seat[];
}

/**
 * Who stands behind a cookie: one prepared statement. Null for what is not a session id, a session that is over (12 hours, or
 * 2 hours unused) and a disabled account. `last_seen_at` is written at most every five minutes.
 */
export async function sessionOf(engine: Engine, cookie: string | undefined): Promise<SessionView | null> {
  const hash = sessionHash(cookie);
  if (hash === null) return null;
  const [row] = await engine.db.query<Row>('session', sessionText, [hash]);
  if (row === undefined) return null;
  if (row.unseen) await touch(engine, hash);
  const { account, person, seats, elevated_until: elevatedUntil } = row;
  return { account, person, seats, elevated: elevatedUntil !== null, elevatedUntil };
}

const livingText = `select s.id_hash from session s join account a on a.id = s.account_id
  where s.id_hash = any ($1::bytea[]) and ${alive} and a.disabled_at is null`;

/** Which of these sessions, by their hashes, are not over: what a request of theirs would be told now. Using none of them. */
export async function livingSessions({ db }: Engine, hashes: readonly Buffer[]): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ id_hash: Buffer }>('sessions-living', livingText, [hashes]);
  return new Set(rows.map((r) => r.id_hash.toString('hex')));
}

async function touch(engine: Engine, hash: Buffer): Promise<void> {
  const text = 'update session set last_seen_at = clock_timestamp() where id_hash = $1';
  await engine.db.query('session-touch', text, [hash]);
}

const startText = `with gone as (
    delete from session s where s.account_id = $2 and (not (${alive}) or s.id_hash in (
      select id_hash from session where account_id = $2 order by last_seen_at desc offset ${String(SESSIONS_PER_ACCOUNT - 1)})))
  insert into session (id_hash, account_id)
    select $1, id from account where id = $2 and password_hash = $3 and disabled_at is null
  returning account_id`;

/**
 * A new session of 256 random bits, of which only the hash is stored; returns the cookie. Null when the account was disabled or
 * got another password in the meantime.
 */
export async function startSession(engine: Engine, account: string, passwordHash: string): Promise<string | null> {
  const cookie = randomBytes(32).toString('base64url');
  const rows = await engine.db.query('session-start', startText, [sessionHash(cookie), account, passwordHash]);
  return rows.length === 0 ? null : cookie;
}

/** Ends the session of a cookie, if there is one. */
export async function endSession(engine: Engine, cookie: string | undefined): Promise<void> {
  const hash = sessionHash(cookie);
  if (hash !== null) await engine.db.query('session-end', 'delete from session where id_hash = $1', [hash]);
}

const elevateText = `update session set elevated_until = clock_timestamp() + interval '5 min' where id_hash = $1`;

/** Allows what needs the password for five minutes (model.md 11). */
export async function elevateSession(engine: Engine, cookie: string | undefined): Promise<void> {
  await engine.db.query('session-elevate', elevateText, [sessionHash(cookie)]);
}

/** What is stored of a cookie; null for what is not a session id. */
export function sessionHash(cookie: string | undefined): Buffer | null {
  if (cookie === undefined || !/^[\w-]{43}$/.test(cookie)) return null;
  return createHash('sha256').update(cookie).digest();
}
