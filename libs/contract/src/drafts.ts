import { z } from 'zod';
import { channels, occasions, simplifiedCases, themes } from '#domain/vocabulary';
import { NamedAchievement } from './achievements.js';
import { date, id, instant, line, text, year } from './text.js';

/** Facts as a clerk declares them; names and types are those of the fact dictionary. */
export const DeclaredFacts = z.record(
  z.string().regex(/^[a-z][A-Za-z0-9.]{1,60}$/),
  z.strictObject({
    value: z.union([z.boolean(), z.int(), line(1, 60)]),
    /** Dossier item that shows it; then the fact is evidenced and no longer merely declared. */
    item: line(1, 60).optional(),
  }),
);
export type DeclaredFacts = z.infer<typeof DeclaredFacts>;

export const Subject = z.strictObject({ type: z.enum(['person', 'unit']), id });

export const NewNomination = z
  .strictObject({
    award: line(2, 60),
    /** The nominating unit; for `paper` a clerk of a unit above it enters what it decided on paper. */
    unit: id,
    channel: z.enum(channels).default('electronic'),
    subject: Subject,
    /** One of the award's subject types; the award's first fitting one when missing. */
    subjectType: line(2, 40).optional(),
    year,
    occasion: z.enum(occasions).default('annual'),
    /** A code, never typed words: it stands in the ledger in clear. */
    theme: z.enum(themes).optional(),
    /** One of the five cases of the simplified procedure; not for annual awards. */
    simplified: z.strictObject({ case: z.enum(simplifiedCases), deedOn: date.optional() }).optional(),
    /** The one achievement that it rewards, where it is for one. */
    achievement: NamedAchievement.optional(),
    facts: DeclaredFacts.default({}),
    statement: text(0, 20_000).default(''),
  })
  .meta({ id: 'NewNomination' });
export type NewNomination = z.infer<typeof NewNomination>;

/** Of a nomination: `paper` was decided on paper in its unit, and entered by the unit above it that `enteredBy` names. */
export const entered = {
  channel: z.enum(channels),
  enteredBy: z.object({ id, name: z.string() }).nullable(),
};

/** Changes the working copy; `If-Match: "d-<n>"`. */
export const DraftChange = z
  .strictObject({ facts: DeclaredFacts.optional(), statement: text(0, 20_000).optional() })
  .meta({ id: 'DraftChange' });
export type DraftChange = z.infer<typeof DraftChange>;

export const Draft = z
  .object({
    etag: z.string(),
    editable: z.boolean(),
    facts: z.record(
      z.string(),
      z.object({ value: z.union([z.boolean(), z.number(), z.string()]), item: z.string().optional() }),
    ),
    statement: z.string(),
    savedAt: instant,
    /** Items that may change while a supplement is asked for; null: all. */
    openItems: z.array(z.string()).nullable(),
  })
  .meta({ id: 'Draft' });
export type Draft = z.infer<typeof Draft>;
