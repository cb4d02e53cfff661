/** What an award's money rests on: decimal text; each that is not set is left out (model.md 9). */
export interface MoneyRates {
  /** Multiple of the base salary for this kind of subject. */
  readonly multiple?: string;
  /** Base salary in VND. */
  readonly base?: string;
  /** What a collective gets on the persons' multiple; only where it has no multiple of its own. */
  readonly factor?: string;
}

/** Money of a grant: all that it was computed from, and the amount in VND as decimal text. */
export interface Money {
  readonly multiple: string;
  readonly base: string;
  readonly factor?: string;
  readonly amount: string;
}

/** Multiple × base salary × collective factor, exactly; null is "not set", never zero. Throws on text that is no decimal number. */
export function moneyOf({ multiple, base, factor }: MoneyRates): Money | null {
  if (multiple === undefined || base === undefined) return null;
  const amount = product([multiple, base, ...(factor === undefined ? [] : [factor])]);
  return { multiple, base, ...(factor === undefined ? {} : { factor }), amount };
}

/** The product of decimal numbers as text, without trailing zeros: `4.5` × `2340000` is `10530000`. */
export function product(factors: readonly string[]): string {
  const parts = factors.map(partsOf);
  const digits = parts.reduce((all, p) => all * p.digits, 1n);
  const scale = parts.reduce((all, p) => all + p.scale, 0);
  const text = digits.toString().padStart(scale + 1, '0');
  const [whole, fraction] = [text.slice(0, text.length - scale), text.slice(text.length - scale).replace(/0+$/, '')];
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

function partsOf(text: string): { digits: bigint; scale: number } {
  const found = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (found === null) throw new Error(`${text} is not a decimal number`);
  const [, whole = '', fraction = ''] = found;
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}
