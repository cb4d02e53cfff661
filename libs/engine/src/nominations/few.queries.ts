import type { Engine } from '../engine.js';
import { actingSeats } from '../seats.js';

/** Up to so many nominations it is quicker to go through those that a person may see than through those that fit the search. */
const FEW = 2000;

const seatUnits = `array(select s.unit_id from ${actingSeats('$1::uuid')} s where s.role <> 'administrator')`;

const howManyText = `select (select count(*)::int from (select from nomination_unit v where v.unit_id = any (${seatUnits}) limit ${String(FEW)}) u)
    + (select coalesce(max(${String(FEW)}), 0) from seat s where s.person_id = $1::uuid and s.role = 'auditor' and seat_valid(s))
    + (select count(*)::int from (select from nomination_actor a where a.person_id = $1::uuid limit ${String(FEW)}) x) as n`;

/**
 * A condition that holds for whatever `$1` may see, and for hardly more: the nominations of their units, those they acted on and
 * those about them. It never stands alone: `visible` decides. The planner cannot know that a clerk of a small unit sees a hundred
 * of a hundred thousand nominations; this tells it where to begin. Auditors see whole routes, which are many.
 */
const few = ` and n.id = any (array(
    select v.nomination_id from nomination_unit v where v.unit_id = any (${seatUnits})
    union select a.nomination_id from nomination_actor a where a.person_id = $1::uuid
    union select o.id from nomination o where o.subject_id = $1::uuid /* visible: asked for every row that is found */))`;

/** `few` for a person who may see little, else nothing to add. */
export async function fewOf(engine: Engine, person: string): Promise<{ readonly sql: string; readonly name: string }> {
  const [row] = await engine.db.query<{ n: number }>('nominations_few', howManyText, [person]);
  return row !== undefined && row.n < FEW ? { sql: few, name: 'few.' } : { sql: '', name: '' };
}
