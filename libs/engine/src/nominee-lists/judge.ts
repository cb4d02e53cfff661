import { isPerson, toUnicode, type SubjectType } from '#domain';
import type { NewNomination } from '#contract';
import type { Engine } from '../engine.js';
import type { ListField } from './fields.js';
import { beforeOf, meantBy, type Asked, type ListRow, type StoredRow } from './list.queries.js';
import type { RowProblem } from './words.js';

/** A row as it stands now: made, wrong (with errors), doubtful (with doubts only) or ready. */
export interface JudgedRow {
  readonly line: number;
  readonly cells: readonly (string | null)[];
  readonly draft: string;
  readonly state: 'made' | 'wrong' | 'doubtful' | 'ready';
  readonly subject: { readonly id: string; readonly name: string } | null;
  readonly problems: readonly RowProblem[];
  readonly content: Pick<NewNomination, 'facts' | 'statement' | 'achievement'>;
}

interface ReadRow {
  readonly stored: StoredRow;
  readonly cells: readonly (string | null)[];
  readonly values: Readonly<Record<string, string | number | boolean>>;
  readonly errors: RowProblem[];
  readonly doubts: RowProblem[];
}

/** Reads every row of a list by its columns and compares it with the registers and nominations as they are now. */
export async function judge(
  engine: Engine,
  list: ListRow,
  fields: readonly ListField[],
  stored: readonly StoredRow[],
): Promise<JudgedRow[]> {
  const rows = stored.map((row) => readRow(list, fields, row));
  const personal = isPerson(list.subjectType as SubjectType);
  const asked = rows
    .filter((r) => typeof r.values[personal ? 'name' : 'unit'] === 'string')
    .map((r) => askedOf(r, personal));
  const meant = await meantBy(engine, { unit: list.unit, personal }, asked);
  const subjects = rows.map((row) => subjectOf(row, meant.get(row.stored.line), personal));
  const before = await beforeOf(engine, list, [...new Set(subjects.flatMap((s) => (s === null ? [] : [s.id])))]);
  const first = new Map<string, number>();
  return rows.map((row, i) => {
    const subject = subjects[i] ?? null;
    const { line, draft, made } = row.stored;
    const at = personal ? 'name' : 'unit';
    if (subject !== null) {
      const earlier = first.get(subject.id);
      if (earlier !== undefined) row.errors.push({ field: at, code: 'duplicateRow', line: earlier });
      else first.set(subject.id, line);
      if (before.get(subject.id)?.nominated === true) row.errors.push({ field: at, code: 'alreadyNominated' });
      if (before.get(subject.id)?.granted === true) row.doubts.push({ field: at, code: 'grantedBefore' });
    }
    const state = made ? 'made' : row.errors.length > 0 ? 'wrong' : row.doubts.length > 0 ? 'doubtful' : 'ready';
    const problems = made ? [] : [...row.errors, ...row.doubts];
    return { line, cells: row.cells, draft, state, subject, problems, content: contentOf(row) };
  });
}

/** The text of a cell as it is read: in Unicode where the list is converted. */
function unicode(list: ListRow, cell: string | null): string | null {
  return cell === null || list.oldEncoding === null || !list.converted ? cell : toUnicode(cell, list.oldEncoding);
}

function readRow(list: ListRow, fields: readonly ListField[], stored: StoredRow): ReadRow {
  const cells = stored.cells.map((cell) => unicode(list, cell));
  const values: Record<string, string | number | boolean> = {};
  const errors: RowProblem[] = [];
  for (const { field, required, read } of fields) {
    const column = list.columns.indexOf(field);
    if (column < 0) continue;
    const fault = stored.faults[String(column)];
    const text = cells[column] ?? null;
    if (fault !== undefined) errors.push({ field, code: fault });
    else if (text !== null) {
      const found = read(text);
      if ('wrong' in found) errors.push({ field, code: found.wrong });
      else values[field] = found.value;
    } else if (required) errors.push({ field, code: 'required' });
  }
  return { stored, cells, values, errors, doubts: [] };
}

function askedOf({ stored: { line }, values }: ReadRow, personal: boolean): Asked {
  const text = (field: string): string | undefined => {
    const value = values[field];
    return typeof value === 'string' ? value : undefined;
  };
  if (!personal) return { line, name: text('unit') ?? '' };
  const [number, birth] = [text('memberNumber'), text('birthDate')];
  return {
    line,
    name: text('name') ?? '',
    ...(number === undefined ? {} : { number }),
    ...(birth === undefined ? {} : { birth }),
  };
}

type Found = readonly { readonly id: string; readonly name: string; readonly same: boolean }[];

/** The one that a row means; none or several is an error of the row, another name a doubt. */
function subjectOf(row: ReadRow, found: Found | undefined, personal: boolean): JudgedRow['subject'] {
  if (found === undefined) return null;
  const [only] = found;
  const at = personal ? ('memberNumber' in row.values ? 'memberNumber' : 'name') : 'unit';
  if (only === undefined) row.errors.push({ field: at, code: personal ? 'unknownPerson' : 'unknownUnit' });
  else if (found.length > 1) row.errors.push({ field: at, code: personal ? 'ambiguousPerson' : 'ambiguousUnit' });
  else {
    if (!only.same) row.doubts.push({ field: 'name', code: 'nameDiffers' });
    return { id: only.id, name: only.name };
  }
  return null;
}

function contentOf({ values }: ReadRow): JudgedRow['content'] {
  const facts = Object.entries(values).flatMap(([field, value]) =>
    field.startsWith('facts.') ? [[field.slice('facts.'.length), { value }] as const] : [],
  );
  const { statement, achievement } = values;
  return {
    facts: Object.fromEntries(facts),
    statement: typeof statement === 'string' ? statement : '',
    ...(typeof achievement === 'string' ? { achievement: { title: achievement } } : {}),
  };
}
