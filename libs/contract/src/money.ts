import { z } from 'zod';
import { documentKinds } from '#domain/vocabulary';
import { date, id, line, year } from './text.js';

/** VND or a multiple, as decimal text; never a floating-point number. */
const decimal = z.string().regex(/^(0|[1-9]\d{0,11})(\.\d{1,4})?$/);

/**
 * A rate from a day on: the base salary in VND, an award's multiple of it for persons or collectives, or the factor that a
 * collective gets on the persons' multiple where it has none of its own (without an award: of every award).
 */
export const NewMoneyRate = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('baseSalary'), value: decimal, validFrom: date }),
    z.strictObject({
      kind: z.literal('multiple'),
      award: line(2, 60),
      subject: z.enum(['person', 'unit']),
      value: decimal,
      validFrom: date,
    }),
    z.strictObject({
      kind: z.literal('collectiveFactor'),
      award: line(2, 60).optional(),
      value: decimal,
      validFrom: date,
    }),
  ])
  .meta({ id: 'NewMoneyRate' });
export type NewMoneyRate = z.infer<typeof NewMoneyRate>;

export const MoneyRates = z
  .object({
    rates: z.array(
      z.object({
        id,
        kind: z.enum(['baseSalary', 'multiple', 'collectiveFactor']),
        award: z.string().nullable(),
        subject: z.enum(['person', 'unit']).nullable(),
        value: z.string(),
        validFrom: z.string(),
      }),
    ),
  })
  .meta({ id: 'MoneyRates' });
export type MoneyRates = z.infer<typeof MoneyRates>;

/** The last number that a body gave before Laurel, so that its sequence goes on. */
export const ContinueNumbers = z
  .strictObject({ body: id, kind: z.enum(documentKinds), year, last: z.int().min(1).max(999_999) })
  .meta({ id: 'ContinueNumbers' });
export type ContinueNumbers = z.infer<typeof ContinueNumbers>;
export const Numbers = ContinueNumbers.meta({ id: 'Numbers' });
export type Numbers = z.infer<typeof Numbers>;
