import type { Absences, AbsenceView, Delegations, DelegationView } from '#contract';
import type { Engine } from '../engine.js';

/** A working seat in the unit, or an administrator's there or above it. $1 person. */
const near = (
  unit: string,
): string => `exists (select from seat h join unit_closure c on c.ancestor_id = h.unit_id and c.descendant_id = ${unit}
  where h.person_id = $1::uuid and seat_valid(h) and (h.unit_id = ${unit} or h.role = 'administrator'))`;

const delegationsText = `select d.id, json_build_object('id', s.id, 'role', s.role, 'unit', json_build_object('id', u.id, 'name', u.name)) as seat,
  json_build_object('id', f.id, 'name', f.name) as "from", json_build_object('id', t.id, 'name', t.name) as "to", d.form, d.award, d.level,
  d.valid_from::text as "validFrom", d.valid_to::text as "validTo", d.revoked_at, delegation_valid(d) and seat_valid(s) as "inForce"
from delegation d join seat s on s.id = d.seat_id join unit u on u.id = s.unit_id join person f on f.id = d.from_id join person t on t.id = d.to_id
where ($1::uuid in (d.from_id, d.to_id) or ${near('s.unit_id')})`;

type DelegationRow = Omit<DelegationView, 'revokedAt'> & { revoked_at: Date | null };

/** Delegations to and from somebody and those of their units, the latest first; at most 200. */
export async function listDelegations(engine: Engine, person: string): Promise<Delegations> {
  const text = `${delegationsText} order by d.valid_from desc, d.id limit 200`;
  return { delegations: (await engine.db.query<DelegationRow>('delegations', text, [person])).map(delegationOf) };
}

/** One of them; null for an unknown one and for one that is not theirs to see. */
export async function delegationView(engine: Engine, person: string, id: string): Promise<DelegationView | null> {
  const [row] = await engine.db.query<DelegationRow>('delegation', `${delegationsText} and d.id = $2`, [person, id]);
  return row === undefined ? null : delegationOf(row);
}

function delegationOf({ revoked_at, ...row }: DelegationRow): DelegationView {
  return { ...row, revokedAt: revoked_at?.toISOString() ?? null };
}

const absencesText = `select a.id, json_build_object('id', p.id, 'name', p.name) as person, a.valid_from::text as "validFrom",
  a.valid_to::text as "validTo", a.ended_at,
  a.ended_at is null and legal_date() between a.valid_from and a.valid_to as "inForce"
from absence a join person p on p.id = a.person_id
where (p.id = $1::uuid or ${near('p.unit_id')})`;

type AbsenceRow = Omit<AbsenceView, 'endedAt'> & { ended_at: Date | null };

/** Absences of somebody and of the people of their units, the latest first; at most 200. */
export async function listAbsences(engine: Engine, person: string): Promise<Absences> {
  const text = `${absencesText} order by a.valid_from desc, a.id limit 200`;
  return { absences: (await engine.db.query<AbsenceRow>('absences', text, [person])).map(absenceOf) };
}

/** One of them; null for an unknown one and for one that is not theirs to see. */
export async function absenceView(engine: Engine, person: string, id: string): Promise<AbsenceView | null> {
  const [row] = await engine.db.query<AbsenceRow>('absence', `${absencesText} and a.id = $2`, [person, id]);
  return row === undefined ? null : absenceOf(row);
}

function absenceOf({ ended_at, ...row }: AbsenceRow): AbsenceView {
  return { ...row, endedAt: ended_at?.toISOString() ?? null };
}
