import type { NotificationQuery, Notifications } from '#contract';
import { isUuid } from '../cursor.js';
import type { Engine } from '../engine.js';
import { noticeColumns, noticeJoins, noticeOf, renderNotice, type NoticeRow } from '../outbox/notices/index.js';

type Row = NoticeRow & { readonly unread: number };

/** The page first, then the names: joins for fifty rows, not for a year of notices. */
const listText = `with x as (
    select * from notification where person_id = $1::uuid and ($2::uuid is null or id < $2::uuid) order by id desc limit $3::int)
select ${noticeColumns}, (select count(*)::int from notification u where u.person_id = $1::uuid and u.read_at is null) as unread
from x ${noticeJoins} order by x.id desc`;

/** What a person was told, newest first, in the language asked for. Names only what the person may still see. */
export async function notificationsOf(
  engine: Engine,
  person: string,
  query: NotificationQuery,
): Promise<Notifications> {
  const after = query.cursor !== undefined && isUuid(query.cursor) ? query.cursor : null;
  const rows = await engine.db.query<Row>('notifications', listText, [person, after, query.limit + 1]);
  const page = rows.slice(0, query.limit);
  return {
    unread: rows[0]?.unread ?? 0,
    notifications: page.map((r) => ({
      id: r.id,
      topic: r.topic,
      ...renderNotice(r.topic, query.lang, noticeOf(r)),
      nomination: r.nomination_id,
      document: r.document_id,
      at: r.at.toISOString(),
      readAt: r.read_at?.toISOString() ?? null,
    })),
    next: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null,
  };
}

const readText = 'update notification set read_at = laurel_clock() where person_id = $1::uuid and read_at is null';

/** Marks everything that a person was told as read. */
export async function markNotificationsRead(engine: Engine, person: string): Promise<void> {
  await engine.db.query('notifications_read', readText, [person]);
}
