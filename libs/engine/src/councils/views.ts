import type { Councils, CouncilView, CouncilWaiting, SittingView } from '#contract';
import { SMALLEST_SECRET } from '#domain';
import type { Engine } from '../engine.js';
import { belongsTo } from '../seats.js';
import { visible } from '../visible.js';
import { quorumBy } from '../ballots/opening.js';
import { agendaRule } from '../ballots/prepare.js';
import { countsOf, sittingRow, type SittingRow } from './sitting.queries.js';
import { officeOf } from './sittings.js';

/** Open to the people of the unit, and to administrators of it or above, who set councils up. */
const seen = (unit: string): string => `(${belongsTo('$1::uuid', unit)} or exists (
  select from seat s join unit_closure x on x.ancestor_id = s.unit_id and x.descendant_id = ${unit}
  where s.person_id = $1::uuid and s.role = 'administrator' and seat_valid(s)))`;

const councilText = `select c.id, c.name, jsonb_build_object('id', u.id, 'name', u.name) as unit,
  c.valid_from::text as "validFrom", c.valid_to::text as "validTo",
  (select count(*)::int from council_member m where m.council_id = c.id and m.role <> 'substitute'
    and m.valid_from <= legal_date() and (m.valid_to is null or m.valid_to > legal_date())) as size,
  coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'person', jsonb_build_object('id', p.id, 'name', p.name), 'role', m.role,
      'validFrom', m.valid_from::text, 'validTo', m.valid_to::text) order by array_position(array['chair','deputy','secretary','member','substitute'], m.role), p.name, m.id)
    from council_member m join person p on p.id = m.person_id where m.council_id = c.id), '[]') as members,
  coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'mode', s.mode, 'heldOn', s.held_on::text) order by s.held_on desc, s.id)
    from sitting s where s.council_id = c.id), '[]') as sittings
from council c join unit u on u.id = c.unit_id where c.id = $2::uuid and ${seen('c.unit_id')}`;

/** A council with its members and sittings; null when it is not this person's to see. */
export async function councilView(engine: Engine, person: string, id: string): Promise<CouncilView | null> {
  type Row = Omit<CouncilView, 'secret' | 'officer'>;
  const [row] = await engine.db.query<Row>('council_view', councilText, [person, id]);
  if (row === undefined) return null;
  return { ...row, secret: row.size >= SMALLEST_SECRET, officer: await presides(engine, id, person) };
}

async function presides(engine: Engine, council: string, person: string): Promise<boolean> {
  return !('refusal' in (await officeOf(engine, council, person)));
}

const listText = `select c.id, c.name, jsonb_build_object('id', u.id, 'name', u.name) as unit, c.valid_to::text as "validTo"
from council c join unit u on u.id = c.unit_id where ${seen('c.unit_id')} order by u.name, c.name, c.id limit 500`;

/** Councils that this person may see. */
export async function listCouncils(engine: Engine, person: string): Promise<Councils> {
  return { councils: await engine.db.query<Councils['councils'][number]>('councils', listText, [person]) };
}

const waitingText = `select n.id as nomination, n.code, n.award, coalesce(p.name, su.name) as subject, nu.name as unit, n.due_at as "dueAt"
from council c join nomination n on n.waiting_unit = c.unit_id and n.waiting_kind = 'ballot'
join unit nu on nu.id = n.unit_id
left join person p on n.subject_type = 'person' and p.id = n.subject_id
left join unit su on n.subject_type = 'unit' and su.id = n.subject_id
where c.id = $2::uuid and ${belongsTo('$1::uuid', 'c.unit_id')} and ${visible('n', '$1::uuid')}
  and not exists (select from ballot_item b where b.nomination_id = n.id and b.open)
order by n.due_at, n.code limit 1000`;

/** What waits for a ballot of the council and is on no open papers, the most urgent first; null when the council is not this person's to see. */
export async function councilWaiting(engine: Engine, person: string, id: string): Promise<CouncilWaiting | null> {
  if ((await councilView(engine, person, id)) === null) return null;
  type Row = Omit<CouncilWaiting['rows'][number], 'dueAt'> & { dueAt: Date | null };
  const rows = await engine.db.query<Row>('council_waiting', waitingText, [person, id]);
  return { rows: rows.map((r) => ({ ...r, dueAt: r.dueAt?.toISOString() ?? null })), total: rows.length };
}

/** A sitting; items in which the reader has an interest are counted and not shown. Null when it is not theirs to see. */
export async function sittingView(engine: Engine, person: string, id: string): Promise<SittingView | null> {
  const row = await sittingRow(engine, id, person);
  if (row?.seen !== true) return null;
  const shown = row.agenda.filter((a) => !a.barred.includes(person));
  return {
    id: row.id,
    council: { id: row.council_id, name: row.council_name },
    unit: { id: row.unit_id, name: row.unit_name },
    mode: row.mode,
    heldOn: row.held_on,
    version: row.version,
    officer: await presides(engine, row.council_id, person),
    attendance: row.members.map(({ member, person: who, name, role, status, substituteFor }) => {
      return { member, person: { id: who, name }, role, status, substituteFor };
    }),
    counts: countsOf(row),
    quorum: await quorumOf(engine, row),
    phase: phaseOf(row),
    agenda: shown.map(({ nomination, position, code, award, subject, unit, earlier }) => {
      return { nomination, position, code, award, subject, unit, earlier };
    }),
    current: shown.find((a) => a.nomination === row.focus)?.nomination ?? null,
    hidden: row.agenda.length - shown.length,
    ballots: [...row.ballots],
  };
}

/** The quorum by the rule of the whole agenda; null where nothing, or nothing in common, waits on it. */
async function quorumOf(engine: Engine, row: SittingRow): Promise<SittingView['quorum']> {
  if (row.agenda.length === 0) return null;
  const found = await agendaRule(engine, row);
  return 'refused' in found ? null : quorumBy(engine, row, found);
}

/** How far a sitting is with what stands on its agenda now. */
function phaseOf({ ballots, agenda, id }: SittingRow): SittingView['phase'] {
  const last = ballots.at(-1);
  if (last !== undefined && last.state !== 'void' && last.state !== 'closed') return 'voting';
  const counted = (item: SittingRow['agenda'][number]) =>
    item.earlier.some((e) => e.sitting === id && e.state === 'closed');
  return agenda.length > 0 && agenda.every((a) => counted(a)) ? 'after' : 'before';
}
