import type { Readable } from 'node:stream';
import type { Refusal } from '#domain';
import { administratorOf, type By } from '../administration/rights.js';
import type { Refused } from '../administration/record.js';
import type { Engine } from '../engine.js';
import type { ImportKind } from './kinds.js';
import { Unreadable } from './lines.js';
import { readFile, type FileRow } from './read.js';
import { resolveRows } from './resolve.queries.js';

/** A file to be looked at: what it holds, for which unit and everything below it, and who brings it. */
export interface FileToImport {
  readonly kind: ImportKind;
  readonly unit: string;
  readonly person: string;
  /** The keyed hash under which a citizen id is kept; the id itself is not. */
  readonly citizenHash: (citizenId: string) => string;
}

const startText = `insert into import_file (kind, unit_id, sha256, started_by) select $1, u.id, decode(repeat('00', 32), 'hex'), $3::uuid
  from unit u where u.id = $2::uuid and (u.valid_to is null or u.valid_to > legal_date()) returning id`;
const rowsText = `insert into import_row (import_id, line, data, format, errors, doubts)
  select $1::uuid, (r->>'line')::int, r->'data', jsonb_build_object('errors', r->'errors', 'doubts', r->'doubts'), r->'errors', r->'doubts'
  from jsonb_array_elements($2::jsonb) r on conflict do nothing`;
const readText = `update import_file set sha256 = decode($2, 'hex'), rows = $3, converted_from = $4 where id = $1::uuid`;
const leftText = `delete from import_file where started_by = $1::uuid and accepted is null and started_at < laurel_clock() - interval '1 day'`;

/**
 * Reads a file into rows that can be looked at and taken in; what this person left lying for a day is thrown away. Refuses with `wrong-seat`,
 * `unknown-reference`, `file-unreadable`, `columns-missing` and `too-many-rows`, and then keeps nothing.
 */
export async function startImport(
  engine: Engine,
  file: FileToImport,
  bytes: Readable,
): Promise<{ id: string } | Refused> {
  const { kind, unit, person } = file;
  const actor = await mayImport(engine, { person }, kind, unit);
  if ('refusal' in actor) return refusedEarly(bytes, actor.refusal);
  await engine.db.query('import-left', leftText, [person]);
  const [made] = await engine.db.query<{ id: string }>('import-start', startText, [kind, unit, person]);
  if (made === undefined) return refusedEarly(bytes, { refused: 'unknown-reference', observed: unit });
  const { id } = made;
  try {
    const { sha256, rows, from } = await readFile(bytes, kind, (batch) => store(engine, id, batch, file));
    await engine.db.query('import-read', readText, [id, sha256, rows, from]);
  } catch (error) {
    bytes.resume();
    await engine.db.query('import-drop', 'delete from import_file where id = $1::uuid', [id]);
    if (!(error instanceof Unreadable)) throw error;
    const { reason, observed, needed } = error;
    return { refusal: { refused: reason, observed, ...(needed === undefined ? {} : { needed }) } };
  }
  await resolveRows(engine, { id, kind, unit, starter: person });
  return { id };
}

function refusedEarly(bytes: Readable, refusal: Refusal): Refused {
  bytes.resume();
  return { refusal };
}

/** Past awards and assessments are brought by administrators of the root unit; people and seats by those of the unit's line. */
export async function mayImport(engine: Engine, by: By, kind: ImportKind, unit: string) {
  if (kind === 'persons' || kind === 'seats') return administratorOf(engine, by, [unit]);
  const root = await engine.db.query<{ id: string }>('root-unit', 'select id from unit where parent_id is null');
  return administratorOf(engine, by, [unit, ...root.map((u) => u.id)]);
}

async function store(
  engine: Engine,
  id: string,
  batch: readonly FileRow[],
  { citizenHash }: FileToImport,
): Promise<void> {
  const rows = batch.map((row) => {
    const { citizenId, ...data } = row.data;
    return typeof citizenId === 'string' ? { ...row, data: { ...data, citizenHash: citizenHash(citizenId) } } : row;
  });
  await engine.db.query('import-rows', rowsText, [id, JSON.stringify(rows)]);
}

/** Throws away a file of one's own that was not taken in. Refuses with `not-found`. */
export async function dropImport(engine: Engine, person: string, id: string): Promise<Refused | null> {
  const text =
    'delete from import_file where id = $1::uuid and started_by = $2::uuid and accepted is null returning id';
  const gone = await engine.db.query('import-drop-own', text, [id, person]);
  return gone.length > 0 ? null : { refusal: { refused: 'not-found' } };
}
