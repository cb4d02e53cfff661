import { setTimeout as sleep } from 'node:timers/promises';
import type { Refusal, RefusalCode } from '#domain';
import { seal, type Canonical } from '#ledger';
import { conflictOf, isRetryable } from '../db.js';
import type { Engine } from '../engine.js';
import { entryTime } from '../entry-time.js';

/** Who stands in an entry: a person with the seat acted from, a person alone, or the system. */
export type Actor =
  { readonly person: string; readonly seat?: string; readonly unit?: string } | { readonly system: string };

/** One change of administration. The fact holds ids, enums, integers, dates and hashes; words are texts, and come in the payload. */
export interface Change {
  readonly chain: string;
  readonly actor: Actor;
  readonly type: string;
  readonly fact: Readonly<Record<string, Canonical | undefined>>;
  /** What the same entry says besides, each with its type. */
  readonly more?: readonly Readonly<Record<string, Canonical | undefined>>[];
  readonly texts: readonly { readonly id: string; readonly value: string }[];
  readonly payload: Readonly<Record<string, unknown>>;
  /** Milliseconds that writing it may take, where it is about thousands of rows. */
  readonly within?: number;
}

/** What was asked and under which command id; a repetition with the same hash finds the entry of the first time. */
export interface Order {
  readonly commandId: string;
  readonly requestHash: Buffer;
  /** Null: the system. */
  readonly person: string | null;
}

export interface Recorded {
  readonly seq: number;
  readonly at: string;
  readonly hash: Buffer;
}

export interface Refused {
  readonly refusal: Refusal;
}

interface Head {
  clock: Date;
  seq: number | null;
  hash: Buffer | null;
  at: string | null;
  known: boolean;
  person: string | null;
  request_hash: Buffer | null;
  known_seq: number | null;
  known_hash: Buffer | null;
  known_at: string | null;
}

const headText = `select laurel_clock() as clock, l.seq, l.entry_hash as hash, l.canon::jsonb->>'at' as at,
    c.id is not null as known, c.person, c.request_hash,
    e.seq as known_seq, e.entry_hash as known_hash, e.canon::jsonb->>'at' as known_at
  from (select) one
  left join lateral (select seq, entry_hash, canon from ledger_entry where chain = $1 order by seq desc limit 1) l on true
  left join command c on c.id = $2
  left join ledger_entry e on e.command_id = c.id`;
const recordText = 'select record_administration($1, $2, $3, $4, $5::jsonb)';

const byConstraint: Record<string, RefusalCode> = {
  account_login_key: 'login-taken',
  account_email: 'login-taken',
  account_person_id_key: 'account-exists',
  person_member_number: 'already-registered',
  person_citizen_hash_key: 'already-registered',
  award_grant_same: 'already-granted',
  seat_once: 'seat-taken',
  council_member_once: 'seat-taken',
  council_one_chair: 'seat-taken',
  money_rate_once: 'already-registered',
  seat_auditor_apart: 'incompatible-roles',
  seat_not_oneself: 'conflict-of-interest',
  delegation_not_taken: 'conflict-of-interest',
  delegation_once: 'already-delegated',
  delegation_no_chain: 'delegation-chain',
  delegation_own_seat: 'not-delegable',
  delegation_not_oneself: 'delegation-to-oneself',
  delegation_forwards: 'dates-reversed',
  delegation_not_backdated: 'dates-reversed',
  absence_once: 'already-registered',
  absence_forwards: 'dates-reversed',
  award_grant_once: 'already-granted',
  award_grant_exclusive: 'already-granted',
};

const ATTEMPTS = 8;

/** Where the chain of a change is known before the change is decided; both may refuse. */
export interface Administration {
  readonly chain: () => Promise<string | Refused>;
  readonly decide: () => Promise<Omit<Change, 'chain'> | Refused>;
}

/**
 * Decides a change on top of the chain's last entry and records it; when the chain moved on meanwhile, decides again. A command id
 * that is already recorded is answered by its entry. Refuses with `command-reused`, `seat-lost`, `busy`, what `decide` refuses,
 * and what the registers' constraints say.
 */
export async function administer(engine: Engine, order: Order, what: Administration): Promise<Recorded | Refused> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (attempt > 0) await sleep(Math.random() * 10 * 2 ** attempt);
    const known = await settled(engine, order);
    if (known !== null) return known;
    const chain = await what.chain();
    if (typeof chain !== 'string') return chain;
    const head = await headOf(engine, chain, order.commandId);
    if (head.known) continue;
    const change = await what.decide();
    if ('refusal' in change) return change;
    const outcome = await write(engine, order, { ...change, chain }, head);
    if (outcome !== 'again') return outcome;
  }
  return { refusal: { refused: 'busy' } };
}

/** Records a change that needs no decision, under the same rules as `administer`. */
export function recordAdministration(
  engine: Engine,
  change: Change & Omit<Order, 'person'>,
): Promise<Recorded | Refused> {
  const { commandId, requestHash, chain, ...rest } = change;
  const person = 'person' in change.actor ? change.actor.person : null;
  return administer(
    engine,
    { commandId, requestHash, person },
    { chain: () => Promise.resolve(chain), decide: () => Promise.resolve(rest) },
  );
}

async function headOf(engine: Engine, chain: string, commandId: string): Promise<Head> {
  const [head] = await engine.db.query<Head>('administration-head', headText, [chain, commandId]);
  if (head === undefined) throw new Error('no head');
  return head;
}

/** The answer to a command id that was recorded before; null for a new one. */
async function settled(engine: Engine, order: Order): Promise<Recorded | Refused | null> {
  const head = await headOf(engine, '', order.commandId);
  if (!head.known) return null;
  const same = head.person === order.person && head.request_hash?.equals(order.requestHash) === true;
  const { known_seq: seq, known_at: at, known_hash: hash } = head;
  if (!same || seq === null || at === null || hash === null) return { refusal: { refused: 'command-reused' } };
  return { seq, at, hash };
}

async function write(engine: Engine, order: Order, change: Change, head: Head): Promise<Recorded | Refused | 'again'> {
  const at = entryTime(head.clock, head.at);
  const seq = (head.seq ?? 0) + 1;
  const { chain, actor, type, fact, more = [], texts, payload, within } = change;
  const sealed = seal(
    { chain, seq, at, commandId: order.commandId, type, actor, facts: [{ type, ...fact }, ...more], files: [] },
    texts,
    head.hash,
  );
  const values = [
    sealed.canon,
    sealed.prev,
    sealed.hash,
    order.requestHash,
    JSON.stringify({ ...payload, secrets: sealed.secrets }),
  ];
  try {
    await engine.db.query('record_administration', recordText, values, within);
  } catch (error) {
    return answerTo(error);
  }
  return { seq, at, hash: sealed.hash };
}

function answerTo(error: unknown): Refused | 'again' {
  const found = conflictOf(error);
  if (found === null) throw error;
  const { conflict, constraint } = found;
  if (isRetryable(conflict)) return 'again';
  if (conflict === 'seat-lost') return { refusal: { refused: 'seat-lost' } };
  if (conflict === 'quota-below-held') return { refusal: { refused: 'quota-below-held' } };
  if (conflict === 'person-merged') return { refusal: { refused: 'person-merged' } };
  if (conflict === 'clock-backwards') return { refusal: { refused: 'clock-backwards' } };
  const refused = constraint === null ? undefined : byConstraint[constraint];
  if (refused === undefined) throw error;
  return { refusal: { refused } };
}
