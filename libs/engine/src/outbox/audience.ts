import type { Db } from '../db.js';
import { isAsked, seesDocument } from '../seats.js';
import { visible } from '../visible.js';
import { noticeColumns, noticeJoins, noticeOf, type NoticeRow } from './notices/read.js';
import type { NoticeData } from './notices/data.js';

const held = (s: string, unit: string, role: string): string =>
  `${s}.unit_id = ${unit} and ${s}.role = ${role} and seat_valid(${s})`;

/** The nominee reads it, or the nominating clerk hands it on: the one who submitted, else whoever is clerk there now. */
const subjectOf = (nomination: string): string => `
  select n.subject_id, false from nomination n /* visible: the insert asks it of everybody who is told */ join account a on a.person_id = n.subject_id and a.disabled_at is null
    where n.id = ${nomination} and n.subject_type = 'person'
  union
  select s.person_id, true from nomination n
    join seat s on ${held('s', 'n.unit_id', `'clerk'`)}
    cross join lateral (select person_now(coalesce((n.context->>'nominator')::uuid, n.created_by)) as id) nominator
    where n.id = ${nomination}
      and not exists (select from account a
        where n.subject_type = 'person' and a.person_id = n.subject_id and a.disabled_at is null)
      and (s.person_id = nominator.id
        or not exists (select from seat c where c.person_id = nominator.id and ${held('c', 'n.unit_id', `'clerk'`)}))`;

/** Whom an outbox row is for now: `person_id`, and whether they are asked to hand it on. */
function recipients(o: string): string {
  const to = (key: string): string => `${o}.payload->'to'->>'${key}'`;
  return `
  select s.person_id, false as hand_on from seat s
    where ${to('kind')} = 'seats' and ${held('s', `(${to('unit')})::uuid`, to('role'))} and ${isAsked('s')}
  union select d.to_id, false from delegation d join seat s on s.id = d.seat_id
    where ${to('kind')} = 'seats' and ${held('s', `(${to('unit')})::uuid`, to('role'))} and delegation_valid(d) and not is_absent(d.to_id)
  union select s.person_id, false from seat s
    where ${to('kind')} = 'seat' and s.id = (${to('seat')})::uuid and seat_valid(s) and ${isAsked('s')}
  union select d.to_id, false from delegation d join seat s on s.id = d.seat_id
    where ${to('kind')} = 'seat' and s.id = (${to('seat')})::uuid and seat_valid(s) and delegation_valid(d) and not is_absent(d.to_id)
  union select p.id, false from person p where ${to('kind')} = 'person' and p.id = person_now((${to('person')})::uuid)
  union select x.* from (${subjectOf(`(${o}.payload->>'nomination')::uuid`)}) x where ${to('kind')} = 'subject'`;
}

const rank = (o: string): string =>
  `(array_position(array['subject', 'seats', 'seat', 'person'], ${o}.payload->'to'->>'kind'), ${o}.id)`;

/** Somebody with two seats, or who nominated and is clerk, is told once of one thing: by the row that comes first. */
const toldAlready = `exists (select from outbox e cross join lateral (${recipients('e')}) r
  where e.chain = o.chain and e.topic = o.topic and e.payload->'seq' = o.payload->'seq'
    and ${rank('e')} < ${rank('o')} and r.person_id = t.person_id)`;

/** A document is for the people of its body, and for whoever made or signed it. */
const documentVisible = `exists (select from decision_document d where d.id = o.document and (
  t.person_id in (d.created_by, d.signer_id) or ${seesDocument('t.person_id', 'd')}))`;

const insertText = `
with o as (
  select *, (payload->>'nomination')::uuid as nomination, (payload->>'document')::uuid as document from outbox where id = $1
)
insert into notification (outbox_id, person_id, topic, nomination_id, document_id, data)
select o.id, t.person_id, o.topic, o.nomination, o.document, jsonb_strip_nulls(jsonb_build_object(
    'seq', o.payload->'seq', 'step', o.payload->'step', 'handOn', case when t.hand_on then true end,
    'dueAt', (select due_at from deadline d where d.nomination_id = o.nomination and d.state = 'pending' order by due_at limit 1)))
from o cross join lateral (${recipients('o')}) t
left join nomination n on n.id = o.nomination
where (o.nomination is null or ${visible('n', 't.person_id')})
  and (o.document is null or ${documentVisible})
  and not ${toldAlready}
on conflict (outbox_id, person_id) do nothing`;

/**
 * Writes the in-app notice of one outbox row for everybody it is for *now*: holders of seats today, a person, or the nominee.
 * Who may not see the nomination is not told. Repeating it adds only who is missing.
 */
export async function insertNotifications(db: Db, outbox: string): Promise<void> {
  await db.query('notification_insert', insertText, [outbox]);
}

/** A notice that has yet to be mailed. */
export interface Unmailed {
  readonly notification: string;
  readonly person: string;
  readonly name: string;
  readonly email: string;
  readonly nomination: string | null;
  readonly document: string | null;
  readonly topic: NoticeRow['topic'];
  readonly data: NoticeData;
}

/** Says "it is your turn": not mailed any more when the turn has passed (reliability.md 3, order by content). */
const outdated = `x.topic in ('stepWaiting', 'deadlineNear') and n.state is distinct from x.data->>'step'`;

const unmailedText = `
select ${noticeColumns}, x.person_id, r.name, a.email from notification x
join person r on r.id = x.person_id
join account a on a.person_id = x.person_id and a.email is not null and a.disabled_at is null
${noticeJoins}
where x.outbox_id = $1 and x.mailed_at is null and not exists (select from preference c where c.person_id = x.person_id and c.mail <> 'each') and (x.nomination_id is null or n.id is not null) and not (${outdated})
order by x.person_id`;

/** Notices of an outbox row that are to be mailed: the person has an address and wants each, may still see it, and it still holds. */
export async function unmailed(db: Db, outbox: string): Promise<readonly Unmailed[]> {
  type Row = NoticeRow & { person_id: string; name: string; email: string };
  const rows = await db.query<Row>('notification_unmailed', unmailedText, [outbox]);
  return rows.map((r) => ({
    notification: r.id,
    person: r.person_id,
    name: r.name,
    email: r.email,
    nomination: r.nomination_id,
    document: r.document_id,
    topic: r.topic,
    data: noticeOf(r),
  }));
}

const mailedText = `update notification set mailed_at = clock_timestamp() where id = $1 and mailed_at is null`;

/** The provider took the mail of this notice. */
export async function markMailed(db: Db, notification: string): Promise<void> {
  await db.query('notification_mailed', mailedText, [notification]);
}
