import { claimOutbox, failOutbox, markDispatched, type Claimed, type Engine } from '#engine';
import type { QueueName } from './queue-names.js';
import type { Queues } from './queues.js';

/** Which queue does the work of which consumer of the outbox. */
const queueOfConsumer: Readonly<Record<string, QueueName>> = { notify: 'notify', act: 'acts' };

const CLAIM = 100;

/**
 * One round of the relay (reliability.md 3): claim, add to the queues, mark. Killed anywhere in between, the lease runs out and
 * the rows are added again under another job id. Answers `more` after a full claim.
 */
export async function relayOnce(engine: Engine, queues: Pick<Queues, 'add'>): Promise<'more' | 'done'> {
  const claimed = await claimOutbox(engine.db, CLAIM);
  if (claimed.length === 0) return 'done';
  engine.failpoint('relay:claimed');
  for (const consumer of new Set(claimed.map((row) => row.consumer))) {
    const rows = claimed.filter((row) => row.consumer === consumer);
    await dispatch(engine, queues, queueOfConsumer[consumer], rows);
  }
  return claimed.length === CLAIM ? 'more' : 'done';
}

async function dispatch(
  engine: Engine,
  queues: Pick<Queues, 'add'>,
  queue: QueueName | undefined,
  rows: readonly Claimed[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  if (queue === undefined) {
    for (const r of rows) await failOutbox(engine.db, r.id, r.token, `no queue works for the consumer ${r.consumer}`);
    return;
  }
  await queues.add(queue, rows.map(jobOf));
  engine.failpoint('relay:added');
  const ids = rows.map((r) => r.id);
  await markDispatched(engine.db, first.token, ids);
  engine.failpoint('relay:marked');
}

function jobOf({ id, consumer, attempts, token }: Claimed) {
  return { id: `ob-${id}-${attempts}`, name: consumer, data: { outbox: id, token } };
}

/**
 * The relay as a task: while the queue does not answer, rows are left alone, so that an outage uses up none of their tries.
 */
export function relay(engine: Engine, queues: Pick<Queues, 'add' | 'check'>): () => Promise<'more' | 'done'> {
  let down = false;
  return async () => {
    if (down) await queues.check();
    down = true;
    const more = await relayOnce(engine, queues);
    down = false;
    return more;
  };
}
