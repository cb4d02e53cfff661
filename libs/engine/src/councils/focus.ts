import type { Refusal } from '#domain';
import type { Engine } from '../engine.js';
import { sittingRow } from './sitting.queries.js';
import { officeOf } from './sittings.js';

const focusText = `insert into sitting_focus (sitting_id, nomination_id, set_by) values ($1::uuid, $2::uuid, $3::uuid)
  on conflict (sitting_id) do update
    set nomination_id = excluded.nomination_id, set_by = excluded.set_by, set_at = (select laurel_clock())
    where sitting_focus.nomination_id is distinct from excluded.nomination_id`;

/**
 * Puts an item of the agenda on everybody's screen, or takes it off with null; by an officer of the council. It decides nothing.
 * Refuses with `not-found`, `not-a-member`, `council-ended`, and `unknown-reference` for what is not on the agenda that they see.
 */
export async function setCurrentItem(
  engine: Engine,
  person: string,
  sitting: string,
  nomination: string | null,
): Promise<{ readonly id: string } | { readonly refusal: Refusal }> {
  const row = await sittingRow(engine, sitting, person);
  if (row?.seen !== true) return { refusal: { refused: 'not-found' } };
  const office = await officeOf(engine, row.council_id, person);
  if ('refusal' in office) return office;
  const item = row.agenda.find((a) => a.nomination === nomination && !a.barred.includes(person));
  if (nomination !== null && item === undefined) {
    return { refusal: { refused: 'unknown-reference', observed: nomination } };
  }
  await engine.db.query('sitting_focus', focusText, [sitting, nomination, person]);
  return { id: sitting };
}
