import readXlsxFile from 'read-excel-file/node';
import type { Client } from './client.js';

/** A list that was taken along: the answer, and the rows of its first sheet (none unless it was given). */
export interface Sheet {
  readonly status: number;
  readonly disposition: string | null;
  readonly bytes: Buffer;
  readonly rows: (string | number | null)[][];
}

/** Takes a list along as somebody. */
export async function sheetOf(client: Client, path: string): Promise<Sheet> {
  const answer = await fetch(client.url + path, { headers: { cookie: `laurel=${client.cookie ?? ''}` } });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const [first] = answer.status === 200 ? await readXlsxFile(bytes) : [];
  return {
    status: answer.status,
    disposition: answer.headers.get('content-disposition'),
    bytes,
    rows: (first?.data ?? []) as Sheet['rows'],
  };
}
