import type { FastifyReply } from 'fastify';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** An Excel file as an answer that is saved under that name. */
export function asFile(reply: FastifyReply, name: string, bytes: Buffer): Buffer {
  reply.header('content-type', XLSX).header('content-disposition', `attachment; filename="${name}"`);
  return bytes;
}

export const CSV = 'text/csv; charset=utf-8';

/** A cell that a spreadsheet would take for a formula is made text; quotes as usual. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table as a CSV file in UTF-8 with a byte order mark, as Excel opens it, that is saved under that name. */
export function asCsv(reply: FastifyReply, name: string, table: readonly (readonly string[])[]): Buffer {
  reply.header('content-type', CSV).header('content-disposition', `attachment; filename="${name}"`);
  return Buffer.from(`\uFEFF${table.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`);
}
