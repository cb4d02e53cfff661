import { askedFacts, factDefinition, type Award, type Criterion, type FactDefinition, type SubjectType } from '#domain';
import { isPerson } from '#domain';
import { day, keyOf } from '../imports/values.js';
import type { RowWord } from './words.js';

type Value = string | number | boolean;
type Read = { readonly value: Value } | { readonly wrong: RowWord };

/** What a column of a nominee list can hold: its label, what else its heading may say, and how its text is read. */
export interface ListField {
  readonly field: string;
  readonly label: { readonly vi: string; readonly en: string };
  readonly also: readonly string[];
  readonly required: boolean;
  readonly read: (text: string) => Read;
}

const NOT_A_LINE = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u;

const line =
  (least: number, most: number) =>
  (text: string): Read => {
    if (text.length < least) return { wrong: 'tooShort' };
    if (text.length > most) return { wrong: 'tooLong' };
    return NOT_A_LINE.test(text) || !text.isWellFormed() ? { wrong: 'badText' } : { value: text };
  };

const statement = (text: string): Read => {
  if (text.length > 20_000) return { wrong: 'tooLong' };
  return text.isWellFormed() && !text.includes('\u0000') ? { value: text } : { wrong: 'badText' };
};

const date = (text: string): Read => {
  const read = day(text);
  return 'wrong' in read ? { wrong: 'badDate' } : { value: read.value };
};

const personFields: readonly ListField[] = [
  {
    field: 'name',
    label: { vi: 'Họ và tên', en: 'Full name' },
    also: ['họ tên', 'tên', 'name', 'họ và tên người được đề nghị'],
    required: true,
    read: line(2, 120),
  },
  {
    field: 'memberNumber',
    label: { vi: 'Số thẻ đoàn viên', en: 'Member number' },
    also: ['mã đoàn viên', 'số thẻ', 'mã đv'],
    required: false,
    read: line(1, 40),
  },
  {
    field: 'birthDate',
    label: { vi: 'Ngày sinh', en: 'Birth date' },
    also: ['ngày tháng năm sinh', 'date of birth'],
    required: false,
    read: date,
  },
];
const unitField: ListField = {
  field: 'unit',
  label: { vi: 'Tập thể', en: 'Collective' },
  also: ['đơn vị', 'ký hiệu đơn vị', 'tên tập thể', 'tên đơn vị', 'unit', 'symbol'],
  required: true,
  read: line(1, 200),
};
const rest: readonly ListField[] = [
  {
    field: 'achievement',
    label: { vi: 'Tên sáng kiến, giải pháp', en: 'Title of the initiative' },
    also: ['sáng kiến', 'tên sáng kiến', 'tên giải pháp', 'tên đề tài', 'initiative'],
    required: false,
    read: line(5, 300),
  },
  {
    field: 'statement',
    label: { vi: 'Tóm tắt thành tích', en: 'Summary of achievements' },
    also: ['thành tích', 'tóm tắt', 'thành tích tiêu biểu', 'achievements', 'summary'],
    required: false,
    read: statement,
  },
];

/** The fields of a list for an award under these criteria: whom it is for, the facts that the award asks for, the words. */
export function fieldsOf(award: Award, criteria: readonly Criterion[], subject: SubjectType): ListField[] {
  const facts = askedFacts(award, criteria, subject).flatMap((name): ListField[] => {
    const definition = factDefinition(name);
    if (definition === undefined) return [];
    const { label } = definition;
    return [
      { field: `facts.${name}`, label, also: [name], required: false, read: (text) => factValue(definition, text) },
    ];
  });
  return [...(isPerson(subject) ? personFields : [unitField]), ...facts, ...rest];
}

const YES = new Set(['co', 'x', 'yes', 'true', 'dung', '1']);
const NO = new Set(['khong', 'no', 'false', 'sai', '0']);

function factValue(definition: FactDefinition, text: string): Read {
  const key = keyOf(text);
  switch (definition.type) {
    case 'bool':
      return YES.has(key) || NO.has(key) ? { value: YES.has(key) } : { wrong: 'badYesNo' };
    case 'int': {
      const digits = /^\d{1,3}(?:[.\s]\d{3})+$/.test(text) ? text.replace(/[.\s]/g, '') : text;
      return /^\d{1,15}$/.test(digits) ? { value: Number(digits) } : { wrong: 'badNumber' };
    }
    case 'enum': {
      const found = Object.entries(definition.values).find(([code, words]) =>
        [code, words.vi, words.en].some((w) => keyOf(w) === key),
      );
      return found === undefined ? { wrong: 'unknownValue' } : { value: found[0] };
    }
  }
}

/** Which field each heading names, each field once; null for a heading that names none. */
export function mapped(fields: readonly ListField[], heading: readonly (string | null)[]): (string | null)[] {
  const taken = new Set<string>();
  return heading.map((text) => {
    const key = keyOf(text ?? '');
    const found = fields.find(
      ({ field, label, also }) =>
        !taken.has(field) && key !== '' && [field, label.vi, label.en, ...also].some((name) => keyOf(name) === key),
    );
    if (found === undefined) return null;
    taken.add(found.field);
    return found.field;
  });
}

const HEADING_WITHIN = 30;

/** The row that names most fields; the first row of all where none names any. Lists of offices begin with titles and signatures. */
export function headingOf<Row extends { readonly cells: readonly (string | null)[] }>(
  fields: readonly ListField[],
  rows: readonly Row[],
): number {
  const named = rows
    .slice(0, HEADING_WITHIN)
    .map(({ cells }) => mapped(fields, cells).filter((f) => f !== null).length);
  return Math.max(0, named.indexOf(Math.max(0, ...named)));
}
