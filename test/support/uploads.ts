import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import type { FileReceipt, Problem, Upload } from '#contract';
import { ok, type Answer, type Client } from './client.js';

/** A PDF of so many bytes, another one for each mark. */
export function bytesOf(size: number, mark = 'a'): Buffer {
  return Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(size - 9, mark)]);
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Begins a file, or goes on with it. */
export function begin(
  client: Client,
  nomination: string,
  bytes: Buffer,
  more: Record<string, unknown> = {},
): Promise<Answer<Upload>> {
  const body = { name: 'Báo cáo.pdf', size: bytes.length, sha256: sha256(bytes), ...more };
  return client.post<Upload>(`/api/nominations/${nomination}/items/minutes/uploads`, body);
}

/** One part as it is; `type` is the content type. */
export async function part(
  client: Client,
  upload: string,
  offset: number | string,
  bytes: Buffer,
  type = 'application/offset+octet-stream',
): Promise<Answer<Upload & Problem>> {
  const headers = {
    cookie: `laurel=${client.cookie ?? ''}`,
    origin: client.url,
    'content-type': type,
    'upload-offset': String(offset),
  };
  const body = new Uint8Array(bytes);
  const response = await fetch(`${client.url}/api/uploads/${upload}`, { method: 'PATCH', body, headers });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) as Upload & Problem, headers: response.headers };
}

/** Puts what arrived to its item, under the current ETag of the working copy unless another is given. */
export async function complete(client: Client, upload: Upload, etag?: string): Promise<Answer<FileReceipt>> {
  const match = etag ?? (await client.view(upload.nomination)).draft?.etag ?? '"d-0"';
  return client.send('POST', `/api/uploads/${upload.id}/completion`, { headers: { 'if-match': match } });
}

export async function offsetOf(client: Client, upload: string): Promise<number> {
  return ok(await client.get<Upload>(`/api/uploads/${upload}`)).body.offset;
}

/** Says that a part is longer than what it sends, and hangs up. */
export function cutOff(client: Client, upload: string, offset: number, bytes: Buffer): Promise<void> {
  const head = [
    `PATCH /api/uploads/${upload} HTTP/1.1`,
    'host: localhost',
    `cookie: laurel=${client.cookie ?? ''}`,
    `origin: ${client.url}`,
    'content-type: application/offset+octet-stream',
    `upload-offset: ${String(offset)}`,
    `content-length: ${String(bytes.length + 1_000)}`,
  ];
  return new Promise((done, failed) => {
    const socket = connect(Number(new URL(client.url).port), '127.0.0.1', () => {
      socket.write(`${head.join('\r\n')}\r\n\r\n`);
      socket.write(bytes, () => setTimeout(() => socket.destroy(), 60));
    });
    socket.on('error', failed);
    socket.on('close', () => done());
  });
}
