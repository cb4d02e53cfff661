import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { faultInside, type Fault } from './inspect.js';
import { partStore, type PartStore } from './parts.js';
import { typeOf } from './type.js';

/** Bytes that were stored, with what was found out about them on the way. */
export interface Stored {
  readonly id: string;
  readonly size: number;
  readonly sha256: string;
  readonly mime: string;
}

/** Why bytes were not stored; nothing of them is left. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  constructor(readonly reason: 'too-large' | 'empty' | 'cut-off' | Fault) {
    super(reason);
  }
}

/** Where files of dossiers lie: outside the web root, under random ids. The port has one implementation, a folder. */
export interface FileStore extends PartStore {
  /** The largest file that is taken. */
  readonly maxBytes: number;
  /** Streams to disk; refuses by size, by type (first bytes, extension and what is inside) and when the stream was cut off. */
  put(bytes: Readable, name: string, wasCut: () => boolean): Promise<Stored>;
  open(id: string): Readable;
  remove(id: string): Promise<void>;
  /** SHA-256 (hex) of the stored bytes now; null when the file is missing. */
  hash(id: string): Promise<string | null>;
}

const head = 16;

/** Files in a folder; a file appears under its id only when it is complete. */
export function fileStore(folder: string, maxBytes: number): FileStore {
  const place = (id: string): string => join(folder, id.slice(-2), id);
  return {
    ...partStore(join(folder, 'incoming')),
    maxBytes,
    async put(bytes, name, wasCut) {
      const id = randomUUID();
      const temporary = join(folder, 'incoming', id);
      await mkdir(dirname(temporary), { recursive: true });
      try {
        const stored = await receive(bytes, temporary, { name, maxBytes, wasCut });
        await mkdir(dirname(place(id)), { recursive: true });
        await rename(temporary, place(id));
        return { id, ...stored };
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    open: (id) => createReadStream(place(id)),
    remove: (id) => rm(place(id), { force: true }),
    async hash(id) {
      const there = await stat(place(id)).catch(() => null);
      if (there === null) return null;
      const hash = createHash('sha256');
      await pipeline(createReadStream(place(id)), hash);
      return hash.digest('hex');
    },
  };
}

interface Limits {
  readonly name: string;
  readonly maxBytes: number;
  readonly wasCut: () => boolean;
}

async function receive(bytes: Readable, to: string, limits: Limits): Promise<Omit<Stored, 'id'>> {
  const hash = createHash('sha256');
  let size = 0;
  let start = Buffer.alloc(0);
  const watch = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (start.length < head) start = Buffer.concat([start, chunk.subarray(0, head - start.length)]);
      hash.update(chunk);
      done(size > limits.maxBytes ? new FileRefused('too-large') : null, chunk);
    },
  });
  try {
    await pipeline(bytes, watch, createWriteStream(to, { flags: 'wx', mode: 0o600, flush: true }));
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused('cut-off');
  }
  if (limits.wasCut()) throw new FileRefused('too-large');
  if (size === 0) throw new FileRefused('empty');
  const mime = typeOf(start, limits.name);
  if (mime === null) throw new FileRefused('wrong-type');
  const fault = await faultInside(to, mime);
  if (fault !== null) throw new FileRefused(fault);
  return { size, sha256: hash.digest('hex'), mime };
}
