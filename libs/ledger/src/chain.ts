import { createHash, createHmac, randomBytes } from 'node:crypto';
import { canonicalize, type Canonical } from './canonical.js';

const prefix = Buffer.concat([Buffer.of(0), Buffer.from('laurel/audit/v1', 'utf8'), Buffer.of(0)]);

/** Previous hash of the first entry of every chain: 32 zero bytes. */
export const genesisHash: Buffer = Buffer.alloc(32);

/** SHA-256(0x00 ‖ "laurel/audit/v1" ‖ 0x00 ‖ previous hash ‖ UTF-8 of the canonical text). */
export function entryHash(prev: Uint8Array, canon: string): Buffer {
  return createHash('sha256').update(prefix).update(prev).update(canon, 'utf8').digest();
}

/** SHA-256 in hex of the UTF-8 bytes of a text. */
export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A fresh 32-byte salt for a commitment. */
export function freshSalt(): Buffer {
  return randomBytes(32);
}

/** HMAC-SHA-256(salt, NFC text) in hex: binds the chain to a text that can be erased later. */
export function commitment(salt: Uint8Array, value: string): string {
  return createHmac('sha256', salt).update(value.normalize('NFC'), 'utf8').digest('hex');
}

/** RFC 9562 version 5 UUID of a name within a namespace UUID. */
export function uuidv5(namespace: string, name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name, 'utf8')
    .digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const h = hash.toString('hex');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20, 32)}`;
}

/** A row of `ledger_entry` as the verifier reads it. */
export interface StoredEntry {
  readonly chain: string;
  readonly seq: number;
  readonly canon: string;
  readonly prevHash: Uint8Array;
  readonly hash: Uint8Array;
}

/** Where a chain first differs, and how. */
export interface Fault {
  readonly chain: string;
  readonly seq: number;
  readonly kind: 'gap' | 'not-canonical' | 'fields' | 'prev-hash' | 'hash' | 'time';
}

/** Checks one chain, entries in order from seq 1. Null when every hash, link and time fits; else the first fault. */
export function checkChain(entries: readonly StoredEntry[]): Fault | null {
  let prev: Uint8Array = genesisHash;
  let at = '';
  for (const [i, e] of entries.entries()) {
    const kind = faultOf(e, i + 1, prev, at);
    if (kind !== null) return { chain: e.chain, seq: e.seq, kind };
    prev = e.hash;
    at = (JSON.parse(e.canon) as { at: string }).at;
  }
  return null;
}

function faultOf(e: StoredEntry, seq: number, prev: Uint8Array, at: string): Fault['kind'] | null {
  if (e.seq !== seq) return 'gap';
  let parsed: { chain?: unknown; seq?: unknown; at?: unknown };
  try {
    parsed = JSON.parse(e.canon) as typeof parsed;
    if (canonicalize(parsed as Canonical) !== e.canon) return 'not-canonical';
  } catch {
    return 'not-canonical';
  }
  if (parsed.chain !== e.chain || parsed.seq !== e.seq || typeof parsed.at !== 'string') return 'fields';
  if (!Buffer.from(prev).equals(e.prevHash)) return 'prev-hash';
  if (!entryHash(prev, e.canon).equals(e.hash)) return 'hash';
  return parsed.at < at ? 'time' : null;
}
