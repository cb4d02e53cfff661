import { z } from 'zod';
import { CommandAnswer, seen } from './commands.js';
import { NominationRow } from './nominations.js';
import { bilingual, id, text } from './text.js';

/** More than any configuration may allow; how many one press decides is `bulkMost` of `Me`. */
export const BULK_CEILING = 500;

const several = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(BULK_CEILING);

export const BulkCheck = z.strictObject({ nominations: several(id) }).meta({ id: 'BulkCheck' });
export type BulkCheck = z.infer<typeof BulkCheck>;

const BulkRefusal = z.object({
  code: z.string(),
  message: bilingual,
  observed: z.string().optional(),
  needed: z.string().optional(),
});

/** What can be agreed to together, and what is left out, each with its reason. */
export const BulkPlan = z
  .object({
    included: z.array(
      z.object({
        nomination: NominationRow,
        as: z.object({ id, role: z.string(), unit: z.string() }),
        seen: z.object({ step: z.string(), evaluation: z.string() }),
      }),
    ),
    /** Nomination is null for what is unknown or out of sight. */
    leftOut: z.array(z.object({ id, nomination: NominationRow.nullable(), refusal: BulkRefusal })),
  })
  .meta({ id: 'BulkPlan' });
export type BulkPlan = z.infer<typeof BulkPlan>;

/** Agrees to each item by a command of its own; `Idempotency-Key` is the id that they share. */
export const BulkApproval = z
  .strictObject({
    /** Typed by the person: how many they mean. */
    count: z.int(),
    opinion: text(0, 4_000).optional(),
    items: several(z.strictObject({ nomination: id, as: id, revision: z.int().min(1), seen })),
  })
  .refine((b) => b.count === b.items.length, { path: ['count'], message: 'is not the number of items' })
  .refine((b) => new Set(b.items.map((i) => i.nomination)).size === b.items.length, {
    path: ['items'],
    message: 'names a nomination twice',
  })
  .meta({ id: 'BulkApproval' });
export type BulkApproval = z.infer<typeof BulkApproval>;

/** What became of each item, in the order in which they were sent. */
export const BulkResult = z
  .object({
    bulk: id,
    results: z.array(z.object({ nomination: id, answer: CommandAnswer.nullable(), refusal: BulkRefusal.nullable() })),
  })
  .meta({ id: 'BulkResult' });
export type BulkResult = z.infer<typeof BulkResult>;
