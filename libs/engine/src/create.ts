import type { DataSource } from 'typeorm';
import { dbOf } from './db.js';
import { directoryOf } from './directory.js';
import type { Engine } from './engine.js';

/** The engine over a data source of the restricted role. The directory fills with the first `refresh`. */
export function createEngine(source: DataSource, options: Pick<Engine, 'releaseSeconds' | 'failpoint'>): Engine {
  const db = dbOf(source);
  return { db, directory: directoryOf(db), ...options };
}
