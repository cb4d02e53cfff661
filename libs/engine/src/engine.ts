import type { Db } from './db.js';
import type { Directory } from './directory.js';

/** What every function of the engine works with. */
export interface Engine {
  readonly db: Db;
  readonly directory: Directory;
  /** Seconds between a retractable decision and its release to others (model.md 3). */
  readonly releaseSeconds: number;
  /** Kills the process when this point was named at boot; see platform/failpoint. */
  readonly failpoint: (name: string) => void;
}
