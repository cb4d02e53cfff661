import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Absences: days on which a person is away; what waits for a role goes to whoever else holds it, or to the delegate. */
export class Absences3430000000000 implements MigrationInterface {
  readonly name = 'Absences3430000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(absences);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** Both days belong to the absence. */
const absences = `
create table absence (
  id uuid primary key,
  person_id uuid not null references person,
  valid_from date not null,
  valid_to date not null,
  ended_at timestamptz,
  constraint absence_forwards check (valid_from <= valid_to),
  constraint absence_once exclude using gist (person_id with =, daterange(valid_from, valid_to, '[]') with &&) where (ended_at is null)
);
create index absence_person on absence (person_id);
create function is_absent(p_person uuid) returns boolean language sql stable
  return exists (select from public.absence a where a.person_id = p_person and a.ended_at is null
    and a.valid_from <= public.legal_date() and a.valid_to >= public.legal_date());
create function apply_absence(f jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if f->>'type' = 'AbsenceSet' then
    insert into public.absence (id, person_id, valid_from, valid_to)
      values ((f->>'absence')::uuid, (f->>'person')::uuid, (f->>'validFrom')::date, (f->>'validTo')::date);
  elsif f->>'type' = 'AbsenceEnded' then
    update public.absence set ended_at = public.laurel_clock() where id = (f->>'absence')::uuid and ended_at is null;
    if not found then raise exception 'ended already' using errcode = 'LR001'; end if;
  else raise exception 'unknown fact of an absence' using errcode = 'LR003';
  end if;
end $$;
grant select on absence to laurel_app;
grant select, insert, update on absence to laurel_ledger;
grant execute on function is_absent(uuid) to laurel_app, laurel_ledger;
revoke execute on function apply_absence(jsonb) from public;
grant execute on function apply_absence(jsonb) to laurel_ledger;
`;
