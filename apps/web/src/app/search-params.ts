/** A text of the address; undefined where nothing usable stands. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
/** A whole number of the address. */
export const whole = (value: unknown): number | undefined =>
  Number.isSafeInteger(Number(value ?? 'x')) ? Number(value) : undefined;
/** One of the names that are allowed there. */
export const oneOf = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined =>
  allowed.find((a) => a === value);
