import { z } from 'zod';
import { id, line, year } from './text.js';

const title = line(5, 300);

/** What a nomination rewards: an achievement that is known by its id, or a new one by its title. */
export const NamedAchievement = z.union([z.strictObject({ id }), z.strictObject({ title })]);
export type NamedAchievement = z.infer<typeof NamedAchievement>;

export const SimilarQuery = z.strictObject({ title, year: z.coerce.number().pipe(year).optional() });
export type SimilarQuery = z.infer<typeof SimilarQuery>;

/** Achievements of the last five years with a title like this one, the most alike first; at most five. */
export const SimilarTitles = z
  .object({
    matches: z.array(
      z.object({
        achievement: id,
        title: z.string(),
        year: z.int(),
        unit: z.object({ id, name: z.string() }),
        /** Share of trigrams of the folded titles, in per mille; 550 and above. */
        perMille: z.int(),
        /** Words that both titles have, as the found one writes them. */
        words: z.array(z.string()),
        /** Awards that were given for it. */
        rewards: z.array(z.object({ award: z.string(), year: z.int() })),
      }),
    ),
  })
  .meta({ id: 'SimilarTitles' });
export type SimilarTitles = z.infer<typeof SimilarTitles>;
