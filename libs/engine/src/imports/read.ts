import { createHash } from 'node:crypto';
import { Readable as Source, Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse, CsvError, type Info } from 'csv-parse';
import { columns, readRow, ROW_LIMITS, type ImportKind, type ReadRow } from './kinds.js';
import { keyOf } from './values.js';

/** Why a file as a whole was not read; nothing of it is kept. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  constructor(
    readonly reason: 'file-unreadable' | 'columns-missing' | 'too-many-rows',
    readonly observed: string,
    readonly needed?: string,
  ) {
    super(`${reason}: ${observed}`);
  }
}

const LONGEST_LINE = 64 * 1024;

/** Lets UTF-8 through by whole lines, and names the first line that is none: older Vietnamese encodings are not guessed. */
function utf8Lines(hash: { update(chunk: Buffer): void }): Transform {
  let carry = Buffer.alloc(0);
  let line = 0;
  const decode = (bytes: Buffer): string => {
    try {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      if (text.includes('\u0000')) throw new Error('NUL');
      return text;
    } catch {
      const bad = lines(bytes).findIndex((l) => !isUtf8(l));
      throw new Unreadable('file-unreadable', `dòng ${String(line + bad + 1)}: không phải UTF-8`, 'UTF-8');
    }
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      const bytes = Buffer.concat([carry, chunk]);
      const end = bytes.lastIndexOf(10) + 1;
      carry = bytes.subarray(end);
      try {
        if (carry.length > LONGEST_LINE)
          throw new Unreadable('file-unreadable', `dòng ${String(line + 1)}: quá dài`, 'CSV');
        const text = decode(bytes.subarray(0, end));
        line += lines(bytes.subarray(0, end)).length;
        done(null, text);
      } catch (error) {
        done(error as Error);
      }
    },
    flush(done) {
      try {
        done(null, decode(carry));
      } catch (error) {
        done(error as Error);
      }
    },
  });
}

function lines(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let from = 0, to = bytes.indexOf(10); from < bytes.length; from = to + 1, to = bytes.indexOf(10, from)) {
    if (to < 0) to = bytes.length;
    found.push(bytes.subarray(from, to));
  }
  return found;
}

function isUtf8(bytes: Buffer): boolean {
  return bytes.equals(Buffer.from(bytes.toString('utf8'), 'utf8')) && !bytes.includes(0);
}

/** A comma, a semicolon or a tab: what the heading has most of. */
function delimiterOf(heading: string): string {
  const count = (d: string): number => heading.split(d).length;
  return [';', '\t', ','].reduce((best, d) => (count(d) > count(best) ? d : best), ',');
}

/** Where the columns of a kind stand in the heading. Throws `columns-missing`. */
function placesOf(kind: ImportKind, heading: readonly string[]): Map<string, number> {
  const keys = heading.map(keyOf);
  const places = new Map<string, number>();
  for (const { name, also, required } of columns[kind]) {
    const place = keys.findIndex((k) => [name, ...also].some((n) => keyOf(n) === k));
    if (place >= 0) places.set(name, place);
    else if (required) throw new Unreadable('columns-missing', heading.join(' · ').slice(0, 200), name);
  }
  return places;
}

export interface FileRow extends ReadRow {
  readonly line: number;
}

/**
 * Reads a CSV row by row, with a byte order mark or without, by comma, semicolon or tab, and hands the rows on in batches; nothing
 * but one batch is held. The bytes after a fault are left to the caller. Returns the SHA-256 of the bytes and the number of rows. Throws `Unreadable`.
 */
export async function readFile(
  bytes: Readable,
  kind: ImportKind,
  take: (rows: FileRow[]) => Promise<void>,
): Promise<{ sha256: string; rows: number }> {
  const hash = createHash('sha256');
  const rows = new Rows(kind, take);
  const read = pipeline(
    bytes.iterator({ destroyOnReturn: false }),
    utf8Lines(hash),
    async (pieces: AsyncIterable<string>) => {
      const text = pieces[Symbol.asyncIterator]();
      const heading = await untilNewline(text);
      const parser = parse({ ...options, delimiter: delimiterOf(heading.split('\n', 1)[0] ?? '') });
      await pipeline(Source.from(rest(heading, text)), parser, (records: AsyncIterable<Found>) =>
        rows.all(records),
      ).catch(asUnreadable);
    },
  );
  await read.catch((error: unknown) => {
    throw rows.fault ?? error;
  });
  return { sha256: hash.digest('hex'), rows: rows.count };
}

const options = {
  bom: true,
  info: true,
  relax_column_count: true,
  skip_empty_lines: true,
  max_record_size: LONGEST_LINE,
} as const;

interface Found {
  readonly record: string[];
  readonly info: Info;
}

/** The rows of one file, in batches. */
class Rows {
  count = 0;
  /** Why it stopped: the streams around it only say that they were aborted. */
  fault: unknown = null;
  private batch: FileRow[] = [];
  private places: Map<string, number> | null = null;
  private width = 0;

  constructor(
    private readonly kind: ImportKind,
    private readonly take: (rows: FileRow[]) => Promise<void>,
  ) {}

  async all(records: AsyncIterable<Found>): Promise<void> {
    try {
      await this.each(records);
    } catch (error) {
      if (!(error instanceof CsvError)) this.fault = error;
      throw error;
    }
  }

  private async each(records: AsyncIterable<Found>): Promise<void> {
    for await (const { record, info } of records) {
      this.add(record, info.lines);
      if (this.batch.length >= 1000) await this.take(this.batch.splice(0));
    }
    if (this.places === null) throw new Unreadable('columns-missing', '', columns[this.kind][0]?.name);
    if (this.batch.length > 0) await this.take(this.batch.splice(0));
  }

  private add(record: readonly string[], line: number): void {
    if (this.places === null) {
      this.places = placesOf(this.kind, record);
      this.width = record.length;
      return;
    }
    this.count += 1;
    const limit = ROW_LIMITS[this.kind];
    if (this.count > limit) throw new Unreadable('too-many-rows', `> ${String(limit)}`, String(limit));
    const row = readRow(this.kind, this.places, record);
    if (record.length !== this.width) row.errors.unshift({ column: '', code: 'columnCount' });
    this.batch.push({ line, ...row });
  }
}

/** The text up to its first line's end at least: the heading tells the delimiter. */
async function untilNewline(text: AsyncIterator<string>): Promise<string> {
  let heading = '';
  while (!heading.includes('\n')) {
    const next = await text.next();
    if (next.done === true) break;
    heading += String(next.value);
  }
  return heading;
}

async function* rest(heading: string, text: AsyncIterator<string>): AsyncGenerator<string> {
  yield heading;
  for (let next = await text.next(); next.done !== true; next = await text.next()) yield String(next.value);
}

function asUnreadable(error: unknown): never {
  if (!(error instanceof CsvError)) throw error;
  const line = typeof error['lines'] === 'number' ? String(error['lines']) : '?';
  throw new Unreadable('file-unreadable', `dòng ${line}: ${error.code}`, 'CSV');
}
