import { awardOf } from '#domain';
import type { Engine } from '../engine.js';
import { visible } from '../visible.js';

/** One nomination of an act: done, waiting, or refused with the reason. */
export interface ActItemRow {
  readonly code: string | null;
  readonly subject: string;
  readonly unit: string;
  readonly award: string;
  readonly status: 'done' | 'waiting' | 'refused';
  readonly reason: string | null;
}

const rowsText = `select n.code, coalesce(p.name, s.name) as subject, u.name as unit, n.award, i.status, i.refusal->>'refused' as reason
from act_item i join nomination n on n.id = i.nomination_id join unit u on u.id = n.unit_id
left join person p on n.subject_type = 'person' and p.id = n.subject_id
left join unit s on n.subject_type = 'unit' and s.id = n.subject_id
where i.act_id = $1::uuid and ${visible('n', '$2::uuid')} order by i.position, n.code`;

/** Items of an act in its order, of which this person sees the nomination. Whether they see the act is asked before. */
export async function actItems(engine: Engine, person: string, act: string): Promise<ActItemRow[]> {
  const rows = await engine.db.query<ActItemRow>('act_rows', rowsText, [act, person]);
  return rows.map((r) => ({ ...r, award: awardOf(r.award)?.nameVi ?? r.award }));
}
