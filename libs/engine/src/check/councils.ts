import type { Db } from '../db.js';
import type { Difference } from './check.js';
import { Rebuilt, type Place, type StoredRow } from './rebuilt.js';

interface Entry extends Place {
  readonly person: string | null;
  readonly name: string | null;
  readonly f: Fact;
}

interface Line {
  readonly member: string;
  readonly status: string;
  readonly substituteFor?: string;
}

type Fact =
  | ({ readonly type: 'CouncilOpened'; readonly council: string; readonly unit: string } & Term)
  | ({ readonly type: 'CouncilMemberAdded'; readonly person: string; readonly role: string } & OfMember & Term)
  | ({ readonly type: 'CouncilMemberEnded'; readonly validTo: string } & OfMember)
  | { readonly type: 'CouncilEnded'; readonly council: string; readonly validTo: string }
  | ({ readonly type: 'SittingPlanned'; readonly council: string; readonly mode: string; readonly heldOn: string } & Of)
  | ({ readonly type: 'SittingAgendaSet'; readonly nominations: readonly string[] } & Of)
  | ({ readonly type: 'SittingAttendanceSet'; readonly attendance: readonly Line[] } & Of);
interface Term {
  readonly validFrom: string;
  readonly validTo?: string;
}
interface Of {
  readonly sitting: string;
}
interface OfMember {
  readonly council: string;
  readonly member: string;
}

const entriesText = `select e.chain, e.seq, e.canon::jsonb->'actor'->>'person' as person, s.value as name, f
from ledger_entry e cross join lateral (select e.canon::jsonb->'facts'->0 as f) x
left join ledger_secret s on s.chain = e.chain and s.seq = e.seq and s.text_id = 'name'
where e.chain like 'acl:%' and f->>'type' ~ '^(Council|Sitting)' order by e.chain, e.seq`;

const rowsText = `
select 'council ' || c.id as name, 'acl:' || c.unit_id as chain, jsonb_build_object('unit', c.unit_id, 'name', c.name,
  'validFrom', c.valid_from, 'validTo', c.valid_to, 'version', c.version) as row from council c
union all
select 'council member ' || m.id, 'acl:' || c.unit_id, jsonb_build_object('council', m.council_id, 'person', m.person_id, 'role', m.role,
  'validFrom', m.valid_from, 'validTo', m.valid_to) from council_member m join council c on c.id = m.council_id
union all
select 'sitting ' || s.id, 'acl:' || c.unit_id, jsonb_build_object('council', s.council_id, 'mode', s.mode, 'heldOn', s.held_on,
  'version', s.version, 'by', s.created_by,
  'agenda', (select coalesce(jsonb_agg(jsonb_build_array(i.position, i.nomination_id) order by i.position), '[]')
    from sitting_item i where i.sitting_id = s.id),
  'attendance', (select coalesce(jsonb_agg(jsonb_build_array(a.member_id, a.status, coalesce(a.substitute_for::text, '')) order by a.member_id), '[]')
    from sitting_attendance a where a.sitting_id = s.id))
from sitting s join council c on c.id = s.council_id`;

interface Ended extends Place {
  readonly name: string;
  readonly on: string;
}

/** Councils of units that a reorganisation ended, and the day on which it became effective. */
const endedText = `select 'council ' || c.id as name, e.chain, e.seq,
  ((e.canon::jsonb->>'at')::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date::text as "on"
from ledger_entry e join reorganisation r on r.id::text = e.canon::jsonb->'facts'->0->>'reorganisation'
cross join jsonb_array_elements(r.deeds) d join council c on c.unit_id::text = d->>'unit'
where e.chain like 'acl:%' and e.canon::jsonb->'facts'->0->>'type' = 'ReorganisationEffected' and d->>'do' = 'end'`;

/** The first council, member or sitting whose row is not what its entries made of it. */
export async function councilsFault(db: Db): Promise<Difference | null> {
  const rebuilt = new Rebuilt();
  for (const entry of await db.query<Entry>('check_council_entries', entriesText)) {
    if (entry.f.type.startsWith('Council')) council(rebuilt, entry);
    else sitting(rebuilt, entry);
  }
  const rows = await db.query<StoredRow>('check_councils', rowsText);
  for (const { name, ...place } of await db.query<Ended>('check_councils_ended', endedText)) {
    const to = rebuilt.row<Term>(name)?.validTo;
    if (to === undefined || to > place.on) end(rebuilt, place, { name, on: place.on });
  }
  return rebuilt.fault(rows.map((r) => withoutErased(r, rebuilt)));
}

/** A name whose words were erased from the ledger can be compared with nothing. */
function withoutErased(stored: StoredRow, rebuilt: Rebuilt): StoredRow {
  const made = rebuilt.row<{ name?: string | null }>(stored.name);
  return made?.name === null ? { ...stored, row: { ...stored.row, name: null } } : stored;
}

function council(rebuilt: Rebuilt, entry: Entry): void {
  const { f, name } = entry;
  if (f.type === 'CouncilOpened') {
    const { unit, validFrom, validTo } = f;
    return rebuilt.set(`council ${f.council}`, entry, { unit, name, validFrom, validTo, version: 1 });
  }
  if (f.type === 'CouncilMemberAdded') {
    const { council: of, person, role, validFrom, validTo } = f;
    rebuilt.set(`council member ${f.member}`, entry, { council: of, person, role, validFrom, validTo });
  } else if (f.type === 'CouncilMemberEnded') {
    end(rebuilt, entry, { name: `council member ${f.member}`, on: f.validTo });
  } else if (f.type === 'CouncilEnded') {
    end(rebuilt, entry, { name: `council ${f.council}`, on: f.validTo });
  } else return;
  next(rebuilt, entry, `council ${f.council}`);
}

/** A term never ends before it began. */
function end(rebuilt: Rebuilt, entry: Place, { name, on }: { readonly name: string; readonly on: string }): void {
  const from = rebuilt.row<Term>(name)?.validFrom ?? on;
  rebuilt.set(name, entry, { validTo: on > from ? on : from });
}

function next(rebuilt: Rebuilt, entry: Place, name: string): void {
  rebuilt.set(name, entry, { version: (rebuilt.row<{ version: number }>(name)?.version ?? 0) + 1 });
}

function sitting(rebuilt: Rebuilt, entry: Entry): void {
  const { f, person } = entry;
  if (!('sitting' in f)) return;
  const name = `sitting ${f.sitting}`;
  if (f.type === 'SittingPlanned') {
    const { council: of, mode, heldOn } = f;
    return rebuilt.set(name, entry, { council: of, mode, heldOn, version: 1, by: person, agenda: [], attendance: [] });
  }
  if (f.type === 'SittingAgendaSet') rebuilt.set(name, entry, { agenda: f.nominations.map((n, i) => [i + 1, n]) });
  else {
    const lines = f.attendance.map((a) => [a.member, a.status, a.substituteFor ?? '']);
    rebuilt.set(name, entry, { attendance: lines.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)) });
  }
  next(rebuilt, entry, name);
}
