import type { FileHandle } from 'node:fs/promises';
import { bytesAt } from './bytes.js';

/** Pictures beyond this are no scan of a page: they would fill the memory of whoever looks at them. */
export const MOST_PIXELS = 50_000_000;

/** Width times height of a PNG; null when it does not begin with its header. */
export async function pixelsOfPng(file: FileHandle): Promise<number | null> {
  const head = await bytesAt(file, 8, 16);
  if (head.length < 16 || head.readUInt32BE(0) !== 13 || head.toString('latin1', 4, 8) !== 'IHDR') return null;
  return head.readUInt32BE(8) * head.readUInt32BE(12);
}

/** Frame headers of a JPEG: SOF0 to SOF15, but not the tables that lie between them. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Width times height of a JPEG; null when no frame is found where its segments say. */
export async function pixelsOfJpeg(file: FileHandle): Promise<number | null> {
  for (let at = 2, segments = 0; segments < 1_000; segments += 1) {
    const head = await bytesAt(file, at, 9);
    if (head.length < 9 || head[0] !== 0xff) return null;
    const marker = head[1] ?? 0;
    if (isFrame(marker)) return head.readUInt16BE(5) * head.readUInt16BE(7);
    at += marker === 0xff ? 1 : 2 + head.readUInt16BE(2);
  }
  return null;
}
