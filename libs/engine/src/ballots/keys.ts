import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Where the private keys of open ballots lie: outside PostgreSQL, so that no copy of the database can open an envelope. A key is
 * destroyed once its ballot has been counted; copies of the data folder for backup must leave these keys out (docs/security.md).
 */
export interface BallotKeys {
  /** Makes a key pair and keeps the private half; answers the public one (X25519, raw 32 bytes). */
  create(ballot: string): Promise<Buffer>;
  /** The private key; null when it is lost or destroyed. */
  open(ballot: string): Promise<KeyObject | null>;
  destroy(ballot: string): Promise<void>;
  /** Ballots whose key is still there. */
  list(): Promise<readonly string[]>;
}

const ending = '.key';
const rawLength = 32;

/** Keys as files that only this account may read. */
export function ballotKeys(folder: string): BallotKeys {
  const place = (ballot: string): string => join(folder, `${ballot}${ending}`);
  return {
    async create(ballot) {
      const { privateKey, publicKey } = generateKeyPairSync('x25519');
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = await open(place(ballot), 'wx', 0o600);
      try {
        await file.writeFile(privateKey.export({ type: 'pkcs8', format: 'der' }));
        await file.sync();
      } finally {
        await file.close();
      }
      return publicKey.export({ type: 'spki', format: 'der' }).subarray(-rawLength);
    },
    async open(ballot) {
      const key = await readFile(place(ballot)).catch(() => null);
      return key === null ? null : createPrivateKey({ key, type: 'pkcs8', format: 'der' });
    },
    destroy: (ballot) => rm(place(ballot), { force: true }),
    async list() {
      const names = await readdir(folder).catch(() => []);
      return names.filter((n) => n.endsWith(ending)).map((n) => n.slice(0, -ending.length));
    },
  };
}

const spkiPrefix = Buffer.from('302a300506032b656e032100', 'hex');

/** A raw X25519 public key as a key. */
export function publicKeyOf(raw: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), type: 'spki', format: 'der' });
}
