import { awards, bulkSteps } from '#domain';
import type { Inbox, InboxQuery, InboxRow, InboxUnits } from '#contract';
import { duePlaceOf, wordPlaceOf } from '../cursor.js';
import type { Engine } from '../engine.js';
import { claimOf } from '../desk/claims.js';
import { actingSeats, seatItself } from '../seats.js';
import { visible } from '../visible.js';
import { columns, Conditions, names, narrow, nextOf, rowView, words, type Row } from './lists.js';
import { aside, decidedBy, othersOf, waiting } from './turn.js';

type InboxDbRow = Row & {
  from_id: string | null;
  from_name: string | null;
  votes: InboxRow['votes'];
  snoozed_until: Date | null;
  claim: InboxRow['claim'];
};

const countsText = `select count(*) filter (where not aside and due_at < at)::int as overdue,
    count(*) filter (where not aside and due_at >= at and due_at < at + interval '48 hours')::int as soon,
    count(*) filter (where not aside)::int as waiting, count(*) filter (where aside)::int as snoozed
  from (select n.due_at, c.at, ${aside} as aside from nomination n, (select laurel_clock() as at) c
    where ${waiting} and ${visible('n', '$1::uuid')}) x`;

const othersText = `select count(*)::int as others from (select from nomination n where ${othersOf} and ${visible('n', '$1::uuid')} limit 1000) x`;

/** The next one to come back from a supplement, or from a colleague of the same unit. */
const expectedText = `select n.due_at as at, u.name as unit from nomination n join unit u on u.id = n.unit_id
  where ${othersOf} and n.due_at > (select laurel_clock()) and ${visible('n', '$1::uuid')} order by n.due_at limit 1`;

const unitsText = `select distinct u.id, u.name, u.name_plain from nomination n join unit u on u.id = n.unit_id
  where ${waiting} and ${visible('n', '$1::uuid')} order by u.name_plain limit 200`;

type Counts = Pick<Inbox['counts'], 'overdue' | 'soon' | 'waiting' | 'snoozed'>;

/** What needs this person now, with counts by urgency; what was put aside or passed on; what they decided in the last 30 days. */
export async function inbox(engine: Engine, person: string, query: InboxQuery): Promise<Inbox> {
  const [counts, others, page] = await Promise.all([
    engine.db.query<Counts>('inbox_counts', countsText, [person]),
    engine.db.query<{ others: number }>('inbox_others', othersText, [person]),
    inboxRows(engine, person, query),
  ]);
  return {
    counts: { overdue: 0, soon: 0, waiting: 0, snoozed: 0, ...counts[0], others: others[0]?.others ?? 0 },
    expected: page.rows.length === 0 && query.tab === 'waiting' ? await expectedNext(engine, person) : null,
    ...page,
  };
}

/** One page of a tab, without what stands around the list. */
export async function inboxRows(
  engine: Engine,
  person: string,
  query: InboxQuery,
): Promise<Pick<Inbox, 'rows' | 'next'>> {
  const page = await inboxPage(engine, person, query);
  return { rows: page.slice(0, query.limit).map(inboxRow), next: nextOf(page, query.limit) };
}

async function expectedNext(engine: Engine, person: string): Promise<Inbox['expected']> {
  const [next] = await engine.db.query<{ at: Date; unit: string }>('inbox_expected', expectedText, [person]);
  return next === undefined ? null : { at: next.at.toISOString(), unit: next.unit };
}

/** The nominating units of what waits for this person, by name. */
export async function inboxUnits(engine: Engine, person: string): Promise<InboxUnits> {
  const units = await engine.db.query<InboxUnits['units'][number]>('inbox_units', unitsText, [person]);
  return { units: units.map(({ id, name }) => ({ id, name })) };
}

function inboxRow(row: InboxDbRow): InboxRow {
  return {
    ...rowView(row),
    from: row.from_id === null ? null : { id: row.from_id, name: row.from_name ?? '' },
    votes: row.votes,
    snoozedUntil: row.snoozed_until?.toISOString() ?? null,
    claim: row.claim,
    together: bulkSteps.includes(row.state.split('@')[0] ?? ''),
  };
}

const tabs: Record<InboxQuery['tab'], string> = {
  waiting: `${waiting} and not ${aside}`,
  snoozed: `${waiting} and ${aside}`,
  others: othersOf,
  decided: decidedBy,
};

const duePlace = `to_char(n.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Vietnamese order of people: given name, then middle names, then family name. */
const givenName = `regexp_replace(coalesce(p.name, s.name), '^(\\S+)\\s+(?:(.*)\\s)?(\\S+)$', '\\3 \\2 \\1') collate "vi-VN-x-icu"`;
/** Awards by their names: `<place>` of the sorted catalogue. */
const awardPlace = `coalesce(array_position(array[${[...awards]
  .sort((a, b) => a.nameVi.localeCompare(b.nameVi, 'vi'))
  .map((a) => `'${a.code}'`)
  .join(', ')}], n.award), 0)`;

interface Order {
  readonly key: string;
  readonly place: string;
  readonly type: string;
}

const orders: Record<NonNullable<InboxQuery['sort']>, Order> = {
  due: { key: `coalesce(n.due_at, 'infinity')`, place: `coalesce(${duePlace}, 'infinity')`, type: 'timestamptz' },
  name: { key: givenName, place: givenName, type: 'text' },
  award: { key: `to_char(${awardPlace}, 'FM0000')`, place: `to_char(${awardPlace}, 'FM0000')`, type: 'text' },
};

/** The stage before the one whose turn it is. */
const cameFrom = `left join lateral (select (f.r->>'unit')::uuid as id from jsonb_array_elements(coalesce(n.context->'route', '[]')) with ordinality f (r, i)
    where f.i < (select min(y.i) from jsonb_array_elements(n.context->'route') with ordinality y (r, i) where y.r->>'unit' = n.waiting_unit::text)
    order by f.i desc limit 1) came on true left join unit fu on fu.id = came.id`;
const beside = `fu.id as from_id, fu.name as from_name, (select jsonb_build_object('agree', t.t->'agree', 'base', t.t->'base')
    from (select n.context->'ballots'->-1->'totals' as t) t where t.t is not null) as votes,
  (select z.until from snooze z where z.person_id = $1::uuid and z.nomination_id = n.id and z.state = n.state) as snoozed_until, ${claimOf} as claim`;

/** Overdue and nearest due first unless another order is asked for; the cursor is the key and id of the last row. */
async function inboxPage(engine: Engine, person: string, query: InboxQuery): Promise<InboxDbRow[]> {
  const { sort = 'due' } = query;
  const { key, place } = orders[sort];
  const c = filtered(person, query);
  after(c, query);
  c.add('limit', query.limit + 1, (at) => `${at}::int is not null`);
  const source = sort === 'name' ? `nomination n ${subjects}` : 'nomination n';
  const text = `select ${columns}, ${beside} from (select ${narrow}, n.context, ${key} as key, ${place} || '|' || n.id as place from ${source}
    where ${visible('n', '$1::uuid')} and ${tabs[query.tab]} ${c.sql} order by ${key}, n.id limit $${String(c.values.length)}::int) n
    ${names} ${cameFrom} order by n.key, n.id`;
  return engine.db.query<InboxDbRow>(`inbox.${query.tab}.${sort}.${c.name}`, text, c.values);
}

const subjects = `left join person p on n.subject_type = 'person' and p.id = n.subject_id
  left join unit s on n.subject_type = 'unit' and s.id = n.subject_id`;

function filtered(person: string, query: InboxQuery): Conditions {
  const c = new Conditions(person);
  words(c, query.q);
  c.add('award', query.award, (at) => `n.award = ${at}`);
  c.add(
    'unit',
    query.unit,
    (at) => `n.unit_id in (select d.descendant_id from unit_closure d where d.ancestor_id = ${at}::uuid)`,
  );
  c.add('eligibility', query.eligibility, (at) => `n.eligibility = ${at}`);
  c.add('year', query.year, (at) => `n.year = ${at}::int`);
  c.add('occasion', query.occasion, (at) => `n.occasion = ${at}`);
  c.add(
    'as',
    query.as,
    (at) => `exists (select from ${actingSeats('$1::uuid')} t where t.id = ${at}::uuid
    and t.unit_id = n.waiting_unit and (t.role = any (n.waiting_roles) or ${seatItself('t')} = any (n.waiting_roles)))`,
  );
  c.add(
    'due',
    query.due,
    (at) => `case ${at} when 'overdue' then n.due_at < (select laurel_clock())
    else n.due_at >= (select laurel_clock()) and n.due_at < (select laurel_clock()) + interval '48 hours' end`,
  );
  return c;
}

function after(c: Conditions, { sort = 'due', cursor }: InboxQuery): void {
  if (cursor === undefined) return;
  const { key, type } = orders[sort];
  const place = sort === 'due' ? duePlaceOf(cursor) : wordPlaceOf(cursor);
  c.add('after', place.from, (at) => `(${key}, n.id) > (${at}::${type}, $${String(c.values.length + 1)}::uuid)`);
  c.add('id', place.id, (at) => `${at}::uuid is not null`);
}
