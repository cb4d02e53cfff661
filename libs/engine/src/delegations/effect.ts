import type { AbsenceEffect, AbsenceEffectQuery } from '#contract';
import type { Refusal } from '#domain';
import type { Engine } from '../engine.js';
import { waiting } from '../nominations/turn.js';
import { actingSeats, seatItself } from '../seats.js';
import { visible } from '../visible.js';

/** Somebody is there on every day from $2 to $3. */
const there = (person: string): string => `not exists (select from absence a where a.person_id = ${person}
  and a.ended_at is null and a.valid_from <= $3::date and a.valid_to >= $2::date)`;

const takers = `
  select k.id, k.name, null::text as form from seat c join person k on k.id = c.person_id
    where m.for_whom is null and c.unit_id = m.unit_id and c.role = m.role and c.person_id <> $1::uuid and seat_valid(c)
      and (c.valid_to is null or c.valid_to > $3::date) and ${there('c.person_id')}
  union select k.id, k.name, d.form from delegation d join person k on k.id = d.to_id
    where m.for_whom is null and d.seat_id = m.id and d.awards is null and d.revoked_at is null
      and d.valid_from <= greatest($2::date, legal_date()) and d.valid_to >= $3::date and ${there('d.to_id')}
  union select k.id, k.name, null from person k where k.id = (m.for_whom->>'person')::uuid`;

const effectText = `select json_build_object('id', m.id, 'role', m.role, 'unit', json_build_object('id', u.id, 'name', u.name)) as seat,
  m.for_whom is not null as lent,
  (select count(*)::int from nomination n where (${visible('n', '$1::uuid')}) and ${waiting} and n.waiting_unit = m.unit_id
    and (m.role = any (n.waiting_roles) or ${seatItself('m')} = any (n.waiting_roles))
    and (m.awards is null or n.award = any (m.awards))) as waiting,
  coalesce((select json_agg(json_build_object('person', json_build_object('id', g.id, 'name', g.name), 'form', g.form) order by g.name, g.id)
    from (${takers}) g), '[]') as "goesTo"
from ${actingSeats('$1::uuid')} m join unit u on u.id = m.unit_id
where m.role <> all ('{administrator,auditor,member}') order by m.for_whom is not null, u.name, m.role`;

/**
 * To whom the work of each seat of a person goes while they are away on these days: other holders of the role and delegates for every
 * award who are there on all of them; a lent seat goes back to its holder. Seats for which nothing waits by role stand in it neither:
 * administrators, auditors, and members, whose papers nobody else casts. Refuses with `dates-reversed`.
 */
export async function absenceEffect(
  engine: Engine,
  person: string,
  { validFrom, validTo }: AbsenceEffectQuery,
): Promise<AbsenceEffect | { readonly refusal: Refusal }> {
  if (validTo < validFrom) {
    return { refusal: { refused: 'dates-reversed', observed: validTo, needed: `from ${validFrom} on` } };
  }
  type Row = AbsenceEffect['seats'][number];
  return { seats: await engine.db.query<Row>('absence-effect', effectText, [person, validFrom, validTo]) };
}
