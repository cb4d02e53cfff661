import type { ApprovalInputs, DraftOverride, Nomination, PathUnit, Pin, Seat, Simplified, World } from '#domain';
import { seatsOf } from './seats.js';
import { visible } from './visible.js';

/** The one row that a decision is made of (reliability.md 2.2, load). */
export interface LoadedRow {
  id: string;
  award: string;
  unit_id: string;
  subject_type: 'person' | 'unit';
  subject_id: string;
  subject_kind: string;
  year: number;
  occasion: 'annual' | 'thematic' | 'adHoc' | 'service';
  theme: string | null;
  simplified: Simplified | null;
  /** The superior unit that enters it from papers. */
  entered_by_unit: string | null;
  state: string;
  version: number;
  revision: number;
  context: Nomination['context'] | null;
  procedure: Pin | null;
  rule_set: Pin | null;
  undo: Nomination['undo'];
  released_at: Date | null;
  clock: Date;
  configurations: number;
  /** How many reorganisations became effective. */
  tree: number;
  next_code: string | null;
  visible: boolean;
  last_canon: string | null;
  last_hash: Buffer | null;
  last_by: string | null;
  command_person: string | null;
  command_hash: Buffer | null;
  command_canon: string | null;
  command_entry_hash: Buffer | null;
  seats: Seat[];
  approvals: { step: string; person: string; onBehalfOf?: string; revision: number; inputs: ApprovalInputs | null }[];
  draft: DraftRow | null;
  frozen: { content: string; files: FrozenFile[] } | null;
  last_inputs: { seq: number; value: string } | null;
  assessments: { year: number; result: string }[];
  grants: { award: string; year: number; level: string; occasion: string; scope: string | null }[];
  fact_version: number;
  related: string[];
  merged: Record<string, string> | null;
  act_item: string | null;
  path: PathUnit[] | null;
  quota: { id: string; cap: number; used: number } | null;
  in_open_ballot: boolean;
  in_open_selection: boolean;
  barred: boolean;
  achievement: { id: string; title: string; rewarded: string | null } | null;
  subject_holds: string[];
  /** Of a refused nomination: whether the person has a part in it, what was nominated anew, and the places of its complaint. */
  complaint: {
    involved: boolean;
    anew: string | null;
    places: { id: string; cap: number; used: number }[];
    heirs: World['heirs'] | null;
  } | null;
  outside: { files: string[]; rates: DatedRate[] } | null;
}

/** A rate of award money with its first day. */
export interface DatedRate {
  kind: 'baseSalary' | 'multiple' | 'collectiveFactor';
  award: string | null;
  subject: 'person' | 'unit' | null;
  value: string;
  from: string;
}

export interface FrozenFile {
  item: string;
  sha256: string;
  size: number;
  id: string;
}

/** The working copy while it is open. */
export interface DraftRow {
  n: number;
  facts: Record<string, { value: boolean | number | string; item?: string }>;
  statement: string;
  openItems: string[] | null;
  files: FrozenFile[];
  /** Who began it and who saved it last. */
  authors: (string | null)[];
  overrides: DraftOverride[];
}

const officers = (role: string): string =>
  `'${role}', coalesce((select jsonb_agg(distinct s.person_id) from seat s where s.unit_id = u.id and s.role = '${role}' and seat_valid(s)), '[]')`;

const path = `case when n.state = 'draft' then (
  select jsonb_agg(jsonb_build_object('id', u.id, 'level', u.level, 'officers',
      jsonb_build_object(${officers('clerk')}, ${officers('appraiser')}, ${officers('signer')})) order by c.depth)
  from unit_closure c join unit u on u.id = c.ancestor_id where c.descendant_id = n.unit_id) end`;

const files = `coalesce((select jsonb_agg(jsonb_build_object('item', f.item, 'sha256', encode(f.sha256, 'hex'), 'size', f.size, 'id', f.id) order by f.item, y.n)
  from jsonb_each(d.files) x cross join jsonb_array_elements_text(x.value) with ordinality y (id, n) join dossier_file f on f.id = y.id::uuid), '[]')`;

/** Units of its way that ended, each with whoever carries on for it, and the act of the latest reorganisation; null without one. */
const heirs = `(select jsonb_build_object('of', jsonb_object_agg(u.id, heir_of(u.id)),
    'act', (select r.act_id from reorganisation r where r.state = 'effective' order by r.effective_at desc, r.id limit 1))
  from unit u where u.valid_to <= legal_date() and (u.id = n.unit_id or u.id::text = n.context->>'unit'
    or u.id in (select (s->>'unit')::uuid from jsonb_array_elements(n.context->'route') s)) having count(*) > 0)`;

/** Whether it waits in the list of a selection that is not closed, as SQL over the row of a nomination. */
export function inOpenSelection(n: string): string {
  return `exists (select from selection s where s.closed_at is null and s.step_key = ${n}.state and s.award = ${n}.award
    and s.year = ${n}.year and s.theme is not distinct from ${n}.theme)`;
}

/** What the registers of assessments and awards hold about a subject, as two columns. */
export function registered(subject: string): string {
  return `coalesce((select jsonb_agg(jsonb_build_object('year', a.year, 'result', a.result)) from assessment a where a.subject_id = ${subject}), '[]') as assessments,
  coalesce((select jsonb_agg(jsonb_build_object('award', g.award, 'year', g.year, 'level', g.level, 'occasion', g.occasion, 'scope', g.scope))
    from award_grant g where g.subject_id = ${subject} and g.annulled_at is null), '[]') as grants`;
}

/** $1 nomination · $2 person or null · $3 command id or null · $4 whether a code is to be drawn. */
export const loadText = `
select n.id, n.award, n.unit_id, n.subject_type, n.subject_id, n.subject_kind, n.year, n.occasion, n.theme, n.simplified, n.entered_by_unit, n.state, n.version,
  n.revision, n.context, n.procedure, n.rule_set, n.undo, n.released_at,
  date_trunc('milliseconds', laurel_clock()) as clock,
  (select count(*)::int from configuration) as configurations,
  (select version from unit_tree) as tree,
  case when $4::boolean and n.state = 'draft' then nextval('nomination_code')::text end as next_code,
  ($2::uuid is null or ${visible('n', '$2::uuid')}) as visible,
  last.canon as last_canon, last.entry_hash as last_hash,
  (select p.name from person p where p.id = (last.canon::jsonb->'actor'->>'person')::uuid) as last_by,
  cmd.person as command_person, cmd.request_hash as command_hash, done.canon as command_canon, done.entry_hash as command_entry_hash,
  ${seatsOf('$2::uuid')} as seats,
  coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('step', a.step_key, 'person', a.person_id, 'onBehalfOf', a.on_behalf_of, 'revision', a.revision)) || jsonb_build_object('inputs', a.inputs) order by a.seq)
    from approval a where a.nomination_id = n.id and a.voided_at is null), '[]') as approvals,
  (select jsonb_build_object('n', d.n, 'facts', d.facts, 'statement', d.statement, 'openItems', to_jsonb(d.open_items),
      'authors', jsonb_build_array(n.created_by, d.saved_by), 'overrides', coalesce((select jsonb_agg(jsonb_build_object('criterion', o.criterion,
        'person', o.person_id, 'values', encode(o.values_hash, 'hex'), 'seq', o.seq) order by o.seq) from draft_override o where o.nomination_id = n.id), '[]'),
      'files', ${files}) from dossier_draft d where d.nomination_id = n.id and d.open) as draft,
  (select jsonb_build_object('content', v.content, 'files', v.files) from dossier_version v
    where v.nomination_id = n.id and v.revision = n.revision) as frozen,
  (select jsonb_build_object('seq', x.seq, 'value', x.value) from ledger_secret x
    where x.chain = 'n:' || n.id and x.text_id = 'inputs' and x.value not like 'seq:%' order by x.seq desc limit 1) as last_inputs,
  ${registered('n.subject_id')},
  coalesce((select v.n from fact_version v where v.subject_id = n.subject_id), 0) as fact_version,
  coalesce((select jsonb_agg(r.person_id) from relation r where r.subject_id = n.subject_id), '[]') as related,
  (select jsonb_object_agg(m.id, m.merged_into) from person m where m.merged_into is not null
    and (m.id::text in (n.context->>'nominator', n.context->>'nominatedFor') or n.context->'recused' ? m.id::text or n.context->'objections' @> jsonb_build_array(jsonb_build_object('verifier', m.id)))) as merged,
  (select i.act_id from act_item i join act a on a.id = i.act_id where i.nomination_id = n.id and i.status = 'waiting'
    order by a.started_at, a.id limit 1) as act_item,
  (select jsonb_build_object('id', q.id, 'cap', q.cap, 'used', q.before + q.used) from quota q where n.waiting_kind = 'signature'
    and q.award = n.award and q.year = n.year and q.theme is not distinct from n.theme and q.unit_id = n.waiting_unit) as quota,
  coalesce((select jsonb_agg(h.id) from subject_hold h where h.subject_id = n.subject_id and h.released_at is null), '[]') as subject_holds,
  case when n.waiting_kind = 'external' then jsonb_build_object(
    'files', coalesce((select jsonb_agg(f.id) from dossier_file f where f.nomination_id = n.id and f.item = 'outsideDocument'), '[]'),
    'rates', coalesce((select jsonb_agg(jsonb_build_object('kind', r.kind, 'award', r.award, 'subject', r.subject, 'value', r.value, 'from', r.valid_from))
      from money_rate r where r.award is null or r.award = n.award), '[]')) end as outside,
  case when n.state in ('rejected', 'notPassed', 'notSelectedQuota') then jsonb_build_object(
    'involved', exists (select from nomination_actor a where a.nomination_id = n.id
        and (a.person_id = $2::uuid or a.person_id in (select m.id from person m where m.merged_into = $2::uuid)))
      or exists (select from turnout t join council_member m on m.id = t.member_id join ballot_item b on b.ballot_id = t.ballot_id
        where b.nomination_id = n.id and m.person_id = $2::uuid),
    'anew', (select o.code from nomination o where o.subject_id = n.subject_id and o.award = n.award and o.year = n.year
      and o.theme is not distinct from n.theme and o.unit_id = n.unit_id and o.id <> n.id and o.code is not null
      and o.state not in ('rejected', 'withdrawn', 'notPassed', 'notSelectedQuota', 'refusedExternally', 'annulled') limit 1),
    'places', coalesce((select jsonb_agg(jsonb_build_object('id', q.id, 'cap', q.cap, 'used', q.before + q.used)) from quota q
      where q.id in (select x::uuid from jsonb_array_elements(n.context->'complaints') c, jsonb_array_elements_text(c->'places') x)), '[]'),
    'heirs', ${heirs}) end as complaint,
  exists (select from ballot_item b where b.nomination_id = n.id and b.open) as in_open_ballot,
  n.waiting_kind is not distinct from 'selection' and ${inOpenSelection('n')} as in_open_selection,
  exists (select from award_grant g where g.subject_id = n.subject_id and g.award = n.award and g.year = n.year
    and g.theme is not distinct from n.theme and g.barred) as barred,
  (select jsonb_build_object('id', a.id, 'title', a.title, 'rewarded', (select g.award || ' ' || g.year from award_grant g
      where g.achievement_id = a.id and g.subject_id = n.subject_id and (g.annulled_at is null or g.barred) limit 1))
    from achievement a where a.id = n.achievement_id) as achievement,
  ${path} as path
from nomination n
left join ledger_entry last on last.chain = 'n:' || n.id and last.seq = n.version
left join command cmd on cmd.id = $3::uuid
left join ledger_entry done on done.command_id = cmd.id
where n.id = $1::uuid`;
