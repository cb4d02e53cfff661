import type { OnBehalfOf } from '#contract';
import { isAsked, onBehalfOf } from '../seats.js';

/** A fact about a criterion as the ledger holds it, with the words of its entry. */
export interface CriterionRow {
  chain: string;
  seq: number;
  at: string;
  fact: { type: string; criterion: string; result?: 'passed' | 'failed'; draft?: { seq: number } };
  by: string | null;
  onBehalfOf: OnBehalfOf | null;
  unit: string | null;
  reason: string | null;
}

/** What the page of a nomination shows beside it. Asked only after `load` found the nomination visible. */
export interface DossierRow {
  turn: { name: string; role: 'clerk' | 'appraiser' | 'signer' | 'secretary' | 'member'; onBehalfOf: string | null }[];
  moves: { at: string; from: string; to: string; late: boolean }[];
  criteria: CriterionRow[];
  uploaders: Record<string, string>;
  checks: { item: string; files: string[] }[];
  readings: { person: string; name: string; units: string[]; revision: number; firstAt: string; lastAt: string }[];
}

const utc = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const turnOf = `s.unit_id = n.waiting_unit and (s.role = any (n.waiting_roles) or s.id::text = any (n.waiting_roles)) and seat_valid(s)`;
const mayAct = (person: string): string => `not coalesce(n.context->'recused' ? ${person}::text, false)`;

/** Whoever is asked now: holders of the seats that have their turn, and to whom one was lent; not who is away or stepped aside. */
const turn = `
  select p.name, s.role, null as "onBehalfOf" from seat s join person p on p.id = s.person_id
  where ${turnOf} and ${isAsked('s')} and ${mayAct('s.person_id')}
  union
  select p.name, s.role, h.name from delegation d join seat s on s.id = d.seat_id join person p on p.id = d.to_id join person h on h.id = s.person_id
  where ${turnOf} and delegation_valid(d) and not is_absent(d.to_id) and (d.awards is null or n.award = any (d.awards)) and ${mayAct('d.to_id')}`;

/** $1 nomination · $2 person · $3 ids of the files to describe. */
export const dossierText = `
select
  coalesce((select jsonb_agg(t order by t.role, t.name) from (${turn}) t), '[]') as turn,
  coalesce((select jsonb_agg(jsonb_build_object('at', c->>'at', 'from', c->>'from', 'to', c->>'to', 'late', coalesce((c->>'late')::boolean, false)) order by e.seq)
    from ledger_entry e cross join lateral (select e.canon::jsonb as c) c
    where e.chain = 'n:' || n.id and c->>'from' is distinct from c->>'to'), '[]') as moves,
  coalesce((select jsonb_agg(jsonb_build_object('chain', left(e.chain, 1), 'seq', e.seq, 'at', c->>'at', 'fact', f.f, 'by', b.name,
      'onBehalfOf', ${onBehalfOf("c->'actor'")}, 'unit', u.name, 'reason', x.value) order by e.chain, e.seq)
    from ledger_entry e cross join lateral (select e.canon::jsonb as c) c cross join jsonb_array_elements(c->'facts') f (f)
    left join person b on b.id = (c->'actor'->>'person')::uuid
    left join unit u on u.id = (c->'actor'->>'unit')::uuid
    left join ledger_secret x on x.chain = e.chain and x.seq = e.seq and x.text_id = 'reason'
    where e.chain in ('n:' || n.id, 'w:' || n.id) and f.f->>'type' in ('CriterionConfirmed', 'CriterionOverridden')), '[]') as criteria,
  coalesce((select jsonb_object_agg(f.id, p.name) from dossier_file f join person p on p.id = f.uploaded_by where f.id = any ($3::uuid[])), '{}') as uploaders,
  coalesce((select jsonb_agg(jsonb_build_object('item', k.item, 'files', k.files)) from item_check k
    where k.nomination_id = n.id and k.person_id = $2::uuid), '[]') as checks,
  coalesce((select jsonb_agg(jsonb_build_object('person', r.person_id, 'name', p.name, 'units', coalesce((select jsonb_agg(distinct u.name)
        from seat s join unit u on u.id = s.unit_id where s.person_id = r.person_id and seat_valid(s)), '[]'),
      'revision', r.revision, 'firstAt', ${utc('r.first_at')}, 'lastAt', ${utc('r.last_at')}) order by r.last_at desc, r.person_id)
    from nomination_reading r join person p on p.id = r.person_id where r.nomination_id = n.id), '[]') as readings
from nomination n where n.id = $1::uuid /* visible: load was asked first */`;
