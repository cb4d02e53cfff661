import type { Db } from '../db.js';
import type { FileStore } from '../files/index.js';
import type { Difference } from './check.js';

interface Row {
  id: string;
  nomination_id: string;
  item: string;
  sha256: string;
  revision: number | null;
}

/** Every file that a frozen version or a working copy names, with the hash that the entry holds. */
const filesText = `select v.nomination_id, v.revision, x->>'item' as item, x->>'id' as id, x->>'sha256' as sha256
  from dossier_version v, jsonb_array_elements(v.files) x
union
select d.nomination_id, null, f.item, f.id::text, encode(f.sha256, 'hex') from dossier_draft d, jsonb_each(d.files) x,
  jsonb_array_elements_text(x.value) y join dossier_file f on f.id = y::uuid where d.open
order by 1, 2, 3`;

/** Number of files whose bytes are as they were, or the first that is missing or changed. */
export async function missingFile(db: Db, files: FileStore): Promise<number | Difference> {
  const rows = await db.query<Row>('check_files', filesText);
  for (const row of rows) {
    const now = await files.hash(row.id);
    if (now === row.sha256) continue;
    const what = `file ${row.item} of revision ${String(row.revision ?? 'draft')} is ${now === null ? 'missing' : 'changed'}`;
    return { chain: `n:${row.nomination_id}`, seq: null, what };
  }
  return rows.length;
}
