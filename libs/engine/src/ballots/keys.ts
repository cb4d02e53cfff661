import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Where the private keys of open ballots lie: outside PostgreSQL, so that no copy of the database can open an envelope. A key is
 * destroyed once its ballot has been counted; copies of the data folder for backup must leave these keys out (docs/security.md).
 */
export interface BallotKeys {
  /** Makes a key pair and keeps the private half; answers the public one (X25519, raw 32 bytes). */
  create(ballot: string): Promise<Buffer>;
  /** The private key; null when it is lost, destroyed or damaged. Throws when it cannot be read now: that is not a loss. */
  open(ballot: string, publicKey: string): Promise<KeyObject | null>;
  /** Destroys the keys of a ballot, or the one of this public key. */
  destroy(ballot: string, publicKey?: string): Promise<void>;
  list(): Promise<readonly KeptKey[]>;
}

/** A key that is still there. */
export interface KeptKey {
  readonly ballot: string;
  /** Hexadecimal. */
  readonly publicKey: string;
  readonly ageMs: number;
}

const name = /^([0-9a-f-]{36})\.([0-9a-f]{64})\.key$/;
const rawLength = 32;

/** Keys as files that only this account may read. Named after ballot and public key: who opens a ballot twice at once has two. */
export function ballotKeys(folder: string): BallotKeys {
  const place = (ballot: string, publicKey: string): string => join(folder, `${ballot}.${publicKey}.key`);
  const kept = async (): Promise<{ ballot: string; publicKey: string }[]> => {
    const names = await readdir(folder).catch(nothingThere);
    return (names ?? []).flatMap((n) => {
      const [, ballot, publicKey] = name.exec(n) ?? [];
      return ballot === undefined || publicKey === undefined ? [] : [{ ballot, publicKey }];
    });
  };
  return {
    async create(ballot) {
      const { privateKey, publicKey } = generateKeyPairSync('x25519');
      const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-rawLength);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await keep(place(ballot, raw.toString('hex')), privateKey.export({ type: 'pkcs8', format: 'der' }));
      await flush(folder);
      return raw;
    },
    async open(ballot, publicKey) {
      const key = await readFile(place(ballot, publicKey)).catch(nothingThere);
      return key === null ? null : privateKeyOf(key);
    },
    async destroy(ballot, publicKey) {
      const keys = publicKey === undefined ? await kept() : [{ ballot, publicKey }];
      for (const key of keys) if (key.ballot === ballot) await rm(place(ballot, key.publicKey), { force: true });
    },
    async list() {
      const keys = await kept();
      const there = await Promise.all(keys.map((k) => stat(place(k.ballot, k.publicKey)).catch(nothingThere)));
      return keys.flatMap((key, i) => {
        const since = there[i]?.mtimeMs;
        return since === undefined ? [] : [{ ...key, ageMs: Date.now() - since }];
      });
    },
  };
}

function nothingThere(error: unknown): null {
  if ((error as { code?: unknown }).code === 'ENOENT') return null;
  throw error;
}

/** On the disk before the ballot opens: a key that a power cut takes back is a lost one. */
async function keep(place: string, key: Buffer): Promise<void> {
  const file = await open(place, 'wx', 0o600);
  try {
    await file.writeFile(key);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function flush(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

function privateKeyOf(der: Buffer): KeyObject | null {
  try {
    return createPrivateKey({ key: der, type: 'pkcs8', format: 'der' });
  } catch {
    return null;
  }
}

const spkiPrefix = Buffer.from('302a300506032b656e032100', 'hex');

/** A raw X25519 public key as a key. */
export function publicKeyOf(raw: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), type: 'spki', format: 'der' });
}
