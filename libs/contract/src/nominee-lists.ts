import { z } from 'zod';
import { occasions, themes } from '#domain/vocabulary';
import { bilingual, id, limit, line, year } from './text.js';

/** What the rows of a list are nominated for; every draft of it is made under this. */
export const NomineeListQuery = z.strictObject({
  award: line(2, 60),
  unit: id,
  subjectType: line(2, 40),
  year: z.coerce.number().pipe(year),
  occasion: z.enum(occasions).default('annual'),
  theme: z.enum(themes).optional(),
});
export type NomineeListQuery = z.infer<typeof NomineeListQuery>;

export const NomineeTemplateQuery = z.strictObject({
  award: line(2, 60),
  subjectType: line(2, 40),
  language: z.enum(['vi', 'en']).default('vi'),
});
export type NomineeTemplateQuery = z.infer<typeof NomineeTemplateQuery>;

/** In which language a file is written. */
export const ExportLanguage = z.strictObject({ language: z.enum(['vi', 'en']).default('vi') });
export type ExportLanguage = z.infer<typeof ExportLanguage>;

/** What a column can hold: a name of the list's own, or `facts.` with the name of a fact. */
const field = z.string().regex(/^(?:facts\.)?[a-z][A-Za-z0-9.]{1,60}$/);

/** An Excel list as it was read, with how its rows stand now. Nothing is made of it before its drafts are asked for. */
export const NomineeList = z
  .object({
    id,
    ...NomineeListQuery.shape,
    year: z.int(),
    occasion: z.enum(occasions),
    theme: z.enum(themes).nullable(),
    file: z.string(),
    sha256: z.string(),
    /** Row of the sheet that was taken for the heading. */
    headingLine: z.int(),
    columns: z.array(
      z.object({
        column: z.int(),
        heading: z.string(),
        sample: z.array(z.string()),
        /** What it was taken for; null: it is left out. */
        field: field.nullable(),
      }),
    ),
    /** What a column may be taken for. */
    fields: z.array(z.object({ field, label: bilingual, required: z.boolean() })),
    /** Fields that are needed and stand in no column. */
    missing: z.array(field),
    /** The font encoding that its text seems to be in, and whether it is converted. */
    oldEncoding: z.enum(['TCVN3', 'VNI']).nullable(),
    converted: z.boolean(),
    counts: z.object({ rows: z.int(), ready: z.int(), doubtful: z.int(), wrong: z.int(), made: z.int() }),
    /** Rows that one list may hold. */
    limit: z.int(),
  })
  .meta({ id: 'NomineeList' });
export type NomineeList = z.infer<typeof NomineeList>;

/** What each column holds (null: nothing), by its place from 0; and whether text of an old encoding is converted. */
export const NomineeColumns = z
  .strictObject({ columns: z.array(field.nullable()).max(200), convert: z.boolean() })
  .meta({ id: 'NomineeColumns' });
export type NomineeColumns = z.infer<typeof NomineeColumns>;

export const nomineeRowStates = ['ready', 'doubtful', 'wrong', 'made'] as const;

export const NomineeRowsQuery = z.strictObject({
  which: z.enum(nomineeRowStates).default('wrong'),
  /** The last line of the page before. */
  after: z.coerce.number().int().min(0).default(0),
  limit,
});
export type NomineeRowsQuery = z.infer<typeof NomineeRowsQuery>;

/** The rows that stand so, all of them, in a file. */
export const NomineeRowsExport = NomineeRowsQuery.pick({ which: true }).extend(ExportLanguage.shape);
export type NomineeRowsExport = z.infer<typeof NomineeRowsExport>;

export const NomineeRows = z
  .object({
    rows: z.array(
      z.object({
        line: z.int(),
        /** What the file says, by column. */
        cells: z.array(z.string().nullable()),
        /** Whom it was found to mean. */
        subject: z.object({ id, name: z.string() }).nullable(),
        problems: z.array(
          z.object({
            /** The column; null where the file has none for it. */
            column: z.int().nullable(),
            field,
            code: z.string(),
            message: bilingual,
            /** The earlier line that it repeats. */
            line: z.int().optional(),
          }),
        ),
        /** The draft that was made of it. */
        nomination: id.nullable(),
      }),
    ),
    next: z.int().nullable(),
  })
  .meta({ id: 'NomineeRows' });
export type NomineeRows = z.infer<typeof NomineeRows>;

/**
 * Drafts of the rows that are ready, and of the doubtful ones that are confirmed. The same request goes on where it stopped: a row that
 * has its draft keeps it.
 */
export const NomineeDrafts = z
  .strictObject({
    /** How many rows the caller thinks that these are, with those that have their draft already; another number is refused. */
    expected: z.int().min(1),
    confirmed: z.array(z.int().min(1)).max(10_000).default([]),
  })
  .meta({ id: 'NomineeDrafts' });
export type NomineeDrafts = z.infer<typeof NomineeDrafts>;

export const NomineeDraftsMade = z
  .object({
    made: z.int(),
    /** Rows that the next such request goes on with. */
    left: z.int(),
    /** Rows that were refused meanwhile, with the refusal. */
    refused: z.array(z.object({ line: z.int(), code: z.string(), message: bilingual })),
  })
  .meta({ id: 'NomineeDraftsMade' });
export type NomineeDraftsMade = z.infer<typeof NomineeDraftsMade>;
