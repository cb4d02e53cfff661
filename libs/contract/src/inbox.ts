import { z } from 'zod';
import { occasions } from '#domain/vocabulary';
import { ClaimView } from './claims.js';
import { id, instant, limit, cursor, line, searchText } from './text.js';
import { NominationRow } from './nominations.js';

export const inboxTabs = ['waiting', 'snoozed', 'others', 'decided'] as const;
export const inboxSorts = ['due', 'name', 'award'] as const;

/** What narrows and orders the list; the same names stand in the address of the screen. */
export const InboxFilter = z.strictObject({
  tab: z.enum(inboxTabs).optional(),
  q: searchText.optional(),
  award: line(2, 60).optional(),
  /** Nominating unit, with all below it. */
  unit: id.optional(),
  /** Only this seat. */
  as: id.optional(),
  due: z.enum(['overdue', 'soon']).optional(),
  eligibility: z.enum(['eligible', 'needsReview', 'notEligible']).optional(),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  occasion: z.enum(occasions).optional(),
  sort: z.enum(inboxSorts).optional(),
});
export type InboxFilter = z.infer<typeof InboxFilter>;

export const InboxQuery = InboxFilter.extend({
  tab: z.enum(inboxTabs).default('waiting'),
  limit,
  cursor: cursor.optional(),
});
export type InboxQuery = z.infer<typeof InboxQuery>;

export const InboxRow = NominationRow.extend({
  /** The unit that it came from on its way up; null where it began. */
  from: z.object({ id, name: z.string() }).nullable(),
  /** Votes of the last ballot. */
  votes: z.object({ agree: z.int(), base: z.int() }).nullable(),
  snoozedUntil: instant.nullable(),
  /** Who works on it. */
  claim: ClaimView.nullable(),
  /** Its step may be agreed to for many in one press. */
  together: z.boolean(),
}).meta({ id: 'InboxRow' });
export type InboxRow = z.infer<typeof InboxRow>;

export const Inbox = z
  .object({
    counts: z.object({
      overdue: z.int(),
      /** Due within 48 hours of legal time. */
      soon: z.int(),
      waiting: z.int(),
      snoozed: z.int(),
      others: z.int(),
    }),
    /** Nothing waits: what is expected next of all that others have, by when and from where. */
    expected: z.object({ at: instant, unit: z.string() }).nullable(),
    rows: z.array(InboxRow),
    next: z.string().nullable(),
  })
  .meta({ id: 'Inbox' });
export type Inbox = z.infer<typeof Inbox>;

/** Nominating units among what waits, for the filter. */
export const InboxUnits = z.object({ units: z.array(z.object({ id, name: z.string() })) }).meta({ id: 'InboxUnits' });
export type InboxUnits = z.infer<typeof InboxUnits>;

export const NotificationView = z.object({
  id,
  topic: z.string(),
  title: z.string(),
  body: z.string(),
  nomination: id.nullable(),
  document: id.nullable(),
  at: instant,
  readAt: instant.nullable(),
});
export const NotificationQuery = z.strictObject({
  limit,
  cursor: cursor.optional(),
  lang: z.enum(['vi', 'en']).default('vi'),
});
export type NotificationQuery = z.infer<typeof NotificationQuery>;
export const Notifications = z
  .object({ unread: z.int(), notifications: z.array(NotificationView), next: z.string().nullable() })
  .meta({ id: 'Notifications' });
export type Notifications = z.infer<typeof Notifications>;
