import type { Engine } from '../engine.js';
import { columns, type Column, type ImportKind } from './kinds.js';
import { problemWords, type Problem } from './words.js';

type Language = 'vi' | 'en';

/** A heading and its rows, as they stand in a CSV file. */
export interface ImportTable {
  readonly heading: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const words = { line: { vi: 'Dòng', en: 'Row' }, what: { vi: 'Cần sửa', en: 'To be mended' } };

/** The heading that the reader of a file understands: Vietnamese words, or the name of the column. */
const headingOf = ({ name, also }: Column, language: Language): string => {
  const label = language === 'vi' ? (also[0] ?? name) : name;
  return label.charAt(0).toLocaleUpperCase('vi') + label.slice(1);
};

/** An empty file of a kind: its columns, none of which has to be mapped. */
export function importTemplate(kind: ImportKind, language: Language): ImportTable {
  return { heading: columns[kind].map((c) => headingOf(c, language)), rows: [] };
}

const wrongText = `select i.kind, r.line, r.data as values, r.errors, r.doubts
  from import_file i left join import_row r on r.import_id = i.id and (r.errors <> '[]' or r.doubts <> '[]')
  where i.id = $1::uuid and i.started_by = $2::uuid order by r.line`;

interface Row {
  kind: ImportKind;
  line: number | null;
  values: Record<string, string>;
  errors: Problem[];
  doubts: Problem[];
}

/**
 * The rows of a file that are wrong or doubtful, each with its line and what is wrong: mended, it can be brought again as it is, since
 * columns that no kind has are passed over. A citizen id is not given back: only its hash was kept. Null for anybody but its bringer.
 */
export async function importErrors(
  engine: Engine,
  { person, id, language }: { readonly person: string; readonly id: string; readonly language: Language },
): Promise<ImportTable | null> {
  const found = await engine.db.query<Row>('import-errors', wrongText, [id, person]);
  const [first] = found;
  if (first === undefined) return null;
  const { heading } = importTemplate(first.kind, language);
  const names = columns[first.kind].map((c) => c.name);
  const labels = new Map(names.map((name, i) => [name, heading[i] ?? name]));
  const said = ({ column, code, line }: Problem): string => {
    const where = labels.get(column);
    const twin = line === undefined ? '' : ` (${words.line[language].toLowerCase()} ${String(line)})`;
    return `${where === undefined ? '' : `${where}: `}${problemWords[code][language]}${twin}`;
  };
  const rows = found
    .filter((r) => r.line !== null)
    .map(({ line, values, errors, doubts }) => [
      String(line),
      ...names.map((name) => String(values[name] ?? '')),
      [...errors, ...doubts].map(said).join('; '),
    ]);
  return { heading: [words.line[language], ...heading, words.what[language]], rows };
}
