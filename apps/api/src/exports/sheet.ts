import type { Documents, InboxRow, NominationRow } from '#contract';
import type { ActItemRow } from '#engine';
import writeXlsxFile from 'write-excel-file/node';
import { actStates, documentStates, eligibilities, heads, stateInWords, type Language } from './words.js';

export type Cell = string | number | null;

export interface Column<Row> {
  readonly head: { readonly vi: string; readonly en: string };
  readonly width: number;
  readonly cell: (row: Row, index: number, language: Language) => Cell;
}

/** A word that a spreadsheet could take for a formula is kept a word, also after it was saved as CSV. */
export function plainText(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** A day as it is written here. */
export const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' });

const common: readonly Column<NominationRow>[] = [
  { head: heads.no, width: 6, cell: (_, i) => i + 1 },
  { head: heads.code, width: 16, cell: (r) => r.code },
  { head: heads.who, width: 30, cell: (r) => r.subject.name },
  { head: heads.unit, width: 36, cell: (r) => r.unit.name },
  { head: heads.award, width: 40, cell: (r, _, language) => (language === 'vi' ? r.award.nameVi : r.award.nameEn) },
  { head: heads.year, width: 8, cell: (r) => r.year },
  { head: heads.state, width: 40, cell: (r, _, language) => stateInWords(r.state, r.waitingUnit?.name, language) },
  { head: heads.due, width: 12, cell: (r) => (r.dueAt === null ? null : day.format(new Date(r.dueAt))) },
  { head: heads.eligibility, width: 18, cell: (r, _, language) => eligibilities[r.eligibility]?.[language] ?? null },
];

const votes: Column<InboxRow> = {
  head: heads.votes,
  width: 10,
  cell: (r) => (r.votes === null ? null : `${String(r.votes.agree)}/${String(r.votes.base)}`),
};

/** The list of nominations as an Excel file: one row each, heads bold and always in sight. */
export const nominationSheet = (rows: readonly NominationRow[], language: Language): Promise<Buffer> =>
  sheetOf(common, rows, language);

export const inboxSheet = (rows: readonly InboxRow[], language: Language): Promise<Buffer> =>
  sheetOf([...common, votes], rows, language);

const ofDocuments: readonly Column<Documents['documents'][number]>[] = [
  { head: heads.no, width: 6, cell: (_, i) => i + 1 },
  { head: heads.title, width: 60, cell: (d) => d.title },
  { head: heads.body, width: 36, cell: (d) => d.body },
  { head: heads.number, width: 16, cell: (d) => d.number },
  {
    head: heads.issuedOn,
    width: 12,
    cell: (d) => (d.date === null ? null : day.format(new Date(`${d.date}T12:00:00Z`))),
  },
  { head: heads.count, width: 10, cell: (d) => d.items },
  { head: heads.state, width: 20, cell: (d, _, language) => documentStates[d.state]?.[language] ?? d.state },
];

export const documentSheet = (rows: Documents['documents'], language: Language): Promise<Buffer> =>
  sheetOf(ofDocuments, rows, language);

const ofActs: readonly Column<ActItemRow>[] = [
  { head: heads.no, width: 6, cell: (_, i) => i + 1 },
  { head: heads.code, width: 16, cell: (r) => r.code },
  { head: heads.who, width: 30, cell: (r) => r.subject },
  { head: heads.unit, width: 36, cell: (r) => r.unit },
  { head: heads.award, width: 40, cell: (r) => r.award },
  { head: heads.result, width: 16, cell: (r, _, language) => actStates[r.status][language] },
  { head: heads.reason, width: 50, cell: (r) => r.reason },
];

export const actSheet = (rows: readonly ActItemRow[], language: Language): Promise<Buffer> =>
  sheetOf(ofActs, rows, language);

/** Rows as an Excel file: heads bold and always in sight. */
export async function sheetOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[], language: Language) {
  const head = columns.map((c) => ({ value: c.head[language], fontWeight: 'bold' as const }));
  const body = rows.map((row, i) => columns.map((c) => valued(c.cell(row, i, language))));
  const options = { columns: columns.map(({ width }) => ({ width })), stickyRowsCount: 1 };
  return writeXlsxFile([head, ...body], options).toBuffer();
}

function valued(cell: Cell) {
  if (cell === null) return null;
  return typeof cell === 'number'
    ? { value: cell, type: Number as NumberConstructor }
    : { value: plainText(cell), type: String as StringConstructor };
}
