import { canonicalize, type Canonical } from './canonical.js';
import { commitment, entryHash, freshSalt, genesisHash } from './chain.js';

/** A typed text: its words stay erasable in `ledger_secret`, the entry holds the commitment. */
export interface Secret {
  readonly id: string;
  readonly salt: string;
  readonly value: string;
}

/** The fields of an entry (model.md 4) but for the texts, which come as words and leave as commitments. */
export interface Draft {
  readonly chain: string;
  readonly seq: number;
  readonly at: string;
  readonly commandId: string;
  readonly type: string;
  readonly actor: {
    readonly person?: string | undefined;
    readonly seat?: string | undefined;
    readonly unit?: string | undefined;
    /** Whose delegate the person was, with the signing form; `sameDay` where the delegation was made on that day. */
    readonly onBehalfOf?:
      { readonly person: string; readonly seat: string; readonly form: string; readonly sameDay?: true } | undefined;
    readonly system?: string | undefined;
  };
  readonly facts: readonly Canonical[];
  readonly files: readonly { readonly item: string; readonly sha256: string; readonly size: number }[];
  readonly revision?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly procedure?: Canonical | undefined;
  readonly ruleSet?: Canonical | undefined;
  readonly evaluation?: Canonical | undefined;
  readonly late?: boolean | undefined;
}

/** An entry ready to be recorded: canonical text, hashes, and the words behind its commitments. */
export interface Sealed {
  readonly canon: string;
  readonly prev: Buffer;
  readonly hash: Buffer;
  readonly secrets: readonly Secret[];
}

/** Seals an entry onto the hash of the one before it; pass null for the first. Texts are committed with fresh salts. */
export function seal(draft: Draft, texts: readonly { id: string; value: string }[], prev: Buffer | null): Sealed {
  const secrets = texts.map((t) => ({ id: t.id, salt: freshSalt().toString('hex'), value: t.value.normalize('NFC') }));
  const canon = canonicalize({
    v: 1,
    ...draft,
    texts: secrets.map((s) => ({ id: s.id, commitment: commitment(Buffer.from(s.salt, 'hex'), s.value) })),
  } as unknown as Canonical);
  const before = prev ?? genesisHash;
  return { canon, prev: before, hash: entryHash(before, canon), secrets };
}
