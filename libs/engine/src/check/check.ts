import { checkChain, commitment, type StoredEntry } from '#ledger';
import type { Db } from '../db.js';
import type { FileStore } from '../files/index.js';
import { actsFault } from './acts.js';
import { ballotFault } from './ballots.js';
import { councilsFault } from './councils.js';
import { delegationsFault } from './delegations.js';
import { documentFault } from './documents.js';
import { dossierFault } from './dossiers.js';
import { draftOverridesFault } from './draft-overrides.js';
import { missingFile } from './files.js';
import { mergesFault } from './merges.js';
import { nominationFault } from './nominations.js';
import { placesFault } from './places.js';
import { quotasFault } from './quotas.js';
import { registerFault } from './registers.js';
import { selectionFault } from './selections.js';
import { unitsFault } from './units.js';

/** The first thing that does not fit, named so that a person can look there. */
export interface Difference {
  readonly chain: string;
  readonly seq: number | null;
  readonly what: string;
}

/** What was looked at, when everything fits. */
export interface Checked {
  readonly chains: number;
  readonly entries: number;
  readonly files: number;
}

interface EntryRow {
  chain: string;
  seq: number;
  canon: string;
  prev_hash: Buffer;
  entry_hash: Buffer;
  secrets: { id: string; salt: string; value: string }[];
}

const chainsText = `select chain from ledger_entry where chain > $1 and seq = 1 order by chain limit 500`;
const entriesText = `select e.chain, e.seq, e.canon, e.prev_hash, e.entry_hash,
  coalesce((select jsonb_agg(jsonb_build_object('id', s.text_id, 'salt', encode(s.salt, 'hex'), 'value', s.value))
    from ledger_secret s where s.chain = e.chain and s.seq = e.seq), '[]') as secrets
from ledger_entry e where e.chain = any($1::text[]) order by e.chain, e.seq`;

/**
 * Checks the whole ledger: hashes and links of every chain, commitments against the words that are still there, the fold of every
 * nomination, document, ballot and selection against its row, units of every day, seats, councils, sittings, quotas and acts against their entries, and
 * the bytes of every file. Stops at the first difference.
 */
export async function checkLedger(db: Db, files: FileStore): Promise<Checked | Difference> {
  let after = '';
  let chains = 0;
  let entries = 0;
  for (;;) {
    const page = (await db.query<{ chain: string }>('check_chains', chainsText, [after])).map((r) => r.chain);
    if (page.length === 0) break;
    const rows = await db.query<EntryRow>('check_entries', entriesText, [page]);
    for (const chain of page) {
      const fault = await chainFault(
        db,
        chain,
        rows.filter((r) => r.chain === chain),
      );
      if (fault !== null) return fault;
    }
    const places = await placesFault(db, rows);
    if (places !== null) return places;
    chains += page.length;
    entries += rows.length;
    after = page.at(-1) ?? '';
  }
  const loose = (await orphan(db)) ?? (await looseFault(db));
  if (loose !== null) return loose;
  const checkedFiles = await missingFile(db, files);
  return typeof checkedFiles === 'number' ? { chains, entries, files: checkedFiles } : checkedFiles;
}

/** Rows that no chain of their own explains. */
async function looseFault(db: Db): Promise<Difference | null> {
  for (const fault of [
    registerFault,
    unitsFault,
    mergesFault,
    councilsFault,
    delegationsFault,
    draftOverridesFault,
    quotasFault,
    actsFault,
  ]) {
    const found = await fault(db);
    if (found !== null) return found;
  }
  return null;
}

async function chainFault(db: Db, chain: string, rows: readonly EntryRow[]): Promise<Difference | null> {
  const stored: StoredEntry[] = rows.map((r) => ({
    chain,
    seq: r.seq,
    canon: r.canon,
    prevHash: r.prev_hash,
    hash: r.entry_hash,
  }));
  const fault = checkChain(stored);
  if (fault !== null) return { chain, seq: fault.seq, what: fault.kind };
  for (const row of rows) {
    const what = textFault(row);
    if (what !== null) return { chain, seq: row.seq, what };
  }
  const canons = rows.map((r) => r.canon);
  if (chain.startsWith('n:'))
    return (await nominationFault(db, chain, canons)) ?? (await dossierFault(db, chain, rows));
  if (chain.startsWith('b:')) return ballotFault(db, chain, canons);
  if (chain.startsWith('act:')) return selectionFault(db, chain, canons);
  return chain.startsWith('d:') ? documentFault(db, chain, canons) : null;
}

/** Each word that is still there must match its commitment; a missing one was erased, which the chain outlives. */
function textFault(row: EntryRow): string | null {
  const { texts } = JSON.parse(row.canon) as { texts: { id: string; commitment: string }[] };
  for (const secret of row.secrets) {
    const committed = texts.find((t) => t.id === secret.id)?.commitment;
    if (committed !== commitment(Buffer.from(secret.salt, 'hex'), secret.value)) return `text ${secret.id}`;
  }
  return null;
}

const orphanText = `
select x.chain from (
  select 'n:' || id, version from nomination where version > 0 /* visible: the whole ledger is checked */
  union all select 'd:' || id, version from decision_document where version > 0
  union all select 'b:' || id, version from ballot
  union all select 'act:' || id, entries from selection where entries > 0
) x (chain, version)
where not exists (select from ledger_entry e where e.chain = x.chain and e.seq = x.version) limit 1`;

/** A row that claims entries which are not there: a chain that lost its tail or all of itself. */
async function orphan(db: Db): Promise<Difference | null> {
  const rows = await db.query<{ chain: string }>('check_orphans', orphanText);
  return rows[0] === undefined ? null : { chain: rows[0].chain, seq: null, what: 'entries are missing' };
}
