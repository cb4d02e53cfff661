import { z } from 'zod';
import { id, instant, line } from './text.js';
import { InboxFilter } from './inbox.js';

/** Put aside until the morning of a later day, or until it is due if that comes first. */
export const Snooze = z
  .strictObject({ days: z.union([z.literal(1), z.literal(3), z.literal(7)]) })
  .meta({ id: 'Snooze' });
export type Snooze = z.infer<typeof Snooze>;
export const Snoozed = z.object({ until: instant }).meta({ id: 'Snoozed' });
export type Snoozed = z.infer<typeof Snoozed>;

/** A filter under a name of one's own; the same name again replaces it. */
export const NewSavedFilter = z.strictObject({ name: line(1, 60), query: InboxFilter }).meta({ id: 'NewSavedFilter' });
export type NewSavedFilter = z.infer<typeof NewSavedFilter>;
export const SavedFilter = z.object({ id, name: z.string(), query: InboxFilter });
export type SavedFilter = z.infer<typeof SavedFilter>;
export const SavedFilters = z.object({ filters: z.array(SavedFilter) }).meta({ id: 'SavedFilters' });
export type SavedFilters = z.infer<typeof SavedFilters>;

export const mailChoices = ['each', 'daily', 'none'] as const;

/** What a person chose for themselves; it follows them to every computer. */
export const Preferences = z
  .strictObject({
    /** Null: never chosen, the computer decides. */
    language: z.enum(['vi', 'en']).nullable(),
    /** Decisions by a single digit. */
    singleKeys: z.boolean(),
    /** A mail for each notice, one a day, or none; notices in the app are not touched by it. */
    mail: z.enum(mailChoices),
  })
  .meta({ id: 'Preferences' });
export type Preferences = z.infer<typeof Preferences>;
