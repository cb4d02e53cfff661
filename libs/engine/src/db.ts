import { poolOf } from '#database';
import type { DataSource } from 'typeorm';

type Pool = ReturnType<typeof poolOf>;

interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

/** One statement at a time, prepared once per connection by its name. */
export interface Db {
  /**
   * Runs a named statement; the name must always carry the same text. Rows come back as they are. One about thousands of rows is given
   * its own time, `within` milliseconds, in place of the few seconds after which the connection gives up.
   */
  query<Row>(name: string, text: string, values?: readonly unknown[], within?: number): Promise<Row[]>;
}

/** Time for a statement about every row of a file, on a slow machine too. */
export const A_MINUTE = 60_000;

/** Statements over the pool of a data source. No transaction spans two calls. */
export function dbOf(source: DataSource): Db {
  return dbOver(poolOf(source));
}

/** The same over a pool. */
export function dbOver(pool: Pool): Db {
  return {
    async query<Row>(name: string, text: string, values: readonly unknown[] = [], within?: number): Promise<Row[]> {
      const statement = { name, text, values: [...values] };
      const result = within === undefined ? await pool.query(statement) : await patiently(pool, statement, within);
      return result.rows as Row[];
    },
  };
}

/** One statement in a transaction of its own that waits for it longer. */
async function patiently(pool: Pool, statement: Statement, within: number): Promise<{ readonly rows: unknown[] }> {
  const client = await pool.connect();
  try {
    await client.query(`begin; set local statement_timeout = ${String(Math.round(within))}`);
    const result = await client.query(statement);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    // A connection that cannot even be rolled back is not used again.
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    );
    throw error;
  }
}

/** What the recording functions and constraints say when they refuse. */
export type Conflict =
  | 'version-conflict'
  | 'duplicate-command'
  | 'wrong-hash'
  | 'seat-lost'
  | 'facts-changed'
  | 'draft-changed'
  | 'items-not-ready'
  | 'number-taken'
  | 'clock-backwards'
  | 'quota-exhausted'
  | 'in-open-ballot'
  | 'ballot-closed'
  | 'quota-below-held'
  | 'person-merged'
  | 'hearer-involved'
  | 'approval-taken'
  | 'other-unit'
  | 'already-granted'
  | 'already-rewarded'
  | 'interest'
  | 'in-other-document'
  | 'rule'
  | 'unique'
  | 'transient';

const byState: Record<string, Conflict> = {
  LR001: 'version-conflict',
  LR002: 'duplicate-command',
  LR003: 'wrong-hash',
  LR005: 'seat-lost',
  LR006: 'facts-changed',
  LR007: 'draft-changed',
  LR008: 'items-not-ready',
  LR009: 'number-taken',
  LR010: 'clock-backwards',
  LR011: 'quota-exhausted',
  LR012: 'in-open-ballot',
  LR013: 'ballot-closed',
  LR014: 'quota-below-held',
  LR033: 'hearer-involved',
  LR035: 'person-merged',
  '40001': 'transient',
  '40P01': 'transient',
  '55P03': 'transient',
};

const byConstraint: Record<string, Conflict> = {
  ledger_entry_pkey: 'version-conflict',
  approval_once: 'approval-taken',
  approval_one_unit: 'other-unit',
  approval_party_one_unit: 'other-unit',
  approval_no_interest: 'interest',
  approval_steps_apart: 'interest',
  award_grant_once: 'already-granted',
  award_grant_same: 'already-granted',
  award_grant_exclusive: 'already-granted',
  award_grant_achievement: 'already-rewarded',
  decision_item_open: 'in-other-document',
  ballot_item_open: 'in-open-ballot',
  delegation_own_seat: 'rule',
  delegation_not_oneself: 'rule',
  delegation_forwards: 'rule',
  delegation_not_backdated: 'rule',
  absence_forwards: 'rule',
  seat_not_oneself: 'rule',
  delegation_not_taken: 'rule',
};

const retryable: readonly Conflict[] = [
  'version-conflict',
  'duplicate-command',
  'facts-changed',
  'interest',
  'number-taken',
  'quota-exhausted',
  'transient',
];

/** True when the same command, loaded and decided again, may meet another world or find itself recorded. */
export function isRetryable(conflict: Conflict): boolean {
  return retryable.includes(conflict);
}

/** The typed conflict behind a database error, or null when it is a fault. */
export function conflictOf(error: unknown): { conflict: Conflict; constraint: string | null; detail: string } | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  const e = error as { code: unknown; constraint?: unknown; detail?: unknown };
  const constraint = typeof e.constraint === 'string' ? e.constraint : null;
  const unique = e.code === '23505' || e.code === '23P01' ? 'unique' : undefined;
  const conflict = (constraint === null ? undefined : byConstraint[constraint]) ?? byState[String(e.code)] ?? unique;
  return conflict === undefined ? null : { conflict, constraint, detail: typeof e.detail === 'string' ? e.detail : '' };
}
