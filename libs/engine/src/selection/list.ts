import type { Selections } from '#contract';
import type { Engine } from '../engine.js';
import { actsIn, belongsFor } from '../seats.js';
import { visible } from '../visible.js';
import { answer, awardName, placesOf } from './views.js';

/** $1 person. What is listed is what waits in the step of an open selection, or what a closed one cut. */
const listText = `select s.id, jsonb_build_object('id', u.id, 'name', u.name) as unit, s.award, s.theme, s.year,
  s.opened_at, s.closed_at,
  (select count(*)::int from nomination n where ${visible('n', '$1::uuid')} and case when s.act_id is null
      then n.state = s.step_key and n.award = s.award and n.year = s.year and n.theme is not distinct from s.theme
      else exists (select from act_item i where i.act_id = s.act_id and i.nomination_id = n.id) end) as count,
  (select jsonb_build_object('cap', q.cap, 'used', q.before + q.used) from quota q
    where q.award = s.award and q.theme is not distinct from s.theme and q.year = s.year and q.unit_id is null) as quota
from selection s join unit u on u.id = s.unit_id where ${belongsFor('$1::uuid', 's.unit_id', 's.award')}
order by s.closed_at is not null, coalesce(s.closed_at, s.opened_at) desc, s.id limit 500`;

const waitingText = `select jsonb_build_object('id', u.id, 'name', u.name) as unit, n.award, n.theme, n.year, count(*)::int as count,
  bool_or(${actsIn('$1::uuid', 'u.id', 'secretary', 'n.award')} or ${actsIn('$1::uuid', 'u.id', 'signer', 'n.award')}) as mine
from nomination n join unit u on u.id = n.waiting_unit
where n.waiting_kind = 'selection' and ${belongsFor('$1::uuid', 'u.id', 'n.award')} and ${visible('n', '$1::uuid')}
  and not exists (select from selection s where s.closed_at is null and s.unit_id = u.id and s.award = n.award and s.year = n.year
    and s.theme is not distinct from n.theme)
group by u.id, u.name, n.award, n.theme, n.year order by u.name, n.year desc, n.award, n.theme limit 500`;

interface Heading {
  readonly unit: { readonly id: string; readonly name: string };
  readonly award: string;
  readonly theme: string | null;
  readonly year: number;
  readonly count: number;
}

interface ListRow extends Heading {
  readonly id: string;
  readonly opened_at: Date;
  readonly closed_at: Date | null;
  readonly quota: { readonly cap: number; readonly used: number } | null;
}

/** Selections of the units that this person belongs to, or was lent a seat of for the award, and what waits there for one to be opened: by whom, or why not. */
export async function listSelections(engine: Engine, person: string): Promise<Selections> {
  const [rows, waiting] = await Promise.all([
    engine.db.query<ListRow>('selections', listText, [person]),
    engine.db.query<Heading & { readonly mine: boolean }>('selections_waiting', waitingText, [person]),
  ]);
  return {
    selections: rows.map(({ opened_at, closed_at, quota, ...row }) => ({
      ...row,
      awardName: awardName(row.award),
      openedAt: opened_at.toISOString(),
      closedAt: closed_at?.toISOString() ?? null,
      quota: quota === null ? null : placesOf(quota),
    })),
    waiting: waiting.map(({ mine, ...row }) => ({
      ...row,
      awardName: awardName(row.award),
      open: answer(mine ? null : { refused: 'wrong-seat', needed: 'secretary | signer', clearedBy: 'secretary' }),
    })),
  };
}
