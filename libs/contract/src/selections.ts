import { z } from 'zod';
import { themes } from '#domain/vocabulary';
import { id, line, year } from './text.js';

export const NewSelection = z
  .strictObject({ unit: id, award: line(2, 60), theme: z.enum(themes).optional(), year })
  .meta({ id: 'NewSelection' });
export type NewSelection = z.infer<typeof NewSelection>;

/** The whole order: nominations of one group share a place, and the tie-breaks decide between them. */
export const RankingOrder = z
  .strictObject({ groups: z.array(z.array(id).min(1).max(1_000)).min(1).max(1_000) })
  .meta({ id: 'RankingOrder' });
export type RankingOrder = z.infer<typeof RankingOrder>;

export const SelectionView = z
  .object({
    id,
    unit: z.object({ id, name: z.string() }),
    award: z.string(),
    theme: z.string().nullable(),
    year: z.int(),
    version: z.int(),
    closed: z.boolean(),
    by: z.enum(['order', 'score']),
    ties: z.array(z.string()),
    /** Null where no national quota has been set. */
    quota: z.object({ cap: z.int(), used: z.int(), remaining: z.int() }).nullable(),
    rows: z.array(
      z.object({
        nomination: id,
        code: z.string(),
        subject: z.string(),
        unit: z.string(),
        rank: z.int(),
        /** Whether it is above the cut as things stand. */
        selected: z.boolean(),
        ties: z.record(z.string(), z.boolean()),
        score: z.int().nullable(),
      }),
    ),
    /** Items that the reader has an interest in: they are counted and not shown. */
    hidden: z.int(),
    act: id.nullable(),
  })
  .meta({ id: 'Selection' });
export type SelectionView = z.infer<typeof SelectionView>;
