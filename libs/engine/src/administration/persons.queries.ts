import type { Person, PersonQuery, Persons } from '#contract';
import { outcomes } from '#domain';
import type { Engine } from '../engine.js';
import { visible } from '../visible.js';
import { askedOf, pageOf } from './page.js';

type Row = Person & { key: string };

/** Birth date and member number are for administrators and clerks of the person's unit or of one above it. */
const columns = `p.id, p.name, p.name_plain as key, json_build_object('id', u.id, 'name', u.name) as unit,
  case when near.yes then p.birth_date::text end as "birthDate", case when near.yes then p.member_number end as "memberNumber",
  p.merged_into as "mergedInto",
  coalesce((select json_agg(json_build_object('award', n.award, 'year', n.year, 'state', n.state) order by n.year desc, n.award)
    from nomination n where n.subject_type = 'person' and n.subject_id = p.id
      and (n.state <> all ('{${outcomes.join(',')}}') or n.updated_at > laurel_clock() - interval '1 year')
      and (${visible('n', '$1')})), '[]') as nominations`;
const near = `cross join lateral (select exists (select from unit_closure c join seat s on s.unit_id = c.ancestor_id
  where c.descendant_id = p.unit_id and s.person_id = $1 and s.role in ('administrator', 'clerk') and seat_valid(s)) as yes) near`;

const listText = `with page as materialized (
    select p.* from person p
    where p.merged_into is null
      and ($2::text is null or p.id in (select coalesce(m.merged_into, m.id) from person m where m.name_plain like plain_text($2)))
      and ($3::uuid is null or p.unit_id in (select descendant_id from unit_closure where ancestor_id = $3))
      and (not $7::boolean or exists (select from account a where a.person_id = p.id and a.disabled_at is null))
      and ($4::text is null or (p.name_plain, p.id) > ($4, $5::uuid))
    order by p.name_plain, p.id limit $6)
  select ${columns} from page p join unit u on u.id = p.unit_id ${near} order by p.name_plain, p.id`;
const oneText = `select ${columns} from person p join unit u on u.id = p.unit_id ${near} where p.id = $2`;

/**
 * People by name without diacritics, also by that of an entry merged into theirs, in a unit and below it, or only those with an open
 * account. Of each person only the nominations that the asker may see: under
 * way, or ended within a year.
 */
export async function listPersons(engine: Engine, asker: string, query: PersonQuery): Promise<Persons> {
  const rows = await engine.db.query<Row>('person-list', listText, [
    asker,
    ...askedOf(query),
    query.account === 'true',
  ]);
  const { page, next } = pageOf(rows, query.limit);
  return { persons: page.map(viewOf), next };
}

/** One person as the asker may see them; null for an unknown id. */
export async function personView(engine: Engine, asker: string, id: string): Promise<Person | null> {
  const [row] = await engine.db.query<Row>('person-view', oneText, [asker, id]);
  return row === undefined ? null : viewOf(row);
}

function viewOf({ key: _, ...person }: Row): Person {
  return person;
}
