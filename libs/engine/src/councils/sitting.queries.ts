import type { SittingView } from '#contract';
import type { Engine } from '../engine.js';
import { belongsTo } from '../seats.js';

/** A sitting with everything that decides who votes on what. */
export interface SittingRow {
  readonly id: string;
  readonly council_id: string;
  readonly council_name: string;
  readonly unit_id: string;
  readonly unit_name: string;
  readonly mode: 'electronic' | 'paper';
  readonly held_on: string;
  readonly today: string;
  readonly version: number;
  readonly seen: boolean;
  readonly members: readonly MemberRow[];
  readonly agenda: readonly AgendaRow[];
  readonly ballots: readonly {
    readonly id: string;
    readonly state: string;
    readonly openedAt: string;
    readonly items: number;
  }[];
  /** Nomination on everybody's screen. */
  readonly focus: string | null;
}

export interface MemberRow {
  readonly member: string;
  readonly person: string;
  readonly name: string;
  readonly role: 'chair' | 'deputy' | 'secretary' | 'member' | 'substitute';
  readonly status: 'present' | 'writtenVote' | 'absent' | 'recused' | null;
  readonly substituteFor: string | null;
}

/** A line of the agenda; `barred` are persons of the council who may not review it (model.md 10, separation.ts). */
export interface AgendaRow {
  readonly nomination: string;
  readonly position: number;
  readonly code: string;
  readonly award: string;
  readonly subject: string;
  readonly unit: string;
  readonly state: string;
  readonly barred: readonly string[];
  readonly earlier: SittingView['agenda'][number]['earlier'];
}

/**
 * Who may not vote on a nomination, as SQL: the subject, the nominator, whoever is recused or related, and who approved it in
 * another unit's stage, or had it approved by a delegate.
 */
export const barredOf = (n: string, unit: string): string => `array(
  select b.person from (
    select ${n}.subject_id as person where ${n}.subject_type = 'person'
    union select person_now((${n}.context->>'nominator')::uuid)
    union select person_now((${n}.context->>'nominatedFor')::uuid)
    union select person_now(x::uuid) from jsonb_array_elements_text(${n}.context->'recused') x
    union select r.person_id from relation r where r.subject_id = ${n}.subject_id
    union select x from approval a cross join unnest(array[a.person_id, a.on_behalf_of]) x
      where a.nomination_id = ${n}.id and a.voided_at is null and a.unit_id <> ${unit}
  ) b where b.person is not null)`;

/** Ballots of the unit on a nomination that have ended, as JSON; votes where it was counted. */
const earlierOf = (n: string, unit: string): string => `coalesce((
  select jsonb_agg(jsonb_build_object('ballot', e.id, 'sitting', e.sitting_id, 'heldOn', es.held_on::text, 'state', e.state,
    'passed', w.data->'passed', 'agree', w.data->'totals'->'agree', 'needed', w.data->'totals'->'needed') order by e.opened_at, e.id)
  from ballot_item ei join ballot e on e.id = ei.ballot_id join sitting es on es.id = e.sitting_id
  left join act_item w on w.act_id = e.act_id and w.nomination_id = ei.nomination_id
  where ei.nomination_id = ${n}.id and e.unit_id = ${unit} and e.state in ('closed', 'void')), '[]')`;

const isoOf = (at: string): string => `to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const sittingText = `
select s.id, s.council_id, c.name as council_name, c.unit_id, u.name as unit_name, s.mode, s.held_on::text, legal_date()::text as today, s.version,
  ${belongsTo('$2::uuid', 'c.unit_id')} as seen,
  coalesce((select jsonb_agg(jsonb_build_object('member', m.id, 'person', p.id, 'name', p.name, 'role', m.role,
      'status', a.status, 'substituteFor', a.substitute_for) order by array_position(array['chair','deputy','secretary','member','substitute'], m.role), p.name, m.id)
    from council_member m join person p on p.id = m.person_id
    left join sitting_attendance a on a.sitting_id = s.id and a.member_id = m.id
    where m.council_id = s.council_id and m.valid_from <= s.held_on and (m.valid_to is null or m.valid_to > s.held_on)), '[]') as members,
  coalesce((select jsonb_agg(jsonb_build_object('nomination', n.id, 'position', i.position, 'code', n.code, 'award', n.award,
      'subject', coalesce(p.name, su.name), 'unit', nu.name, 'state', n.state, 'barred', ${barredOf('n', 'c.unit_id')}, 'earlier', ${earlierOf('n', 'c.unit_id')}) order by i.position)
    from sitting_item i join nomination n on n.id = i.nomination_id /* visible: the council's unit reviews what waits for it */
    join unit nu on nu.id = n.unit_id
    left join person p on n.subject_type = 'person' and p.id = n.subject_id
    left join unit su on n.subject_type = 'unit' and su.id = n.subject_id
    where i.sitting_id = s.id), '[]') as agenda,
  coalesce((select jsonb_agg(jsonb_build_object('id', b.id, 'state', b.state, 'openedAt', ${isoOf('b.opened_at')},
      'items', (select count(*) from ballot_item i where i.ballot_id = b.id)) order by b.opened_at, b.id) from ballot b where b.sitting_id = s.id), '[]') as ballots,
  (select f.nomination_id from sitting_focus f where f.sitting_id = s.id) as focus
from sitting s join council c on c.id = s.council_id join unit u on u.id = c.unit_id where s.id = $1::uuid`;

/** A sitting, or undefined; whether it may be seen is `seen`. */
export async function sittingRow(engine: Engine, id: string, person: string | null): Promise<SittingRow | undefined> {
  return (await engine.db.query<SittingRow>('sitting-row', sittingText, [id, person]))[0];
}

/** Whoever votes in a sitting: present or in writing, or a substitute in somebody's place. */
export interface Voter {
  readonly member: string;
  readonly person: string;
  readonly name: string;
  readonly mode: 'present' | 'written';
}

/** The votes of a sitting, in the order of the council. */
export function votersOf({ members }: Pick<SittingRow, 'members'>): readonly Voter[] {
  return members.flatMap((m): Voter[] => {
    const { member, person, name } = m;
    const votes = m.role === 'substitute' ? m.substituteFor !== null : true;
    if (!votes || (m.status !== 'present' && m.status !== 'writtenVote')) return [];
    return [{ member, person, name, mode: m.status === 'present' ? 'present' : 'written' }];
  });
}

/** Whole persons of a sitting; a recused member in the room is present, and without a vote unless a substitute has it. */
export function countsOf({ members }: Pick<SittingRow, 'members'>) {
  const replaced = new Set(members.flatMap((m) => (m.substituteFor === null ? [] : [m.substituteFor])));
  const voting = members.filter((m) => m.role !== 'substitute');
  const recused = voting.filter((m) => m.status === 'recused' && !replaced.has(m.member)).length;
  const voters = votersOf({ members });
  return {
    members: voting.length,
    present: voters.filter((v) => v.mode === 'present').length + recused,
    written: voters.filter((v) => v.mode === 'written').length,
    recused,
  };
}
