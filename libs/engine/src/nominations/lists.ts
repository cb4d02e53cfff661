import { awardOf } from '#domain';
import type { Inbox, InboxQuery, NominationQuery, NominationRow, Nominations } from '#contract';
import { duePlaceOf, isUuid } from '../cursor.js';
import type { Engine } from '../engine.js';
import { visible } from '../visible.js';
import { fewOf } from './few.queries.js';

interface Row {
  id: string;
  code: string | null;
  award: string;
  unit_id: string;
  unit_name: string;
  subject_type: 'person' | 'unit';
  subject_id: string;
  subject_name: string;
  year: number;
  state: string;
  waiting_unit: string | null;
  waiting_name: string | null;
  revision: number;
  due_at: Date | null;
  eligibility: NominationRow['eligibility'];
  updated_at: Date;
  place: string;
}

const columns = `n.id, n.code, n.award, n.unit_id, u.name as unit_name, n.subject_type, n.subject_id,
  coalesce(p.name, s.name) as subject_name, n.year, n.state, n.waiting_unit, w.name as waiting_name, n.revision, n.due_at,
  n.eligibility, n.updated_at, n.place`;
const names = `join unit u on u.id = n.unit_id
  left join unit w on w.id = n.waiting_unit
  left join person p on n.subject_type = 'person' and p.id = n.subject_id
  left join unit s on n.subject_type = 'unit' and s.id = n.subject_id`;
const narrow = `n.id, n.code, n.award, n.unit_id, n.subject_type, n.subject_id, n.year, n.state, n.waiting_unit, n.revision, n.due_at,
  n.eligibility, n.updated_at`;

/** One page of what `$1` may see: the names are looked up for its rows only, not for all that could have been on it. */
function pageOf(page: {
  readonly place: string;
  readonly where: string;
  readonly order: string;
  readonly limit: number;
}): string {
  const { place, where, order, limit } = page;
  return `select ${columns} from (select ${narrow}, ${place} as place from nomination n
    where ${visible('n', '$1::uuid')} ${where} order by ${order} limit $${String(limit)}::int) n ${names} order by ${order}`;
}

function rowView(r: Row): NominationRow {
  const award = awardOf(r.award);
  return {
    id: r.id,
    code: r.code,
    award: { code: r.award, nameVi: award?.nameVi ?? r.award, nameEn: award?.nameEn ?? r.award },
    unit: { id: r.unit_id, name: r.unit_name },
    subject: { type: r.subject_type, id: r.subject_id, name: r.subject_name },
    year: r.year,
    state: r.state,
    waitingUnit: r.waiting_unit === null ? null : { id: r.waiting_unit, name: r.waiting_name ?? '' },
    revision: r.revision,
    dueAt: r.due_at?.toISOString() ?? null,
    eligibility: r.eligibility,
    updatedAt: r.updated_at.toISOString(),
  };
}

/** Builds the conditions that were asked for, each with its placeholder, so that every plan is made for what is really filtered. */
class Conditions {
  readonly values: unknown[] = [];
  private readonly parts: string[] = [];
  private readonly shape: string[] = [];

  constructor(person: string) {
    this.values.push(person);
  }
  add(key: string, value: unknown, sql: (placeholder: string) => string): void {
    if (value === undefined || value === null) return;
    this.values.push(value);
    this.parts.push(sql(`$${String(this.values.length)}`));
    this.shape.push(key);
  }
  get sql(): string {
    return this.parts.map((p) => ` and ${p}`).join('');
  }
  /** Names the statement: the same conditions always have the same text. */
  get name(): string {
    return this.shape.join('.');
  }
}

function words(conditions: Conditions, q: string | undefined): void {
  for (const [i, word] of (q ?? '')
    .split(/\s+/)
    .filter((w) => w !== '')
    .slice(0, 8)
    .entries()) {
    const escaped = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;
    conditions.add(
      `q${String(i)}`,
      escaped,
      (at) => `n.id in (select x.nomination_id from nomination_search x where x.plain like plain_text(${at}))`,
    );
  }
}

/** Nominations that this person may see, newest first; search without diacritics, filters, cursor. */
export async function listNominations(engine: Engine, person: string, query: NominationQuery): Promise<Nominations> {
  const c = new Conditions(person);
  words(c, query.q);
  c.add('award', query.award, (at) => `n.award = ${at}`);
  c.add('unit', query.unit, (at) => `n.unit_id = ${at}::uuid`);
  c.add('state', query.state, (at) => `(n.state = ${at} or split_part(n.state, '@', 1) = ${at})`);
  c.add('year', query.year, (at) => `n.year = ${at}::int`);
  c.add(
    'decidedBy',
    query.decidedBy,
    (at) => `n.state = 'awaitingDecision' and n.waiting_unit = ${at}::uuid
    and not exists (select from decision_item i where i.nomination_id = n.id and i.open)`,
  );
  c.add('cursor', query.cursor === undefined ? undefined : uuidOrNull(query.cursor), (at) => `n.id < ${at}::uuid`);
  c.add('limit', query.limit + 1, (at) => `${at}::int is not null`);
  const few = await fewOf(engine, person);
  const rows = await engine.db.query<Row>(
    `nominations.${few.name}${c.name}`,
    pageOf({ place: 'n.id::text', where: few.sql + c.sql, order: 'n.id desc', limit: c.values.length }),
    c.values,
  );
  return { nominations: rows.slice(0, query.limit).map(rowView), next: nextOf(rows, query.limit) };
}

function nextOf(rows: readonly Row[], limit: number): string | null {
  return rows.length > limit ? (rows[limit - 1]?.place ?? null) : null;
}

function uuidOrNull(cursor: string): string {
  return isUuid(cursor) ? cursor : '00000000-0000-0000-0000-000000000000';
}

/**
 * One of this person's seats has its turn: the unit waits for one of their roles. The seats are read once for the statement, not
 * for every row: roles by unit, as `{"<unit>": ["clerk", …]}`.
 */
const mine = `coalesce((select jsonb_object_agg(t.unit_id, t.roles) from (select held.unit_id, jsonb_agg(held.role) as roles from seat held
    where held.person_id = $1::uuid and seat_valid(held) group by held.unit_id) t) -> n.waiting_unit::text ?| n.waiting_roles, false)`;
const myUnits = `n.waiting_unit = any (array(select t.unit_id from seat t where t.person_id = $1::uuid and seat_valid(t) and t.role <> 'administrator'))`;
const released = `(n.released_at is null or n.released_at <= (select laurel_clock()))`;
const notRecused = `not coalesce(n.context->'recused' ? $1::text, false)`;
/** It is this person's turn, the last decision is released, and they have not stepped aside. */
const waiting = `${myUnits} and ${mine} and ${released} and n.state <> 'draft' and ${notRecused}`;

const countsText = `select count(*) filter (where n.due_at < c.at)::int as overdue,
    count(*) filter (where n.due_at >= c.at and n.due_at < c.at + interval '48 hours')::int as soon, count(*)::int as waiting
  from nomination n, (select laurel_clock() as at) c where ${waiting} and ${visible('n', '$1::uuid')}`;

const othersOf = `exists (select from nomination_actor a where a.nomination_id = n.id and a.person_id = $1::uuid)
  and n.waiting_unit is not null and not (${mine}) and n.state <> 'draft'`;
const othersText = `select count(*)::int as others from (select from nomination n where ${othersOf} and ${visible('n', '$1::uuid')} limit 1000) x`;

/** What needs this person now, with counts by urgency; what they passed on; what they decided in the last 30 days. */
export async function inbox(engine: Engine, person: string, query: InboxQuery): Promise<Inbox> {
  const [counts, others, page] = await Promise.all([
    engine.db.query<{ overdue: number; soon: number; waiting: number }>('inbox_counts', countsText, [person]),
    engine.db.query<{ others: number }>('inbox_others', othersText, [person]),
    inboxPage(engine, person, query),
  ]);
  return {
    counts: { overdue: 0, soon: 0, waiting: 0, ...counts[0], others: others[0]?.others ?? 0 },
    rows: page.slice(0, query.limit).map(rowView),
    next: nextOf(page, query.limit),
  };
}

const tabs: Record<InboxQuery['tab'], string> = {
  waiting,
  others: othersOf,
  decided: `n.id in (select a.nomination_id from nomination_actor a where a.person_id = $1::uuid
    and a.last_at > (select laurel_clock()) - interval '30 days') and not (${mine})`,
};

const duePlace = `to_char(n.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Overdue and nearest due first; the cursor is the due time and id of the last row. */
async function inboxPage(engine: Engine, person: string, query: InboxQuery): Promise<Row[]> {
  const c = new Conditions(person);
  words(c, query.q);
  c.add('award', query.award, (at) => `n.award = ${at}`);
  c.add(
    'as',
    query.as,
    (at) => `exists (select from seat t where t.id = ${at}::uuid and t.person_id = $1::uuid
    and t.unit_id = n.waiting_unit and t.role = any (n.waiting_roles))`,
  );
  c.add(
    'due',
    query.due,
    (at) => `case ${at} when 'overdue' then n.due_at < (select laurel_clock())
    else n.due_at >= (select laurel_clock()) and n.due_at < (select laurel_clock()) + interval '48 hours' end`,
  );
  if (query.cursor !== undefined) {
    const { due, id } = duePlaceOf(query.cursor);
    c.add(
      'after',
      due,
      (at) => `(coalesce(n.due_at, 'infinity'), n.id) > (${at}::timestamptz, $${String(c.values.length + 1)}::uuid)`,
    );
    c.add('id', id, (at) => `${at}::uuid is not null`);
  }
  c.add('limit', query.limit + 1, (at) => `${at}::int is not null`);
  return engine.db.query<Row>(
    `inbox.${query.tab}.${c.name}`,
    pageOf({
      place: `coalesce(${duePlace}, 'infinity') || '|' || n.id`,
      where: `and ${tabs[query.tab]} ${c.sql}`,
      order: `coalesce(n.due_at, 'infinity'), n.id`,
      limit: c.values.length,
    }),
    c.values,
  );
}
