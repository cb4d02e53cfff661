import type { Role, UnitLevel } from '#domain';
import type { Engine } from '../engine.js';

/** A unit as administration looks at it. Dates are local, `YYYY-MM-DD`. */
export interface UnitRow {
  readonly id: string;
  readonly level: UnitLevel;
  readonly parent_id: string | null;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly ended: boolean;
  readonly today: string;
  /** The day on which it ended or will end, as far as is planned. */
  readonly ends: string | null;
  /** A reorganisation that is planned concerns it, or lets it carry on for another unit. */
  readonly planned: boolean;
}

const unitText = `select id, level, parent_id, valid_from::text, valid_to::text,
    coalesce(valid_to <= legal_date(), false) as ended, legal_date()::text as today,
    coalesce((select v.valid_to from unit_version v where v.unit_id = unit.id order by v.valid_from desc limit 1), valid_to)::text as ends,
    exists (select from reorganisation r cross join jsonb_array_elements(r.deeds) d (d)
      where r.state = 'planned' and (d.d->>'unit' = unit.id::text or d.d->'successors' ? unit.id::text)) as planned
  from unit where id = $1`;

/** A unit, or undefined. */
export async function unitRow(engine: Engine, id: string): Promise<UnitRow | undefined> {
  return (await engine.db.query<UnitRow>('unit-row', unitText, [id]))[0];
}

/** A person with the units that the person's seats are in, now or later. */
export interface PersonRow {
  readonly id: string;
  readonly unit_id: string;
  readonly account_id: string | null;
  readonly seat_units: readonly string[];
  /** The person whom this entry was merged into. */
  readonly merged_into: string | null;
}

const personColumns = `p.id, p.unit_id, p.merged_into, a.id as account_id,
    array(select distinct s.unit_id from seat s where s.person_id = p.id
      and (s.valid_to is null or s.valid_to > legal_date())) as seat_units
  from person p left join account a on a.person_id = p.id`;

/** A person, or undefined. */
export async function personRow(engine: Engine, id: string): Promise<PersonRow | undefined> {
  return (await engine.db.query<PersonRow>('person-row', `select ${personColumns} where p.id = $1`, [id]))[0];
}

/** The person of an account, or undefined. */
export async function personOfAccount(engine: Engine, account: string): Promise<PersonRow | undefined> {
  return (
    await engine.db.query<PersonRow>('person-of-account', `select ${personColumns} where a.id = $1`, [account])
  )[0];
}

/** A seat with the unit's place in the tree. */
export interface SeatRow {
  readonly id: string;
  readonly person_id: string;
  readonly unit_id: string;
  readonly role: Role;
  readonly valid_from: string;
  readonly ended: boolean;
  readonly today: string;
  /** The only administrator's seat of the root unit. */
  readonly last_administrator: boolean;
}

const seatText = `select s.id, s.person_id, s.unit_id, s.role, s.valid_from::text,
    coalesce(s.valid_to <= legal_date(), false) as ended, legal_date()::text as today,
    s.role = 'administrator' and u.parent_id is null and not exists (
      select from seat o where o.unit_id = s.unit_id and o.role = 'administrator' and o.id <> s.id
        and o.valid_to is null and o.valid_from <= legal_date()) as last_administrator
  from seat s join unit u on u.id = s.unit_id where s.id = $1`;

/** A seat, or undefined. */
export async function seatRow(engine: Engine, id: string): Promise<SeatRow | undefined> {
  return (await engine.db.query<SeatRow>('seat-row', seatText, [id]))[0];
}
