import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files of people, seats, past awards and assessments: read into rows that are looked at first, then taken in by one entry. */
export class Imports3510000000000 implements MigrationInterface {
  readonly name = 'Imports3510000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
    await db.query(taking);
    await db.query(registers);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** Rows stand outside the ledger until they are taken in; then they are deleted. */
const tables = `
create table import_file (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('persons', 'seats', 'awards', 'assessments')),
  unit_id uuid not null references unit,
  sha256 bytea not null check (length(sha256) = 32),
  rows integer not null default 0,
  started_by uuid not null references person,
  started_at timestamptz not null default laurel_clock(),
  -- The last entry of its chain when the rows were compared with the registers.
  seen integer not null default 0,
  accepted integer,
  accepted_at timestamptz
);
create index import_file_starter on import_file (started_by);
create table import_row (
  import_id uuid not null references import_file on delete cascade,
  line integer not null,
  -- What the file says, and the ids that it was found to mean.
  data jsonb not null,
  refs jsonb not null default '{}',
  -- Problems of the text alone, and all of them.
  format jsonb not null,
  errors jsonb not null,
  doubts jsonb not null default '[]',
  primary key (import_id, line)
);
alter table person add column import_id uuid;
alter table seat add column import_id uuid;
create index person_unit_name on person (unit_id, name_plain);
create index person_birth_date on person (birth_date) where birth_date is not null;
grant select, insert, delete on import_file to laurel_app;
grant update (rows, seen, sha256) on import_file to laurel_app;
grant select, insert, update, delete on import_row to laurel_app;
grant select, update on import_file to laurel_ledger;
grant select, delete on import_row to laurel_ledger;
-- The rows that somebody chose: those without problems, the doubtful ones among them that are confirmed, without those left out.
create function import_chosen(p_import uuid, p jsonb) returns setof import_row language sql stable
  set search_path = pg_catalog, public, pg_temp as $$
  select r.* from public.import_row r where r.import_id = p_import and r.errors = '[]'
    and (r.doubts = '[]' or p->'confirmed' @> to_jsonb(r.line)) and not p->'except' @> to_jsonb(r.line);
$$;
create function import_digest(p_import uuid, p jsonb) returns text language sql stable
  set search_path = pg_catalog, public, pg_temp as $$
  select encode(sha256(convert_to(coalesce(string_agg(r.line || ' ' || (r.data || r.refs)::text, e'\\n' order by r.line), ''), 'UTF8')), 'hex')
  from public.import_chosen(p_import, p) r;
$$;
`;

/** LR001: the rows or the chain are no longer as they were looked at. */
const taking = `
create function apply_file_import(f jsonb, p jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  i public.import_file;
  v_chain text;
begin
  select * into i from public.import_file where id = (f->>'import')::uuid and accepted is null for update;
  if not found then raise exception 'the file was taken in' using errcode = 'LR001'; end if;
  v_chain := case when i.kind in ('persons', 'seats') then 'acl:' || i.unit_id else 'sys' end;
  if (select max(seq) from public.ledger_entry where chain = v_chain) <> i.seen + 1
      or encode(i.sha256, 'hex') <> f->>'file' or public.import_digest(i.id, p) <> f->>'digest' then
    raise exception 'the rows were looked at before' using errcode = 'LR001';
  end if;
  if i.kind = 'persons' then perform public.import_persons(i.id, p);
  elsif i.kind = 'seats' then perform public.import_seats(i.id, p);
  elsif i.kind = 'awards' then perform public.import_awards(i.id, p);
  else perform public.import_assessments(i.id, p);
  end if;
  update public.import_file set accepted = (f->>'accepted')::int, accepted_at = public.laurel_clock() where id = i.id;
  delete from public.import_row where import_id = i.id;
end $$;
`;

const registers = `
create function import_persons(p_import uuid, p jsonb) returns void language sql
  set search_path = pg_catalog, public, pg_temp as $$
  insert into public.person (unit_id, name, birth_date, member_number, citizen_hash, import_id)
    select (r.refs->>'unit')::uuid, r.data->>'name', (r.data->>'birthDate')::date, r.data->>'memberNumber',
           decode(r.data->>'citizenHash', 'hex'), p_import
    from public.import_chosen(p_import, p) r order by r.line;
$$;
create function import_seats(p_import uuid, p jsonb) returns void language sql
  set search_path = pg_catalog, public, pg_temp as $$
  insert into public.seat (id, person_id, unit_id, role, flags, valid_from, valid_to, granted_by, import_id)
    select (s->>'seat')::uuid, (s->>'person')::uuid, (s->>'unit')::uuid, s->>'role',
           array(select jsonb_array_elements_text(s->'flags')), (s->>'validFrom')::date, (s->>'validTo')::date,
           (p->>'person')::uuid, p_import
    from jsonb_array_elements(p->'seats') s;
$$;
create function import_awards(p_import uuid, p jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into public.award_grant (subject_type, subject_id, award, year, level, occasion, theme, scope, once, source)
    select r.data->>'subjectType', (r.refs->>'subject')::uuid, r.data->>'award', (r.data->>'year')::int, r.data->>'level',
           r.data->>'occasion', r.data->>'theme', r.data->>'scope', (r.data->>'once')::boolean, 'import'
    from public.import_chosen(p_import, p) r order by r.line;
  perform public.import_bump(p_import, p);
end $$;
create function import_assessments(p_import uuid, p jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into public.assessment (subject_id, year, result, source)
    select (r.refs->>'subject')::uuid, (r.data->>'year')::int, r.data->>'result', 'import'
    from public.import_chosen(p_import, p) r order by r.line
    on conflict (subject_id, year) do update set result = excluded.result;
  perform public.import_bump(p_import, p);
end $$;
create function import_bump(p_import uuid, p jsonb) returns void language sql
  set search_path = pg_catalog, public, pg_temp as $$
  insert into public.fact_version as v (subject_id)
    select distinct (r.refs->>'subject')::uuid from public.import_chosen(p_import, p) r order by 1
    on conflict (subject_id) do update set n = v.n + 1;
$$;
revoke execute on function import_chosen(uuid, jsonb), import_digest(uuid, jsonb), apply_file_import(jsonb, jsonb), import_persons(uuid, jsonb),
  import_seats(uuid, jsonb), import_awards(uuid, jsonb), import_assessments(uuid, jsonb), import_bump(uuid, jsonb) from public;
grant execute on function import_chosen(uuid, jsonb), import_digest(uuid, jsonb), apply_file_import(jsonb, jsonb), import_persons(uuid, jsonb),
  import_seats(uuid, jsonb), import_awards(uuid, jsonb), import_assessments(uuid, jsonb), import_bump(uuid, jsonb) to laurel_ledger;
grant execute on function import_chosen(uuid, jsonb), import_digest(uuid, jsonb) to laurel_app;
`;
