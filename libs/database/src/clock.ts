import pg from 'pg';

/** How the legal clock of a database starts; written once, when the database is created. */
export interface ClockStart {
  readonly mode: 'sample' | 'test' | 'production';
  /** Offset to the server's clock, as a PostgreSQL interval: `-90 days` at the start of a sample database, else `0`. */
  readonly ahead: string;
}

/** Writes the row of the legal clock when there is none. A database keeps the mode it was created with. */
export async function startClock(owner: pg.Client, start: ClockStart): Promise<void> {
  await owner.query('insert into system_clock (mode, ahead) values ($1, $2::interval) on conflict do nothing', [
    start.mode,
    start.ahead,
  ]);
}
