import type { Account, Accounts, RegisterQuery } from '#contract';
import type { Engine } from '../engine.js';
import { askedOf, pageOf } from './page.js';

type Row = Account & { key: string };

const columns = `a.id, a.person_id as person, p.name as "personName", p.name_plain as key, a.login, a.email,
  a.disabled_at is not null as disabled`;
/** Accounts of people in a unit that the asker administers, or below one. */
const mine = `exists (select from unit_closure c join seat s on s.unit_id = c.ancestor_id
  where c.descendant_id = p.unit_id and s.person_id = $1 and s.role = 'administrator' and seat_valid(s))`;

const listText = `select ${columns} from account a join person p on p.id = a.person_id
  where ${mine} and ($2::text is null or p.name_plain like plain_text($2) or a.login like plain_text($2))
    and ($3::uuid is null or p.unit_id in (select descendant_id from unit_closure where ancestor_id = $3))
    and ($4::text is null or (p.name_plain, a.id) > ($4, $5::uuid))
  order by p.name_plain, a.id limit $6`;
const oneText = `select ${columns} from account a join person p on p.id = a.person_id where a.id = $2 and ${mine}`;

/** Accounts of the units that the asker administers, by name of the person or login. */
export async function listAccounts(engine: Engine, asker: string, query: RegisterQuery): Promise<Accounts> {
  const rows = await engine.db.query<Row>('account-list', listText, [asker, ...askedOf(query)]);
  const { page, next } = pageOf(rows, query.limit);
  return { accounts: page.map(viewOf), next };
}

/** One account; null for an unknown one and for one outside the asker's units, alike. */
export async function accountView(engine: Engine, asker: string, id: string): Promise<Account | null> {
  const [row] = await engine.db.query<Row>('account-view', oneText, [asker, id]);
  return row === undefined ? null : viewOf(row);
}

function viewOf({ key: _, ...account }: Row): Account {
  return account;
}
