import type { FileHandle } from 'node:fs/promises';
import { bytesAt } from './bytes.js';

/** What the parts of an office document may come to when they are unpacked. */
export const MOST_UNPACKED = 256 * 1024 * 1024;
const MOST_PARTS = 10_000;
const END = 0x06054b50;
const PART = 0x02014b50;
const endSize = 22;
const partSize = 46;

/** The parts of a packed file, as its directory names them. */
export interface Archive {
  readonly names: readonly string[];
  /** Bytes that the parts come to, as the directory says. */
  readonly unpacked: number;
}

/**
 * The directory of a zip file. Null for one that cannot be read, has parts beyond any document, or is in the format for files over
 * 4 GiB, which no document needs.
 */
export async function archiveOf(file: FileHandle): Promise<Archive | null> {
  const { size } = await file.stat();
  const tail = await bytesAt(file, Math.max(0, size - endSize - 0xffff), endSize + 0xffff);
  const end = lastEnd(tail);
  if (end === null) return null;
  const [parts, length, start] = [
    tail.readUInt16LE(end + 10),
    tail.readUInt32LE(end + 12),
    tail.readUInt32LE(end + 16),
  ];
  if (parts > MOST_PARTS || length > 0x400000 || start + length > size) return null;
  return partsOf(await bytesAt(file, start, length), parts);
}

function lastEnd(tail: Buffer): number | null {
  for (let at = tail.length - endSize; at >= 0; at -= 1) if (tail.readUInt32LE(at) === END) return at;
  return null;
}

function partsOf(directory: Buffer, parts: number): Archive | null {
  const names: string[] = [];
  let [at, unpacked] = [0, 0];
  for (let i = 0; i < parts; i += 1) {
    if (at + partSize > directory.length || directory.readUInt32LE(at) !== PART) return null;
    const [name, extra, comment] = [28, 30, 32].map((o) => directory.readUInt16LE(at + o)) as [number, number, number];
    unpacked += directory.readUInt32LE(at + 24);
    names.push(directory.toString('utf8', at + partSize, at + partSize + name));
    at += partSize + name + extra + comment;
  }
  return { names, unpacked };
}
