import type { Print, PrintedDocument } from '#engine';
import { capitals, longDay, vnd, type Annex, type Block, type Sheet, type Table } from './sheet.js';

const names = { QĐ: 'Quyết định', TTr: 'Tờ trình' } as const;

/** On whose behalf a union signs, by its level. */
const collectives = {
  federation: 'Đoàn Chủ tịch',
  level2_union: 'Ban Thường vụ',
  immediate_superior_union: 'Ban Thường vụ',
  grassroots_union: 'Ban Chấp hành',
} as const;

const grounds = {
  fraud: 'có hành vi gian dối trong việc kê khai thành tích',
  falseFile: 'hồ sơ đề nghị khen thưởng có giấy tờ giả mạo',
  wrongAuthority: 'quyết định khen thưởng trái thẩm quyền',
  unlawfulProcedure: 'việc thẩm định, xét khen thưởng không đúng trình tự, thủ tục',
} as const;

/** The words of a decision, a letter, a correction or an annulment, as they are printed. */
export function sheetOf({ state, content }: Print): Sheet {
  const { kind, number, date, symbol } = content;
  const issued = number !== null && date !== null;
  return {
    title: `${names[kind]} ${number ?? ''}`.trim(),
    created: new Date(`${date ?? '2000-01-01'}T00:00:00Z`),
    mark: state === 'issued' ? null : 'DỰ THẢO',
    above: content.parent === null ? null : capitals(content.parent),
    body: capitals(content.body),
    number: `Số: ${number ?? `      /${kind}-${symbol}`}`,
    day: issued ? capitalised(longDay(date)) : 'Ngày      tháng      năm        ',
    blocks: kind === 'TTr' ? letter(content) : decision(content),
    recipients: kind === 'TTr' ? ['Như trên;', 'Lưu: VT.'] : ['Như Điều 3;', 'Lưu: VT.'],
    sign: { lines: signed(content), name: content.signer },
    annex: annexOf(content),
  };
}

const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

/** Annex I, II.7: the capacity, and the post where the form tells it. */
function signed({ form, level }: PrintedDocument): string[] {
  switch (form) {
    case 'TM':
      return [`TM. ${capitals(collectives[level])}`, 'CHỦ TỊCH'];
    case 'KT':
      return ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'];
    case 'TL':
      return [`TL. ${capitals(collectives[level])}`];
    case 'TUQ':
      return [`TUQ. ${capitals(collectives[level])}`];
  }
}

function decision(content: PrintedDocument): Block[] {
  const { title, level, body } = content;
  return [
    { kind: 'centred', text: 'QUYẾT ĐỊNH', size: 15 },
    { kind: 'centred', text: title },
    { kind: 'rule' },
    { kind: 'centred', text: capitals(`${collectives[level]} ${body}`) },
    { kind: 'ground', text: 'Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;' },
    { kind: 'ground', text: 'Căn cứ Điều lệ Công đoàn Việt Nam;' },
    ...(content.original
      ? [{ kind: 'ground' as const, text: `Căn cứ Quyết định số ${named(content.original)};` }]
      : []),
    { kind: 'ground', text: 'Xét hồ sơ và đề nghị của các đơn vị,' },
    { kind: 'centred', text: 'QUYẾT ĐỊNH:' },
    ...articles(content).flatMap(({ text, table }, i): Block[] => [
      { kind: 'text', bold: `Điều ${String(i + 1)}.`, text },
      ...(table ? [{ kind: 'table' as const, table }] : []),
    ]),
  ];
}

const named = ({ number, date }: { number: string; date: string }): string => `${number} ${longDay(date)}`;

function articles(content: PrintedDocument): { text: string; table?: Table }[] {
  const { original, corrected, ground } = content;
  if (original !== null && ground !== null) {
    const whose = `đã tặng ${who(content)} tại Quyết định số ${named(original)}`;
    return [
      { text: `Hủy bỏ ${what(content)} ${whose}, vì ${grounds[ground]}.` },
      { text: `Thu hồi bằng, hiện vật khen thưởng và tiền thưởng đã nhận${money(content, ': ', '')}.` },
      { text: force('có tên tại Điều 1') },
    ];
  }
  if (original !== null) {
    const text = `Đính chính Quyết định số ${named(original)} như sau:`;
    return [
      { text, table: corrections(corrected) },
      { text: `Các nội dung khác của Quyết định số ${original.number} không thay đổi.` },
      { text: force('có liên quan') },
    ];
  }
  return [
    { text: `Tặng ${what(content)} cho ${who(content)}.` },
    { text: `Tiền thưởng kèm theo thực hiện theo quy định hiện hành${money(content, ', tổng cộng ', '')}.` },
    { text: force('có tên tại Điều 1') },
  ];
}

const force = (whose: string): string =>
  `Quyết định này có hiệu lực kể từ ngày ký. Các đơn vị liên quan và các tập thể, cá nhân ${whose} chịu trách nhiệm thi hành Quyết định này.`;

/** The award and the year where all lines have the same; "danh hiệu, hình thức khen thưởng" where they differ. */
function what({ lines }: PrintedDocument): string {
  const [award, ...others] = new Set(lines.map((l) => l.award));
  const years = [...new Set(lines.map((l) => l.year))];
  const year = years.length === 1 ? ` năm ${String(years[0])}` : '';
  return `${award !== undefined && others.length === 0 ? award : 'các danh hiệu, hình thức khen thưởng'}${year}`;
}

/** One nominee is named; of several their number, and the list that goes with the document. */
function who({ lines }: PrintedDocument): string {
  const [first] = lines;
  if (first && lines.length === 1) return first.type === 'person' ? `${first.subject}, ${first.unit}` : first.subject;
  const people = lines.filter((l) => l.type === 'person').length;
  const counted = [
    ...(lines.length > people ? [`${twoDigits(lines.length - people)} tập thể`] : []),
    ...(people > 0 ? [`${twoDigits(people)} cá nhân`] : []),
  ];
  return `${counted.join(' và ')} (có danh sách kèm theo)`;
}

const twoDigits = (n: number): string => String(n).padStart(2, '0');

/** The sum, only where every line has an amount: what is not set is not counted as nothing. */
function money({ lines }: PrintedDocument, before: string, unset: string): string {
  const amounts = lines.flatMap((l) => (l.amount === null ? [] : [BigInt(l.amount.replace(/\.\d+$/, ''))]));
  if (amounts.length === 0 || amounts.length < lines.length) return unset;
  return `${before}${vnd(amounts.reduce((a, b) => a + b, 0n))} đồng`;
}

function corrections(lines: PrintedDocument['corrected']): Table {
  return {
    columns: [
      { head: 'STT', width: 10, align: 'center' },
      { head: 'Đã ghi', width: 45 },
      { head: 'Đính chính thành', width: 45 },
    ],
    rows: lines.map(({ wrong, right }, i) => [String(i + 1), wrong, right]),
  };
}

function letter(content: PrintedDocument): Block[] {
  const { title, body, parent } = content;
  return [
    { kind: 'centred', text: 'TỜ TRÌNH', size: 15 },
    { kind: 'centred', text: title },
    { kind: 'rule' },
    ...(parent === null ? [] : [{ kind: 'centred' as const, text: `Kính gửi: ${parent}` }]),
    {
      kind: 'text',
      text: `Căn cứ Luật Thi đua, khen thưởng và kết quả xét của đơn vị, ${body} kính trình xem xét tặng ${what(content)} cho ${who(content)}.`,
    },
    { kind: 'text', text: 'Kính đề nghị xem xét, quyết định.' },
  ];
}

/** The list that goes with a document of several nominees. */
function annexOf(content: PrintedDocument): Annex | null {
  const { kind, number, date, lines } = content;
  if (lines.length < 2) return null;
  const issued = number === null || date === null ? '' : ` số ${named({ number, date })}`;
  return {
    title: 'DANH SÁCH',
    note: `(Kèm theo ${names[kind]}${issued})`,
    table: {
      columns: [
        { head: 'STT', width: 8, align: 'center' },
        { head: 'Họ và tên / tập thể', width: 26 },
        { head: 'Đơn vị', width: 26 },
        { head: 'Danh hiệu, hình thức khen thưởng', width: 24 },
        { head: 'Tiền thưởng (đồng)', width: 16, align: 'right' },
      ],
      rows: lines.map((l, i) => [
        String(i + 1),
        l.subject,
        l.unit,
        l.award,
        l.amount === null ? 'chưa đặt' : vnd(l.amount),
      ]),
    },
  };
}
