import { claimDue, effectDue, performLapse, remind, type Engine } from '#engine';
import type { Logger } from '#platform';
import type { Processor, Queues } from './queues.js';

const CLAIM = 500;

/** Records that a deadline ran out; does nothing when it is not pending any more or not due by legal time. */
export function deadlineProcessor(engine: Engine): Processor {
  return async ({ deadline = '' }) => {
    await performLapse(engine, deadline);
    engine.failpoint('deadline:performed');
  };
}

/**
 * One sweep (reliability.md 4): reorganisations whose day has come take effect, reminders become outbox rows; what is due is claimed and put on the queue, or performed here one by
 * one when the queue cannot be reached. Answers `more` after a full claim.
 */
export async function sweepOnce(engine: Engine, queues: Pick<Queues, 'add'>, logger: Logger): Promise<'more' | 'done'> {
  const due = await claimDue(engine.db, CLAIM);
  if (due.length > 0) {
    engine.failpoint('deadline:claimed');
    const jobs = due.map((deadline) => ({ name: 'lapse', data: { deadline } }));
    await queues.add('deadlines', jobs).catch((error: unknown) => {
      logger.warn({ err: error, due: due.length }, 'queue out of reach: the sweep performs what is due itself');
      return performHere(engine, due, logger);
    });
  }
  await effectDue(engine);
  await remind(engine);
  return due.length === CLAIM ? 'more' : 'done';
}

async function performHere(engine: Engine, due: readonly string[], logger: Logger): Promise<void> {
  for (const deadline of due) {
    await performLapse(engine, deadline).catch((error: unknown) =>
      logger.error({ deadline, err: error }, 'lapse failed'),
    );
    engine.failpoint('deadline:performed');
  }
}
