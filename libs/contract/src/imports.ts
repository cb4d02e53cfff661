import { z } from 'zod';
import { ExportLanguage } from './nominee-lists.js';
import { bilingual, id, instant, limit } from './text.js';

export const importKinds = ['persons', 'seats', 'awards', 'assessments'] as const;

/** What a CSV holds, and the unit for it and everything below. Headings are Vietnamese or the names of the columns. */
export const ImportQuery = z.strictObject({ kind: z.enum(importKinds), unit: id });
export type ImportQuery = z.infer<typeof ImportQuery>;

/** A file that was read and compared with the registers. Nothing is taken in before it is accepted. */
export const ImportView = z
  .object({
    id,
    kind: z.enum(importKinds),
    unit: id,
    sha256: z.string(),
    rows: z.int(),
    /** Rows that can be taken in as they are. */
    ready: z.int(),
    /** Rows that are taken in when they are confirmed one by one. */
    doubtful: z.int(),
    /** Rows that cannot be taken in. */
    wrong: z.int(),
    /** The old encoding that the whole file was converted from to Unicode; look at some rows before taking them in. */
    convertedFrom: z.enum(['TCVN3', 'VNI']).nullable(),
    accepted: z.int().nullable(),
    acceptedAt: instant.nullable(),
    /** Rows that one file of this kind may hold. */
    limit: z.int(),
  })
  .meta({ id: 'Import' });
export type ImportView = z.infer<typeof ImportView>;

export const ImportRowsQuery = z.strictObject({
  which: z.enum(['wrong', 'doubtful', 'ready']).default('wrong'),
  /** The last line of the page before. */
  after: z.coerce.number().int().min(0).default(0),
  limit,
});
export type ImportRowsQuery = z.infer<typeof ImportRowsQuery>;

export const ImportRows = z
  .object({
    rows: z.array(
      z.object({
        line: z.int(),
        values: z.record(z.string(), z.string()),
        problems: z.array(
          z.object({
            column: z.string(),
            code: z.string(),
            message: bilingual,
            /** The earlier line that it repeats. */
            line: z.int().optional(),
            /** Who may be meant. */
            person: id.optional(),
          }),
        ),
      }),
    ),
    next: z.int().nullable(),
  })
  .meta({ id: 'ImportRows' });
export type ImportRows = z.infer<typeof ImportRows>;

const lines = z.array(z.int().min(1)).max(10_000).default([]);

/** Which rows to take in: those that are ready, the doubtful ones that are confirmed, without some. */
export const ImportChoice = z
  .strictObject({
    /** How many rows the caller thinks that these are; another number is refused. */
    expected: z.int().min(1),
    confirmed: lines,
    except: lines,
  })
  .meta({ id: 'ImportChoice' });
export type ImportChoice = z.infer<typeof ImportChoice>;

/** Which files this person may bring, and for which units (each with all below it). Empty: none. */
export const ImportRights = z
  .object({
    rights: z.array(z.object({ kind: z.enum(importKinds), units: z.array(z.object({ id, name: z.string() })) })),
  })
  .meta({ id: 'ImportRights' });
export type ImportRights = z.infer<typeof ImportRights>;

export const ImportTemplateQuery = ExportLanguage.extend({ kind: z.enum(importKinds) });
export type ImportTemplateQuery = z.infer<typeof ImportTemplateQuery>;
