import type { Engine } from '../engine.js';
import { visible } from '../visible.js';

const readText = `
insert into nomination_reading (nomination_id, person_id, revision, first_at, last_at)
select n.id, $1::uuid, n.revision, laurel_clock(), laurel_clock() from nomination n
where n.id = $2::uuid and n.revision > 0 and ${visible('n', '$1::uuid')}
on conflict (nomination_id, person_id, revision) do update set last_at = excluded.last_at
  where nomination_reading.last_at < excluded.last_at - interval '5 minutes'`;

/** Notes that a person opened the frozen revision; a second look within five minutes is the same one. */
export async function noteReading(engine: Engine, person: string, nomination: string): Promise<void> {
  await engine.db.query('reading', readText, [person, nomination]);
}
