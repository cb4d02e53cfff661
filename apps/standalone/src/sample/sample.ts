import type { BallotKeys, Engine, FileStore } from '#engine';

/** What a load of the sample federation works with. */
export interface SampleLoad {
  /** Over a database whose clock was started in sample mode 90 days back; its release delay is 0. */
  readonly engine: Engine;
  readonly files: FileStore;
  /** Where the keys of its ballots lie: one of them is still open when the load is over. */
  readonly keys: BallotKeys;
  /** Performs the deadlines that are due; called after each move of the clock. */
  readonly sweep: () => Promise<unknown>;
  readonly log: (words: string) => void;
}

/** Commands at once: as many as the pool of connections serves on two cores. */
export const WIDTH = 8;

/** The answer, or an error that names the deed: the sample breaks no rule, so every refusal is a fault. */
export function accepted<T extends object>(
  deed: string,
  answer: T,
): Exclude<T, { refusal: unknown } | { problems: unknown }> {
  if ('refusal' in answer || 'problems' in answer) throw new Error(`sample: ${deed}: ${JSON.stringify(answer)}`);
  return answer as Exclude<T, { refusal: unknown } | { problems: unknown }>;
}
