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

/** Every stored scan of minutes, and the totals that name a scan which is not there. */
const scansText = `select 'b:' || s.ballot_id as chain, s.id::text, encode(s.sha256, 'hex') as sha256 from ballot_scan s
union all
select e.chain, null, e.canon::jsonb->'facts'->0->'minutes'->>'sha256'
  from ballot b join ledger_entry e on e.chain = 'b:' || b.id and e.canon::jsonb->>'type' = 'EnterTotals'
  where b.mode = 'paper' and not exists (select from ballot_scan s where s.ballot_id = b.id
    and encode(s.sha256, 'hex') = e.canon::jsonb->'facts'->0->'minutes'->>'sha256'
    and s.size = (e.canon::jsonb->'facts'->0->'minutes'->>'size')::bigint)
order by 1, 2`;

interface Scan {
  readonly chain: string;
  readonly id: string | null;
  readonly sha256: string;
}

async function missingScan(db: Db, files: FileStore): Promise<number | Difference> {
  const rows = await db.query<Scan>('check_scans', scansText);
  for (const { chain, id, sha256 } of rows) {
    const now = id === null ? null : await files.hash(id);
    if (now === sha256) continue;
    return { chain, seq: null, what: `scanned minutes ${sha256} are ${now === null ? 'missing' : 'changed'}` };
  }
  return rows.length;
}

/** Number of files whose bytes are as they were, or the first that is missing or changed. */
export async function missingFile(db: Db, files: FileStore): Promise<number | Difference> {
  const rows = await db.query<Row>('check_files', filesText);
  for (const row of rows) {
    const now = await files.hash(row.id);
    if (now === row.sha256) continue;
    const what = `file ${row.item} of revision ${String(row.revision ?? 'draft')} is ${now === null ? 'missing' : 'changed'}`;
    return { chain: `n:${row.nomination_id}`, seq: null, what };
  }
  const scans = await missingScan(db, files);
  return typeof scans === 'number' ? rows.length + scans : scans;
}
