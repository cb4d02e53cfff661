import { z } from 'zod';
import { externalResults, holdKinds, rejectCodes, relationKinds, returnCodes } from '#domain/vocabulary';
import { date, id, instant, line, text } from './text.js';

/** The step and the digest of the criteria that were on the screen. */
export const seen = z.strictObject({ step: line(1, 120), evaluation: z.string().regex(/^[0-9a-f]{64}$/) });
const as = id;
const reason = text(10, 4_000);
const opinion = text(0, 4_000).optional();
/** What is to be supplemented, each once and with its reason: a dossier item, a fact by its name, `facts` (all), or `statement`. */
const asked = z
  .array(z.strictObject({ item: line(1, 60), code: z.enum(returnCodes) }))
  .min(1)
  .max(20)
  .refine((items) => new Set(items.map((i) => i.item)).size === items.length, { message: 'asks for the same twice' });

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
      items: asked,
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
    z.strictObject({ type: z.literal('Hold'), as, kind: z.enum(holdKinds), reason }),
    z.strictObject({ type: z.literal('Release'), as, hold: id, reason }),
    z.strictObject({
      type: z.literal('Object'),
      as,
      objector: z.strictObject({ name: line(2, 200), contact: line(3, 300) }).optional(),
      content: text(10, 4_000),
    }),
    z.strictObject({ type: z.literal('AssignVerifier'), as, objection: id, person: id }),
    z.strictObject({ type: z.literal('Conclude'), as, objection: id, founded: z.boolean(), reason }),
    z.strictObject({
      type: z.literal('RecordExternal'),
      as,
      result: z.enum(externalResults),
      on: date,
      number: line(1, 60).optional(),
      file: id.optional(),
      items: asked.optional(),
      reason,
    }),
    z.strictObject({ type: z.literal('Complain'), as, reason }),
    z.strictObject({ type: z.literal('ConcludeComplaint'), as, complaint: id, founded: z.boolean(), reason }),
    z.strictObject({ type: z.literal('CorrectReceipt'), as, receivedAt: instant, reason }),
    z.strictObject({
      type: z.literal('ApplyMoreFavourable'),
      as,
      ruleSet: z.strictObject({ id: line(1, 60), version: z.int().min(1).max(1_000) }),
      reason,
    }),
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
