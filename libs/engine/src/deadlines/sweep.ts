import type { Db } from '../db.js';
import type { Engine } from '../engine.js';
import { performLapse } from '../perform.js';
import { effectDue } from '../reorganisations/effect.js';
import { remind } from './remind.js';

const claimText = `
update deadline d set lease_until = clock_timestamp() + interval '30 s'
where d.id in (
  select id from deadline
  where state = 'pending' and due_at <= (select laurel_clock()) and coalesce(lease_until, '-infinity') < clock_timestamp()
  order by due_at, id limit $1 for update skip locked)
returning d.id, d.due_at`;

/** Claims for 30 s what is due by legal time, the oldest first; what was claimed and not performed comes again. */
export async function claimDue(db: Db, limit = 500): Promise<readonly string[]> {
  const rows = await db.query<{ id: string; due_at: Date }>('deadline_claim', claimText, [limit]);
  return rows.sort((a, b) => a.due_at.getTime() - b.due_at.getTime()).map((r) => r.id);
}

const dueText = `select id from deadline
  where state = 'pending' and due_at <= (select laurel_clock()) and id <> all($1::uuid[])
  order by due_at, id limit 500`;

/** What one direct sweep did. `failures` are faults; their deadlines stay as they were and come again. */
export interface Swept {
  /** Deadlines that were due; one that somebody else performed meanwhile is among them. */
  readonly performed: number;
  readonly reminded: number;
  readonly failures: readonly unknown[];
}

/**
 * Makes reorganisations effective whose day has come, and performs every deadline that is due, one by one and without a queue, whoever has claimed it: the derived command id makes a
 * second performance nothing. Then writes the reminders. For the clock that was moved, and while no queue can be reached.
 */
export async function sweepDirect(engine: Engine): Promise<Swept> {
  const seen: string[] = [];
  const failures: unknown[] = [];
  await effectDue(engine).catch((error: unknown) => failures.push(error));
  for (;;) {
    const due = await engine.db.query<{ id: string }>('deadline_due', dueText, [seen]);
    if (due.length === 0) break;
    for (const { id } of due) {
      seen.push(id);
      await performLapse(engine, id).catch((error: unknown) => failures.push(error));
    }
  }
  const performed = seen.length - failures.length;
  const reminded = await remind(engine).catch((error: unknown) => (failures.push(error), 0));
  return { performed, reminded, failures };
}
