import { deadlineNear, type Nomination, type Notice, type Pin, type State } from '#domain';
import { uuidv5 } from '#ledger';
import type { Engine } from '../engine.js';

interface Near {
  readonly id: string;
  readonly step_key: State;
  readonly nomination: string;
  readonly state: State;
  readonly version: number;
  readonly revision: number;
  readonly context: Nomination['context'];
  readonly procedure: Pin;
}

/** A deadline that is due already lapses; nobody is reminded of it. */
const nearText = `
select d.id, d.step_key, n.id as nomination, n.state, n.version, n.revision, n.context, n.procedure
from deadline d join nomination n on n.id = d.nomination_id /* visible: the sweep reads for nobody */
where d.state = 'pending' and d.reminded_at is null
  and d.remind_at <= (select laurel_clock()) and d.due_at > (select laurel_clock())
order by d.remind_at, d.id limit $1`;

const remindText = `
with reminded as (
  update deadline set reminded_at = laurel_clock()
  where id = any($1::uuid[]) and state = 'pending' and reminded_at is null returning id
)
insert into outbox (id, chain, consumer, topic, payload, available_at)
select r.id, 'n:' || (r.payload->>'nomination'), 'notify', r.topic, r.payload, laurel_clock()
from jsonb_to_recordset($2::jsonb) as r(id uuid, deadline uuid, topic text, payload jsonb)
join reminded d on d.id = r.deadline
on conflict (id) do nothing
returning id`;

/**
 * Writes one reminder for every pending deadline whose time for it has come by legal time: the mark and the outbox rows in one
 * statement, so two sweeps remind once. No command and no entry. Returns how many rows were written; throws the first fault
 * after the others were written.
 */
export async function remind(engine: Engine): Promise<number> {
  const limit = 200;
  let written = 0;
  for (;;) {
    const near = await engine.db.query<Near>('deadline_near', nearText, [limit]);
    await knowProcedures(engine, near);
    const { ids, rows, faults } = plan(engine, near);
    if (ids.length > 0)
      written += (await engine.db.query('deadline_remind', remindText, [ids, JSON.stringify(rows)])).length;
    if (near.length === limit && ids.length > 0) continue;
    if (faults.length > 0) throw faults[0];
    return written;
  }
}

function plan(engine: Engine, near: readonly Near[]) {
  const ids: string[] = [];
  const rows: Record<string, unknown>[] = [];
  const faults: unknown[] = [];
  for (const d of near) {
    try {
      rows.push(...rowsOf(engine, d));
      ids.push(d.id);
    } catch (error) {
      faults.push(error);
    }
  }
  return { ids, rows, faults };
}

async function knowProcedures(engine: Engine, near: readonly Near[]): Promise<void> {
  try {
    for (const d of near) engine.directory.procedure(d.procedure);
  } catch {
    await engine.directory.refresh();
  }
}

function rowsOf(engine: Engine, d: Near): Record<string, unknown>[] {
  const nomination: Nomination = { ...d, ruleSet: null, undo: null };
  const procedure = engine.directory.procedure(d.procedure).value;
  return deadlineNear(procedure, nomination, d.step_key).map((notice, i) => rowOf(d, notice, i));
}

/** One row per role or person; the first has the id that is derived from the deadline alone. */
function rowOf(d: Near, { topic, to, step }: Notice, i: number): Record<string, unknown> {
  return {
    id: uuidv5(d.id, i === 0 ? `notify/${topic}` : `notify/${topic}/${i}`),
    deadline: d.id,
    topic,
    payload: { topic, nomination: d.nomination, seq: d.version, step, to },
  };
}
