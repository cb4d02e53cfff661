/**
 * Every seat that a person may act from now, as an SQL table: those held, and those lent by a delegation, under the id of the
 * delegation and for its awards (null: all). `person` is a placeholder or a column.
 */
export function actingSeats(person: string): string {
  return `(select s.id, s.unit_id, s.role, s.flags, null::text[] as awards, null::jsonb as for_whom
    from seat s where s.person_id = ${person} and seat_valid(s)
    union all
    select d.id, s.unit_id, s.role, s.flags, d.awards,
      jsonb_build_object('person', s.person_id, 'name', (select l.name from person l where l.id = s.person_id), 'seat', d.seat_id,
        'form', d.form, 'grantedOn', d.granted_on)
    from delegation d join seat s on s.id = d.seat_id where d.to_id = ${person} and delegation_valid(d) and seat_valid(s))`;
}

/** The id of a seat of `actingSeats`, lent or not, as SQL text. */
export function seatItself(held: string): string {
  return `coalesce(${held}.for_whom->>'seat', ${held}.id::text)`;
}

/** The seats that a person may act from now, as SQL: a jsonb array of domain `Seat`s, one's own first, in a fixed order. */
export function seatsOf(person: string): string {
  return `coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', held.id, 'unit', held.unit_id, 'role', held.role,
      'flags', held.flags, 'awards', to_jsonb(held.awards), 'onBehalfOf', held.for_whom)) order by held.for_whom is not null, held.id)
    from ${actingSeats(person)} held), '[]')`;
}

/**
 * Whether a person belongs to the people of a unit, as SQL: any valid seat but an administrator's, which gives no sight, or one lent
 * for every award.
 */
export function belongsTo(person: string, unit: string): string {
  return `exists (select from ${actingSeats(person)} held where held.unit_id = ${unit} and held.role <> 'administrator' and held.awards is null)`;
}

/**
 * As `belongsTo` for what is of one award, as SQL: also whoever was lent a seat of the unit for that award only.
 */
export function belongsFor(person: string, unit: string, award: string): string {
  return `exists (select from ${actingSeats(person)} held where held.unit_id = ${unit} and held.role <> 'administrator'
    and (held.awards is null or ${award} = any (held.awards)))`;
}

/** Whether a person may act in a role of a unit on an award, as SQL. */
export function actsIn(person: string, unit: string, role: string, award: string): string {
  return `exists (select from ${actingSeats(person)} held where held.unit_id = ${unit} and held.role = '${role}'
    and (held.awards is null or ${award} = any (held.awards)))`;
}

/** Whether a document of a unit is for a person: of its people, or lent a seat there for every award that the document is about. */
export function seesDocument(person: string, document: string): string {
  return `(${belongsTo(person, `${document}.body_id`)} or exists (select from ${actingSeats(person)} held
    where held.unit_id = ${document}.body_id and held.awards is not null and not exists (
      select from decision_item i join nomination o on o.id = i.nomination_id /* visible: asked whether the document is for somebody */
      where i.document_id = ${document}.id and o.award <> all (held.awards))))`;
}

/** Somebody else does the work of a seat: another holder of the role who is there, or a delegate for every award. */
const covered = (
  seat: string,
): string => `(exists (select from seat c where c.unit_id = ${seat}.unit_id and c.role = ${seat}.role
    and c.person_id <> ${seat}.person_id and seat_valid(c) and not is_absent(c.person_id))
  or exists (select from delegation c where c.seat_id = ${seat}.id and c.awards is null and delegation_valid(c) and not is_absent(c.to_id)))`;

/**
 * The seats from which a person has a turn now, as an SQL table like `actingSeats`: who is away has none where somebody else does the
 * work, and has it again afterwards.
 */
export function turnSeats(person: string): string {
  return `(select t.* from ${actingSeats(person)} t left join seat own on own.id = t.id
    where not is_absent(${person}) or own.id is not null and not ${covered('own')})`;
}

/** Whether a seat is asked to do something now, as SQL: not that of somebody who is away while another does the work. */
export function isAsked(seat: string): string {
  return `(not is_absent(${seat}.person_id) or not ${covered(seat)})`;
}

/** On whose behalf somebody acted, as SQL over the actor of an entry: jsonb, or null for one who acted from a seat of their own. */
export function onBehalfOf(actor: string): string {
  return `(select jsonb_build_object('person', b.id, 'name', b.name, 'form', ${actor}->'onBehalfOf'->>'form',
      'sameDay', coalesce((${actor}->'onBehalfOf'->>'sameDay')::boolean, false))
    from person b where b.id = (${actor}->'onBehalfOf'->>'person')::uuid)`;
}
