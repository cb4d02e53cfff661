import { claimActItems, performActItem, releaseActItems, waitingActItems, type Engine } from '#engine';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Effect, Work } from './consume.js';
import type { Queues } from './queues.js';

const Payload = z.object({ act: z.uuid() });

/**
 * Performs the items of an act, a claim at a time: each through the one way in which a nomination changes. Killed in the middle,
 * another worker goes on when the leases end. While items wait, a next job goes on with the same row.
 */
export function actsEffect(engine: Engine, queues: Pick<Queues, 'add'>): Effect {
  return async (work) => {
    const { act } = Payload.parse(work.payload);
    const claimed = await claimActItems(engine.db, act);
    const left = await performAll(engine, act, claimed);
    if ((await waitingActItems(engine.db, act)) === 0) return 'confirmed';
    if (left.length === claimed.length) await sleep(1_000);
    await goOn(queues, work);
    return 'later';
  };
}

/** Items that could not be done yet; they are given back. A fault of one item does not keep the others waiting. */
async function performAll(engine: Engine, act: string, items: readonly string[]): Promise<readonly string[]> {
  const left: string[] = [];
  const faults: unknown[] = [];
  for (const nomination of items) {
    const done = await performActItem(engine, act, nomination).catch(
      (error: unknown) => (faults.push(error), 'waiting'),
    );
    engine.failpoint('act:item');
    if (done === 'waiting') left.push(nomination);
  }
  if (left.length > 0) await releaseActItems(engine.db, act, left);
  if (faults.length > 0) throw faults[0];
  return left;
}

async function goOn(queues: Pick<Queues, 'add'>, { outbox, token, jobId, renew }: Work): Promise<void> {
  await renew();
  const [, job = jobId, round = '0'] = /^(.*)-r(\d+)$/.exec(jobId) ?? [];
  await queues.add('acts', [{ id: `${job}-r${Number(round) + 1}`, name: 'act', data: { outbox, token } }]);
}
