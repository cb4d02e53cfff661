import type { SubjectHold, SubjectHolds } from '#contract';
import type { Engine } from '../engine.js';

/** $1 person: who holds the flag or a seat above sees the holds of the subjects of their units, but not the one on themself. */
const holdsText = `select h.id, jsonb_build_object('type', h.subject_type, 'id', h.subject_id, 'name', coalesce(p.name, u.name, '')) as subject,
  h.kind, b.name as by, h.held_at, r.name as "releasedBy", h.released_at, x.value as reason,
  (select coalesce(jsonb_agg(a.id order by a.seq), '[]') from act a where a.chain = 'act:' || h.id) as acts
from subject_hold h join person b on b.id = h.held_by left join person r on r.id = h.released_by
left join person p on h.subject_type = 'person' and p.id = h.subject_id left join unit u on h.subject_type = 'unit' and u.id = h.subject_id
left join ledger_secret x on x.chain = 'act:' || h.id and x.seq = 1 and x.text_id = 'reason'
where h.subject_id <> $1::uuid and exists (select from seat s join unit_closure c on c.ancestor_id = s.unit_id and c.descendant_id = coalesce(p.unit_id, u.id)
  where s.person_id = $1::uuid and seat_valid(s) and s.role <> 'administrator')`;

interface HoldRow extends Omit<SubjectHold, 'at' | 'releasedAt'> {
  readonly held_at: Date;
  readonly released_at: Date | null;
}

/** Holds on persons and units of the caller's units and of those below, the latest first; at most 200. */
export async function subjectHolds(engine: Engine, person: string): Promise<SubjectHolds> {
  const text = `${holdsText} order by h.held_at desc limit 200`;
  return { holds: (await engine.db.query<HoldRow>('subject_holds', text, [person])).map(viewOf) };
}

/** One of them; null for an unknown one and for one that may not be seen. */
export async function subjectHold(engine: Engine, person: string, id: string): Promise<SubjectHold | null> {
  const [row] = await engine.db.query<HoldRow>('subject_hold', `${holdsText} and h.id = $2::uuid`, [person, id]);
  return row === undefined ? null : viewOf(row);
}

function viewOf({ held_at, released_at, ...rest }: HoldRow): SubjectHold {
  return { ...rest, at: held_at.toISOString(), releasedAt: released_at?.toISOString() ?? null };
}
