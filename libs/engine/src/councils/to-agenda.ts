import type { AgendaAdded, AgendaAddition, Sittings } from '#contract';
import type { Refused } from '../administration/record.js';
import type { Engine } from '../engine.js';
import { belongsTo } from '../seats.js';
import { sittingRow } from './sitting.queries.js';
import { change, officeOf, readyText, type ByOfficer } from './sittings.js';

const listText = `select s.id, jsonb_build_object('id', c.id, 'name', c.name) as council, u.name as unit, s.held_on::text as "heldOn",
  (select count(*)::int from sitting_item i where i.sitting_id = s.id) as items
from sitting s join council c on c.id = s.council_id join unit u on u.id = c.unit_id
where s.held_on >= legal_date() and ${belongsTo('$1::uuid', 'c.unit_id')} order by s.held_on, c.name, s.id limit 200`;

/** Sittings of today and later of the councils over which this person presides, the next one first. */
export async function listSittings(engine: Engine, person: string): Promise<Sittings> {
  const rows = await engine.db.query<Sittings['sittings'][number]>('sittings', listText, [person]);
  const offices = new Map<string, boolean>();
  for (const { council } of rows) {
    if (!offices.has(council.id)) offices.set(council.id, !('refusal' in (await officeOf(engine, council.id, person))));
  }
  return { sittings: rows.filter((r) => offices.get(r.council.id) === true) };
}

/**
 * Puts nominations at the end of an agenda, whoever else changes it: those that wait for a ballot of the council's unit; the others are
 * left out and named. Refuses like `setAgenda`.
 */
export async function addToAgenda(
  engine: Engine,
  request: ByOfficer,
  sitting: string,
  { nominations }: AgendaAddition,
): Promise<AgendaAdded | Refused> {
  const found = await sittingRow(engine, sitting, request.person);
  if (found?.seen !== true) return { refusal: { refused: 'not-found' } };
  const office = await officeOf(engine, found.council_id, request.person);
  if ('refusal' in office) return office;
  const before = found.agenda.map((a) => a.nomination);
  const wanted = [...new Set(nominations)];
  const ready = await engine.db.query<{ id: string }>('agenda-ready', readyText, [wanted, found.unit_id]);
  const known = new Set(ready.map((r) => r.id));
  const joining = wanted.filter((id) => known.has(id) && !before.includes(id));
  const on = wanted.filter((id) => joining.includes(id) || before.includes(id));
  const answer = { on, leftOut: wanted.filter((id) => !on.includes(id)) };
  if (joining.length === 0) return answer;
  const fact = { nominations: [...before, ...joining] };
  const asked = { ...request, ifMatch: found.version };
  const done = await change(engine, asked, sitting, () => Promise.resolve({ type: 'SittingAgendaSet', fact }));
  return 'refusal' in done ? done : answer;
}
