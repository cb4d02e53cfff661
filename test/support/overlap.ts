import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '#engine';
import type { TestApp } from './app.js';

/** A statement that has done its work on a connection of its own and is not committed yet. */
export interface Pending<T> {
  /** Commits, and says what the caller was answered. */
  commit(): Promise<T>;
}

/**
 * Runs something whose named statement stays uncommitted until told otherwise, once: what runs beside it meets its locks, as beside
 * another process. Later tries of the same run are committed at once.
 */
export async function pending<T>(
  app: TestApp,
  statement: string,
  run: (engine: Engine) => Promise<T>,
): Promise<Pending<T>> {
  const client = new pg.Client(app.database.app);
  await client.connect();
  const [written, gate] = [latch(), latch()];
  let first = true;
  const engine: Engine = {
    ...app.engine,
    db: {
      async query<Row>(name: string, text: string, values: readonly unknown[] = []): Promise<Row[]> {
        if (name !== statement || !first) return app.engine.db.query<Row>(name, text, values);
        first = false;
        await client.query('begin');
        try {
          const { rows } = await client.query(text, [...values]);
          written.open();
          await gate.opened;
          await client.query('commit');
          return rows as Row[];
        } catch (error) {
          written.open();
          await client.query('rollback');
          throw error;
        }
      },
    },
  };
  const answer = run(engine).finally(() => client.end());
  await Promise.race([written.opened, answer]);
  return {
    commit: () => {
      gate.open();
      return answer;
    },
  };
}

function latch(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

/** Waits until each of these waits for a lock in this database, or has been answered without; returns how many wait. */
export async function blocked(app: TestApp, ...answers: readonly Promise<unknown>[]): Promise<number> {
  let open = answers.length;
  const end = () => void (open -= 1);
  for (const answer of answers) answer.then(end, end);
  const text = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while (open > 0 && (await app.sql(text)).length < open) await sleep(5);
  return open;
}
