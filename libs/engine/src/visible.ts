import { actingSeats } from './seats.js';

/** The awards for which a person has been lent a seat, where it was not lent for all. */
const lentAwards = (person: string): string =>
  `array(select unnest(d.awards) from delegation d where d.to_id = ${person} and delegation_valid(d))`;

/**
 * Whoever works on a nomination, as SQL over its row: seat holders of the nominating unit and, from its entry on, of each stage's
 * unit, also by delegation; whoever acted on it; auditors of a unit on the route.
 */
export function worksOn(nomination: string, person: string): string {
  const here = `select from nomination_unit v where v.nomination_id = ${nomination}.id and v.visible_from <= (select laurel_clock())`;
  return `(exists (${here} and v.unit_id = any (array(select held.unit_id from ${actingSeats(person)} held
          where held.role <> 'administrator' and held.awards is null)))
    or exists (select from nomination_actor a where a.nomination_id = ${nomination}.id and a.person_id = ${person})
    or coalesce(${nomination}.route_units ?| array(select s.unit_id::text from seat s
          where s.person_id = ${person} and s.role = 'auditor' and seat_valid(s)), false)
    or ${nomination}.award = any (${lentAwards(person)}) and exists (${here} and v.unit_id in (select held.unit_id
          from ${actingSeats(person)} held where ${nomination}.award = any (held.awards))))`;
}

/**
 * Who may see a nomination, as SQL over its row and a person (model.md 10): whoever works on it, and the subject (state and outcome
 * only). An administrator's seat alone gives nothing. Feeds every list, count, search, notice and export. `nomination` is an alias of
 * the table, `person` a placeholder or a column.
 */
export function visible(nomination: string, person: string): string {
  return `/* visible */ (${worksOn(nomination, person)}
    or (${nomination}.subject_type = 'person' and ${nomination}.subject_id = ${person}))`;
}
