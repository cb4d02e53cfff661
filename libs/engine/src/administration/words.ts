import { createHmac } from 'node:crypto';

/** Typed words as the texts of an entry; what is not given is left out, what is cleared is the empty text. */
export function textsOf(words: Readonly<Record<string, string | null | undefined>>): { id: string; value: string }[] {
  return Object.entries(words).flatMap(([id, value]) => (value === undefined ? [] : [{ id, value: value ?? '' }]));
}

/** Only a keyed hash of a citizen id is kept: the key lies outside the database, so twelve digits cannot be guessed from a copy. */
export function citizenHash(key: Uint8Array, citizenId: string): string {
  return createHmac('sha256', key).update(citizenId, 'utf8').digest('hex');
}
