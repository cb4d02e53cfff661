import { awardOf, moneyOf, type Money, type MoneyRates } from '#domain';
import type { DatedRate } from '../load.queries.js';

/** Rates of an award on one day; null is "not set". `own` is the multiple of the very kind of subject. */
export interface Rates {
  readonly own: string | null;
  readonly persons: string | null;
  readonly base: string | null;
  readonly factor: string | null;
}

/** Money of an award by the administrators' rates and, where they set none, the catalogue's multiple; null is "not set". */
export function moneyOfAward(award: string, subject: 'person' | 'unit', rates: Rates): Money | null {
  const listed = awardOf(award)?.moneyMultiple;
  const persons = rates.persons ?? listed?.individual;
  const own = subject === 'person' ? persons : (rates.own ?? listed?.collective);
  const base = rates.base ?? undefined;
  if (own !== undefined) return moneyOf(set({ multiple: own, base }));
  if (rates.factor === null) return null;
  return moneyOf(set({ multiple: persons, base, factor: rates.factor }));
}

/** The rates of a day among dated ones: the latest that began by then, an award's own before the general one. */
export function ratesOn(dated: readonly DatedRate[], day: string): Rates {
  const on = (kind: DatedRate['kind'], subject: DatedRate['subject']): string | null =>
    dated
      .filter((r) => r.kind === kind && r.subject === subject && r.from <= day)
      .sort((a, b) => Number(b.award !== null) - Number(a.award !== null) || b.from.localeCompare(a.from))[0]?.value ??
    null;
  const persons = on('multiple', 'person');
  return {
    own: on('multiple', 'unit'),
    persons,
    base: on('baseSalary', null),
    factor: on('collectiveFactor', null),
  };
}

/** Without what is not set. */
function set(rates: Partial<Record<keyof MoneyRates, string | undefined>>): MoneyRates {
  return Object.fromEntries(Object.entries(rates).filter(([, value]) => value !== undefined));
}
