import type { Snooze, Snoozed } from '#contract';
import type { Refusal } from '#domain';
import type { Engine } from '../engine.js';
import { visible } from '../visible.js';
import { waiting } from '../nominations/turn.js';

/** Until seven in the morning of that day in Vietnam, but not beyond a deadline that is still ahead. */
const until = `least(((legal_date() + $3::int)::timestamp + interval '7 hours') at time zone 'Asia/Ho_Chi_Minh',
  case when n.due_at > laurel_clock() then n.due_at end)`;

const snoozeText = `
with seen as (select n.* from nomination n where n.id = $2::uuid and ${visible('n', '$1::uuid')}),
put as (
  insert into snooze (person_id, nomination_id, state, until)
  select $1::uuid, n.id, n.state, ${until} from seen n where ${waiting}
  on conflict (person_id, nomination_id) do update set state = excluded.state, until = excluded.until
  returning until
)
select (select until from put) as until, exists (select from seen) as seen`;

/** Puts a nomination that waits for this person aside; refuses one that does not. */
export async function snooze(
  engine: Engine,
  person: string,
  nomination: string,
  { days }: Snooze,
): Promise<Snoozed | { readonly refusal: Refusal }> {
  const [row] = await engine.db.query<{ until: Date | null; seen: boolean }>('snooze', snoozeText, [
    person,
    nomination,
    days,
  ]);
  if (row?.seen !== true) return { refusal: { refused: 'not-found' } };
  if (row.until === null) return { refusal: { refused: 'not-now', needed: 'a nomination that waits for you' } };
  return { until: row.until.toISOString() };
}

const wakeText = `delete from snooze where person_id = $1::uuid and nomination_id = $2::uuid`;

/** Back to what waits; nothing to do when it was not put aside. */
export async function wake(engine: Engine, person: string, nomination: string): Promise<void> {
  await engine.db.query('snooze_end', wakeText, [person, nomination]);
}
