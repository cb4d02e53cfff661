import type { MultipartFile } from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { line } from '#contract';
import { FileRefused, type Stored, type StoredFile } from '#engine';
import type { FileStore } from '../access/engine.js';
import { ProblemError } from '../problems/problem.js';

const FileName = line(1, 200);

/** Content of a file in the OpenAPI description. */
export const bytes = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };

/** Streams the one file of a form to the store, checked by size and type. Throws what the caller can mend as a problem. */
export async function receive(files: FileStore, request: FastifyRequest): Promise<{ stored: Stored; name: string }> {
  if (!request.isMultipart()) throw wrongFile('multipart/form-data with one file');
  const parts = request.files();
  const first = await readable(parts.next());
  if (first.done === true) throw wrongFile('a file is needed');
  const received = await store(files, first.value);
  try {
    if ((await readable(parts.next())).done !== true) throw wrongFile('one file only');
    return received;
  } catch (error) {
    await files.remove(received.stored.id);
    throw error;
  }
}

/** What a page may show: types that hold no script that a browser would run. */
const shown = ['application/pdf', 'image/png', 'image/jpeg'];

/** Like `receive`, but only a file that a page may show. */
export async function receiveShown(
  files: FileStore,
  request: FastifyRequest,
): Promise<{ stored: Stored; name: string }> {
  const received = await receive(files, request);
  if (shown.includes(received.stored.mime)) return received;
  await files.remove(received.stored.id);
  throw wrongFile('wrong-type');
}

/**
 * Sends a stored file to be saved, never to be run. With `inline`, one of the types that can be looked at is shown, within our own
 * pages only; any other is saved all the same.
 */
export async function sendFile(reply: FastifyReply, file: StoredFile, files: FileStore, inline = false): Promise<void> {
  const show = inline && shown.includes(file.mime);
  if (show) reply.header('x-frame-options', 'SAMEORIGIN');
  await reply
    .header('content-type', file.mime)
    .header('content-length', file.size)
    .header(
      'content-disposition',
      `${show ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    )
    .header('content-security-policy', `default-src 'none'; sandbox; frame-ancestors '${show ? 'self' : 'none'}'`)
    .send(files.open(file.id));
}

async function store(files: FileStore, part: MultipartFile): Promise<{ stored: Stored; name: string }> {
  const name = FileName.safeParse(part.filename);
  if (!name.success) {
    part.file.resume();
    throw wrongFile('not a file name', '/file/name');
  }
  try {
    return { stored: await files.put(part.file, name.data, () => part.file.truncated), name: name.data };
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    throw faultyFile(error.reason);
  }
}

/** What is wrong with the bytes of a file, as the problem that the sender can mend. */
export function faultyFile(reason: FileRefused['reason']): ProblemError {
  return reason === 'too-large' ? wrongFile(reason, '/file', 'too-large') : wrongFile(reason);
}

function wrongFile(detail: string, pointer = '/file', code: 'malformed' | 'too-large' = 'malformed'): ProblemError {
  return new ProblemError(code, { errors: [{ pointer, detail }] });
}

/** The parser of forms throws bare errors at what is no form; those with a status say themselves what they are. */
export async function readable<T>(part: Promise<T>): Promise<T> {
  try {
    return await part;
  } catch (error) {
    throw error instanceof Error && !('statusCode' in error) ? wrongFile('not a readable form') : error;
  }
}
