import type { NewUpload } from '#contract';
import type { Refusal } from '#domain';
import type { Readable } from 'node:stream';
import type { Engine } from '../engine.js';
import { FileRefused, isTypeName, type FileStore, type Stored } from '../files/index.js';
import type { BodyProblem } from './proposed.js';
import { attachFile, mayAttach, mayBegin, type Place, type StoredFile } from './files.js';
import {
  dropParts,
  dropStale,
  dropUpload,
  findUpload,
  insertPart,
  insertUpload,
  knownParts,
  partsOf,
  type UploadRow,
} from './uploads.queries.js';

/** Files that one person may have on their way. */
const OPEN_UPLOADS = 20;
/** A file comes in at most about so many parts: a shorter one is kept only at the end, or the next one would be. */
const MOST_PARTS = 1_000;
/** Nobody goes on after that; legal time does not matter here. */
const HOURS_KEPT = 24;

type No = { readonly refusal: Refusal } | { readonly problems: readonly BodyProblem[] };
const unknown: No = { refusal: { refused: 'not-found' } };

/** Somebody's own upload, or null. */
export async function uploadOf(engine: Engine, person: string, id: string): Promise<UploadRow | null> {
  return findUpload(engine, person, id);
}

/** Begins a file of an item, or goes on with the same one. Refuses what a whole file would be refused for, and `too-many-uploads`. */
export async function beginUpload(
  engine: Engine,
  person: string,
  to: Place,
  { name, size, sha256 }: NewUpload,
): Promise<UploadRow | No> {
  const may = await mayBegin(engine, person, to);
  if (!('n' in may)) return may;
  if (!isTypeName(name)) return { problems: [{ pointer: '/name', detail: 'wrong-type' }] };
  const values = [person, to.nomination, to.item, name, size, sha256, OPEN_UPLOADS];
  const upload = await insertUpload(engine, values);
  return upload ?? { refusal: { refused: 'too-many-uploads', needed: `≤ ${String(OPEN_UPLOADS)}` } };
}

interface Part {
  readonly upload: string;
  readonly offset: number;
  readonly bytes: Readable;
}

/**
 * Takes a part that begins where the last one ended; of one that was cut off, what arrived. Refuses with `wrong-offset`, which tells
 * where to go on, and a part that would make the file longer than it was said to be.
 */
export async function receivePart(
  { engine, files }: Stores,
  person: string,
  { upload: id, offset, bytes }: Part,
): Promise<{ readonly offset: number } | No> {
  const upload = await findUpload(engine, person, id);
  if (upload === null) return unknown;
  if (upload.file !== null || offset !== upload.offset) return wrongOffset(upload);
  const left = upload.size - upload.offset;
  const part = await files.putPart(bytes, left);
  engine.failpoint('upload:part');
  const tooShort = part.size < Math.min(left, Math.ceil(upload.size / MOST_PARTS));
  const now = part.tooLong || tooShort ? null : await insertPart(engine, upload, part);
  if (now !== null) return { offset: now };
  await files.removeParts([part.id]);
  if (part.tooLong) return { problems: [{ pointer: '', detail: `longer than ${String(left)} bytes` }] };
  return wrongOffset((await findUpload(engine, person, id)) ?? upload);
}

function wrongOffset({ offset, size }: UploadRow): No {
  return { refusal: { refused: 'wrong-offset', observed: String(offset), needed: `≤ ${String(size)}` } };
}

interface Stores {
  readonly engine: Engine;
  readonly files: FileStore;
}

/** The file in the dossier, and the number that its working copy got by it. */
export interface Completed extends StoredFile {
  readonly item: string;
  readonly n: number;
}

/**
 * Puts the parts together, looks into the file and adds it to its item. Asked again it answers the same. Refuses with
 * `upload-incomplete`, `wrong-hash`, and for whatever a whole file would be refused; what is wrong inside ends the upload.
 */
export async function completeUpload(
  stores: Stores,
  who: { readonly person: string; readonly ifMatch: number | undefined },
  id: string,
): Promise<Completed | No | { readonly fault: FileRefused['reason'] }> {
  const { engine } = stores;
  const upload = await findUpload(engine, who.person, id);
  if (upload === null) return unknown;
  const { nomination, item, offset, size } = upload;
  if (upload.file !== null) return completed(upload);
  if (offset < size) {
    return { refusal: { refused: 'upload-incomplete', observed: String(offset), needed: String(size) } };
  }
  const may = await mayAttach(engine, who, { nomination, item });
  if (!('n' in may)) return may;
  const stored = await joined(stores, upload);
  if (!('sha256' in stored)) return stored;
  engine.failpoint('upload:joined');
  const file = { ...stored, name: upload.name };
  const attached = await attachFile(engine, who, { nomination, item, upload: id }, file);
  if (!('n' in attached)) {
    await stores.files.remove(stored.id);
    const now = await findUpload(engine, who.person, id);
    return now !== null && now.file !== null ? completed(now) : attached;
  }
  engine.failpoint('upload:attached');
  await clear(stores, id, dropParts);
  return { ...file, item, n: attached.n };
}

function completed({ file, name, mime, size, sha256, item, n }: UploadRow): Completed {
  return { id: file ?? '', name, mime: mime ?? '', size, sha256, item, n: n ?? 0 };
}

async function joined(
  stores: Stores,
  upload: UploadRow,
): Promise<Stored | No | { readonly fault: FileRefused['reason'] }> {
  const { engine, files } = stores;
  try {
    const stored = await files.put(files.joined(await partsOf(engine, upload.id)), upload.name, () => false);
    if (stored.sha256 === upload.sha256) return stored;
    await files.remove(stored.id);
  } catch (error) {
    if (!(error instanceof FileRefused) || error.reason === 'cut-off') throw error;
    await clear(stores, upload.id, dropUpload);
    return { fault: error.reason };
  }
  await clear(stores, upload.id, dropUpload);
  return { refusal: { refused: 'wrong-hash', needed: upload.sha256 } };
}

/** Rows first: bytes that no row names are swept, a row without its bytes would be a file with a hole. */
async function clear({ engine, files }: Stores, id: string, drop: typeof dropParts): Promise<void> {
  const parts = await partsOf(engine, id);
  await drop(engine, id);
  await files.removeParts(parts);
}

/** Gives up somebody's own upload; false when there is none. */
export async function giveUp(stores: Stores, person: string, id: string): Promise<boolean> {
  const upload = await findUpload(stores.engine, person, id);
  if (upload === null || upload.file !== null) return false;
  await clear(stores, id, dropUpload);
  return true;
}

/** Forgets uploads that nobody went on with, and removes bytes on their way that belong to none: crashes leave them. */
export async function sweepUploads({ engine, files }: Stores, hours = HOURS_KEPT): Promise<number> {
  await dropStale(engine, hours);
  const left = await files.leftSince(new Date(Date.now() - hours * 3_600_000));
  const known = await knownParts(engine, left);
  const gone = left.filter((id) => !known.has(id));
  await files.removeParts(gone);
  return gone.length;
}
