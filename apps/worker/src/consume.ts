import { confirmOutbox, failOutbox, renewOutbox, type Engine } from '#engine';
import type { Processor } from './queues.js';

/** Thrown out of an effect when another worker was given the row: it does the rest. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** What an effect works with: ids, and a way to keep the row while it goes on. */
export interface Work {
  readonly outbox: string;
  readonly token: string;
  readonly payload: unknown;
  readonly jobId: string;
  /** Ten more minutes; throws `LeaseLost` when the row is somebody else's by now. */
  renew(): Promise<void>;
}

/** `confirmed`: the effect is there. `later`: a job that was added goes on with the row. */
export type Effect = (work: Work) => Promise<'confirmed' | 'later'>;

/**
 * A processor for jobs of the relay (reliability.md 3, steps 4 and 5): renews the lease, acts, confirms. A job whose row is
 * confirmed or was dispatched anew does nothing. What fails is tried again later, and says why in the row.
 */
export function consumer(engine: Engine, name: string, effect: Effect): Processor {
  return async ({ outbox = '', token = '' }, job) => {
    const payload = await renewOutbox(engine.db, outbox, token);
    if (payload === null) return;
    const renew = async (): Promise<void> => {
      if ((await renewOutbox(engine.db, outbox, token)) === null) throw new LeaseLost(outbox);
    };
    try {
      const done = await effect({ outbox, token, payload, jobId: job.id, renew });
      if (done === 'later') return;
      await confirmOutbox(engine.db, outbox, token);
      engine.failpoint(`${name}:confirmed`);
    } catch (error) {
      if (error instanceof LeaseLost) return;
      await failOutbox(engine.db, outbox, token, error instanceof Error ? error.message : String(error));
      throw error;
    }
  };
}
