import type { Engine } from '../engine.js';
import { STANDS } from '../nominations/proposed.js';
import type { CellFault } from '../sheets/scan.js';

export interface ListRow {
  id: string;
  unit: string;
  award: string;
  subjectType: string;
  year: number;
  occasion: 'annual' | 'thematic' | 'adHoc' | 'service';
  theme: 'workAndFamily' | 'greenCleanSafe' | 'cultureSport' | 'other' | null;
  file: string;
  sha256: string;
  headingLine: number;
  heading: (string | null)[];
  columns: (string | null)[];
  oldEncoding: 'TCVN3' | 'VNI' | null;
  converted: boolean;
}

export interface StoredRow {
  line: number;
  cells: (string | null)[];
  faults: Record<string, CellFault>;
  draft: string;
  made: boolean;
}

const listText = `select id, unit_id as unit, award, subject_kind as "subjectType", year, occasion, theme, file, encode(sha256, 'hex') as sha256,
    heading_line as "headingLine", heading, columns, old_encoding as "oldEncoding", converted
  from nominee_list where id = $1::uuid and started_by = $2::uuid`;
const rowsText = `select r.line, r.cells, r.faults, r.draft_id as draft,
    exists (select from nomination n /* visible: a draft of the asker's own list */ where n.id = r.draft_id) as made
  from nominee_row r where r.list_id = $1::uuid order by r.line`;

/** A list, for whoever brought it; undefined for anybody else. */
export async function listOf(engine: Engine, person: string, id: string): Promise<ListRow | undefined> {
  return (await engine.db.query<ListRow>('nominee-list', listText, [id, person]))[0];
}

export const rowsOf = (engine: Engine, id: string): Promise<StoredRow[]> =>
  engine.db.query<StoredRow>('nominee-rows', rowsText, [id]);

/** Whom a row means: everybody of the unit and below whom its number, or its name and birth date, may mean. */
export interface Meant {
  line: number;
  subjects: { id: string; name: string; same: boolean }[];
}

const asked = `asked as materialized (select * from jsonb_to_recordset($2::jsonb) as r (line int, number text, name text, birth date))
, inside as materialized (select descendant_id as id from unit_closure where ancestor_id = $1::uuid)`;
const personsText = `with ${asked}
select a.line, coalesce(json_agg(distinct jsonb_build_object('id', k.id, 'name', k.name, 'same', k.name_plain = plain_text(a.name)))
    filter (where k.id is not null), '[]') as subjects
from asked a left join lateral (
  select k.id, k.name, k.name_plain from person p join person k on k.id = coalesce(p.merged_into, p.id)
  where k.unit_id in (select id from inside)
    and case when a.number is not null then p.member_number = a.number
      else p.name_plain = plain_text(a.name) and (a.birth is null or k.birth_date = a.birth) end) k on true
group by a.line`;
const unitsText = `with ${asked}
select a.line, coalesce(json_agg(json_build_object('id', u.id, 'name', u.name, 'same', true)) filter (where u.id is not null), '[]') as subjects
from asked a left join unit u on u.id in (select id from inside) and (u.valid_to is null or u.valid_to > legal_date())
  and (u.symbol = a.name or plain_text(u.name) = plain_text(a.name))
group by a.line`;

export interface Asked {
  readonly line: number;
  readonly number?: string;
  readonly name: string;
  readonly birth?: string;
}

export async function meantBy(
  engine: Engine,
  { unit, personal }: { readonly unit: string; readonly personal: boolean },
  rows: readonly Asked[],
): Promise<ReadonlyMap<number, Meant['subjects']>> {
  const [name, text] = personal ? ['nominee-persons', personsText] : ['nominee-units', unitsText];
  const found = await engine.db.query<Meant>(name, text, [unit, JSON.stringify(rows)]);
  return new Map(found.map((m) => [m.line, m.subjects]));
}

const beforeText = `select s.id,
    exists (select from nomination n /* visible: in a unit whose clerk asks */ where n.subject_id = s.id and n.award = $2 and n.year = $3
      and n.theme is not distinct from $4 and n.unit_id = $5::uuid and ${STANDS}
      and not exists (select from nominee_row r where r.list_id = $6::uuid and r.draft_id = n.id)) as nominated,
    exists (select from award_grant g where g.subject_id = s.id and g.award = $2 and g.annulled_at is null and (g.once or g.year = $3)) as granted
  from unnest($1::uuid[]) s (id)`;

/** Of these people or units: who is nominated for it in the unit already, beside the list itself, and who has received it. */
export async function beforeOf(engine: Engine, list: ListRow, subjects: readonly string[]) {
  const { id, award, year, theme, unit } = list;
  const rows = await engine.db.query<{ id: string; nominated: boolean; granted: boolean }>(
    'nominee-before',
    beforeText,
    [subjects, award, year, theme, unit, id],
  );
  return new Map(rows.map((r) => [r.id, r]));
}

const madeText = `select id from nomination n /* visible: a draft of the asker's own list */ where n.id = $1::uuid`;

/** Whether the draft of a row is there. */
export const isMade = async (engine: Engine, draft: string): Promise<boolean> =>
  (await engine.db.query('nominee-made', madeText, [draft])).length > 0;
