import { z } from 'zod';
import { id, instant, limit, cursor, line, searchText } from './text.js';
import { NominationRow } from './nominations.js';

export const inboxTabs = ['waiting', 'others', 'decided'] as const;

export const InboxQuery = z.strictObject({
  tab: z.enum(inboxTabs).default('waiting'),
  q: searchText.optional(),
  award: line(2, 60).optional(),
  /** Only this seat. */
  as: id.optional(),
  due: z.enum(['overdue', 'soon']).optional(),
  limit,
  cursor: cursor.optional(),
});
export type InboxQuery = z.infer<typeof InboxQuery>;

export const Inbox = z
  .object({
    counts: z.object({
      overdue: z.int(),
      /** Due within 48 hours of legal time. */
      soon: z.int(),
      waiting: z.int(),
      others: z.int(),
    }),
    rows: z.array(NominationRow),
    next: z.string().nullable(),
  })
  .meta({ id: 'Inbox' });
export type Inbox = z.infer<typeof Inbox>;

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
