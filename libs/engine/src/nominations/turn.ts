import { seatItself, turnSeats } from '../seats.js';

/**
 * One of a person's seats has its turn on `n`: the unit waits for one of their roles. The seats are read once for the statement, not
 * for every row: roles and seats by unit, as `{"<unit>": ["clerk", …]}`. `person` is a placeholder.
 */
const turnOf = (
  person: string,
): string => `(coalesce((select jsonb_object_agg(t.unit_id, t.roles) from (select held.unit_id,
      jsonb_agg(held.role) || jsonb_agg(${seatItself('held')}) as roles from ${turnSeats(`${person}::uuid`)} held
    where held.awards is null group by held.unit_id) t) -> n.waiting_unit::text ?| n.waiting_roles, false)
  or n.award = any (array(select unnest(held.awards) from ${turnSeats(`${person}::uuid`)} held)) and exists (select from ${turnSeats(`${person}::uuid`)} held
    where held.unit_id = n.waiting_unit and (held.role = any (n.waiting_roles) or ${seatItself('held')} = any (n.waiting_roles))
      and n.award = any (held.awards)))`;
const unitsOf = (person: string): string =>
  `n.waiting_unit = any (array(select t.unit_id from ${turnSeats(`${person}::uuid`)} t where t.role <> 'administrator'))`;
const released = `(n.released_at is null or n.released_at <= (select laurel_clock()))`;

/** It is the turn of `person`, a placeholder; the last decision on `n` is released, and they have not stepped aside. */
export const waitsFor = (person: string): string =>
  `${unitsOf(person)} and ${turnOf(person)} and ${released} and n.state <> 'draft' and not coalesce(n.context->'recused' ? ${person}::text, false)`;

/** One of the seats of `$1` has its turn. */
export const mine = turnOf('$1');

/** `waitsFor` of `$1`. */
export const waiting = waitsFor('$1');

/** `$1` put `n` aside in this step, and the time has not come. */
export const aside = `exists (select from snooze z where z.person_id = $1::uuid and z.nomination_id = n.id and z.state = n.state
    and z.until > (select laurel_clock()))`;

/** `$1` acted on `n`, and it waits for others. */
export const othersOf = `exists (select from nomination_actor a where a.nomination_id = n.id and a.person_id = $1::uuid)
  and n.waiting_unit is not null and not (${mine}) and n.state <> 'draft'`;

/** `$1` decided on `n` in the last 30 days. */
export const decidedBy = `n.id in (select a.nomination_id from nomination_actor a where a.person_id = $1::uuid
    and a.last_at > (select laurel_clock()) - interval '30 days') and not (${mine})`;
