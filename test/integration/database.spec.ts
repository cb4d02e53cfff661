import { testDatabase, withClient } from '../support/database.js';

it('every file has a migrated database of its own', async () => {
  const [one, two] = [await testDatabase(), await testDatabase()];
  expect(one.name).not.toBe(two.name);
  for (const { host, name } of [one, two]) {
    const tables = await withClient(host, name, (c) =>
      c.query("select from pg_tables where schemaname = 'public' and tablename = 'ledger_entry'"),
    );
    expect(tables.rowCount).toBe(1);
  }
});
