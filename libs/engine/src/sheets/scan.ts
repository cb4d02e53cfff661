import { SheetFault } from './unzip.js';

/** What is wrong with one cell; its row cannot be taken as it is. */
export type CellFault = 'formulaWithoutValue' | 'errorValue' | 'mergedCell';

export interface Scanned {
  /** The part with the cells that have no value left out. */
  readonly xml: string;
  /** By row number of the sheet, then by column from 0. */
  readonly faults: ReadonlyMap<number, ReadonlyMap<number, CellFault>>;
}

const MOST_COLUMNS = 200;
const MOST_MERGES = 10_000;
const MOST_LISTED = 100_000;
/** One cell at the beginning of a piece: pieces are cut before every cell, so that no text is gone through twice. */
const CELL = /^<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/;

/** The path of the first sheet of a workbook. Throws `SheetFault`. */
export function firstSheet(parts: ReadonlyMap<string, Buffer>): string {
  const workbook = xmlOf(parts, 'xl/workbook.xml');
  const relations = xmlOf(parts, 'xl/_rels/workbook.xml.rels');
  if (workbook.length > MOST_LISTED || relations.length > MOST_LISTED) {
    throw new SheetFault('file-unreadable', 'xl/workbook.xml', '.xlsx');
  }
  const id = /<sheet\b[^>]*?\br:id="([^"]+)"/.exec(workbook)?.[1];
  const relation = [...relations.matchAll(/<Relationship\b[^>]*>/g)].find(([tag]) => tag.includes(`Id="${id ?? ''}"`));
  const target = /\bTarget="([^"]+)"/.exec(relation?.[0] ?? '')?.[1];
  const path = target?.startsWith('/') === true ? target.slice(1) : `xl/${target ?? ''}`;
  if (id === undefined || !parts.has(path)) throw new SheetFault('file-unreadable', 'sheet', '.xlsx');
  return path;
}

/** The text of a part, without declarations that a reader might follow. Throws `SheetFault`. */
export function xmlOf(parts: ReadonlyMap<string, Buffer>, name: string): string {
  const text = parts.get(name)?.toString('utf8');
  if (text === undefined || /<!(?:DOCTYPE|ENTITY)/i.test(text)) {
    throw new SheetFault('file-unreadable', name, '.xlsx');
  }
  return text;
}

/**
 * Looks at a sheet before it is read: how many rows and columns, cells without a value of their own. A formula counts as the value that
 * was saved with it; one without, an error and a merged cell are faults of their cells. Throws `SheetFault` (`too-many-rows`).
 */
export function scanSheet(text: string, mostRows: number): Scanned {
  const rows = text.split(/(?=<row\b)/).slice(1);
  rowFits(rows.length, mostRows);
  for (const row of rows) rowFits(Number(/\br="(\d+)"/.exec(row.slice(0, 300))?.[1] ?? 0), mostRows);
  const faults = new Map<number, Map<number, CellFault>>();
  const note = (ref: Ref | null, fault: CellFault): void => {
    if (ref !== null) faults.set(ref.row, (faults.get(ref.row) ?? new Map<number, CellFault>()).set(ref.column, fault));
  };
  const looked = (cell: string, attributes: string, content: string | undefined): string => {
    const ref = refOf(/\br="([A-Z]+\d+)"/.exec(attributes)?.[1] ?? '');
    if (ref !== null) {
      rowFits(ref.row, mostRows);
      if (ref.column >= MOST_COLUMNS) throw new SheetFault('file-unreadable', `> ${String(MOST_COLUMNS)} cột`, '');
    }
    const fault = faultOf(attributes, content ?? '');
    if (fault === null) return cell;
    note(ref, fault);
    return `<c${attributes.replace(/\b[ts]="[^"]*"/g, '')}/>`;
  };
  const pieces = text.split(/(?=<c\b)/);
  if (pieces.slice(1).some((piece) => !CELL.test(piece))) throw new SheetFault('file-unreadable', '<c>', '.xlsx');
  const xml = pieces.map((piece) => piece.replace(CELL, looked)).join('');
  const merges = (pieces.at(-1) ?? '').split(/(?=<mergeCell\b)/).slice(1);
  if (merges.length > MOST_MERGES) throw new SheetFault('file-unreadable', `> ${String(MOST_MERGES)} ô gộp`, '.xlsx');
  for (const merge of merges) {
    const [, from = '', to = ''] = /\bref="([A-Z]+\d+):([A-Z]+\d+)"/.exec(merge.slice(0, 200)) ?? [];
    const [first, last] = [refOf(from), refOf(to)];
    if (first === null || last === null) continue;
    rowFits(last.row, mostRows);
    for (let row = first.row; row <= last.row; row += 1) note({ row, column: first.column }, 'mergedCell');
  }
  return { xml, faults };
}

function faultOf(attributes: string, content: string): CellFault | null {
  if (/\bt="e"/.test(attributes)) return 'errorValue';
  const empty = !/<v>[^<]/.test(content);
  return empty && /<f\b/.test(content) ? 'formulaWithoutValue' : null;
}

function rowFits(row: number, most: number): void {
  if (row > most) throw new SheetFault('too-many-rows', `> ${String(most)}`, String(most));
}

interface Ref {
  readonly row: number;
  readonly column: number;
}

/** `B7` as row 7, column 1. */
function refOf(ref: string): Ref | null {
  const [, letters, row] = /^([A-Z]{1,3})(\d{1,7})$/.exec(ref) ?? [];
  if (letters === undefined) return null;
  const column = [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(row), column };
}
