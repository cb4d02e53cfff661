import { z } from 'zod';
import { id, instant } from './text.js';

/** What is posted (công khai) now: whom a unit proposes for what, and until when objections are heard. */
export const Postings = z
  .object({
    postings: z.array(
      z.object({
        nomination: id,
        code: z.string(),
        subject: z.string(),
        unit: z.string(),
        award: z.string(),
        year: z.int(),
        by: z.string(),
        from: instant,
        until: instant.nullable(),
        held: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Postings' });
export type Postings = z.infer<typeof Postings>;

/** Objections to a posting. Who objected and what was said is for the verifier and auditors of a unit on the route only. */
export const Objections = z
  .object({
    objections: z.array(
      z.object({
        id,
        at: instant,
        anonymous: z.boolean(),
        registeredBy: z.string(),
        verifier: z.object({ id, name: z.string() }).nullable(),
        founded: z.boolean().nullable(),
        concludedAt: instant.nullable(),
        conclusion: z.string().nullable(),
        /** Null where it may not be read, or was not given. */
        objector: z.string().nullable(),
        contact: z.string().nullable(),
        content: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Objections' });
export type Objections = z.infer<typeof Objections>;

/** An uploaded document of an authority above the federation. */
export const OutsideFile = z
  .object({ file: id, name: z.string(), mime: z.string(), size: z.int(), sha256: z.string() })
  .meta({ id: 'OutsideFile' });
export type OutsideFile = z.infer<typeof OutsideFile>;
