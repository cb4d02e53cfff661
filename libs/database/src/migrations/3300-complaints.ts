import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Complaints against a refusal: who lodged one, which unit hears it, who concluded it. */
export class Complaints3300000000000 implements MigrationInterface {
  readonly name = 'Complaints3300000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(table);
    await db.query(functions);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const table = `
create table complaint (
  id uuid primary key,
  nomination_id uuid not null references nomination,
  outcome text not null check (outcome in ('rejected', 'notPassed', 'notSelectedQuota')),
  step text not null,
  unit_id uuid not null references unit,
  lodged_by uuid not null references person,
  lodged_at timestamptz not null,
  founded boolean,
  concluded_by uuid references person,
  concluded_at timestamptz,
  check ((founded is null) = (concluded_by is null) and (founded is null) = (concluded_at is null)),
  constraint complaint_other_person check (concluded_by <> lodged_by)
);
create unique index complaint_open on complaint (nomination_id) where concluded_at is null;
create index complaint_nomination on complaint (nomination_id);
grant select on complaint to laurel_app;
grant select, insert, update on complaint to laurel_ledger;
`;

/** LR033: whoever concludes a complaint gave no command on the nomination before, under no entry of the register, and sat in no council that balloted on it. */
const functions = `
create function write_complaint(p_nomination uuid, c jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  f jsonb;
  v_person uuid := (c->'actor'->>'person')::uuid;
  v_names uuid[] := array(select v_person union all select p.id from public.person p where p.merged_into = v_person);
  v_at timestamptz := (c->>'at')::timestamptz;
begin
  for f in select x from jsonb_array_elements(c->'facts') x loop
    if f->>'type' = 'ComplaintLodged' then
      insert into public.complaint (id, nomination_id, outcome, step, unit_id, lodged_by, lodged_at)
        values ((f->>'complaint')::uuid, p_nomination, f->>'outcome', f->>'step', (f->>'unit')::uuid, v_person, v_at);
    elsif f->>'type' = 'ComplaintConcluded' then
      if exists (select from public.nomination_actor a where a.nomination_id = p_nomination and a.person_id = any (v_names))
          or exists (select from public.approval a where a.nomination_id = p_nomination and a.person_id = v_person)
          or exists (select from public.turnout t join public.council_member m on m.id = t.member_id
            join public.ballot_item b on b.ballot_id = t.ballot_id where b.nomination_id = p_nomination and m.person_id = any (v_names)) then
        raise exception 'has a part in the case' using errcode = 'LR033';
      end if;
      update public.complaint set founded = (f->>'founded')::boolean, concluded_by = v_person, concluded_at = v_at
        where id = (f->>'complaint')::uuid and nomination_id = p_nomination and concluded_at is null;
      if not found then raise exception 'concluded already' using errcode = 'LR001'; end if;
    end if;
  end loop;
end $$;
revoke execute on function write_complaint(uuid, jsonb) from public;
grant execute on function write_complaint(uuid, jsonb) to laurel_ledger;
`;
