import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The recording function of chains `sys`, `acl:<unit>` and `cfg:<id>`. The entry's first fact says what happened; words that a
 * person typed (names, logins, addresses) come in `p` and are committed to by the entry's texts.
 */
export class RecordingAdministration1500000000000 implements MigrationInterface {
  readonly name = 'RecordingAdministration1500000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(registers);
    await db.query(accounts);
    await db.query(system);
    await db.query(record);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const registers = `
create function apply_unit(f jsonb, p jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if f->>'type' = 'UnitOpened' then
    insert into public.unit (id, name, symbol, level, parent_id, members, workers, valid_from)
      values ((f->>'unit')::uuid, p->>'name', p->>'symbol', f->>'level', (f->>'parent')::uuid,
              (f->>'members')::int, (f->>'workers')::int, (f->>'validFrom')::date);
    insert into public.unit_closure (ancestor_id, descendant_id, depth)
      select (f->>'unit')::uuid, (f->>'unit')::uuid, 0
      union all
      select ancestor_id, (f->>'unit')::uuid, depth + 1 from public.unit_closure where descendant_id = (f->>'parent')::uuid;
  else
    update public.unit set
      name = coalesce(p->>'name', name), symbol = coalesce(p->>'symbol', symbol),
      members = case when f ? 'members' then (f->>'members')::int else members end,
      workers = case when f ? 'workers' then (f->>'workers')::int else workers end,
      valid_to = coalesce((f->>'validTo')::date, valid_to), version = version + 1
      where id = (f->>'unit')::uuid;
  end if;
end $$;
create function apply_person(f jsonb, p jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if f->>'type' = 'PersonRegistered' then
    insert into public.person (id, unit_id, name, birth_date, member_number, citizen_hash)
      values ((f->>'person')::uuid, (f->>'unit')::uuid, p->>'name', (p->>'birthDate')::date, p->>'memberNumber',
              decode(p->>'citizenHash', 'hex'));
  else
    update public.person set
      name = coalesce(p->>'name', name), unit_id = coalesce((f->>'unit')::uuid, unit_id),
      birth_date = case when p ? 'birthDate' then (p->>'birthDate')::date else birth_date end,
      member_number = case when p ? 'memberNumber' then p->>'memberNumber' else member_number end,
      version = version + 1
      where id = (f->>'person')::uuid;
  end if;
end $$;
create function apply_seat(f jsonb, p_by uuid) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if f->>'type' = 'SeatGranted' then
    insert into public.seat (id, person_id, unit_id, role, flags, valid_from, granted_by)
      values ((f->>'seat')::uuid, (f->>'person')::uuid, (f->>'unit')::uuid, f->>'role',
              array(select jsonb_array_elements_text(f->'flags')), (f->>'validFrom')::date, p_by);
  else
    update public.seat set valid_to = greatest((f->>'validTo')::date, valid_from) where id = (f->>'seat')::uuid;
  end if;
end $$;
`;

const accounts = `
create function apply_account(f jsonb, p jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if f->>'type' = 'AccountOpened' then
    insert into public.account (id, person_id, login, email, password_hash)
      values ((f->>'account')::uuid, (f->>'person')::uuid, p->>'login', p->>'email', p->>'passwordHash');
  else
    update public.account set
      email = case when p ? 'email' then p->>'email' else email end,
      password_hash = coalesce(p->>'passwordHash', password_hash),
      disabled_at = case when f ? 'disabled' then case when (f->>'disabled')::boolean then clock_timestamp() end else disabled_at end
      where id = (f->>'account')::uuid;
    if coalesce((f->>'disabled')::boolean, false) or p ? 'passwordHash' then
      delete from public.session where account_id = (f->>'account')::uuid;
    end if;
  end if;
end $$;
`;

/** LR010: the clock goes forward only, and in production not at all. */
const system = `
create function apply_clock(f jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  update public.system_clock set ahead = (f->>'to')::timestamptz - clock_timestamp()
    where mode <> 'production' and (f->>'to')::timestamptz >= public.laurel_clock();
  if not found then raise exception 'the clock goes forward only' using errcode = 'LR010'; end if;
end $$;
create function apply_import(p jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into public.assessment (subject_id, year, result, source)
    select (a->>'subject')::uuid, (a->>'year')::int, a->>'result', 'import' from jsonb_array_elements(p->'assessments') a
    on conflict (subject_id, year) do update set result = excluded.result;
  insert into public.award_grant (id, subject_type, subject_id, award, year, level, occasion, scope, once, source)
    select (g->>'id')::uuid, g->>'subjectType', (g->>'subject')::uuid, g->>'award', (g->>'year')::int, g->>'level',
           g->>'occasion', g->>'scope', (g->>'once')::boolean, 'import'
    from jsonb_array_elements(p->'grants') g;
  insert into public.fact_version as v (subject_id)
    select (a->>'subject')::uuid from jsonb_array_elements(p->'assessments') a
    union select (g->>'subject')::uuid from jsonb_array_elements(p->'grants') g
    on conflict (subject_id) do update set n = v.n + 1;
end $$;
create function apply_configuration(f jsonb, p jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if encode(sha256(convert_to(p->>'canon', 'UTF8')), 'hex') <> f->>'hash' then
    raise exception 'configuration and hash differ' using errcode = 'LR003';
  end if;
  insert into public.configuration (kind, id, version, canon, hash, valid_from, valid_to)
    values (f->>'kind', f->>'id', (f->>'version')::int, p->>'canon', decode(f->>'hash', 'hex'),
            (f->>'validFrom')::date, (f->>'validTo')::date);
end $$;
`;

const record = `
create function record_administration(p_canon text, p_prev bytea, p_hash bytea, p_request_hash bytea, p jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  c jsonb := p_canon::jsonb;
  f jsonb := c->'facts'->0;
  v_type text := c->'facts'->0->>'type';
  v_person uuid := (c->'actor'->>'person')::uuid;
begin
  if c->>'chain' !~ '^(sys$|acl:|cfg:)' then raise exception 'not a chain of administration' using errcode = 'LR003'; end if;
  perform public.ledger_append(p_canon, p_prev, p_hash, p_request_hash, p->'secrets');
  if c->'actor' ? 'seat' then perform public.check_seat((c->'actor'->>'seat')::uuid, v_person); end if;
  if v_type in ('UnitOpened', 'UnitChanged') then perform public.apply_unit(f, p);
  elsif v_type in ('PersonRegistered', 'PersonChanged') then perform public.apply_person(f, p);
  elsif v_type in ('SeatGranted', 'SeatEnded') then perform public.apply_seat(f, v_person);
  elsif v_type in ('AccountOpened', 'AccountChanged') then perform public.apply_account(f, p);
  elsif v_type = 'ConfigurationPublished' then perform public.apply_configuration(f, p);
  elsif v_type = 'ClockMoved' then perform public.apply_clock(f);
  elsif v_type = 'RegistryImported' then perform public.apply_import(p);
  else raise exception 'unknown administrative fact %', v_type using errcode = 'LR003';
  end if;
end $$;
`;
