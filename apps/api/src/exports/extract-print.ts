import type { SelectionView, SittingView } from '#contract';
import type { NomineeExtract } from '#engine';
import { capitals, longDay, type Sheet, type Table } from '../print/sheet.js';
import { awardOf, resultOf, votesOf, type Placed } from './extract-columns.js';
import { eligibilities } from './words.js';

type Column = Table['columns'][number];

/** Letters of a summary that a line of the list has room for. */
const SUMMARY = 400;

const about: readonly (Column & { readonly cell: (r: NomineeExtract) => string })[] = [
  { head: 'Họ và tên, tập thể', width: 18, cell: (r) => `${r.subject}\n${r.code}` },
  { head: 'Đơn vị', width: 17, cell: (r) => r.unit },
  { head: 'Danh hiệu đề nghị', width: 17, cell: (r) => awardOf(r, 'vi') ?? '' },
  { head: 'Tóm tắt thành tích', width: 28, cell: (r) => short(r.statement ?? '') },
];
const judged = (r: NomineeExtract): string =>
  [eligibilities[r.eligibility ?? '']?.vi, votesOf(r) === null ? undefined : `Phiếu ${votesOf(r) ?? ''}`]
    .filter((part) => part !== undefined)
    .join('\n');

/** Danh sách trích ngang of a sitting, for the members on paper. */
export function sittingPrint(of: SittingView, rows: readonly NomineeExtract[]): Sheet {
  const table = {
    columns: [number('STT'), ...about, { head: 'Điều kiện, phiếu', width: 14 }],
    rows: rows.map((r, i) => [String(i + 1), ...about.map((c) => c.cell(r)), judged(r)]),
  };
  return sheetOf(of.unit.name, [`${of.council.name}, phiên họp ${longDay(of.heldOn)}`], table);
}

/** Danh sách trích ngang of a selection in its order, with the result as things stand. */
export function selectionPrint(of: SelectionView, rows: readonly Placed[]): Sheet {
  const table = {
    columns: [number('Hạng'), ...about, { head: of.closed ? 'Kết quả' : 'Kết quả dự kiến', width: 14 }],
    rows: rows.map((r) => [String(r.place.rank), ...about.map((c) => c.cell(r)), resultOf(r, 'vi')]),
  };
  const places =
    of.quota === null ? 'Chưa đặt chỉ tiêu' : `Chỉ tiêu ${String(of.quota.cap)}, còn ${String(of.quota.remaining)}`;
  return sheetOf(of.unit.name, [`Xét chọn ${of.awardName.vi} năm ${String(of.year)}`, places], table);
}

const number = (head: string): Column => ({ head, width: 6, align: 'center' });

function short(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim();
  return flat.length <= SUMMARY ? flat : `${flat.slice(0, SUMMARY - 1).trimEnd()}…`;
}

function sheetOf(unit: string, subtitles: readonly string[], table: Table): Sheet {
  return {
    title: 'Danh sách trích ngang',
    created: new Date('2000-01-01T00:00:00Z'),
    mark: null,
    above: null,
    body: capitals(unit),
    number: 'Số:           ',
    day: 'Ngày      tháng      năm        ',
    blocks: [
      { kind: 'centred', text: 'DANH SÁCH TRÍCH NGANG', size: 15 },
      ...subtitles.map((text) => ({ kind: 'centred' as const, text })),
      { kind: 'table', table },
    ],
    recipients: ['Các thành viên Hội đồng;', 'Lưu: VT.'],
    sign: { lines: ['NGƯỜI LẬP DANH SÁCH'], name: null },
    annex: null,
  };
}
