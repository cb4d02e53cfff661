import { setTimeout as sleep } from 'node:timers/promises';

/** Something that runs again and again until it is stopped. */
export interface Loop {
  /** Ends the loop and waits for the run that is under way. */
  stop(): Promise<void>;
}

/**
 * Runs a task, waits, runs it again; at once when it answers that there is more. A task that throws is reported and tried again
 * after the pause. One run at a time.
 */
export function every(
  milliseconds: number,
  task: () => Promise<'more' | 'done'>,
  failed: (error: unknown) => void,
): Loop {
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const more = await task().catch((error: unknown) => (failed(error), 'done'));
      if (more === 'done') await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}
