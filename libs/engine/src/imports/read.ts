import { createHash } from 'node:crypto';
import { Readable as Source, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse, CsvError, type Info } from 'csv-parse';
import type { OldEncoding } from '#domain';
import { columns, readRow, ROW_LIMITS, type ImportKind, type ReadRow } from './kinds.js';
import { Lines, LONGEST_LINE, Unreadable } from './lines.js';
import { keyOf } from './values.js';

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
 * but one batch is held. The bytes after a fault are left to the caller. Returns the SHA-256 of the bytes, the number of rows,
 * and the old encoding they were converted from. Throws `Unreadable`.
 */
export async function readFile(
  bytes: Readable,
  kind: ImportKind,
  take: (rows: FileRow[]) => Promise<void>,
): Promise<{ sha256: string; rows: number; from: OldEncoding | null }> {
  const hash = createHash('sha256');
  const rows = new Rows(kind, take);
  const lines = new Lines(hash);
  const read = pipeline(bytes.iterator({ destroyOnReturn: false }), lines, async (pieces: AsyncIterable<string>) => {
    const text = pieces[Symbol.asyncIterator]();
    const heading = await untilNewline(text);
    const parser = parse({ ...options, delimiter: delimiterOf(heading.split('\n', 1)[0] ?? '') });
    await pipeline(Source.from(rest(heading, text)), parser, (records: AsyncIterable<Found>) =>
      rows.all(records),
    ).catch(asUnreadable);
  });
  await read.catch((error: unknown) => {
    throw rows.fault ?? error;
  });
  return { sha256: hash.digest('hex'), rows: rows.count, from: lines.from };
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
