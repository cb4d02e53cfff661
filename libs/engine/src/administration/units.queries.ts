import type { RegisterQuery, Unit, Units } from '#contract';
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

/** Units by name without diacritics; `unit` narrows to that one and everything below it. */
export async function listUnits(engine: Engine, query: RegisterQuery): Promise<Units> {
  const rows = await engine.db.query<Row>('unit-list', listText, askedOf(query));
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
