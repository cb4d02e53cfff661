import { awardOf } from '#domain';
import type { NominationQuery, NominationRow, Nominations } from '#contract';
import { isUuid } from '../cursor.js';
import type { Engine } from '../engine.js';
import { visible } from '../visible.js';
import { fewOf } from './few.queries.js';
import { nominatingUnit } from './view.js';

export interface Row {
  id: string;
  code: string | null;
  award: string;
  unit_id: string;
  unit_name: string;
  former_name: string | null;
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
  annulled_on: string | null;
  place: string;
}

export const columns = `n.id, n.code, n.award, n.unit_id, u.name as unit_name, f.name as former_name, n.subject_type, n.subject_id,
  coalesce(p.name, s.name) as subject_name, n.year, n.state, n.waiting_unit, w.name as waiting_name, n.revision, n.due_at,
  n.eligibility, n.updated_at, n.place, a.issued_on::text as annulled_on`;
export const names = `join unit u on u.id = n.unit_id
  left join decision_document a on a.id = n.annulled_by
  left join unit f on f.id = n.former_unit
  left join unit w on w.id = n.waiting_unit
  left join person p on n.subject_type = 'person' and p.id = n.subject_id
  left join unit s on n.subject_type = 'unit' and s.id = n.subject_id`;
export const narrow = `n.id, n.code, n.award, n.unit_id, n.subject_type, n.subject_id, n.year, n.state, n.waiting_unit, n.revision, n.due_at,
  n.eligibility, n.updated_at, (n.context->>'annulledBy')::uuid as annulled_by,
  (n.context->>'formerUnit')::uuid as former_unit`;

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

/** One row as people see it. */
export function rowView(r: Row): NominationRow {
  const award = awardOf(r.award);
  return {
    id: r.id,
    code: r.code,
    award: { code: r.award, nameVi: award?.nameVi ?? r.award, nameEn: award?.nameEn ?? r.award },
    unit: nominatingUnit(r.unit_id, r),
    subject: { type: r.subject_type, id: r.subject_id, name: r.subject_name },
    year: r.year,
    state: r.state,
    waitingUnit: r.waiting_unit === null ? null : { id: r.waiting_unit, name: r.waiting_name ?? '' },
    revision: r.revision,
    dueAt: r.due_at?.toISOString() ?? null,
    eligibility: r.eligibility,
    updatedAt: r.updated_at.toISOString(),
    annulledOn: r.annulled_on,
  };
}

/** Builds the conditions that were asked for, each with its placeholder, so that every plan is made for what is really filtered. */
export class Conditions {
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

/** Every word of a search must be found, without diacritics. */
export function words(conditions: Conditions, q: string | undefined): void {
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

/** The given nominations, as far as this person may see them. */
export async function nominationRows(
  engine: Engine,
  person: string,
  ids: readonly string[],
): Promise<readonly NominationRow[]> {
  const text = pageOf({ place: 'n.id::text', where: 'and n.id = any ($2::uuid[])', order: 'n.id', limit: 3 });
  const rows = await engine.db.query<Row>('nomination_rows', text, [person, ids, ids.length]);
  return rows.map(rowView);
}

/** Where the next page begins; null after the last one. */
export function nextOf(rows: readonly Pick<Row, 'place'>[], limit: number): string | null {
  return rows.length > limit ? (rows[limit - 1]?.place ?? null) : null;
}

function uuidOrNull(cursor: string): string {
  return isUuid(cursor) ? cursor : '00000000-0000-0000-0000-000000000000';
}
