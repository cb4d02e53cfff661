import { createHash } from 'node:crypto';
import {
  awardOf,
  admits,
  isSubjectType,
  localDate,
  oldEncodingOf,
  type Award,
  type Refusal,
  type SubjectType,
} from '#domain';
import type { NomineeColumns, NomineeList, NomineeListQuery, NomineeRows, NomineeRowsQuery } from '#contract';
import { legalNow } from '../administration/clock.js';
import type { Refused } from '../administration/record.js';
import type { Engine } from '../engine.js';
import type { BodyProblem } from '../nominations/proposed.js';
import { deskOf } from '../nominations/filing.js';
import { readSheet, type SheetRow } from '../sheets/read-sheet.js';
import { isOpen } from '../world.js';
import { fieldsOf, headingOf, mapped, type ListField } from './fields.js';
import { judge, type JudgedRow } from './judge.js';
import { listOf, rowsOf, type ListRow, type StoredRow } from './list.queries.js';
import { rowWords } from './words.js';

/** Rows that one list may hold, with its heading and what stands above it. */
export const MOST_NOMINEES = 2_000;
const ABOVE = 30;

const deskText = `select ${deskOf('$1::uuid', '$2::uuid', { award: '$3', paper: 'false' })} as desk`;
const startText = `with left_over as (delete from nominee_list where started_by = $10::uuid and started_at < laurel_clock() - interval '7 days')
  insert into nominee_list (unit_id, award, subject_kind, year, occasion, theme, file, sha256, heading_line, started_by, heading, columns,
    old_encoding, converted)
  values ($1::uuid, $2, $3, $4, $5, $6, $7, decode($8, 'hex'), $9, $10::uuid, $11::jsonb, $12::jsonb, $13::text, $13::text is not null) returning id`;
const storeText = `insert into nominee_row (list_id, line, cells, faults)
  select $1::uuid, (r->>'line')::int, r->'cells', r->'faults' from jsonb_array_elements($2::jsonb) r`;
const columnsText = `update nominee_list set columns = $3::jsonb, converted = $4 and old_encoding is not null
  where id = $1::uuid and started_by = $2::uuid returning id`;

type Outcome = { readonly id: string } | Refused | { readonly problems: readonly BodyProblem[] };

/**
 * Reads an Excel list of nominees for one award: its heading is found, its columns are proposed, and its rows are kept for whoever brought it,
 * a week at most. Refuses with `wrong-seat`, `award-not-open`, `file-unreadable` and `too-many-rows`, and then keeps nothing.
 */
export async function startNomineeList(
  engine: Engine,
  person: string,
  { query, file, name }: { readonly query: NomineeListQuery; readonly file: Buffer; readonly name: string },
): Promise<Outcome> {
  const asked = await awardAsked(engine, query);
  if (!('fields' in asked)) return asked;
  const values = [person, query.unit, query.award];
  const [seat] = await engine.db.query<{ desk: string | null }>('nominee-desk', deskText, values);
  if (seat?.desk == null) return refusal({ refused: 'wrong-seat', needed: 'clerk', clearedBy: 'administrator' });
  const sheet = await readSheet(file, MOST_NOMINEES + ABOVE);
  if ('fault' in sheet) {
    const { reason, observed, needed } = sheet.fault;
    return refusal({ refused: reason, observed, needed });
  }
  const { fields } = asked;
  const at = headingOf(fields, sheet.rows);
  const heading = sheet.rows[at];
  const rows = sheet.rows.slice(at + 1);
  if (heading === undefined || rows.length === 0)
    return refusal({ refused: 'columns-missing', needed: fields[0]?.label.vi ?? '' });
  if (rows.length > MOST_NOMINEES) {
    return refusal({ refused: 'too-many-rows', observed: String(rows.length), needed: String(MOST_NOMINEES) });
  }
  return { id: await keep(engine, person, { query, name, file, fields, heading, rows }) };
}

const refusal = (refused: Refusal): Refused => ({ refusal: refused });

interface Kept {
  readonly query: NomineeListQuery;
  readonly name: string;
  readonly file: Buffer;
  readonly fields: readonly ListField[];
  readonly heading: SheetRow;
  readonly rows: readonly SheetRow[];
}

async function keep(engine: Engine, person: string, kept: Kept): Promise<string> {
  const { query, name, file, fields, heading, rows } = kept;
  const columns = mapped(fields, heading.cells);
  const old = oldEncodingOf(rows.map(({ cells }) => cells.filter((c) => c !== null).join(' ')).join('\n'));
  const [made] = await engine.db.query<{ id: string }>('nominee-list-start', startText, [
    query.unit,
    query.award,
    query.subjectType,
    query.year,
    query.occasion,
    query.theme ?? null,
    name,
    createHash('sha256').update(file).digest('hex'),
    heading.line,
    person,
    JSON.stringify(heading.cells),
    JSON.stringify(columns),
    old,
  ]);
  if (made === undefined) throw new Error('no list');
  await engine.db.query('nominee-rows-store', storeText, [made.id, JSON.stringify(rows)]);
  return made.id;
}

/** The fields of a list for an award that is open to such subjects, under the rules in force today. */
async function awardAsked(
  engine: Engine,
  { award: code, subjectType, occasion }: Pick<NomineeListQuery, 'award' | 'subjectType' | 'occasion'>,
): Promise<{ readonly award: Award; readonly fields: ListField[] } | Refused | { readonly problems: BodyProblem[] }> {
  const award = awardOf(code);
  if (award === undefined) return { problems: [{ pointer: '/award', detail: 'unknown award' }] };
  if (!isSubjectType(subjectType) || !admits(award, subjectType)) {
    return { problems: [{ pointer: '/subjectType', detail: 'the award is not for this kind of subject' }] };
  }
  const today = localDate((await legalNow(engine)).toISOString());
  const { value: procedure } = engine.directory.procedureInForce(today, { award: code, occasion });
  if (!isOpen(code, procedure)) return refusal({ refused: 'award-not-open', observed: award.nameVi });
  const criteria = engine.directory.ruleSetInForce(today).value.awards[code] ?? [];
  return { award, fields: fieldsOf(award, criteria, subjectType) };
}

/** The labels of the columns that a list for an award may have; null for an award that no list can be made for. */
export async function nomineeFields(
  engine: Engine,
  query: Pick<NomineeListQuery, 'award' | 'subjectType'>,
): Promise<{ award: Award; fields: ListField[] } | null> {
  const asked = await awardAsked(engine, { ...query, occasion: 'annual' });
  return 'fields' in asked ? asked : null;
}

/** A list with its rows judged as they stand now, for whoever brought it. */
export interface Judged {
  readonly list: ListRow;
  readonly fields: readonly ListField[];
  readonly rows: readonly JudgedRow[];
}

export async function judgedList(engine: Engine, person: string, id: string): Promise<Judged | null> {
  const list = await listOf(engine, person, id);
  const award = list === undefined ? undefined : awardOf(list.award);
  if (list === undefined || award === undefined) return null;
  const today = localDate((await legalNow(engine)).toISOString());
  const criteria = engine.directory.ruleSetInForce(today).value.awards[list.award] ?? [];
  const fields = fieldsOf(award, criteria, list.subjectType as SubjectType);
  const stored: readonly StoredRow[] = await rowsOf(engine, id);
  return { list, fields, rows: await judge(engine, list, fields, stored) };
}

/** How a list stands: its columns, what they were taken for, and how many rows are fit. Null for anybody but its bringer. */
export async function nomineeList(engine: Engine, person: string, id: string): Promise<NomineeList | null> {
  const judged = await judgedList(engine, person, id);
  if (judged === null) return null;
  const { list, fields, rows } = judged;
  const { heading, columns, ...shown } = list;
  const count = (state: JudgedRow['state']): number => rows.filter((r) => r.state === state).length;
  return {
    ...shown,
    columns: columns.map((field, column) => ({
      column,
      heading: heading[column] ?? '',
      sample: rows.slice(0, 3).flatMap(({ cells }) => cells[column]?.slice(0, 80) ?? []),
      field,
    })),
    fields: fields.map(({ field, label, required }) => ({ field, label, required })),
    missing: fields.filter((f) => f.required && !columns.includes(f.field)).map((f) => f.field),
    counts: {
      rows: rows.length,
      ready: count('ready'),
      doubtful: count('doubtful'),
      wrong: count('wrong'),
      made: count('made'),
    },
    limit: MOST_NOMINEES,
  };
}

/** Names what the columns hold, each field in one column at most. Refuses with `not-found`; unknown and repeated fields are problems. */
export async function setNomineeColumns(
  engine: Engine,
  person: string,
  id: string,
  { columns, convert }: NomineeColumns,
): Promise<Outcome> {
  const judged = await judgedList(engine, person, id);
  if (judged === null) return refusal({ refused: 'not-found' });
  const known = judged.fields.map((f) => f.field);
  const problems = columns.flatMap((field, i) => {
    if (field === null) return [];
    const detail = !known.includes(field)
      ? 'unknown field'
      : columns.indexOf(field) < i
        ? 'stands in another column'
        : null;
    return detail === null ? [] : [{ pointer: `/columns/${String(i)}`, detail }];
  });
  if (columns.length !== judged.list.columns.length)
    problems.push({ pointer: '/columns', detail: 'one for each column' });
  if (problems.length > 0) return { problems };
  await engine.db.query('nominee-columns', columnsText, [id, person, JSON.stringify(columns), convert]);
  return { id };
}

/** The rows of a list by how they stand, in its order. Null for anybody but its bringer. */
export async function nomineeRows(
  engine: Engine,
  person: string,
  id: string,
  { which, after, limit }: NomineeRowsQuery,
): Promise<NomineeRows | null> {
  const judged = await judgedList(engine, person, id);
  if (judged === null) return null;
  const { columns } = judged.list;
  const found = judged.rows.filter((r) => r.state === which && r.line > after);
  const rows = found.slice(0, limit).map(({ line, cells, subject, problems, state, draft }) => ({
    line,
    cells: cells.map((c) => c?.slice(0, 400) ?? null),
    subject,
    problems: problems.map((p) => {
      const column = columns.indexOf(p.field);
      return { ...p, column: column < 0 ? null : column, message: rowWords[p.code] };
    }),
    nomination: state === 'made' ? draft : null,
  }));
  return { rows, next: found.length > limit ? (rows.at(-1)?.line ?? null) : null };
}

/** Throws away a list of one's own; the drafts that were made of it stay. Refuses with `not-found`. */
export async function dropNomineeList(engine: Engine, person: string, id: string): Promise<Refused | null> {
  const text = 'delete from nominee_list where id = $1::uuid and started_by = $2::uuid returning id';
  const gone = await engine.db.query('nominee-drop', text, [id, person]);
  return gone.length > 0 ? null : refusal({ refused: 'not-found' });
}
