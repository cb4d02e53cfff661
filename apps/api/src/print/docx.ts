import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  Table as DocxTable,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type IRunOptions,
} from 'docx';
import { COUNTRY, MOTTO, PAGE, SIZES, type Block, type Sheet, type Signature, type Table } from './sheet.js';

const FONT = 'Times New Roman';
const INNER = convertMillimetersToTwip(PAGE.width - PAGE.left - PAGE.right);
const INDENT = convertMillimetersToTwip(10);
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const noBorders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none };

/** The sheet as a Word file, to be worked on further; the PDF is what counts. */
export async function docxOf(sheet: Sheet): Promise<Buffer> {
  const document = new Document({
    title: sheet.title,
    creator: 'Laurel',
    styles: {
      default: { document: { run: { font: FONT, size: SIZES.text * 2, language: { value: 'vi-VN' } } } },
    },
    sections: [
      {
        properties: { titlePage: true, page: { size: a4, margin: margins } },
        headers: { default: new Header({ children: [pageNumber()] }), first: new Header({ children: [] }) },
        children: [
          ...(sheet.mark === null ? [] : [centred(sheet.mark, { bold: true, color: '888888' })]),
          head(sheet),
          ...sheet.blocks.flatMap(blockOf),
          new Paragraph({ children: [] }),
          foot(sheet),
          ...annex(sheet),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

const a4 = { width: convertMillimetersToTwip(PAGE.width), height: convertMillimetersToTwip(PAGE.height) };
const margins = {
  top: convertMillimetersToTwip(PAGE.top),
  right: convertMillimetersToTwip(PAGE.right),
  bottom: convertMillimetersToTwip(PAGE.bottom),
  left: convertMillimetersToTwip(PAGE.left),
};

const run = (text: string, more: IRunOptions = {}): TextRun => new TextRun({ text, ...more });
const centred = (text: string, more: IRunOptions = {}, before = 0): Paragraph =>
  new Paragraph({ alignment: AlignmentType.CENTER, spacing: { before, after: 40 }, children: [run(text, more)] });
const pageNumber = (): Paragraph =>
  new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: [PageNumber.CURRENT] })] });
const rule = (): Paragraph => centred('————————', { size: 16 });

function sideBySide(left: Paragraph[], right: Paragraph[], share: number): DocxTable {
  const widths = [Math.round((INNER * share) / 100), Math.round((INNER * (100 - share)) / 100)];
  const cell = (children: Paragraph[], i: number) =>
    new TableCell({ children, width: { size: widths[i] ?? 0, type: WidthType.DXA }, borders: noBorders });
  return new DocxTable({
    width: { size: INNER, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: noBorders,
    rows: [new TableRow({ cantSplit: true, children: [left, right].map(cell) })],
  });
}

function head({ above, body, number, day }: Sheet): DocxTable {
  const size = SIZES.head * 2;
  return sideBySide(
    [
      ...(above === null ? [] : [centred(above, { size })]),
      centred(body, { bold: true, size }),
      rule(),
      centred(number, { size }),
    ],
    [centred(COUNTRY, { bold: true, size }), centred(MOTTO, { bold: true }), rule(), centred(day, { italics: true })],
    40,
  );
}

function blockOf(block: Block): (Paragraph | DocxTable)[] {
  const justified = { alignment: AlignmentType.JUSTIFIED, spacing: { before: 80, after: 80 } };
  switch (block.kind) {
    case 'centred':
      return [centred(block.text, { bold: true, size: (block.size ?? SIZES.text) * 2 }, 80)];
    case 'ground':
      return [
        new Paragraph({ ...justified, indent: { left: INDENT }, children: [run(block.text, { italics: true })] }),
      ];
    case 'rule':
      return [rule()];
    case 'table':
      return [tableOf(block.table)];
    case 'text':
      return [
        new Paragraph({
          ...justified,
          indent: { firstLine: INDENT },
          children: [...(block.bold === undefined ? [] : [run(`${block.bold} `, { bold: true })]), run(block.text)],
        }),
      ];
  }
}

function tableOf({ columns, rows }: Table): DocxTable {
  const widths = columns.map((c) => Math.round((INNER * c.width) / 100));
  const cell = (text: string, i: number, bold: boolean) =>
    new TableCell({
      width: { size: widths[i] ?? 0, type: WidthType.DXA },
      children: [
        new Paragraph({
          alignment: bold ? AlignmentType.CENTER : (columns[i]?.align ?? 'left'),
          children: [run(text, { bold, size: SIZES.table * 2 })],
        }),
      ],
    });
  return new DocxTable({
    width: { size: INNER, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: [
      new TableRow({ tableHeader: true, children: columns.map((c, i) => cell(c.head, i, true)) }),
      ...rows.map(
        (row) => new TableRow({ cantSplit: true, children: columns.map((_, i) => cell(row[i] ?? '', i, false)) }),
      ),
    ],
  });
}

function foot({ recipients, sign, beside }: Sheet): DocxTable {
  return sideBySide(beside === undefined ? sentTo(recipients) : signed(beside), signed(sign), 45);
}

function sentTo(recipients: readonly string[]): Paragraph[] {
  return [
    new Paragraph({ children: [run('Nơi nhận:', { bold: true, italics: true, size: 24 })] }),
    ...recipients.map((r) => new Paragraph({ children: [run(`- ${r}`, { size: SIZES.small * 2 })] })),
  ];
}

function signed({ lines, name }: Signature): Paragraph[] {
  return [...lines.map((l) => centred(l, { bold: true })), centred(name ?? '', { bold: true }, 1_300)];
}

function annex({ annex: list }: Sheet): (Paragraph | DocxTable)[] {
  if (list === null) return [];
  return [
    new Paragraph({
      pageBreakBefore: true,
      alignment: AlignmentType.CENTER,
      children: [run(list.title, { bold: true })],
    }),
    centred(list.note, { italics: true }),
    tableOf(list.table),
  ];
}
