import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Councils with their members and terms, and sittings with agenda and attendance. */
export class Councils2100000000000 implements MigrationInterface {
  readonly name = 'Councils2100000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
    await db.query(rules);
    await db.query(grants);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const tables = `
create table council (
  id uuid primary key,
  unit_id uuid not null references unit,
  name text not null,
  valid_from date not null,
  valid_to date,
  version integer not null default 1
);
create index council_unit on council (unit_id);
create table council_member (
  id uuid primary key,
  council_id uuid not null references council,
  person_id uuid not null references person,
  role text not null check (role in ('chair', 'deputy', 'secretary', 'member', 'substitute')),
  valid_from date not null,
  valid_to date,
  constraint council_member_once exclude using gist
    (council_id with =, person_id with =, daterange(valid_from, valid_to) with &&),
  constraint council_one_chair exclude using gist
    (council_id with =, role with =, daterange(valid_from, valid_to) with &&) where (role in ('chair', 'secretary'))
);
create table sitting (
  id uuid primary key,
  council_id uuid not null references council,
  mode text not null check (mode in ('electronic', 'paper')),
  held_on date not null,
  version integer not null default 1,
  created_by uuid not null
);
create index sitting_council on sitting (council_id);
create table sitting_attendance (
  sitting_id uuid not null references sitting,
  member_id uuid not null references council_member,
  status text not null check (status in ('present', 'writtenVote', 'absent', 'recused')),
  substitute_for uuid references council_member,
  primary key (sitting_id, member_id)
);
create table sitting_item (
  sitting_id uuid not null references sitting,
  nomination_id uuid not null references nomination,
  position integer not null,
  primary key (sitting_id, nomination_id)
);
`;

/** Whoever may vote in a council on a day: members with a voting role whose term covers it. LR001: the sitting has moved on. */
const rules = `
create function apply_council(f jsonb, p jsonb, p_person uuid) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if f->>'type' = 'CouncilOpened' then
    insert into public.council (id, unit_id, name, valid_from, valid_to)
      values ((f->>'council')::uuid, (f->>'unit')::uuid, p->>'name', (f->>'validFrom')::date, (f->>'validTo')::date);
  elsif f->>'type' = 'CouncilMemberAdded' then
    insert into public.council_member (id, council_id, person_id, role, valid_from, valid_to)
      values ((f->>'member')::uuid, (f->>'council')::uuid, (f->>'person')::uuid, f->>'role', (f->>'validFrom')::date, (f->>'validTo')::date);
  elsif f->>'type' = 'CouncilMemberEnded' then
    update public.council_member set valid_to = greatest((f->>'validTo')::date, valid_from) where id = (f->>'member')::uuid;
  elsif f->>'type' = 'CouncilEnded' then
    update public.council set valid_to = greatest((f->>'validTo')::date, valid_from) where id = (f->>'council')::uuid;
  else raise exception 'unknown fact of a council' using errcode = 'LR003';
  end if;
  if f->>'type' <> 'CouncilOpened' then
    update public.council set version = version + 1 where id = (f->>'council')::uuid;
  end if;
end $$;
create function apply_sitting(f jsonb, p jsonb, p_person uuid) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_sitting uuid := (f->>'sitting')::uuid;
begin
  if f->>'type' = 'SittingPlanned' then
    insert into public.sitting (id, council_id, mode, held_on, created_by)
      values (v_sitting, (f->>'council')::uuid, f->>'mode', (f->>'heldOn')::date, p_person);
    return;
  end if;
  update public.sitting set version = version + 1 where id = v_sitting and version = (f->>'version')::int;
  if not found then raise exception 'the sitting has moved on' using errcode = 'LR001'; end if;
  if f->>'type' = 'SittingAgendaSet' then
    delete from public.sitting_item where sitting_id = v_sitting;
    insert into public.sitting_item (sitting_id, nomination_id, position)
      select v_sitting, x.id::uuid, x.position from jsonb_array_elements_text(f->'nominations') with ordinality x (id, position);
  elsif f->>'type' = 'SittingAttendanceSet' then
    delete from public.sitting_attendance where sitting_id = v_sitting;
    insert into public.sitting_attendance (sitting_id, member_id, status, substitute_for)
      select v_sitting, (a->>'member')::uuid, a->>'status', (a->>'substituteFor')::uuid from jsonb_array_elements(f->'attendance') a;
  else raise exception 'unknown fact of a sitting' using errcode = 'LR003';
  end if;
end $$;
`;

const names = 'council, council_member, sitting, sitting_attendance, sitting_item';
const grants = `
grant select on ${names} to laurel_app;
grant select, insert, update, delete on ${names} to laurel_ledger;
revoke execute on function apply_council(jsonb, jsonb, uuid), apply_sitting(jsonb, jsonb, uuid) from public;
grant execute on function apply_council(jsonb, jsonb, uuid), apply_sitting(jsonb, jsonb, uuid) to laurel_ledger;
`;
