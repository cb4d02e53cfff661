import type { Me } from '#contract';
import { preferencesOf } from '../desk/preferences.js';
import type { Engine } from '../engine.js';
import { actingSeats } from '../seats.js';
import type { SessionView } from './session.js';

interface Row {
  name: string;
  login: string;
  now: Date;
  seats: Me['seats'];
  preferences: Me['preferences'];
}

const text = `select p.name, a.login, laurel_clock() as now, ${preferencesOf('p.id')} as preferences,
    coalesce((select json_agg(json_build_object('id', s.id, 'role', s.role, 'flags', s.flags,
        'unit', json_build_object('id', u.id, 'name', u.name, 'level', u.level),
        'onBehalfOf', case when s.for_whom is not null then json_build_object('person', s.for_whom->>'person', 'name', s.for_whom->>'name',
          'form', s.for_whom->>'form', 'sameDay', (s.for_whom->>'grantedOn')::date = legal_date()) end)
        order by s.for_whom is not null, u.name_plain, s.role)
      from ${actingSeats('p.id')} s join unit u on u.id = s.unit_id), '[]') as seats
  from account a join person p on p.id = a.person_id where a.id = $1`;

/** The person behind a session with the seats valid now, and the legal time. */
export async function me(
  engine: Engine,
  session: Pick<SessionView, 'account' | 'person' | 'elevatedUntil'>,
): Promise<Omit<Me, 'mode' | 'bulkMost'>> {
  const [row] = await engine.db.query<Row>('me', text, [session.account]);
  if (row === undefined) throw new Error(`account ${session.account} is gone`);
  return {
    person: { id: session.person, name: row.name },
    login: row.login,
    seats: row.seats,
    preferences: row.preferences,
    elevatedUntil: session.elevatedUntil?.toISOString() ?? null,
    now: row.now.toISOString(),
  };
}
