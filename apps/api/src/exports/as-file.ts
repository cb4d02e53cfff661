import type { FastifyReply } from 'fastify';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** An Excel file as an answer that is saved under that name. */
export function asFile(reply: FastifyReply, name: string, bytes: Buffer): Buffer {
  reply.header('content-type', XLSX).header('content-disposition', `attachment; filename="${name}"`);
  return bytes;
}
