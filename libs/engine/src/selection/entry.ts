import type { Seat } from '#domain';
import { seal, type Canonical } from '#ledger';
import { entryActor } from '../acting.js';
import type { ByOfficer } from '../councils/sittings.js';
import { conflictOf, isRetryable } from '../db.js';
import type { Engine } from '../engine.js';
import { entryTime } from '../entry-time.js';
import type { SelectionRow } from './selection.queries.js';

/** What an entry of a selection's chain says, and what is written with it. */
export interface Entry {
  readonly seat: Seat;
  readonly type: 'MoveInSelection' | 'DecideTie' | 'CloseSelection';
  readonly fact: object;
  /** Null where nothing is typed. */
  readonly reason: string | null;
  readonly more?: Readonly<Record<string, unknown>>;
}

const recordText = {
  closing: 'select record_selection($1, $2, $3, $4, $5::jsonb)',
  byHand: 'select record_ranking($1, $2, $3, $4, $5::jsonb)',
} as const;

/** Appends an entry to the chain of a selection. True when recorded; false when list, order or quota moved on meanwhile. */
export async function recordEntry(
  engine: Engine,
  { row, request }: { readonly row: SelectionRow; readonly request: ByOfficer },
  { seat, type, fact, reason, more = {} }: Entry,
): Promise<boolean> {
  const at = entryTime(row.clock, row.last?.at ?? null);
  const sealed = seal(
    {
      chain: `act:${row.id}`,
      seq: (row.last?.seq ?? 0) + 1,
      at,
      commandId: request.commandId,
      type,
      actor: entryActor(request.person, seat.id, seat, at),
      facts: [fact as Canonical],
      files: [],
    },
    reason === null ? [] : [{ id: 'reason', value: reason }],
    row.last === null ? null : Buffer.from(row.last.hash, 'hex'),
  );
  const payload = JSON.stringify({ version: row.version, secrets: sealed.secrets, ...more });
  const values = [sealed.canon, sealed.prev, sealed.hash, request.requestHash, payload];
  try {
    if (type === 'CloseSelection') await engine.db.query('record_selection', recordText.closing, values);
    else await engine.db.query('record_ranking', recordText.byHand, values);
    return true;
  } catch (error) {
    const found = conflictOf(error);
    if (found === null || !isRetryable(found.conflict)) throw error;
    return false;
  }
}
