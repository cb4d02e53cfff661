import { crc32, inflateRawSync } from 'node:zlib';

/** Why a workbook is not read; `observed` and `needed` are for people. */
export class SheetFault extends Error {
  override readonly name = 'SheetFault';
  constructor(
    readonly reason: 'file-unreadable' | 'too-many-rows',
    readonly observed: string,
    readonly needed: string,
  ) {
    super(`${reason}: ${observed}`);
  }
}

/** What the parts that are read may come to when unpacked, and how many parts a workbook may have. */
const MOST_UNPACKED = 40 * 1024 * 1024;
const MOST_PARTS = 1_000;
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** The parts that hold cells: no pictures, no macros, no links to other files. */
const WANTED =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:workbook|styles|sharedStrings)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/;

const unreadable = (observed: string): SheetFault => new SheetFault('file-unreadable', observed, '.xlsx');

/**
 * The parts of a workbook that hold cells. Each is unpacked only as far as the whole may come to, whatever the archive says of its
 * size. Throws `SheetFault`.
 */
export function unzipSheet(file: Buffer): ReadonlyMap<string, Buffer> {
  const parts = new Map<string, Buffer>();
  let left = MOST_UNPACKED;
  for (const entry of entriesOf(file)) {
    if (!WANTED.test(entry.name)) continue;
    if (parts.has(entry.name)) throw unreadable(`${entry.name} × 2`);
    const content = contentOf(file, entry, left);
    left -= content.length;
    parts.set(entry.name, content);
  }
  return parts;
}

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly packed: number;
  readonly at: number;
}

function entriesOf(file: Buffer): Entry[] {
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > file.length || file.readUInt32LE(end) !== END) throw unreadable('zip');
  const count = file.readUInt16LE(end + 10);
  if (count > MOST_PARTS) throw unreadable(`> ${String(MOST_PARTS)} zip`);
  const entries: Entry[] = [];
  for (let i = 0, at = file.readUInt32LE(end + 16); i < count; i += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== ENTRY) throw unreadable('zip');
    const [name, extra, comment] = [28, 30, 32].map((o) => file.readUInt16LE(at + o)) as [number, number, number];
    entries.push({
      name: file.toString('utf8', at + 46, at + 46 + name),
      flags: file.readUInt16LE(at + 8),
      method: file.readUInt16LE(at + 10),
      packed: file.readUInt32LE(at + 20),
      at: file.readUInt32LE(at + 42),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}

function contentOf(file: Buffer, { name, flags, method, packed, at }: Entry, most: number): Buffer {
  if ((flags & 1) === 1) throw unreadable('mật khẩu');
  if (at + 30 > file.length || file.readUInt32LE(at) !== LOCAL) throw unreadable(name);
  const from = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  const bytes = file.subarray(from, from + packed);
  if (bytes.length !== packed || (method !== 0 && method !== 8)) throw unreadable(name);
  try {
    if (method === 8) return inflateRawSync(bytes, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    const large = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw large ? tooLarge() : unreadable(name);
  }
  if (packed > most) throw tooLarge();
  return bytes;
}

function tooLarge(): SheetFault {
  const most = `${String(MOST_UNPACKED / 1024 / 1024)} MB`;
  return new SheetFault('file-unreadable', `> ${most} khi giải nén`, most);
}

/** A workbook of these parts alone, not compressed: what the reader unpacks is what was looked at. */
export function zipAgain(parts: ReadonlyMap<string, Buffer>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of parts) {
    const title = Buffer.from(name, 'utf8');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([word(LOCAL), common, title, content]);
    directory.push(Buffer.concat([word(ENTRY), Buffer.from([20, 0]), common, Buffer.alloc(10), word(at), title]));
    files.push(local);
    at += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.size, 4);
  end.writeUInt16LE(parts.size, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...files, listed, word(END), end]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
