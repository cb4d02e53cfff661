import type { TestApp } from './app.js';

/** One row of a dump, with what a superuser sees beside its columns. */
export interface DumpedRow {
  readonly table: string;
  readonly ctid: string;
  readonly xmin: string;
  readonly text: string;
}
export type Dump = readonly DumpedRow[];

const TABLES = `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
  where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE' order by 1`;

/** Every row of every table of every schema, queues included. */
export async function dumpOf(app: TestApp): Promise<Dump> {
  const tables = await app.sql<{ name: string }>(TABLES);
  const parts = tables.map(
    ({ name }) => `select '${name}' as table, ctid::text, xmin::text, to_jsonb(x)::text as text from ${name} x`,
  );
  return app.sql<DumpedRow>(parts.join(' union all '));
}

/** Rows that are in the later dump and not, word for word, in the earlier one. */
export function newRows(earlier: Dump, later: Dump): Dump {
  const known = new Set(earlier.map((r) => `${r.table} ${r.text}`));
  return later.filter((r) => !known.has(`${r.table} ${r.text}`));
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const HEX = /[0-9a-f]{32,}/g;
/** The place of a row in a table that counts its rows. */
const PLACE = /"id": \d+/g;
const TIME = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d(:?\d\d)?)?/g;

/** How far a worker is, which depends on who is quicker. */
const BOOKKEEPING = /"(lease_until|lease_token|attempts|dispatched_at)": (null|"[^"]*"|\d+)(, )?/g;

/** Rows as sorted lines in which only what is the same for every ballot is left: known ids by name, all other ids, hashes and times by kind. */
export function shapeOf(rows: Dump, names: Readonly<Record<string, string>>): string[] {
  const shape = (text: string): string =>
    text
      .replaceAll(BOOKKEEPING, '')
      .replaceAll(UUID, (id) => names[id] ?? '<id>')
      .replaceAll(HEX, (hex) => `<${String(hex.length)} hex>`)
      .replaceAll(PLACE, '"id": <place>')
      .replaceAll(TIME, '<time>')
      .replaceAll(/HS-\d+-\d+/g, '<code>');
  return rows.map((r) => `${r.table} ${shape(r.text)}`).sort();
}

/** Ids, hashes and times in a row: whatever it could be joined by. */
export function tokensOf({ text }: DumpedRow): string[] {
  return [...new Set([UUID, HEX, TIME].flatMap((kind) => text.match(kind) ?? []))];
}
