import type { Engine } from '../engine.js';
import { belongsTo, seatsOf } from '../seats.js';
import type { Seat } from '#domain';

/** A council as a command looks at it, with the caller's place in it. Dates are local, `YYYY-MM-DD`. */
export interface CouncilRow {
  readonly id: string;
  readonly unit_id: string;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly ended: boolean;
  readonly today: string;
  readonly seen: boolean;
  /** Role of the caller's membership today; null for who is no member. */
  readonly role: string | null;
  readonly seats: Seat[];
}

const councilText = `select c.id, c.unit_id, c.valid_from::text, c.valid_to::text, legal_date()::text as today,
    coalesce(c.valid_to <= legal_date(), false) as ended, ${belongsTo('$2::uuid', 'c.unit_id')} as seen,
    (select m.role from council_member m where m.council_id = c.id and m.person_id = $2::uuid
      and m.valid_from <= legal_date() and (m.valid_to is null or m.valid_to > legal_date()) limit 1) as role,
    ${seatsOf('$2::uuid')} as seats
  from council c where c.id = $1::uuid`;

/** A council, or undefined. */
export async function councilRow(engine: Engine, id: string, person: string | null): Promise<CouncilRow | undefined> {
  return (await engine.db.query<CouncilRow>('council-row', councilText, [id, person]))[0];
}

/** The caller's own seat in the council's unit, from which a chair or a secretary acts; undefined for anybody else. */
export function officeSeat({ role, seats, unit_id }: CouncilRow): Seat | undefined {
  if (role !== 'secretary' && role !== 'chair' && role !== 'deputy') return undefined;
  return seats.find((s) => s.unit === unit_id && s.role !== 'administrator' && s.onBehalfOf === undefined);
}
