import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

/** Part of a file that is still arriving. */
export interface StoredPart {
  readonly id: string;
  readonly size: number;
  /** It is longer than it may be; what is too much was not kept. */
  readonly tooLong: boolean;
}

/** Parts under random ids beside the files, until they are put together. */
export interface PartStore {
  /** Keeps what arrives, at most so many bytes, and what had arrived when the sender was cut off. */
  putPart(bytes: Readable, most: number): Promise<StoredPart>;
  /** The bytes of parts one after the other. */
  joined(parts: readonly string[]): Readable;
  removeParts(parts: readonly string[]): Promise<void>;
  /** Parts, and files that were never received to their end, last written before that. */
  leftSince(before: Date): Promise<readonly string[]>;
}

/** Parts in a folder. A part is on the disk before its id is told. */
export function partStore(folder: string): PartStore {
  const place = (id: string): string => join(folder, id);
  return {
    async putPart(bytes, most) {
      await mkdir(folder, { recursive: true });
      const id = randomUUID();
      const file = await open(place(id), 'wx', 0o600);
      try {
        const { size, tooLong } = await receive(bytes, most, (chunk) => file.writeFile(chunk));
        await file.sync();
        return { id, size, tooLong };
      } finally {
        await file.close();
      }
    },
    joined: (parts) => Readable.from(bytesOf(parts.map(place)), { objectMode: false }),
    async removeParts(parts) {
      for (const id of parts) await rm(place(id), { force: true });
    },
    async leftSince(before) {
      const names = await readdir(folder).catch(() => []);
      const left: string[] = [];
      for (const name of names) {
        const there = await stat(place(name)).catch(() => null);
        if (there !== null && there.mtime < before) left.push(name);
      }
      return left;
    },
  };
}

async function receive(
  bytes: Readable,
  most: number,
  write: (chunk: Buffer) => Promise<void>,
): Promise<{ readonly size: number; readonly tooLong: boolean }> {
  let size = 0;
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      if (size + chunk.length > most) return { size, tooLong: true };
      await write(chunk);
      size += chunk.length;
    }
  } catch (error) {
    // A sender that was cut off goes on from what arrived; a disk that is full is another matter.
    if (!bytes.errored) throw error;
  }
  return { size, tooLong: false };
}

async function* bytesOf(paths: readonly string[]): AsyncGenerator<Buffer> {
  for (const path of paths) for await (const chunk of createReadStream(path)) yield chunk as Buffer;
}
