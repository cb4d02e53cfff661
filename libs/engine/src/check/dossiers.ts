import type { Db } from '../db.js';
import type { Difference } from './check.js';
import { same } from './same.js';

interface Version {
  revision: number;
  content: string;
  files: { item: string; sha256: string; size: number }[];
}

/** An entry with the words that are still there. */
export interface EntryWithWords {
  readonly seq: number;
  readonly canon: string;
  readonly secrets: readonly { readonly id: string; readonly value: string }[];
}

const versionsText = `select revision, content, files from dossier_version where nomination_id = $1::uuid order by revision`;
const freezing = ['Submit', 'Resubmit'];

/** Every frozen version against the entry that froze it: its files by hash, its words by the text that was committed to. */
export async function dossierFault(
  db: Db,
  chain: string,
  entries: readonly EntryWithWords[],
): Promise<Difference | null> {
  const versions = await db.query<Version>('check_dossier', versionsText, [chain.slice(2)]);
  const frozen = entries.flatMap((e) => {
    const { type, revision, files } = JSON.parse(e.canon) as {
      type: string;
      revision: number;
      files: Version['files'];
    };
    return freezing.includes(type) ? [{ seq: e.seq, revision, files, words: wordsOf(e) }] : [];
  });
  for (const { seq, revision, files, words } of frozen) {
    const version = versions.find((v) => v.revision === revision);
    const fits =
      version !== undefined &&
      same(
        version.files.map(({ item, sha256, size }) => ({ item, sha256, size })),
        files,
      ) &&
      (words === undefined || words === version.content);
    if (!fits) return { chain, seq, what: `dossier of revision ${String(revision)}` };
  }
  return versions.length === frozen.length ? null : { chain, seq: null, what: 'a dossier that no entry froze' };
}

function wordsOf({ secrets }: EntryWithWords): string | undefined {
  return secrets.find((s) => s.id === 'dossier')?.value;
}
