import type { FileReceipt, Upload } from '#contract';
import { ApiError, call, problemOf } from './api';

/** How far a file came. `waiting`: the connection is lost, and it goes on by itself. */
export interface Progress {
  percent: number;
  waiting: boolean;
}
type Tell = (progress: Progress) => void;

const PART = 4 * 1024 * 1024;
const longestRest = 30_000;

/** Large files come in parts, where the browser can hash: over https and on this machine. */
export function comesInParts(file: File): boolean {
  return file.size > PART && (globalThis.crypto.subtle as SubtleCrypto | undefined) !== undefined;
}

/** Sends a file in parts to an item and answers the id of what arrived. A lost connection only makes it wait. */
export async function sendParts(path: string, file: File, tell: Tell): Promise<string> {
  const body = { name: file.name, size: file.size, sha256: await sha256(file) };
  const percent = (bytes: number): number => Math.round((100 * bytes) / file.size);
  let came = 0;
  return patiently(
    async () => {
      // The same file again is the same upload: its offset says what the server has.
      let upload = await call<Upload>('POST', `${path}/uploads`, { body });
      while ((came = upload.offset) < upload.size) {
        tell({ percent: percent(came), waiting: false });
        upload = await sendPart(upload, file, (sent) => tell({ percent: percent(came + sent), waiting: false }));
      }
      return upload.id;
    },
    () => tell({ percent: percent(came), waiting: true }),
  );
}

/** Puts what arrived to its item; asked again it answers the same. */
export function completeParts(id: string, etag: string, tell: Tell): Promise<FileReceipt> {
  return patiently(
    () => call<FileReceipt>('POST', `/uploads/${id}/completion`, { ifMatch: etag }),
    () => tell({ percent: 100, waiting: true }),
  );
}

async function patiently<T>(work: () => Promise<T>, wait: () => void): Promise<T> {
  for (let rest = 1_000; ; rest = Math.min(2 * rest, longestRest)) {
    try {
      return await work();
    } catch (error) {
      if (!passes(error)) throw error;
      wait();
      await online(rest);
    }
  }
}

/** No connection, a server that restarts, or another tab that was quicker. */
function passes(error: unknown): boolean {
  return error instanceof ApiError && ([0, 502, 503, 504].includes(error.status) || error.code === 'wrong-offset');
}

/** After a rest, or at once when the browser says that it is connected again. */
function online(rest: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, rest);
    addEventListener('online', done);
  });
}

async function sha256(file: File): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return [...hash].map((b) => b.toString(16).padStart(2, '0')).join('');
}

/** XMLHttpRequest, because fetch tells no upload progress. */
function sendPart({ id, offset }: Upload, file: File, onSent: (bytes: number) => void): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PATCH', `/api/uploads/${id}`);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', 'application/offset+octet-stream');
    request.setRequestHeader('upload-offset', String(offset));
    request.upload.onprogress = (e) => onSent(e.loaded);
    request.onerror = () => reject(new ApiError(0, null));
    request.onload = () => {
      if (request.status === 200) resolve(JSON.parse(request.responseText) as Upload);
      else reject(new ApiError(request.status, problemOf(request.responseText)));
    };
    request.send(file.slice(offset, offset + PART));
  });
}
