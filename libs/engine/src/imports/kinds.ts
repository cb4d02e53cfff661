import { awardOf, exclusivityOf, occasions, roles, seatFlags, themes, type Occasion } from '#domain';
import {
  at,
  citizenId,
  day,
  oneOf,
  personName,
  reference,
  shortText,
  textProblem,
  tidy,
  year,
  type Reader,
} from './values.js';
import type { Problem } from './words.js';

export const importKinds = ['persons', 'seats', 'awards', 'assessments'] as const;
export type ImportKind = (typeof importKinds)[number];

/** Rows that one file may hold: what one statement of the database takes in within its time. */
export const ROW_LIMITS: Readonly<Record<ImportKind, number>> = {
  persons: 10_000,
  seats: 2_000,
  awards: 10_000,
  assessments: 10_000,
};

/** A column of a file: its name, what else its heading may say, and how its text is read. */
export interface Column {
  readonly name: string;
  readonly also: readonly string[];
  readonly required?: true;
  readonly read: Reader;
}

const coded = (codes: readonly string[]): Record<string, readonly string[]> =>
  Object.fromEntries(codes.map((c) => [c, []]));
const subjectTypes = { person: ['cá nhân'], unit: ['tập thể', 'đơn vị'] };
const occasionWords = {
  ...coded(occasions),
  annual: ['thường xuyên', 'hằng năm'],
  thematic: ['chuyên đề'],
  adHoc: ['đột xuất'],
  service: ['cống hiến', 'quá trình cống hiến'],
};
const roleWords = {
  ...coded(roles),
  clerk: ['cán bộ lập hồ sơ'],
  appraiser: ['thẩm định'],
  signer: ['ký duyệt', 'chủ tịch'],
  secretary: ['thư ký'],
  member: ['ủy viên'],
  administrator: ['quản trị'],
  auditor: ['kiểm toán'],
};
const results = {
  khong_hoan_thanh: ['không hoàn thành nhiệm vụ'],
  hoan_thanh: ['hoàn thành nhiệm vụ'],
  hoan_thanh_tot_nhiem_vu: ['hoàn thành tốt', 'HTTNV'],
  hoan_thanh_xuat_sac_nhiem_vu: ['hoàn thành xuất sắc', 'HTXSNV'],
};
const knownAward: Reader = (text) => (awardOf(text) === undefined ? { wrong: 'unknownAward' } : { value: text });
const flags: Reader = (text) => {
  const given = text.split(/[\s,|]+/u).filter(Boolean);
  if (given.some((f) => !(seatFlags as readonly string[]).includes(f))) return { wrong: 'unknownFlag' };
  return { value: [...new Set(given)].sort().join(' ') };
};

const subject: Column = {
  name: 'subject',
  also: ['số thẻ đoàn viên', 'mã đoàn viên', 'đối tượng'],
  required: true,
  read: reference,
};
const subjectType: Column = {
  name: 'subjectType',
  also: ['loại đối tượng'],
  read: oneOf(subjectTypes, 'unknownSubjectType'),
};
const inYear: Column = { name: 'year', also: ['năm'], required: true, read: year };
const unit: Column = { name: 'unit', also: ['đơn vị', 'ký hiệu đơn vị'], read: reference };

/** The columns of every kind of file. */
export const columns: Readonly<Record<ImportKind, readonly Column[]>> = {
  persons: [
    { name: 'name', also: ['họ tên', 'họ và tên'], required: true, read: personName },
    unit,
    { name: 'birthDate', also: ['ngày sinh'], read: day },
    { name: 'memberNumber', also: ['số thẻ đoàn viên', 'mã đoàn viên'], read: shortText },
    { name: 'citizenId', also: ['số căn cước', 'cccd'], read: citizenId },
  ],
  seats: [
    { ...subject, name: 'person', also: [...subject.also, 'người'] },
    unit,
    { name: 'role', also: ['vị trí', 'vai trò'], required: true, read: oneOf(roleWords, 'unknownRole') },
    { name: 'flags', also: ['quyền bổ sung'], read: flags },
    { name: 'validFrom', also: ['từ ngày'], required: true, read: day },
    { name: 'validTo', also: ['đến ngày'], read: day },
  ],
  awards: [
    subject,
    subjectType,
    { name: 'award', also: ['danh hiệu', 'mã danh hiệu'], required: true, read: knownAward },
    inYear,
    { name: 'occasion', also: ['loại khen thưởng'], read: oneOf(occasionWords, 'unknownOccasion') },
    { name: 'theme', also: ['chuyên đề'], read: oneOf(coded(themes), 'unknownTheme') },
  ],
  assessments: [
    subject,
    subjectType,
    inYear,
    { name: 'result', also: ['kết quả', 'xếp loại'], required: true, read: oneOf(results, 'unknownResult') },
  ],
};

/** A row as it was read: values by column, what is wrong with the text, and what is doubtful about it. */
export interface ReadRow {
  readonly data: Record<string, string | boolean>;
  readonly errors: Problem[];
  readonly doubts: Problem[];
}

/** Reads the cells of a row; `places` says which cell belongs to which column. */
export function readRow(kind: ImportKind, places: ReadonlyMap<string, number>, cells: readonly string[]): ReadRow {
  const row: ReadRow = { data: {}, errors: [], doubts: [] };
  for (const column of columns[kind]) readCell(row, column, tidy(cells[places.get(column.name) ?? -1] ?? ''));
  complete(kind, row);
  return row;
}

function readCell({ data, errors, doubts }: ReadRow, { name, required, read }: Column, text: string): void {
  if (text === '') {
    if (required) errors.push(at(name, 'required'));
    return;
  }
  const bad = textProblem(text);
  const found = bad === null ? read(text) : { wrong: bad };
  data[name] = 'wrong' in found ? text.slice(0, 100) : found.value;
  if ('wrong' in found) errors.push(at(name, found.wrong));
  else if (found.doubt !== undefined) doubts.push(at(name, found.doubt));
}

/** What follows from the values of a row. */
function complete(kind: ImportKind, { data, errors }: ReadRow): void {
  if (kind === 'seats') {
    const { validFrom, validTo } = data;
    if (validFrom !== undefined && validTo !== undefined && validTo <= validFrom)
      errors.push(at('validTo', 'datesReversed'));
  }
  if (kind === 'awards' || kind === 'assessments') data['subjectType'] ??= 'person';
  if (kind !== 'awards') return;
  data['occasion'] ??= 'annual';
  const award = awardOf(String(data['award']));
  if (award === undefined) return;
  const scope = exclusivityOf(award, data['occasion'] as Occasion);
  data['level'] = award.decidingLevel;
  data['once'] = award.once;
  if (scope !== null) data['scope'] = scope;
}
