import type { Recovered, Recovery } from '#contract';
import type { Refusal, Seat } from '#domain';
import { seal } from '#ledger';
import { entryActor } from '../acting.js';
import { conflictOf, isRetryable } from '../db.js';
import type { Engine } from '../engine.js';
import { seatsOf, seesDocument } from '../seats.js';

const loadText = `select laurel_clock() as clock, legal_date()::text as today, d.body_id as unit, r.recovered_on::text as "recoveredOn", d.issued_on::text as issued,
  ${seatsOf('$2::uuid')} as seats, ${seesDocument('$2::uuid', 'd')} as sees,
  c.person as "commandPerson", c.request_hash as "commandHash"
from recovery r join decision_document d on d.id = r.document_id left join command c on c.id = $3::uuid where r.id = $1::uuid`;
const rowText = `select r.id, r.nomination_id as nomination, n.code, r.object, r.amount, r.recovered_on::text as "recoveredOn"
  from recovery r join nomination n on n.id = r.nomination_id /* visible: the body's people */ where r.id = $1::uuid`;

interface Row {
  clock: Date;
  today: string;
  unit: string;
  recoveredOn: string | null;
  issued: string;
  seats: Seat[];
  sees: boolean;
  commandPerson: string | null;
  commandHash: Buffer | null;
}

/**
 * The certificate or the money of an annulled award came back on a day: recorded once, by the clerk of the body. Refuses with
 * `not-found`, `wrong-seat`, `wrong-date` for a day before the annulment or to come, and `not-now` when it was recorded.
 */
export async function recordRecovery(
  engine: Engine,
  by: { readonly commandId: string; readonly requestHash: Buffer; readonly person: string },
  id: string,
  { as, on }: Recovered,
): Promise<Recovery | { readonly refusal: Refusal }> {
  const [row] = await engine.db.query<Row>('recovery_load', loadText, [id, by.person, by.commandId]);
  if (row?.sees !== true) return { refusal: { refused: 'not-found' } };
  if (row.commandHash !== null) {
    const same = row.commandPerson === by.person && row.commandHash.equals(by.requestHash);
    return same ? shown(engine, id) : { refusal: { refused: 'command-reused' } };
  }
  const seat = row.seats.find((s) => s.id === as && s.role === 'clerk' && s.unit === row.unit);
  if (seat === undefined)
    return { refusal: { refused: 'wrong-seat', needed: `clerk@${row.unit}`, clearedBy: 'administrator' } };
  if (on < row.issued || on > row.today) {
    return { refusal: { refused: 'wrong-date', observed: on, needed: `${row.issued} – ${row.today}` } };
  }
  const done: Refusal = { refused: 'not-now', observed: row.recoveredOn ?? 'recovered' };
  if (row.recoveredOn !== null) return { refusal: done };
  const sealed = seal(
    {
      chain: `act:${id}`,
      seq: 1,
      at: row.clock.toISOString(),
      commandId: by.commandId,
      type: 'RecordRecovery',
      actor: entryActor(by.person, as, seat, row.clock.toISOString()),
      facts: [{ type: 'Recovered', recovery: id, on }],
      files: [],
    },
    [],
    null,
  );
  try {
    const values = [
      sealed.canon,
      sealed.prev,
      sealed.hash,
      by.requestHash,
      JSON.stringify({ secrets: sealed.secrets }),
    ];
    await engine.db.query('record_recovery', 'select record_recovery($1, $2, $3, $4, $5::jsonb)', values);
  } catch (error) {
    const found = conflictOf(error);
    if (found === null || !isRetryable(found.conflict)) throw error;
    return { refusal: done };
  }
  return shown(engine, id);
}

async function shown(engine: Engine, id: string): Promise<Recovery | { readonly refusal: Refusal }> {
  const [recovery] = await engine.db.query<Recovery>('recovery_row', rowText, [id]);
  return recovery ?? { refusal: { refused: 'not-found' } };
}
