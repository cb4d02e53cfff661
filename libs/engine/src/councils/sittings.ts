import type { Agenda, AttendanceList, NewSitting } from '#contract';
import type { Refusal } from '#domain';
import { uuidv5, type Canonical } from '#ledger';
import { administer, type Refused } from '../administration/record.js';
import { orderOf, type Request } from '../administration/request.js';
import type { Engine } from '../engine.js';
import { councilRow, officeSeat, type CouncilRow } from './members.queries.js';
import { sittingRow, type SittingRow } from './sitting.queries.js';

/** A command of a council's chair, deputy or secretary. */
export interface ByOfficer extends Omit<Request, 'by'> {
  readonly person: string;
  readonly ifMatch?: number | undefined;
}

type Outcome = Promise<{ id: string } | Refused>;

/**
 * Plans a sitting of a council. Refuses with `not-found`, `not-a-member` (of the office), `council-ended`, and with `wrong-date` for a
 * day out of the council's term, or a past one: only what was held on paper is told afterwards.
 */
export async function planSitting(
  engine: Engine,
  request: ByOfficer,
  council: string,
  { mode, heldOn }: NewSitting,
): Outcome {
  const id = uuidv5(request.commandId, 'sitting');
  const outcome = await administer(engine, orderOf({ ...request, by: { person: request.person } }), {
    chain: () => chainOf(engine, council, request.person),
    decide: async () => {
      const office = await officeOf(engine, council, request.person);
      if ('refusal' in office) return office;
      const { row, actor } = office;
      const first = mode === 'electronic' && row.today > row.valid_from ? row.today : row.valid_from;
      if (heldOn < first || (row.valid_to !== null && heldOn >= row.valid_to)) {
        return { refusal: { refused: 'wrong-date', observed: heldOn, needed: `${first} – ${row.valid_to ?? ''}` } };
      }
      return { actor, type: 'SittingPlanned', fact: { sitting: id, council, mode, heldOn }, texts: [], payload: {} };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

export const readyText = `select n.id, n.state, n.code from nomination n /* visible: the council's unit reviews what waits for it */
  where n.id = any($1::uuid[]) and n.waiting_unit = $2::uuid and n.waiting_kind = 'ballot'
    and n.released_at <= (select laurel_clock()) and jsonb_array_length(holds_over(n.context, n.subject_id)) = 0
    and not exists (select from ballot_item b where b.nomination_id = n.id and b.open)`;

/**
 * Sets the agenda, in its order: nominations that wait for a ballot of the council's unit, without a hold and on no open papers.
 * Others are named: `not-awaiting-step`. Lines that are hidden from the officer, who has an interest in them, stay in their places.
 */
export function setAgenda(engine: Engine, request: ByOfficer, sitting: string, { nominations }: Agenda): Outcome {
  return change(engine, request, sitting, async (row) => {
    const hidden = row.agenda.filter((a) => a.barred.includes(request.person));
    const wanted = [...new Set(nominations)].filter((id) => hidden.every((a) => a.nomination !== id));
    const ready = await engine.db.query<{ id: string }>('agenda-ready', readyText, [wanted, row.unit_id]);
    const known = new Set(ready.map((r) => r.id));
    const wrong = wanted.filter((id) => !known.has(id));
    if (wrong.length > 0) return { refused: 'not-awaiting-step', observed: wrong.join(', '), data: { items: wrong } };
    const agenda = hidden.reduce((list, a) => list.toSpliced(a.position - 1, 0, a.nomination), wanted);
    return { type: 'SittingAgendaSet', fact: { nominations: agenda } };
  });
}

/**
 * Sets everybody's attendance. A substitute takes the place of a member who is absent or recused, and nobody's place twice;
 * otherwise `unknown-reference`, like for who is no member on that day.
 */
export function setAttendance(
  engine: Engine,
  request: ByOfficer,
  sitting: string,
  { attendance }: AttendanceList,
): Outcome {
  return change(engine, request, sitting, (row) => {
    const wrong = attendance.find((a) => !fits(row, attendance, a));
    const twice = new Set(attendance.map((a) => a.member)).size !== attendance.length;
    if (wrong !== undefined || twice) {
      return Promise.resolve({ refused: 'unknown-reference', observed: wrong?.member ?? 'a member twice' });
    }
    const list = attendance.map(({ member, status, substituteFor }) => {
      return { member, status, ...(substituteFor === undefined ? {} : { substituteFor }) };
    });
    return Promise.resolve({ type: 'SittingAttendanceSet', fact: { attendance: list } });
  });
}

type Line = AttendanceList['attendance'][number];

function fits(row: SittingRow, all: readonly Line[], line: Line): boolean {
  const member = row.members.find((m) => m.member === line.member);
  if (member === undefined) return false;
  if (member.role !== 'substitute') return line.substituteFor === undefined;
  if (line.substituteFor === undefined) return true;
  const place = all.find((a) => a.member === line.substituteFor);
  const free = place?.status === 'absent' || place?.status === 'recused';
  const once = all.filter((a) => a.substituteFor === line.substituteFor).length === 1;
  const voting = row.members.find((m) => m.member === line.substituteFor)?.role !== 'substitute';
  return free && once && voting && line.status === 'present';
}

type Decided = Refusal | { readonly type: string; readonly fact: Record<string, Canonical> };

/** Changes a sitting as its officer read it, in one entry. Refuses with `not-found`, `if-match-missing`, `stale-revision`. */
export async function change(
  engine: Engine,
  request: ByOfficer,
  sitting: string,
  decide: (row: SittingRow) => Promise<Decided>,
): Outcome {
  const found = await sittingRow(engine, sitting, request.person);
  if (found?.seen !== true) return { refusal: { refused: 'not-found' } };
  if (request.ifMatch === undefined) return { refusal: { refused: 'if-match-missing' } };
  const council = found.council_id;
  const outcome = await administer(engine, orderOf({ ...request, by: { person: request.person } }), {
    chain: () => chainOf(engine, council, request.person),
    decide: async () => {
      const office = await officeOf(engine, council, request.person);
      if ('refusal' in office) return office;
      const row = await sittingRow(engine, sitting, request.person);
      if (row === undefined || row.version !== request.ifMatch) {
        return { refusal: { refused: 'stale-revision', observed: String(row?.version ?? 0) } };
      }
      const decided = await decide(row);
      if ('refused' in decided) return { refusal: decided };
      const fact = { sitting, version: row.version, ...decided.fact };
      return { actor: office.actor, type: decided.type, fact, texts: [], payload: {} };
    },
  });
  return 'refusal' in outcome ? outcome : { id: sitting };
}

async function chainOf(engine: Engine, council: string, person: string): Promise<string | Refused> {
  const row = await councilRow(engine, council, person);
  return row?.seen === true ? `acl:${row.unit_id}` : { refusal: { refused: 'not-found' } };
}

/** The council of a chair, deputy or secretary, with the seat from which they act. */
export async function officeOf(
  engine: Engine,
  council: string,
  person: string,
): Promise<Refused | { row: CouncilRow; actor: { person: string; seat: string; unit: string } }> {
  const row = await councilRow(engine, council, person);
  if (row?.seen !== true) return { refusal: { refused: 'not-found' } };
  const seat = officeSeat(row);
  if (seat === undefined) {
    return {
      refusal: {
        refused: 'not-a-member',
        observed: row.role ?? 'none',
        needed: 'secretary | chair',
        clearedBy: 'secretary',
      },
    };
  }
  if (row.ended) return { refusal: { refused: 'council-ended', observed: row.valid_to ?? '' } };
  return { row, actor: { person, seat: seat.id, unit: row.unit_id } };
}
