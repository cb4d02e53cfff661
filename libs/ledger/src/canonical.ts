/** A value that the ledger can hold: no null, no fraction, no number beyond 2^53, strings in NFC. */
export type Canonical =
  string | number | boolean | readonly Canonical[] | { readonly [key: string]: Canonical | undefined };

/**
 * RFC 8785 text of a value. Throws on what an entry must not hold: null, fractions, −0, lone surrogates, NUL, text that is not NFC.
 * Members whose value is undefined are left out. Keys are sorted by UTF-16 units, as JavaScript sorts.
 */
export function canonicalize(value: Canonical): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') return integer(value);
  if (Array.isArray(value)) return `[${value.map((v: Canonical) => canonicalize(v)).join(',')}]`;
  if (typeof value === 'object' && value !== null)
    return object(value as { readonly [key: string]: Canonical | undefined });
  throw new TypeError(`not canonical: ${value === null ? 'null' : typeof value}`);
}

function object(value: { readonly [key: string]: Canonical | undefined }): string {
  let out = '{';
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    out += `${out.length > 1 ? ',' : ''}${quoted(key)}:${canonicalize(member)}`;
  }
  return `${out}}`;
}

function quoted(text: string): string {
  if (!text.isWellFormed() || text.includes('\u0000')) throw new TypeError('not canonical: NUL or lone surrogate');
  if (text.normalize('NFC') !== text) throw new TypeError('not canonical: text is not NFC');
  return JSON.stringify(text);
}

function integer(n: number): string {
  if (!Number.isSafeInteger(n) || Object.is(n, -0)) throw new TypeError(`not canonical: ${String(n)}`);
  return String(n);
}
