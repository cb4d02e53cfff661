import type { Engine } from '../engine.js';
import { recordAdministration, type Refused } from './record.js';
import { orderOf, type Request } from './request.js';

/**
 * Moves the legal clock forward and writes `ClockMoved` on `sys`. Refuses with `clock-backwards`; the database refuses the same in
 * production, where the clock is immovable.
 */
export async function moveClock(engine: Engine, request: Request, to: string): Promise<{ now: string } | Refused> {
  const { commandId, requestHash } = orderOf(request);
  const actor = 'system' in request.by ? request.by : { person: request.by.person };
  const outcome = await recordAdministration(engine, {
    commandId,
    requestHash,
    chain: 'sys',
    actor,
    type: 'ClockMoved',
    fact: { to: new Date(to).toISOString() },
    texts: [],
    payload: {},
  });
  return 'refusal' in outcome ? outcome : { now: (await legalNow(engine)).toISOString() };
}

/** Legal time (model.md 4). */
export async function legalNow(engine: Engine): Promise<Date> {
  const [row] = await engine.db.query<{ now: Date }>('legal-now', 'select laurel_clock() as now');
  if (row === undefined) throw new Error('no clock');
  return row.now;
}
