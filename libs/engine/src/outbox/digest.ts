import type { Db } from '../db.js';
import { noticeColumns, noticeJoins, noticeOf, type NoticeRow } from './notices/read.js';
import type { NoticeData } from './notices/data.js';

/** One person's mail of one day: what was noted since the last one and not mailed. */
export interface Digest {
  readonly person: string;
  readonly name: string;
  readonly email: string;
  /** Local date, `YYYY-MM-DD`. */
  readonly day: string;
  readonly notices: readonly { readonly id: string; readonly topic: NoticeRow['topic']; readonly data: NoticeData }[];
}

/** Seven in the morning in Vietnam, by legal time, once a day; who was not served within ten minutes is claimed again. */
const claimText = `
with due as (
  select c.person_id from preference c join account a on a.person_id = c.person_id and a.email is not null and a.disabled_at is null
  where c.mail = 'daily' and laurel_clock() >= (legal_date()::timestamp + interval '7 hours') at time zone 'Asia/Ho_Chi_Minh'
    and exists (select from notification x where x.person_id = c.person_id and x.mailed_at is null and x.at > laurel_clock() - interval '3 days')
    and not exists (select from mail_digest g where g.person_id = c.person_id and g.day = legal_date()
      and (g.sent_at is not null or g.lease_until > clock_timestamp()))
  order by c.person_id limit 50
)
insert into mail_digest (person_id, day, lease_until) select person_id, legal_date(), clock_timestamp() + interval '10 min' from due
on conflict (person_id, day) do update set lease_until = excluded.lease_until
  where mail_digest.sent_at is null and coalesce(mail_digest.lease_until, '-infinity') <= clock_timestamp()
returning person_id, day::text`;

const noticesText = `
select ${noticeColumns}, x.person_id, r.name, a.email from notification x
join person r on r.id = x.person_id
join account a on a.person_id = x.person_id
${noticeJoins}
where x.person_id = any ($1::uuid[]) and x.mailed_at is null and x.at > laurel_clock() - interval '3 days'
  and (x.nomination_id is null or n.id is not null)
order by x.person_id, x.id`;

/** Takes the daily mails that are due now, for ten minutes. Two workers never take the same one. */
export async function claimDigests(db: Db): Promise<readonly Digest[]> {
  const claimed = await db.query<{ person_id: string; day: string }>('digest_claim', claimText);
  if (claimed.length === 0) return [];
  type Row = NoticeRow & { person_id: string; name: string; email: string };
  const rows = await db.query<Row>('digest_notices', noticesText, [claimed.map((c) => c.person_id)]);
  return claimed.flatMap(({ person_id: person, day }) => {
    const mine = rows.filter((r) => r.person_id === person);
    const [first] = mine;
    if (first === undefined) return [];
    const notices = mine.map((r) => ({ id: r.id, topic: r.topic, data: noticeOf(r) }));
    return [{ person, name: first.name, email: first.email, day, notices }];
  });
}

const sentText = `
with mailed as (update notification set mailed_at = clock_timestamp() where id = any ($3::uuid[]) and mailed_at is null)
update mail_digest set sent_at = clock_timestamp(), lease_until = null where person_id = $1::uuid and day = $2::date`;

/** The provider took the mail of that day. */
export async function digestSent(db: Db, { person, day, notices }: Digest): Promise<void> {
  await db.query('digest_sent', sentText, [person, day, notices.map((n) => n.id)]);
}
