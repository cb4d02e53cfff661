import { z } from 'zod';
import { holdKinds } from '#domain/vocabulary';
import { id, instant, text } from './text.js';

const reason = text(10, 4_000);

/** A hold on a person or a unit: nothing is proposed, decided, balloted or issued for them until it is released. */
export const NewSubjectHold = z
  .strictObject({
    as: id,
    subject: z.strictObject({ type: z.enum(['person', 'unit']), id }),
    kind: z.enum(holdKinds),
    reason,
  })
  .meta({ id: 'NewSubjectHold' });
export type NewSubjectHold = z.infer<typeof NewSubjectHold>;

export const SubjectRelease = z.strictObject({ as: id, reason }).meta({ id: 'SubjectRelease' });
export type SubjectRelease = z.infer<typeof SubjectRelease>;

export const SubjectHold = z
  .object({
    id,
    subject: z.object({ type: z.enum(['person', 'unit']), id, name: z.string() }),
    kind: z.enum(holdKinds),
    reason: z.string().nullable(),
    by: z.string(),
    at: instant,
    releasedBy: z.string().nullable(),
    releasedAt: instant.nullable(),
    /** The acts that bring the hold to open nominations, and the release. */
    acts: z.array(id),
  })
  .meta({ id: 'SubjectHold' });
export type SubjectHold = z.infer<typeof SubjectHold>;
export const SubjectHolds = z.object({ holds: z.array(SubjectHold) }).meta({ id: 'SubjectHolds' });
export type SubjectHolds = z.infer<typeof SubjectHolds>;
