import { z } from 'zod';
import { rejectCodes, relationKinds, returnCodes } from '#domain/vocabulary';
import { date, id, instant, line, text } from './text.js';

const seen = z.strictObject({ step: line(1, 120), evaluation: z.string().regex(/^[0-9a-f]{64}$/) });
const as = id;
const reason = text(10, 4_000);
const opinion = text(0, 4_000).optional();

/** A command of a person; the command id is `Idempotency-Key`, the revision or draft number `If-Match`. */
export const NominationCommand = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('Submit'), as }),
    z.strictObject({ type: z.literal('Resubmit'), as }),
    z.strictObject({ type: z.literal('Recommend'), as, seen, opinion }),
    z.strictObject({
      type: z.literal('Return'),
      as,
      seen,
      items: z
        .array(z.strictObject({ item: line(1, 60), code: z.enum(returnCodes) }))
        .min(1)
        .max(20),
      due: date.optional(),
      reason,
    }),
    z.strictObject({ type: z.literal('Reject'), as, seen, code: z.enum(rejectCodes), reason }),
    z.strictObject({
      type: z.literal('Confirm'),
      as,
      seen,
      criterion: line(1, 60),
      result: z.enum(['passed', 'failed']),
      reason,
    }),
    z.strictObject({ type: z.literal('Override'), as, seen, criterion: line(1, 60), reason }),
    z.strictObject({ type: z.literal('Recuse'), as, reason }),
    z.strictObject({ type: z.literal('DeclareRelation'), as, relation: z.enum(relationKinds), reason }),
    z.strictObject({ type: z.literal('Withdraw'), as, reason }),
    z.strictObject({ type: z.literal('Retract'), as, seq: z.int().min(1) }),
    z.strictObject({ type: z.literal('ReopenBallot'), as, reason }),
  ])
  .meta({ id: 'NominationCommand' });
export type NominationCommand = z.infer<typeof NominationCommand>;

/** The same for ever for one command id: a function of the entry found by it. */
export const CommandAnswer = z
  .object({
    nomination: id,
    seq: z.int(),
    at: instant,
    state: z.string(),
    revision: z.int(),
    late: z.boolean(),
    hash: z.string(),
    releasedAt: instant,
  })
  .meta({ id: 'CommandAnswer' });
export type CommandAnswer = z.infer<typeof CommandAnswer>;
