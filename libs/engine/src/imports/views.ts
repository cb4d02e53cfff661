import type { ImportRows, ImportRowsQuery, ImportView } from '#contract';
import type { Engine } from '../engine.js';
import { ROW_LIMITS } from './kinds.js';
import { problemWords, type Problem } from './words.js';

const viewText = `select i.id, i.kind, i.unit_id as unit, encode(i.sha256, 'hex') as sha256, i.rows, i.converted_from as "convertedFrom", i.accepted, i.accepted_at as "acceptedAt",
    count(r.line) filter (where r.errors = '[]' and r.doubts = '[]')::int as ready,
    count(r.line) filter (where r.errors = '[]' and r.doubts <> '[]')::int as doubtful,
    count(r.line) filter (where r.errors <> '[]')::int as wrong
  from import_file i left join import_row r on r.import_id = i.id
  where i.id = $1::uuid and i.started_by = $2::uuid group by i.id`;

type Row = Omit<ImportView, 'acceptedAt' | 'limit'> & { acceptedAt: Date | null };

/** A file as its bringer sees it: how many rows are fit, doubtful or wrong; null for anybody else. */
export async function importView(engine: Engine, person: string, id: string): Promise<ImportView | null> {
  const [row] = await engine.db.query<Row>('import-view', viewText, [id, person]);
  if (row === undefined) return null;
  return { ...row, acceptedAt: row.acceptedAt?.toISOString() ?? null, limit: ROW_LIMITS[row.kind] };
}

const rowsText = `select r.line, r.data - 'citizenHash' - 'level' - 'once' - 'scope' as values, r.errors, r.doubts
  from import_row r join import_file i on i.id = r.import_id
  where i.id = $1::uuid and i.started_by = $2::uuid and r.line > $3
    and case $4 when 'wrong' then r.errors <> '[]' when 'doubtful' then r.errors = '[]' and r.doubts <> '[]'
      else r.errors = '[]' and r.doubts = '[]' end
  order by r.line limit $5`;

interface ReadRow {
  line: number;
  values: Record<string, string>;
  errors: Problem[];
  doubts: Problem[];
}

/** The rows of a file by how they stand, in its order, each with what is wrong or doubtful at which column. */
export async function importRows(
  engine: Engine,
  person: string,
  id: string,
  { which, after, limit }: ImportRowsQuery,
): Promise<ImportRows> {
  const found = await engine.db.query<ReadRow>('import-row-list', rowsText, [id, person, after, which, limit + 1]);
  const rows = found.slice(0, limit).map(({ line, values, errors, doubts }) => ({
    line,
    values,
    problems: [...errors, ...doubts].map((p) => ({ ...p, message: problemWords[p.code] })),
  }));
  return { rows, next: found.length > limit ? (rows.at(-1)?.line ?? null) : null };
}
