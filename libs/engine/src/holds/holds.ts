import type { NewSubjectHold, SubjectRelease } from '#contract';
import type { Refusal, Seat } from '#domain';
import { seal, uuidv5, type Canonical } from '#ledger';
import { entryActor } from '../acting.js';
import { conflictOf, isRetryable } from '../db.js';
import type { Engine } from '../engine.js';
import { entryTime } from '../entry-time.js';
import { actingSeats } from '../seats.js';

/** Who holds or releases, under which command. */
export interface Holding {
  readonly commandId: string;
  readonly requestHash: Buffer;
  readonly person: string;
}

type Outcome = { readonly hold: string; readonly act: string } | { readonly refusal: Refusal };

interface Row {
  clock: Date;
  unit: string | null;
  acting: (Seat & { readonly onBehalfOf: Seat['onBehalfOf'] | null }) | null;
  open: string[];
  seq: number | null;
  last_hash: Buffer | null;
  last_at: string | null;
  subject_type: 'person' | 'unit' | null;
  subject_id: string | null;
  released: boolean;
  command_person: string | null;
  command_hash: Buffer | null;
}

/** $1 subject or null · $2 person · $3 seat · $4 hold · $5 command. A flagged working seat in the subject's unit or above it. */
const loadText = `
with found as (select h.subject_type, h.subject_id, h.released_at is not null as released from subject_hold h where h.id = $4::uuid),
 whom as (select coalesce($1::uuid, (select subject_id from found)) as id)
select laurel_clock() as clock, f.subject_type, f.subject_id, coalesce(f.released, false) as released,
  coalesce((select p.unit_id from person p where p.id = w.id), (select u.id from unit u where u.id = w.id)) as unit,
  (select to_jsonb(s) from (select s.id, s.unit_id as unit, s.role, s.flags, s.for_whom as "onBehalfOf" from ${actingSeats('$2::uuid')} s
    where s.id = $3::uuid and s.awards is null and 'hold' = any(s.flags) and s.role not in ('administrator', 'auditor')) s where exists (select from unit_closure c where c.ancestor_id = s.unit and c.descendant_id =
      coalesce((select p.unit_id from person p where p.id = w.id), w.id))) as acting,
  coalesce((select jsonb_agg(n.id order by n.id) from nomination n where n.subject_id = w.id and n.waiting_unit is not null
    and n.context is not null /* visible: a hold reaches every nomination of its subject */), '[]') as open,
  l.seq, l.entry_hash as last_hash, l.canon::jsonb->>'at' as last_at, c.person as command_person, c.request_hash as command_hash
from whom w left join found f on true
left join lateral (select e.seq, e.entry_hash, e.canon from ledger_entry e where e.chain = 'act:' || $4 order by e.seq desc limit 1) l on true
left join command c on c.id = $5::uuid`;

const recordText = 'select record_subject_hold($1, $2, $3, $4, $5::jsonb)';
const ATTEMPTS = 8;

/**
 * Holds a person or a unit: what is open for them stops by act, and what is not yet submitted cannot be. Refuses with `wrong-seat`
 * without the flag in the subject's unit or above it, with `unknown-reference`, and with `person-merged`.
 */
export function holdSubject(
  engine: Engine,
  by: Holding,
  { as, subject, kind, reason }: NewSubjectHold,
): Promise<Outcome> {
  const hold = uuidv5(by.commandId, 'hold');
  const fact = { type: 'SubjectHeld', hold, subject, kind };
  return write(engine, by, { hold, as, subject: subject.id, reason, fact: () => fact });
}

/** Releases it, by somebody who might hold the subject. Refuses with `not-found`, `wrong-seat`, and `not-now` when it was released. */
export function releaseSubject(
  engine: Engine,
  by: Holding,
  hold: string,
  { as, reason }: SubjectRelease,
): Promise<Outcome> {
  const factOf = (row: Row) => ({
    type: 'SubjectReleased',
    hold,
    subject: { type: row.subject_type ?? 'person', id: row.subject_id ?? '' },
  });
  return write(engine, by, { hold, as, subject: null, reason, fact: factOf });
}

interface Writing {
  readonly hold: string;
  readonly as: string;
  readonly subject: string | null;
  readonly reason: string;
  readonly fact: (row: Row) => Record<string, unknown>;
}

async function write(engine: Engine, by: Holding, what: Writing): Promise<Outcome> {
  const act = uuidv5(by.commandId, 'act');
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const values = [what.subject, by.person, what.as, what.hold, by.commandId];
    const [row] = await engine.db.query<Row>('subject_hold_load', loadText, values);
    if (row === undefined) return { refusal: { refused: 'not-found' } };
    if (row.command_hash !== null) {
      const same = row.command_person === by.person && row.command_hash.equals(by.requestHash);
      return same ? { hold: what.hold, act } : { refusal: { refused: 'command-reused' } };
    }
    const refusal = refusalOf(row, what);
    if (refusal !== null) return { refusal };
    const done = await record(engine, by, { ...what, row, act });
    if (typeof done !== 'boolean') return { refusal: done };
    if (done) return { hold: what.hold, act };
  }
  return { refusal: { refused: 'busy' } };
}

function refusalOf(row: Row, { subject, as }: Writing): Refusal | null {
  if (row.unit === null)
    return subject === null ? { refused: 'not-found' } : { refused: 'unknown-reference', observed: subject };
  if (row.acting === null) {
    return { refused: 'wrong-seat', observed: as, needed: `hold@${row.unit}`, clearedBy: 'administrator' };
  }
  return row.released ? { refused: 'not-now', observed: 'released' } : null;
}

/** True when recorded; false when the subject's nominations or the hold moved on meanwhile; refused where it was merged. */
async function record(
  engine: Engine,
  by: Holding,
  { row, act, hold, as, reason, fact }: Writing & { row: Row; act: string },
): Promise<boolean | Refusal> {
  const at = entryTime(row.clock, row.last_at);
  const sealed = seal(
    {
      chain: `act:${hold}`,
      seq: (row.seq ?? 0) + 1,
      at,
      commandId: by.commandId,
      type: row.seq === null ? 'HoldSubject' : 'ReleaseSubject',
      actor: entryActor(by.person, as, row.acting === null ? undefined : seatOf(row.acting), at),
      facts: [fact(row) as Canonical],
      files: [],
    },
    [{ id: 'reason', value: reason }],
    row.last_hash,
  );
  const payload = {
    secrets: sealed.secrets,
    act,
    items: row.open.map((nomination, position) => ({ nomination, position, commandId: uuidv5(act, nomination) })),
    outbox: [{ id: uuidv5(act, 'act'), consumer: 'act', topic: 'act', payload: { act } }],
  };
  engine.failpoint('hold:decided');
  try {
    const values = [sealed.canon, sealed.prev, sealed.hash, by.requestHash, JSON.stringify(payload)];
    await engine.db.query('record_subject_hold', recordText, values);
    return true;
  } catch (error) {
    const found = conflictOf(error);
    if (found?.conflict === 'person-merged') return { refused: 'person-merged' };
    if (found === null || !isRetryable(found.conflict)) throw error;
    return false;
  }
}

function seatOf({ onBehalfOf, ...seat }: NonNullable<Row['acting']>): Seat {
  return onBehalfOf == null ? seat : { ...seat, onBehalfOf };
}
