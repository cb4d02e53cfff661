import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Open nominations are moved to another version of their procedure: proposed by one administrator, started as an act by another one. */
export class ProcedureMigrations4750000000000 implements MigrationInterface {
  readonly name = 'ProcedureMigrations4750000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
    await db.query(recording);
    await db.query(keys);
    await db.query(grants);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** `steps` maps every step of the old version, at every level, to one of the new version or to none. */
const tables = `
create table procedure_migration (
  id uuid primary key,
  code text not null,
  from_version integer not null,
  to_version integer not null check (to_version <> from_version),
  steps jsonb not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  started_by uuid,
  started_at timestamptz,
  act_id uuid,
  constraint migration_second_person check (started_by <> proposed_by)
);
create index nomination_procedure on nomination ((procedure->>'id'), (procedure->>'version')) where waiting_unit is not null;
alter table act drop constraint act_kind_check;
alter table act add constraint act_kind_check
  check (kind in ('issue', 'ballot', 'selection', 'letter', 'calendar', 'hold', 'annulment', 'rerouting', 'migration'));
`;

/** LR001 when somebody else started it, or when a nomination is open in the old version that the plan does not know. */
const recording = `
create function start_migration(f jsonb, p jsonb, p_person uuid) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  m public.procedure_migration;
  a jsonb := p->'act';
  v_entry record;
begin
  update public.procedure_migration set started_by = p_person, started_at = public.laurel_clock(), act_id = (f->>'act')::uuid
    where id = (f->>'migration')::uuid and started_at is null returning * into m;
  if not found then raise exception 'started already' using errcode = 'LR001'; end if;
  if exists (select from public.nomination n where n.waiting_unit is not null and n.procedure->>'id' = m.code
      and n.procedure->>'version' = m.from_version::text and n.state <> all (array(select jsonb_array_elements_text(p->'ended')))
      and not exists (select from jsonb_array_elements_text(p->'known') k (id) where k.id = n.id::text)) then
    raise exception 'another nomination is open' using errcode = 'LR001';
  end if;
  select e.chain, e.seq, (e.canon::jsonb->>'at')::timestamptz as at, e.canon::jsonb->'actor' as actor into v_entry
    from public.ledger_entry e where e.chain = 'cfg:' || m.code order by e.seq desc limit 1;
  insert into public.act (id, kind, chain, seq, payload, started_by, started_at, unit_id)
    values ((f->>'act')::uuid, 'migration', v_entry.chain, v_entry.seq, a->'payload', p_person, v_entry.at, (v_entry.actor->>'unit')::uuid);
  insert into public.act_item (act_id, nomination_id, position, command_id, data)
    select (f->>'act')::uuid, (i->>'nomination')::uuid, (i->>'position')::int, (i->>'commandId')::uuid, i->'data'
    from jsonb_array_elements(a->'items') i;
  perform public.write_outbox(v_entry.chain, v_entry.seq, v_entry.at, a->'outbox');
end $$;
create function apply_migration(p_type text, f jsonb, p jsonb, p_person uuid) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if p_type = 'MigrationProposed' then
    insert into public.procedure_migration (id, code, from_version, to_version, steps, proposed_by, proposed_at)
      values ((f->>'migration')::uuid, f->>'id', (f->>'from')::int, (f->>'to')::int, f->'steps', p_person, public.laurel_clock());
  elsif p_type = 'MigrationStarted' then perform public.start_migration(f, p, p_person);
  else raise exception 'unknown administrative fact %', p_type using errcode = 'LR003';
  end if;
end $$;
create or replace function apply_more(p_type text, f jsonb, p jsonb, p_person uuid) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if p_type like 'Council%' then perform public.apply_council(f, p, p_person);
  elsif p_type like 'Sitting%' then perform public.apply_sitting(f, p, p_person);
  elsif p_type like 'Quota%' then perform public.apply_quota(f, p);
  elsif p_type like 'Money%' then perform public.apply_money(f);
  elsif p_type = 'NumbersContinued' then perform public.apply_numbers(f);
  elsif p_type like 'Delegation%' then perform public.apply_delegation(f, p_person);
  elsif p_type like 'Absence%' then perform public.apply_absence(f);
  elsif p_type = 'ConfigurationProposed' then perform public.apply_proposal(f, p, p_person);
  elsif p_type = 'FileImported' then perform public.apply_file_import(f, p);
  elsif p_type like 'Persons%' then perform public.apply_merge(f);
  elsif p_type like 'Reorganisation%' then perform public.apply_reorganisation(p_type, f, p, p_person);
  elsif p_type like 'Migration%' then perform public.apply_migration(p_type, f, p, p_person);
  else raise exception 'unknown administrative fact %', p_type using errcode = 'LR003';
  end if;
end $$;
`;

/** Names may change places: approvals and claims are unique per step, so they go by way of names that no step has. */
const keys = `
create or replace function move_step_keys(p_nomination uuid, p_keys jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  update public.approval a set step_key = '~' || k.to_key from jsonb_each_text(p_keys) k (from_key, to_key)
    where a.nomination_id = p_nomination and a.step_key = k.from_key and a.voided_at is null;
  update public.approval set step_key = substr(step_key, 2) where nomination_id = p_nomination and step_key like '~%';
  update public.claim c set step_key = '~' || k.to_key from jsonb_each_text(p_keys) k (from_key, to_key)
    where c.nomination_id = p_nomination and c.step_key = k.from_key;
  update public.claim set step_key = substr(step_key, 2) where nomination_id = p_nomination and step_key like '~%';
  update public.deadline d set step_key = k.to_key from jsonb_each_text(p_keys) k (from_key, to_key)
    where d.nomination_id = p_nomination and d.step_key = k.from_key and d.state in ('pending', 'stopped');
  update public.snooze s set state = k.to_key from jsonb_each_text(p_keys) k (from_key, to_key)
    where s.nomination_id = p_nomination and s.state = k.from_key;
end $$;
`;

const grants = `
grant select on procedure_migration to laurel_app;
grant select, insert, update on procedure_migration to laurel_ledger;
grant select, update on snooze to laurel_ledger;
revoke execute on function start_migration(jsonb, jsonb, uuid), apply_migration(text, jsonb, jsonb, uuid) from public;
grant execute on function start_migration(jsonb, jsonb, uuid), apply_migration(text, jsonb, jsonb, uuid) to laurel_ledger;
`;
