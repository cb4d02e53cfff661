import { A_MINUTE } from '../db.js';
import type { Engine } from '../engine.js';
import type { ImportKind } from './kinds.js';

/** Rows of the file whose text is right: only those can be compared with the registers. */
const readable = `r as materialized (select line, data from import_row where import_id = $1::uuid and format->'errors' = '[]')`;

/** Units of the import by id and by symbol; a symbol of several units is ambiguous. */
const units = `named as materialized (
  select key, min(id::text)::uuid as id, count(distinct id) as n from (
    select u.id::text as key, u.id from unit u join unit_closure c on c.descendant_id = u.id and c.ancestor_id = $2::uuid where u.valid_to is null or u.valid_to > legal_date()
    union all
    select u.symbol, u.id from unit u join unit_closure c on c.descendant_id = u.id and c.ancestor_id = $2::uuid where u.valid_to is null or u.valid_to > legal_date()
  ) k group by key)`;
/** A person by member number or id; an entry that was merged means the person it was merged into. */
const personOf = (column: string): string => `
  left join person pn on pn.member_number = r.data->>'${column}'
  left join person pi on pi.id::text = r.data->>'${column}'
  cross join lateral (select coalesce(pi.merged_into, pi.id, pn.merged_into, pn.id) as id) p`;
const unitErrors = `case when r.data ? 'unit' and u.n is null then jsonb_build_array(jsonb_build_object('column', 'unit', 'code', 'unknownUnit')) else '[]' end
  || case when u.n > 1 then jsonb_build_array(jsonb_build_object('column', 'unit', 'code', 'ambiguousUnit')) else '[]' end`;
const error = (column: string, code: string, more = ''): string =>
  `jsonb_build_array(jsonb_build_object('column', '${column}', 'code', '${code}'${more}))`;
const when = (condition: string, problem: string): string => `case when ${condition} then ${problem} else '[]' end`;

const persons = `${readable}, ${units},
placed as materialized (select r.line, r.data, coalesce(u.id, $2::uuid) as unit, plain_text(r.data->>'name') as plain, ${unitErrors} as unit_errors
  from r left join named u on u.key = r.data->>'unit'),
seen as (select p.*,
    min(line) over (partition by data->>'memberNumber') as by_number, min(line) over (partition by data->>'citizenHash') as by_citizen,
    min(line) over (partition by plain, unit, data->>'birthDate', data->>'memberNumber', data->>'citizenHash') as by_all,
    min(line) over (partition by plain, unit) as by_name
  from placed p),
alike as (
  select line, min(person::text)::uuid as person from (
    select s.line, coalesce(o.merged_into, o.id) as person from placed s join person o on o.unit_id = s.unit and o.name_plain = s.plain
    union all
    select s.line, coalesce(o.merged_into, o.id) from placed s join person o on o.birth_date = (s.data->>'birthDate')::date
      where similarity(o.name_plain, s.plain) >= 0.6) x group by line)
select s.line, jsonb_build_object('unit', s.unit) as refs, s.unit_errors
  || ${when(`exists (select from person o where o.member_number = s.data->>'memberNumber')`, error('memberNumber', 'alreadyRegistered'))}
  || ${when(`exists (select from person o where o.citizen_hash = decode(s.data->>'citizenHash', 'hex'))`, error('citizenId', 'alreadyRegistered'))}
  || ${when(`s.data ? 'memberNumber' and s.by_number < s.line`, error('memberNumber', 'duplicateRow', `, 'line', s.by_number`))}
  || ${when(`s.data ? 'citizenHash' and s.by_citizen < s.line`, error('citizenId', 'duplicateRow', `, 'line', s.by_citizen`))}
  || ${when(`not s.data ? 'memberNumber' and not s.data ? 'citizenHash' and s.by_all < s.line`, error('name', 'duplicateRow', `, 'line', s.by_all`))} as errors,
  ${when(`a.person is not null`, error('name', 'possibleDuplicate', `, 'person', a.person`))}
  || ${when(`s.by_name < s.line and s.by_all = s.line`, error('name', 'possibleDuplicate', `, 'line', s.by_name`))} as doubts
from seen s left join alike a on a.line = s.line`;

const seats = `${readable}, ${units},
placed as materialized (select r.line, r.data, p.id as person, coalesce(u.id, $2::uuid) as unit, ${unitErrors} as unit_errors, r.data->>'role' as role,
    daterange((r.data->>'validFrom')::date, (r.data->>'validTo')::date) as term
  from r left join named u on u.key = r.data->>'unit' ${personOf('person')}),
clashing as (select a.line, min(b.line) as other from placed a join placed b
  on b.person = a.person and b.unit = a.unit and b.role = a.role and b.line < a.line and b.term && a.term group by a.line),
apart as (select a.line, min(b.line) as other from placed a join placed b
  on b.person = a.person and (b.role = 'auditor') <> (a.role = 'auditor') and b.line < a.line and b.term && a.term group by a.line)
select s.line, jsonb_strip_nulls(jsonb_build_object('unit', s.unit, 'person', s.person)) as refs, s.unit_errors
  || ${when('s.person is null', error('person', 'unknownPerson'))}
  || ${when('s.person = $3::uuid', error('person', 'ownSeat'))}
  || ${when('o.other is not null', error('validFrom', 'seatOverlaps', `, 'line', o.other`))}
  || ${when(
    `exists (select from seat h where h.person_id = s.person and h.unit_id = s.unit and h.role = s.role and daterange(h.valid_from, h.valid_to) && s.term)`,
    error('validFrom', 'seatOverlaps'),
  )}
  || ${when('x.other is not null', error('role', 'auditorApart', `, 'line', x.other`))}
  || ${when(
    `exists (select from seat h where h.person_id = s.person and (h.role = 'auditor') <> (s.role = 'auditor') and daterange(h.valid_from, h.valid_to) && s.term)`,
    error('role', 'auditorApart'),
  )} as errors, '[]'::jsonb as doubts
from placed s left join clashing o on o.line = s.line left join apart x on x.line = s.line`;

/** People by member number or id, units by symbol or id. */
const subjects = `${readable}, ${units},
placed as materialized (select r.line, r.data, case r.data->>'subjectType' when 'person' then p.id when 'unit' then case when u.n = 1 then u.id end end as subject,
    (r.data->>'year')::int as year, r.data->>'award' as award, r.data->>'scope' as scope, r.data->>'level' as level, coalesce(r.data->>'theme', '') as theme,
    coalesce((r.data->>'once')::boolean, false) as once, r.data->>'occasion' as occasion
  from r left join named u on u.key = r.data->>'subject' ${personOf('subject')})`;

const awards = `${subjects},
repeated as (select a.line, min(b.line) as other from placed a join placed b on b.subject = a.subject and b.line < a.line
  and ((b.award = a.award and (a.once or (b.year = a.year and b.theme = a.theme and a.occasion <> 'adHoc' and b.occasion <> 'adHoc')))
    or (b.level = a.level and b.year = a.year and b.scope <> a.scope and a.occasion <> 'adHoc' and b.occasion <> 'adHoc')) group by a.line)
select s.line, jsonb_strip_nulls(jsonb_build_object('subject', s.subject)) as refs,
  ${when('s.subject is null', error('subject', 'unknownPerson'))}
  || ${when('d.other is not null', error('award', 'duplicateRow', `, 'line', d.other`))}
  || ${when(
    `exists (select from award_grant g where g.subject_id = s.subject and g.annulled_at is null
      and ((g.award = s.award and (s.once or (g.year = s.year and coalesce(g.theme, '') = s.theme and g.occasion <> 'adHoc' and s.occasion <> 'adHoc')))
        or (g.level = s.level and g.year = s.year and g.scope <> s.scope and g.occasion <> 'adHoc' and s.occasion <> 'adHoc')))`,
    error('award', 'alreadyGranted'),
  )} as errors, '[]'::jsonb as doubts
from placed s left join repeated d on d.line = s.line`;

const assessments = `${subjects},
seen as (select p.*, min(line) over (partition by subject, year) as first from placed p)
select s.line, jsonb_strip_nulls(jsonb_build_object('subject', s.subject)) as refs,
  ${when('s.subject is null', error('subject', 'unknownPerson'))}
  || ${when('s.subject is not null and s.first < s.line', error('year', 'duplicateRow', `, 'line', s.first`))} as errors,
  ${when(
    `exists (select from assessment a where a.subject_id = s.subject and a.year = s.year and a.result <> s.data->>'result')`,
    error('result', 'replacesAssessment'),
  )} as doubts
from seen s`;

const found: Readonly<Record<ImportKind, string>> = { persons, seats, awards, assessments };

const seenText = `update import_file i set seen = coalesce((select max(seq) from ledger_entry e
  where e.chain = case when i.kind in ('persons', 'seats') then 'acl:' || i.unit_id else 'sys' end), 0) where i.id = $1::uuid and i.accepted is null`;

/** Compares the rows of a file with the registers as they are now, and remembers the last entry that this rests on. */
export async function resolveRows(
  engine: Engine,
  {
    id,
    kind,
    unit,
    starter,
  }: { readonly id: string; readonly kind: ImportKind; readonly unit: string; readonly starter: string },
): Promise<void> {
  await engine.db.query('import-seen', seenText, [id]);
  const text = `with looked as (with ${found[kind]})
    update import_row i set refs = l.refs, errors = (i.format->'errors') || l.errors, doubts = (i.format->'doubts') || l.doubts
    from looked l where i.import_id = $1::uuid and i.line = l.line
      and (i.refs, i.errors, i.doubts) is distinct from (l.refs, (i.format->'errors') || l.errors, (i.format->'doubts') || l.doubts)`;
  const values = kind === 'seats' ? [id, unit, starter] : [id, unit];
  await engine.db.query(`import-resolve-${kind}`, text, values, A_MINUTE);
}
