import type { DatedQuery, Unit, Units } from '#contract';
import type { Engine } from '../engine.js';
import { askedOf, pageOf } from './page.js';

type Row = Omit<Unit, 'validFrom' | 'validTo'> & { key: string; valid_from: string; valid_to: string | null };

const columns = `u.id, u.name, u.name_plain as key, u.symbol, u.level, u.parent_id as parent, u.members, u.workers,
  u.valid_from::text, u.valid_to::text`;

const listText = `select ${columns} from unit u
  where ($1::text is null or u.name_plain like plain_text($1))
    and ($2::uuid is null or u.id in (select descendant_id from unit_closure where ancestor_id = $2))
    and ($3::text is null or (u.name_plain, u.id) > ($3, $4::uuid))
  order by u.name_plain, u.id limit $5`;

const datedText = `with recursive there as (select * from unit_version v where v.valid_from <= $6::date and (v.valid_to is null or v.valid_to > $6::date)),
  down as (select t.unit_id from there t where $2::uuid is null or t.unit_id = $2
    union select t.unit_id from there t join down d on t.parent_id = d.unit_id)
  select v.unit_id as id, v.name, plain_text(v.name) as key, v.symbol, v.level, v.parent_id as parent, u.members, u.workers,
    v.valid_from::text, v.valid_to::text
  from there v join unit u on u.id = v.unit_id
  where ($1::text is null or plain_text(v.name) like plain_text($1)) and v.unit_id in (select unit_id from down)
    and ($3::text is null or (plain_text(v.name), v.unit_id) > ($3, $4::uuid))
  order by plain_text(v.name), v.unit_id limit $5`;

/** Units by name without diacritics; `unit` narrows to that one and everything below it, `on` shows them as on that day. */
export async function listUnits(engine: Engine, query: DatedQuery): Promise<Units> {
  const rows =
    query.on === undefined
      ? await engine.db.query<Row>('unit-list', listText, askedOf(query))
      : await engine.db.query<Row>('unit-list-on', datedText, [...askedOf(query), query.on]);
  const { page, next } = pageOf(rows, query.limit);
  return { units: page.map(viewOf), next };
}

/** One unit, ended ones as well; null for an unknown id. */
export async function unitView(engine: Engine, id: string): Promise<Unit | null> {
  const [row] = await engine.db.query<Row>('unit-view', `select ${columns} from unit u where u.id = $1`, [id]);
  return row === undefined ? null : viewOf(row);
}

function viewOf({ key: _, valid_from: validFrom, valid_to: validTo, ...unit }: Row): Unit {
  return { ...unit, validFrom, validTo };
}
