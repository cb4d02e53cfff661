import type { ClaimView, ItemFile, NominationView, OnBehalfOf } from '#contract';
import type { NominationFact } from '#domain';
import { claimDeedOf, claimOf } from '../desk/claims.js';
import { belongsFor, onBehalfOf } from '../seats.js';
import { worksOn } from '../visible.js';

/** Display data beside the loaded row: names, files, opinions, document. Asked only after `load` found the nomination visible. */
export interface DisplayRow {
  unit_name: string;
  /** Of the unit that nominated, when another one carries on for it. */
  former_name: string | null;
  subject_name: string;
  created_at: Date;
  saved_at: Date | null;
  frozen_at: Date | null;
  units: Record<string, string>;
  files: Record<string, ItemFile>;
  entries: {
    seq: number;
    at: string;
    type: string;
    from: string;
    to: string;
    person: string | null;
    by: string | null;
    onBehalfOf: OnBehalfOf | null;
    unit: string | null;
    text: string | null;
    /** Of the entries that ask for a supplement, or end one. */
    facts: NominationFact[] | null;
  }[];
  submitted_at: string | null;
  document: { id: string; number: string | null; date: string | null } | null;
  letters: { id: string; number: string; date: string; unit: string }[];
  annulment: { id: string; number: string; date: string } | null;
  holds: { id: string; kind: string; by: string | null; at: string; reason: string | null }[];
  claim: ClaimView | null;
  claim_deed: NominationView['claimDeed'];
  holder: boolean;
}

/** $1 nomination · $2 person · $3 ids of the files to describe. */
export const displayText = `
select u.name as unit_name, (select f.name from unit f where f.id = (n.context->>'formerUnit')::uuid) as former_name, coalesce(p.name, s.name) as subject_name, n.created_at,
  (select d.saved_at from dossier_draft d where d.nomination_id = n.id) as saved_at,
  (select v.frozen_at from dossier_version v where v.nomination_id = n.id and v.revision = n.revision) as frozen_at,
  coalesce((select jsonb_object_agg(x.id, x.name) from unit x where x.id in (n.waiting_unit, n.entered_by_unit) or x.id in
    (select (r->>'unit')::uuid from jsonb_array_elements(coalesce(n.context->'route', '[]')) r)), '{}') as units,
  coalesce((select jsonb_object_agg(f.id, jsonb_build_object('id', f.id, 'name', f.name, 'mime', f.mime, 'size', f.size, 'sha256', encode(f.sha256, 'hex'),
      'uploadedAt', to_char(f.uploaded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
    from dossier_file f where f.id = any($3::uuid[])), '{}') as files,
  coalesce((select jsonb_agg(jsonb_build_object('seq', e.seq, 'at', c.c->>'at', 'type', c.c->>'type', 'from', c.c->>'from', 'to', c.c->>'to',
      'person', c.c->'actor'->>'person', 'by', b.name, 'onBehalfOf', ${onBehalfOf("c.c->'actor'")}, 'unit', bu.name, 'text', x.value,
      'facts', case when c.c->>'type' in ('Return', 'RecordExternal', 'Resubmit', 'Retract') then c.c->'facts' end) order by e.seq)
    from ledger_entry e cross join lateral (select e.canon::jsonb as c) c
    left join person b on b.id = (c.c->'actor'->>'person')::uuid
    left join unit bu on bu.id = (c.c->'actor'->>'unit')::uuid
    left join ledger_secret x on x.chain = e.chain and x.seq = e.seq and x.text_id in ('opinion', 'reason')
    where e.chain = 'n:' || n.id), '[]') as entries,
  (select e.canon::jsonb->>'at' from ledger_entry e where e.chain = 'n:' || n.id and e.seq = 1) as submitted_at,
  (select jsonb_build_object('id', d.id, 'number', d.number_text, 'date', d.issued_on::text) from decision_item i
    join decision_document d on d.id = i.document_id where i.nomination_id = n.id and d.kind = 'QĐ' and d.annuls is null and d.state <> 'discarded'
    order by i.open desc limit 1) as document,
  (select jsonb_build_object('id', d.id, 'number', d.number_text, 'date', d.issued_on::text) from decision_document d
    where d.id = (n.context->>'annulledBy')::uuid) as annulment,
  coalesce((select jsonb_agg(jsonb_build_object('id', f.f->>'hold', 'kind', f.f->>'kind', 'by', b.name, 'at', e.canon::jsonb->>'at',
      'reason', x.value) order by e.seq)
    from ledger_entry e cross join jsonb_array_elements(e.canon::jsonb->'facts') f (f)
    left join person b on b.id = (f.f->>'person')::uuid
    left join ledger_secret x on x.chain = e.chain and x.seq = e.seq and x.text_id = 'reason' and f.f->>'kind' <> 'objection'
    where e.chain = 'n:' || n.id and jsonb_array_length(n.context->'holds') > 0 and f.f->>'type' = 'Held'
      and n.context->'holds' ? (f.f->>'hold')), '[]') as holds,
  coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'number', d.number_text, 'date', d.issued_on::text, 'unit', d.body_id) order by d.issued_at)
    from decision_item i join decision_document d on d.id = i.document_id
    where i.nomination_id = n.id and d.kind = 'TTr' and d.state = 'issued'), '[]') as letters,
  case when ${belongsFor('$2::uuid', 'n.waiting_unit', 'n.award')} then ${claimOf} end as claim,
  ${claimDeedOf('$2')} as claim_deed,
  ${worksOn('n', '$2::uuid')} as holder
from nomination n
join unit u on u.id = n.unit_id
left join person p on n.subject_type = 'person' and p.id = n.subject_id
left join unit s on n.subject_type = 'unit' and s.id = n.subject_id
where n.id = $1::uuid /* visible: load was asked first */`;
