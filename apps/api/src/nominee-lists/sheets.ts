import { rowWords, type Judged, type ListField } from '#engine';
import writeXlsxFile from 'write-excel-file/node';
import { plainText, sheetOf, type Column } from '../exports/sheet.js';

type Language = 'vi' | 'en';

const bold = (value: string) => ({ value: plainText(value), fontWeight: 'bold' as const });
const cell = (value: string | null) =>
  value === null ? null : { value: plainText(value), type: String as StringConstructor };

/** An empty list for an award: one column for each thing that it asks for, those that are needed marked with a star. */
export function templateSheet(fields: readonly ListField[], language: Language): Promise<Buffer> {
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const heads = fields.map(({ label, required }) => bold(capital(label[language]) + (required ? ' *' : '')));
  const columns = fields.map(({ label }) => ({ width: Math.min(40, Math.max(16, label[language].length + 4)) }));
  return writeXlsxFile([heads], { columns, stickyRowsCount: 1 }).toBuffer();
}

const heads = {
  line: { vi: 'Dòng', en: 'Row' },
  what: { vi: 'Cần sửa', en: 'To be mended' },
  meant: { vi: 'Theo danh bạ', en: 'In the register' },
};

/** The rows that were not taken, as the file had them, each with its line and what is wrong with it: mended, it is a list again. */
export function errorSheet({ list, fields, rows }: Judged, language: Language): Promise<Buffer> {
  const label = new Map(fields.map((f) => [f.field, f.label[language]]));
  const wrong = rows.filter((r) => r.state === 'wrong' || r.state === 'doubtful');
  const said = wrong.map(({ line, cells, problems }) => [
    { value: line, type: Number as NumberConstructor },
    ...list.heading.map((_, i) => cell(cells[i] ?? null)),
    cell(problems.map((p) => `${label.get(p.field) ?? p.field}: ${wordsOf(p, language)}`).join('; ')),
  ]);
  const head = [bold(heads.line[language]), ...list.heading.map((h) => bold(h ?? '')), bold(heads.what[language])];
  const columns = head.map((_, i) => ({ width: i === 0 ? 8 : i === head.length - 1 ? 60 : 22 }));
  return writeXlsxFile([head, ...said], { columns, stickyRowsCount: 1 }).toBuffer();
}

/** Rows as the screen shows them: their line, the columns that were taken for something, whom they mean, what is wrong. */
export function rowSheet({ list, fields, rows }: Judged, language: Language): Promise<Buffer> {
  const label = new Map(fields.map((f) => [f.field, f.label[language]]));
  const taken = list.heading.flatMap((heading, i) => (list.columns[i] == null ? [] : [{ heading: heading ?? '', i }]));
  const columns: Column<Judged['rows'][number]>[] = [
    { head: heads.line, width: 8, cell: (r) => r.line },
    ...taken.map(({ heading, i }): Column<Judged['rows'][number]> => ({
      head: { vi: plainText(heading), en: plainText(heading) },
      width: 22,
      cell: (r) => r.cells[i] ?? null,
    })),
    { head: heads.meant, width: 30, cell: (r) => r.subject?.name ?? null },
    {
      head: heads.what,
      width: 60,
      cell: (r) =>
        r.problems.map((p) => `${label.get(p.field) ?? p.field}: ${wordsOf(p, language)}`).join('; ') || null,
    },
  ];
  return sheetOf(columns, rows, language);
}

function wordsOf(problem: Judged['rows'][number]['problems'][number], language: Language): string {
  const words = rowWords[problem.code][language];
  return problem.line === undefined
    ? words
    : `${words} (${heads.line[language].toLowerCase()} ${String(problem.line)})`;
}
