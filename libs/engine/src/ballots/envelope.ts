import {
  createCipheriv,
  createDecipheriv,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import type { Choice } from '#domain';
import { publicKeyOf } from './keys.js';

/** What a paper holds: the receipt that the member keeps, and one mark for every item of the ballot, in its order. */
export interface Contents {
  readonly receipt: Buffer;
  readonly marks: readonly Choice[];
}

const receiptLength = 16;
const marks: readonly Choice[] = ['none', 'agree', 'disagree'];
const tagLength = 16;
const publicLength = 32;

function keyOf(secret: Buffer, ballot: string, member: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `laurel/ballot/v1/${ballot}/${member}`, 32));
}

/**
 * Seals a paper to the public key of its ballot: a fresh X25519 key, HKDF-SHA-256, AES-256-GCM. All envelopes of a ballot have one
 * length whatever they hold, and two of the same contents have nothing in common. The key is used once, so the nonce may be zero.
 */
export function sealPaper(to: Buffer, ballot: string, member: string, paper: Contents): Buffer {
  const fresh = generateKeyPairSync('x25519');
  const secret = diffieHellman({ privateKey: fresh.privateKey, publicKey: publicKeyOf(to) });
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, ballot, member), Buffer.alloc(12));
  const plain = Buffer.concat([paper.receipt, Buffer.from(paper.marks.map((m) => marks.indexOf(m)))]);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  const own = fresh.publicKey.export({ type: 'spki', format: 'der' }).subarray(-publicLength);
  return Buffer.concat([own, body, cipher.getAuthTag()]);
}

/** Opens an envelope; null when it is not what this member sealed for this ballot, or has another number of marks. */
export function openPaper(
  key: KeyObject,
  ballot: string,
  { member, sealed, items }: { readonly member: string; readonly sealed: Buffer; readonly items: number },
): Contents | null {
  if (sealed.length !== publicLength + receiptLength + items + tagLength) return null;
  try {
    const secret = diffieHellman({ privateKey: key, publicKey: publicKeyOf(sealed.subarray(0, publicLength)) });
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, ballot, member), Buffer.alloc(12));
    decipher.setAuthTag(sealed.subarray(-tagLength));
    const plain = Buffer.concat([decipher.update(sealed.subarray(publicLength, -tagLength)), decipher.final()]);
    const found = [...plain.subarray(receiptLength)].map((b) => marks[b]);
    if (found.includes(undefined)) return null;
    return { receipt: plain.subarray(0, receiptLength), marks: found as Choice[] };
  } catch {
    return null;
  }
}
