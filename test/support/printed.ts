import { inflateRawSync, inflateSync } from 'node:zlib';

/** The words of a PDF as a reader copies them: every shown glyph through the ToUnicode table of its font. */
export function wordsOfPdf(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const tables = new Map([...objects].map(([id, { head }]) => [id, tableOf(objects, reference(head, 'ToUnicode'))]));
  const fonts = new Map<string, ReadonlyMap<number, string>>();
  for (const { head } of objects.values()) {
    for (const [, name = '', id = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g))
      fonts.set(name, tables.get(id) ?? new Map());
  }
  return [...objects.values()]
    .flatMap(({ text }) => (text?.includes('BT\n') === true ? [shown(text, fonts)] : []))
    .join('\n')
    .normalize('NFC');
}

interface PdfObject {
  readonly head: string;
  readonly text: string | null;
}

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const raw = pdf.toString('latin1');
  const found = new Map<string, PdfObject>();
  for (const match of raw.matchAll(/(\d+) 0 obj\n/g)) {
    const start = match.index + match[0].length;
    const end = raw.indexOf('\nendobj', start);
    const stream = raw.indexOf('stream\n', start);
    const whole = raw.slice(start, end);
    if (stream < 0 || stream > end) found.set(match[1] ?? '', { head: whole, text: null });
    else {
      const head = raw.slice(start, stream);
      const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
      const bytes = pdf.subarray(stream + 7, stream + 7 + length);
      const text = head.includes('FlateDecode') ? inflateSync(bytes).toString('latin1') : bytes.toString('latin1');
      found.set(match[1] ?? '', { head, text });
    }
  }
  return found;
}

const reference = (head: string, key: string): string | undefined => new RegExp(`/${key} (\\d+) 0 R`).exec(head)?.[1];

/** Only ranges as pdfkit writes them: `<from> <to> [<text> <text> …]`. */
function tableOf(objects: ReadonlyMap<string, PdfObject>, id: string | undefined): Map<number, string> {
  const table = new Map<number, string>();
  const text = (id === undefined ? undefined : objects.get(id)?.text) ?? '';
  for (const [, from = '', list = ''] of text.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)) {
    [...list.matchAll(/<([0-9a-f ]+)>/gi)].forEach(([, hex = ''], i) => {
      const bytes = Buffer.from(hex.replaceAll(' ', ''), 'hex');
      table.set(Number.parseInt(from, 16) + i, bytes.swap16().toString('utf16le'));
    });
  }
  return table;
}

function shown(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let table: ReadonlyMap<number, string> = new Map();
  let words = '';
  for (const [, font, glyphs] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font !== undefined) table = fonts.get(font) ?? new Map();
    else {
      const hex = [...(glyphs ?? '').matchAll(/<([0-9a-f]+)>/gi)].map((m) => m[1] ?? '').join('');
      for (let i = 0; i < hex.length; i += 4) words += table.get(Number.parseInt(hex.slice(i, i + 4), 16)) ?? '\ufffd';
    }
  }
  return words;
}

/** The words of a Word file: the text of its main part. */
export function wordsOfDocx(docx: Buffer): string {
  for (let at = docx.indexOf('PK\x01\x02'); at >= 0; at = docx.indexOf('PK\x01\x02', at + 4)) {
    const name = docx.subarray(at + 46, at + 46 + docx.readUInt16LE(at + 28)).toString();
    if (name !== 'word/document.xml') continue;
    const local = docx.readUInt32LE(at + 42);
    const start = local + 30 + docx.readUInt16LE(local + 26) + docx.readUInt16LE(local + 28);
    const bytes = docx.subarray(start, start + docx.readUInt32LE(at + 20));
    const xml = (docx.readUInt16LE(at + 10) === 8 ? inflateRawSync(bytes) : bytes).toString('utf8');
    const words = [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((m) => m[1]).join(' ');
    return words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  }
  throw new Error('no word/document.xml');
}
