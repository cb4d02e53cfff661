/**
 * The seats that a person holds now, as SQL: a jsonb array of domain `Seat`s in a fixed order. `person` is a placeholder or a
 * column.
 */
export function seatsOf(person: string): string {
  return `coalesce((select jsonb_agg(jsonb_build_object('id', held.id, 'unit', held.unit_id, 'role', held.role, 'flags', held.flags) order by held.id)
    from seat held where held.person_id = ${person} and seat_valid(held)), '[]')`;
}

/** Whether a person belongs to the people of a unit, as SQL: any valid seat but an administrator's, which gives no sight. */
export function belongsTo(person: string, unit: string): string {
  return `exists (select from seat held where held.person_id = ${person} and held.unit_id = ${unit} and held.role <> 'administrator' and seat_valid(held))`;
}
