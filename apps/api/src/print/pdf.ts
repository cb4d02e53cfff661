import { createRequire } from 'node:module';
import { inThread } from '#platform';
import type { Content, Definition } from './pdfmake.js';
import { COUNTRY, MOTTO, PAGE, SIZES, type Block, type Sheet, type Signature, type Table } from './sheet.js';

const require = createRequire(import.meta.url);
const library = require.resolve('pdfmake');
const fonts = {
  normal: require.resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf'),
  italics: require.resolve('@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf'),
  bolditalics: require.resolve('@expo-google-fonts/tinos/700Bold_Italic/Tinos_700Bold_Italic.ttf'),
};

/** A thousand lines take seconds. Nothing but our own letters is read, and nothing is fetched. */
const program = `
const { parentPort, workerData } = require('node:worker_threads');
const { library, fonts, definition, top } = workerData;
const pdfmake = require(library);
pdfmake.setFonts({ Tinos: fonts });
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => Object.values(fonts).includes(path));
const header = (page) => ({ text: page === 1 ? '' : String(page), alignment: 'center', margin: [0, top, 0, 0] });
pdfmake.createPdf({ ...definition, header }).getBuffer().then((pdf) => parentPort.postMessage(pdf));
`;

const mm = (length: number): number => (length * 72) / 25.4;

/** The sheet as PDF, made beside the main thread; the same sheet gives the same bytes. */
export async function pdfOf(sheet: Sheet): Promise<Buffer> {
  const definition: Definition = {
    pageSize: 'A4',
    pageMargins: [mm(PAGE.left), mm(PAGE.top), mm(PAGE.right), mm(PAGE.bottom)],
    info: {
      title: sheet.title,
      creationDate: sheet.created,
      modDate: sheet.created,
      creator: 'Laurel',
      producer: 'Laurel',
    },
    language: 'vi',
    defaultStyle: { font: 'Tinos', fontSize: SIZES.text, lineHeight: 1.15 },
    ...(sheet.mark === null ? {} : { watermark: { text: sheet.mark, color: '#888888', opacity: 0.18, bold: true } }),
    content: [head(sheet), ...sheet.blocks.map(blockOf), foot(sheet), ...annex(sheet)],
  };
  const data = { library, fonts, definition, top: mm(10) };
  return Buffer.from(await inThread<Uint8Array>({ program, data, what: 'a print' }));
}

const centred = (text: string, more: object = {}): Content => ({ text, alignment: 'center', ...more });
const rule = (width: number): Content => ({
  canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.7 }],
  alignment: 'center',
  margin: [0, 2, 0, 4],
});

/** Issuing body and number on the left, country and day on the right. */
function head({ above, body, number, day }: Sheet): Content {
  const left: Content[] = [
    ...(above === null ? [] : [centred(above, { fontSize: SIZES.head })]),
    centred(body, { bold: true, fontSize: SIZES.head }),
    rule(70),
    centred(number, { fontSize: SIZES.head }),
  ];
  const right: Content[] = [
    centred(COUNTRY, { bold: true, fontSize: SIZES.head }),
    centred(MOTTO, { bold: true }),
    rule(150),
    centred(day, { italics: true }),
  ];
  return {
    columns: [
      { width: '40%', stack: left },
      { width: '60%', stack: right },
    ],
    columnGap: 8,
    margin: [0, 0, 0, 14],
  };
}

function blockOf(block: Block): Content {
  switch (block.kind) {
    case 'centred':
      return centred(block.text, { bold: true, fontSize: block.size ?? SIZES.text, margin: [0, 4, 0, 4] });
    case 'ground':
      return { text: block.text, italics: true, alignment: 'justify', margin: [mm(10), 2, 0, 2] };
    case 'rule':
      return rule(90);
    case 'table':
      return tableOf(block.table);
    case 'text':
      return {
        text: [...(block.bold === undefined ? [] : [{ text: `${block.bold} `, bold: true }]), block.text],
        alignment: 'justify',
        leadingIndent: mm(10),
        margin: [0, 4, 0, 4],
      };
  }
}

function tableOf({ columns, rows }: Table): Content {
  const free = mm(PAGE.width - PAGE.left - PAGE.right) - columns.length * 9;
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: columns.map((c) => (free * c.width) / 100),
      body: [
        columns.map((c) => ({ text: c.head, bold: true, alignment: 'center' })),
        ...rows.map((row) => columns.map((c, i) => ({ text: row[i] ?? '', alignment: c.align ?? 'left' }))),
      ],
    },
    fontSize: SIZES.table,
    margin: [0, 6, 0, 6],
  };
}

/** Whom it goes to on the left, who signed on the right; never torn over two pages. */
function foot({ recipients, sign, beside }: Sheet): Content {
  return {
    unbreakable: true,
    margin: [0, 16, 0, 0],
    columns: [
      { width: '45%', stack: beside === undefined ? sentTo(recipients) : signed(beside) },
      { width: '55%', stack: signed(sign) },
    ],
  };
}

function sentTo(recipients: readonly string[]): Content[] {
  return [
    { text: 'Nơi nhận:', bold: true, italics: true, fontSize: 12 },
    ...recipients.map((r) => ({ text: `- ${r}`, fontSize: SIZES.small })),
  ];
}

function signed({ lines, name }: Signature): Content[] {
  return [
    ...lines.map((l) => centred(l, { bold: true })),
    centred(name ?? '', { bold: true, margin: [0, mm(24), 0, 0] }),
  ];
}

function annex({ annex: list }: Sheet): Content[] {
  if (list === null) return [];
  return [
    centred(list.title, { bold: true, fontSize: SIZES.heading, pageBreak: 'before' }),
    centred(list.note, { italics: true, margin: [0, 2, 0, 8] }),
    tableOf(list.table),
  ];
}
