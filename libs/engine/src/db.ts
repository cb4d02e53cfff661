import { poolOf } from '#database';
import type { DataSource } from 'typeorm';

/** One statement at a time, prepared once per connection by its name. */
export interface Db {
  /** Runs a named statement; the name must always carry the same text. Rows come back as they are. */
  query<Row>(name: string, text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** Statements over the pool of a data source. No transaction spans two calls. */
export function dbOf(source: DataSource): Db {
  const pool = poolOf(source);
  return {
    async query<Row>(name: string, text: string, values: readonly unknown[] = []): Promise<Row[]> {
      const result = await pool.query({ name, text, values: [...values] });
      return result.rows as Row[];
    },
  };
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
