import type { Refusal } from '#domain';
import type { Engine } from '../engine.js';
import type { StoredFile } from '../nominations/files.js';
import { ballotRow, type BallotRow } from './ballot.queries.js';
import { presiding, takesTotals } from './officer.js';

const keepText = `insert into ballot_scan (id, ballot_id, name, mime, size, sha256, uploaded_by)
  select $2::uuid, b.id, $3::text, $4::text, $5::bigint, decode($6, 'hex'), $7::uuid
  from ballot b where b.id = $1::uuid and b.mode = 'paper' and b.state in ('open', 'entered')
  returning id`;
const hasText = `select 1 from ballot_scan where ballot_id = $1::uuid and sha256 = decode($2, 'hex') and size = $3`;

/** The scan that the last totals name; before there are totals, the newest one. */
const findText = `select s.id, s.name, s.mime, s.size::int, encode(s.sha256, 'hex') as sha256 from ballot_scan s
  left join lateral (select e.canon::jsonb->'facts'->0->'minutes'->>'sha256' as sha256 from ledger_entry e
    where e.chain = 'b:' || s.ballot_id and e.canon::jsonb->>'type' = 'EnterTotals' order by e.seq desc limit 1) named on true
  where s.ballot_id = $1::uuid and encode(s.sha256, 'hex') = coalesce(named.sha256, encode(s.sha256, 'hex'))
  order by s.uploaded_at desc, s.id limit 1`;

/**
 * Whether this person may upload the scanned minutes: an officer of the council, while totals are awaited. Refuses with `not-found`,
 * `not-a-member`, `conflict-of-interest` and `not-now`.
 */
export async function mayKeepScan(engine: Engine, person: string, ballot: string): Promise<Refusal | null> {
  const row = await ballotRow(engine, ballot, person);
  if (row?.seen !== true) return { refused: 'not-found' };
  const found = await presiding(engine, row, person);
  return 'refusal' in found ? found.refusal : takesTotals(row);
}

/** Keeps uploaded minutes; false when the ballot was confirmed or given up meanwhile. */
export async function keepScan(engine: Engine, person: string, ballot: string, file: StoredFile): Promise<boolean> {
  const { id, name, mime, size, sha256 } = file;
  const kept = await engine.db.query('scan_keep', keepText, [ballot, id, name, mime, size, sha256, person]);
  return kept.length > 0;
}

/** Whether this ballot has stored minutes of that hash and size. */
export async function hasScan(
  engine: Engine,
  ballot: string,
  { sha256, size }: { readonly sha256: string; readonly size: number },
): Promise<boolean> {
  return (await engine.db.query('scan_has', hasText, [ballot, sha256, size])).length > 0;
}

/**
 * The scanned minutes for who reads every line of the results: whoever sees a closed ballot, and before that the officers, who enter
 * and confirm.
 */
export async function scanOf(
  engine: Engine,
  row: BallotRow,
  person: string,
  hidden: number,
): Promise<StoredFile | null> {
  if (row.mode !== 'paper' || hidden > 0) return null;
  if (row.state !== 'closed' && 'refusal' in (await presiding(engine, row, person))) return null;
  return (await engine.db.query<StoredFile>('scan_find', findText, [row.id]))[0] ?? null;
}
