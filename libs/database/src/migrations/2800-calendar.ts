import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calendars that administrators propose and publish: an act whose items count the running terms of nominations anew. */
export class Calendar2800000000000 implements MigrationInterface {
  readonly name = 'Calendar2800000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(proposals);
    await db.query(deadlines);
    await db.query(publishing);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const proposals = `
alter table configuration_proposal drop constraint configuration_proposal_kind_check;
alter table configuration_proposal add constraint configuration_proposal_kind_check check (kind in ('procedure', 'calendar', 'rule-set'));
`;

/**
 * A new term must be counted by the calendar that is in force when it is written: one that was loaded before is loaded again
 * (LR001). A term in place of one that was recalled already, and not to be recalled later, is not recalled twice.
 */
const deadlines = `
create function calendar_in_force() returns text language sql stable
  set search_path = pg_catalog, public, pg_temp as $$
  select c.id || '@' || c.version from public.configuration c
  where c.kind = 'calendar' and c.valid_from <= public.legal_date() and (c.valid_to is null or c.valid_to >= public.legal_date())
  order by c.id desc, c.version desc limit 1;
$$;
create or replace function write_deadlines(p_nomination uuid, p_rows jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_new uuid[];
begin
  select coalesce(array_agg((r->>'id')::uuid), '{}') into v_new from jsonb_array_elements(p_rows) r
    where r->>'state' = 'pending' and not exists (select from public.deadline d where d.id = (r->>'id')::uuid);
  insert into public.deadline as d (id, nomination_id, step_key, due_at, remind_at, remaining, state, rule, calendar, reminded_at)
    select (r->>'id')::uuid, p_nomination, r->>'step', (r->>'dueAt')::timestamptz, (r->>'remindAt')::timestamptz,
           (r->>'remaining')::int, r->>'state', r->>'rule', r->>'calendar',
           (select max(o.reminded_at) from public.deadline o where o.nomination_id = p_nomination and o.step_key = r->>'step'
              and o.state = 'pending' and o.reminded_at >= (r->>'remindAt')::timestamptz)
    from jsonb_array_elements(p_rows) r
  on conflict (id) do update set state = excluded.state, remaining = excluded.remaining, lease_until = null;
  if cardinality(v_new) > 0 and exists (select from public.deadline d where d.id = any(v_new) and d.calendar <> public.calendar_in_force()) then
    raise exception 'the calendar was changed' using errcode = 'LR001';
  end if;
end $$;
revoke execute on function calendar_in_force() from public;
grant execute on function calendar_in_force() to laurel_ledger;
`;

/**
 * The act of a published calendar, by the entry that was just appended. While it is written no term begins or ends; LR001 when one
 * began that the plan does not know.
 */
const publishing = `
create function write_calendar_act(f jsonb, p jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  a jsonb := p->'act';
  v_chain text := 'cfg:' || (f->>'id');
  v_entry record;
begin
  lock table public.deadline in share mode;
  if a ? 'changesFrom' and exists (select from public.deadline d
      where d.state = 'pending' and d.due_at >= (a->>'changesFrom')::timestamptz and d.due_at > public.laurel_clock()
        and not exists (select from jsonb_array_elements_text(a->'known') k (id) where k.id = d.id::text)) then
    raise exception 'a term began meanwhile' using errcode = 'LR001';
  end if;
  select e.seq, (e.canon::jsonb->>'at')::timestamptz as at, e.canon::jsonb->'actor' as actor into v_entry
    from public.ledger_entry e where e.chain = v_chain order by e.seq desc limit 1;
  insert into public.act (id, kind, chain, seq, payload, started_by, started_at, unit_id)
    values ((a->>'id')::uuid, 'calendar', v_chain, v_entry.seq, a->'payload', (v_entry.actor->>'person')::uuid, v_entry.at,
            (v_entry.actor->>'unit')::uuid);
  insert into public.act_item (act_id, nomination_id, position, command_id, data)
    select (a->>'id')::uuid, (i->>'nomination')::uuid, (i->>'position')::int, (i->>'commandId')::uuid, i->'data'
    from jsonb_array_elements(a->'items') i;
  perform public.write_outbox(v_chain, v_entry.seq, v_entry.at, a->'outbox');
end $$;
create or replace function apply_configuration(f jsonb, p jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if encode(sha256(convert_to(p->>'canon', 'UTF8')), 'hex') <> f->>'hash' then
    raise exception 'configuration and hash differ' using errcode = 'LR003';
  end if;
  insert into public.configuration (kind, id, version, canon, hash, valid_from, valid_to)
    values (f->>'kind', f->>'id', (f->>'version')::int, p->>'canon', decode(f->>'hash', 'hex'),
            (f->>'validFrom')::date, (f->>'validTo')::date);
  if not f ? 'proposal' then return; end if;
  update public.configuration_proposal set published_by = (p->>'person')::uuid, published_at = public.laurel_clock()
    where id = (f->>'proposal')::uuid and kind = f->>'kind' and published_at is null and hash = decode(f->>'hash', 'hex');
  if not found then raise exception 'the proposal has moved on' using errcode = 'LR001'; end if;
  if p ? 'act' then perform public.write_calendar_act(f, p); end if;
end $$;
revoke execute on function write_calendar_act(jsonb, jsonb) from public;
grant execute on function write_calendar_act(jsonb, jsonb) to laurel_ledger;
`;
