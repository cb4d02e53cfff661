import { entryHash } from '#ledger';
import type { TestApp } from './app.js';
import { withClient } from './database.js';

/** A statement with its values, or its words alone. */
export type Statement = string | { readonly text: string; readonly values?: unknown[] };

/** Runs statements without triggers and foreign keys, as somebody who owns the server can. */
export async function asSuperuser({ database }: TestApp, ...statements: readonly Statement[]): Promise<void> {
  await withClient(database.host, database.name, async (client) => {
    await client.query('alter table ledger_entry disable trigger all');
    await client.query('set session_replication_role = replica');
    for (const statement of statements) await client.query(statement as string);
  });
}

interface Place {
  readonly table: string;
  readonly where: string;
}

/** Changes one row, looks, and puts it back. The change leaves its primary key alone. */
export async function changed<T>(
  app: TestApp,
  { table, where, change }: Place & { readonly change: string },
  look: () => Promise<T>,
): Promise<T> {
  const [before] = await app.sql<{ row: object }>(`select to_jsonb(x) as row from ${table} x where ${where}`);
  if (before === undefined) throw new Error(`no ${table} where ${where}`);
  await asSuperuser(app, `update ${table} x set ${change} where ${where}`);
  const found = await look();
  const columns = await app.sql<{ name: string }>(
    `select column_name as name from information_schema.columns where table_name = $1 and is_generated = 'NEVER'`,
    [table],
  );
  const names = columns.map((c) => c.name).join(', ');
  const keys = await app.sql<{ name: string }>(
    `select a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
     where i.indrelid = $1::regclass and i.indisprimary`,
    [table],
  );
  const same = keys.map((k) => `x.${k.name} = r.${k.name}`).join(' and ');
  await asSuperuser(app, {
    text: `update ${table} x set (${names}) = (select ${names} from jsonb_populate_record(null::${table}, $1)) from jsonb_populate_record(null::${table}, $1) r where ${same}`,
    values: [JSON.stringify(before.row)],
  });
  return found;
}

/** Takes rows away, looks, and brings them back. */
export async function without<T>(app: TestApp, { table, where }: Place, look: () => Promise<T>): Promise<T> {
  const gone = await app.sql(`select from ${table} where ${where}`);
  if (gone.length === 0) throw new Error(`no ${table} where ${where}`);
  await asSuperuser(app, `create table kept as select * from ${table} where ${where}`);
  await asSuperuser(app, `delete from ${table} where ${where}`);
  const found = await look();
  await asSuperuser(app, `insert into ${table} select * from kept`, 'drop table kept');
  return found;
}

/** Looks at the last entry of a chain with other words and a hash that fits them: no later entry could tell. */
export async function forged<T>(
  app: TestApp,
  { chain, from, to }: { readonly chain: string; readonly from: RegExp; readonly to: string },
  look: () => Promise<T>,
): Promise<T> {
  const [last] = await app.sql<{ seq: number; canon: string; prev_hash: Buffer }>(
    'select seq, canon, prev_hash from ledger_entry where chain = $1 order by seq desc limit 1',
    [chain],
  );
  const canon = last?.canon.replace(from, to);
  if (last === undefined || canon === undefined || canon === last.canon)
    throw new Error(`nothing to forge in ${chain}`);
  const hash = entryHash(last.prev_hash, canon).toString('hex');
  const where = `chain = '${chain}' and seq = ${String(last.seq)}`;
  const change = `canon = '${canon}', entry_hash = decode('${hash}', 'hex')`;
  return changed(app, { table: 'ledger_entry', where, change }, look);
}
