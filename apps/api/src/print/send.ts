import type { FastifyReply } from 'fastify';

const types = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

interface Sent {
  /** Without its ending. */
  readonly name: string;
  readonly type: keyof typeof types;
  /** Shown within our own pages; a Word file is saved all the same. */
  readonly inline?: boolean;
}

/** Headers of a printed file: saved, or looked at in a frame of our own, and nothing in it is run. */
export function sendPrint(reply: FastifyReply, { name, type, inline = false }: Sent, bytes: Buffer): Buffer {
  const shown = inline && type === 'pdf';
  if (shown) reply.header('x-frame-options', 'SAMEORIGIN');
  reply
    .header('content-type', types[type])
    .header('cache-control', 'private, no-cache')
    .header(
      'content-disposition',
      `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(`${name}.${type}`)}`,
    )
    .header('content-security-policy', `default-src 'none'; sandbox; frame-ancestors '${shown ? 'self' : 'none'}'`);
  return bytes;
}
