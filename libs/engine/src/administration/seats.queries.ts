import type { DatedQuery, Seats, SeatView } from '#contract';
import type { Engine } from '../engine.js';
import { askedOf, pageOf } from './page.js';

type Row = SeatView & { key: string };

const columns = `s.id, p.name_plain as key, json_build_object('id', p.id, 'name', p.name) as person,
  json_build_object('id', u.id, 'name', u.name) as unit, s.role, s.flags,
  s.valid_from::text as "validFrom", s.valid_to::text as "validTo"
  from seat s join person p on p.id = s.person_id join unit u on u.id = s.unit_id`;

const listText = `select ${columns}
  where ($1::text is null or p.name_plain like plain_text($1))
    and ($2::uuid is null or s.unit_id in (select descendant_id from unit_closure where ancestor_id = $2))
    and ($3::text is null or (p.name_plain, s.id) > ($3, $4::uuid))
    and ($6::date is null or (s.valid_from <= $6::date and (s.valid_to is null or s.valid_to > $6::date)
      and ($6::date <= legal_date() or exists (select from unit_version v
        where v.unit_id = s.unit_id and v.valid_from <= $6::date and (v.valid_to is null or v.valid_to > $6::date)))))
  order by p.name_plain, s.id limit $5`;

/** Seats, ended ones as well, by name of the person; `unit` narrows to that one and everything below it, `on` to those of a day, without the units that are planned to have ended. */
export async function listSeats(engine: Engine, query: DatedQuery): Promise<Seats> {
  const rows = await engine.db.query<Row>('seat-list', listText, [...askedOf(query), query.on ?? null]);
  const { page, next } = pageOf(rows, query.limit);
  return { seats: page.map(viewOf), next };
}

/** One seat; null for an unknown id. */
export async function seatView(engine: Engine, id: string): Promise<SeatView | null> {
  const [row] = await engine.db.query<Row>('seat-view', `select ${columns} where s.id = $1`, [id]);
  return row === undefined ? null : viewOf(row);
}

function viewOf({ key: _, ...seat }: Row): SeatView {
  return seat;
}
