import type { Objections, Postings } from '#contract';
import { awardOf } from '#domain';
import type { Engine } from '../engine.js';
import { visible } from '../visible.js';

const postingsText = `select n.id as nomination, n.code, coalesce(p.name, s.name) as subject, u.name as unit, n.award, n.year, w.name as by,
  e.at as from, d.due_at as until, jsonb_array_length(n.context->'holds') > 0 as held
from nomination n /* visible: what is posted is for everybody who is signed in */
join unit u on u.id = n.unit_id join unit w on w.id = n.waiting_unit
left join person p on n.subject_type = 'person' and p.id = n.subject_id
left join unit s on n.subject_type = 'unit' and s.id = n.subject_id
left join deadline d on d.nomination_id = n.id and d.step_key = n.state and d.state = 'pending'
cross join lateral (select max(x.canon::jsonb->>'at') as at from ledger_entry x where x.chain = 'n:' || n.id
  and x.canon::jsonb->>'to' = n.state and x.canon::jsonb->>'from' <> n.state) e
where n.waiting_kind = 'posting' and n.context->>'postingStopped' is null and n.released_at <= (select laurel_clock()) order by d.due_at nulls last, n.code limit 1000`;

interface PostingRow extends Omit<Postings['postings'][number], 'until'> {
  readonly until: Date | null;
}

/** What units post now, without what a founded objection stopped, the first to end first. */
export async function postings(engine: Engine): Promise<Postings> {
  const rows = await engine.db.query<PostingRow>('postings', postingsText, []);
  return {
    postings: rows.map((row) => ({
      ...row,
      award: awardOf(row.award)?.nameVi ?? row.award,
      until: row.until?.toISOString() ?? null,
    })),
  };
}

/** Lodged, assigned and concluded by facts of the entries; the words stand beside them, for whoever may read them. */
const objectionsText = `
with seen as (select n.id, n.context, exists (select from seat a where a.person_id = $2::uuid and a.role = 'auditor' and seat_valid(a)
    and a.unit_id in (select (r->>'unit')::uuid from jsonb_array_elements(n.context->'route') r)) as auditor
  from nomination n where n.id = $1::uuid /* visible: asked before */),
facts as (select e.chain, e.seq, e.canon::jsonb->>'at' as at, (e.canon::jsonb->'actor'->>'person')::uuid as person, f.f
  from seen s join ledger_entry e on e.chain = 'n:' || s.id cross join jsonb_array_elements(e.canon::jsonb->'facts') f (f)
  where f.f->>'type' in ('ObjectionLodged', 'VerifierAssigned', 'ObjectionConcluded'))
select l.f->>'objection' as id, l.at, (l.f->>'anonymous')::boolean as anonymous, b.name as "registeredBy",
  case when v.id is null then null else jsonb_build_object('id', v.id, 'name', v.name) end as verifier,
  (c.f->>'founded')::boolean as founded, c.at as "concludedAt", k.value as conclusion, w.objector, w.contact, w.content
from facts l join seen s on true join person b on b.id = l.person
left join lateral (select (a.f->>'person')::uuid as id from facts a where a.f->>'type' = 'VerifierAssigned'
  and a.f->>'objection' = l.f->>'objection' order by a.seq desc limit 1) va on true
left join person v on v.id = va.id
left join facts c on c.f->>'type' = 'ObjectionConcluded' and c.f->>'objection' = l.f->>'objection'
left join ledger_secret k on k.chain = c.chain and k.seq = c.seq and k.text_id = 'reason'
left join lateral (select max(x.value) filter (where x.text_id = 'objector') as objector, max(x.value) filter (where x.text_id = 'contact') as contact,
    max(x.value) filter (where x.text_id = 'content') as content
  from ledger_secret x where x.chain = l.chain and x.seq = l.seq and (s.auditor or va.id = $2::uuid)) w on true
where l.f->>'type' = 'ObjectionLodged' order by l.seq`;

/** Neither its subject nor whoever stepped aside. */
const mayText = `select from nomination n where n.id = $1::uuid and ${visible('n', '$2::uuid')} and n.subject_id <> $2::uuid
  and not coalesce(n.context->'recused', '[]') ? $2::text`;

/**
 * Objections to a nomination for whoever may see them; null for everybody else. Name, contact and content are null but for the verifier
 * of the objection and auditors of a unit on the route.
 */
export async function objectionsOf(engine: Engine, person: string, nomination: string): Promise<Objections | null> {
  const may = await engine.db.query('objections_may', mayText, [nomination, person]);
  if (may.length === 0) return null;
  const text = objectionsText;
  return {
    objections: await engine.db.query<Objections['objections'][number]>('objections', text, [nomination, person]),
  };
}
