import pg from 'pg';

/**
 * Creates the roles of the server where they are missing: `laurel_ledger` (owns the ledger, no login) and `laurel_app` (the
 * runtime). `admin` connects as somebody who may create roles. Roles belong to the server, not to a database.
 */
export async function ensureRoles(admin: pg.Client): Promise<void> {
  for (const [role, login] of [
    ['laurel_ledger', 'nologin'],
    ['laurel_app', 'login'],
  ] as const) {
    await admin.query(
      `do $$ begin create role ${role} ${login}; exception when duplicate_object or unique_violation then null; end $$`,
    );
  }
  await admin
    .query('grant laurel_ledger, laurel_app to current_user with inherit false, set true')
    .catch(() => undefined);
}

/** Creates a database when it is missing. */
export async function ensureDatabase(admin: pg.Client, name: string): Promise<void> {
  const found = await admin.query('select from pg_database where datname = $1', [name]);
  if (found.rowCount === 0) await admin.query(`create database "${name.replaceAll('"', '""')}"`);
}
