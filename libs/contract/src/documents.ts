import { z } from 'zod';
import { capacities, documentKinds, documentStates } from '#domain/vocabulary';
import { CommandView } from './nominations.js';
import { cursor, id, instant, limit, line } from './text.js';

/** A draft of a decision document: the clerk of the issuing body composes it. */
export const NewDocument = z
  .strictObject({
    as: id,
    kind: z.enum(documentKinds).default('QĐ'),
    capacity: z.enum(capacities).default('TM'),
    title: line(5, 300),
    nominations: z.array(id).min(1).max(1_000),
  })
  .meta({ id: 'NewDocument' });
export type NewDocument = z.infer<typeof NewDocument>;

export const DocumentCommand = z.strictObject({ as: id }).meta({ id: 'DocumentCommand' });
export type DocumentCommand = z.infer<typeof DocumentCommand>;

export const DocumentItem = z.object({
  nomination: id,
  code: z.string(),
  subject: z.string(),
  unit: z.string(),
  award: z.string(),
  state: z.string(),
  /** VND as a decimal string; null is "not set", never zero. */
  amount: z.string().nullable(),
});

export const DocumentView = z
  .object({
    id,
    kind: z.enum(documentKinds),
    state: z.enum(documentStates),
    version: z.int(),
    body: z.object({ id, name: z.string(), symbol: z.string() }),
    title: z.string(),
    capacity: z.enum(capacities),
    /** `05/QĐ-TLĐ`, given at issue. */
    number: z.string().nullable(),
    date: z.string().nullable(),
    signedBy: z.string().nullable(),
    signedAt: instant.nullable(),
    issuedAt: instant.nullable(),
    act: id.nullable(),
    items: z.array(DocumentItem),
    commands: z.array(
      z.object({
        type: z.enum(['Sign', 'Issue', 'Discard']),
        allowed: z.boolean(),
        seats: z.array(z.object({ id, role: z.string(), unit: z.string() })),
        refusal: CommandView.shape.refusal,
      }),
    ),
  })
  .meta({ id: 'DecisionDocument' });
export type DocumentView = z.infer<typeof DocumentView>;

export const DocumentRow = z.object({
  id,
  kind: z.enum(documentKinds),
  state: z.enum(documentStates),
  title: z.string(),
  body: z.string(),
  number: z.string().nullable(),
  date: z.string().nullable(),
  items: z.int(),
});
export const DocumentQuery = z.strictObject({
  limit,
  cursor: cursor.optional(),
  state: z.enum(documentStates).optional(),
});
export type DocumentQuery = z.infer<typeof DocumentQuery>;
export const Documents = z
  .object({ documents: z.array(DocumentRow), next: z.string().nullable() })
  .meta({ id: 'Documents' });
export type Documents = z.infer<typeof Documents>;

/** Answer of Issue (202): the act that hands out the commendations. */
export const ActAccepted = z.object({ act: id, number: z.string(), date: z.string() }).meta({ id: 'ActAccepted' });
export type ActAccepted = z.infer<typeof ActAccepted>;

export const ActView = z
  .object({
    id,
    kind: z.string(),
    startedAt: instant,
    document: id.nullable(),
    total: z.int(),
    done: z.int(),
    waiting: z.int(),
    refused: z.array(z.object({ nomination: id, code: z.string(), reason: z.string() })),
  })
  .meta({ id: 'Act' });
export type ActView = z.infer<typeof ActView>;
