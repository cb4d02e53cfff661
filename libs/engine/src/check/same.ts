import { canonicalize, type Canonical } from '#ledger';

/** Equality of stored and folded values, whatever order the database keeps members in; null and absent are one. */
export function same(a: unknown, b: unknown): boolean {
  return text(a) === text(b);
}

function text(value: unknown): string {
  const plain = JSON.parse(JSON.stringify(value ?? {}, (_key, v: unknown) => v ?? undefined)) as Canonical;
  return canonicalize(plain);
}
