const hex = (bytes: Uint8Array): string => [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');

/** A receipt of 16 random bytes, made here; the server learns it with the paper and tells its hash when the ballot is closed. */
export const newReceipt = (): string => hex(crypto.getRandomValues(new Uint8Array(16)));

/** In groups of four, to be copied by hand. */
export const spelled = (receipt: string): string => receipt.replace(/(.{4})(?=.)/g, '$1 ');

export const typedReceipt = (typed: string): string => typed.replace(/\s/g, '').toLowerCase();

/** SHA-256 of the receipt's text; null where the browser has none (plain http away from localhost). */
export async function hashOf(receipt: string): Promise<string | null> {
  if (!('subtle' in crypto)) return null;
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(receipt))));
}
