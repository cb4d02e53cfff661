import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Open ballots, documents and complaints of a unit come to their end before it does; its councils end with it. */
export class UnitAffairs4720000000000 implements MigrationInterface {
  readonly name = 'UnitAffairs4720000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(affairs);
    await db.query(carryOn);
    await db.query(effect);
    await db.query(documents);
    await db.query(grants);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** What is open in units: of a complaint, also where the step that it may lead back to is theirs. */
const affairs = `
create function unit_affairs(p_units uuid[])
  returns table (kind text, unit_id uuid, opened_at timestamptz, nominations uuid[]) language sql stable
  set search_path = pg_catalog, public, pg_temp as $$
select 'ballot', b.unit_id, b.opened_at, array(select i.nomination_id from public.ballot_item i where i.ballot_id = b.id)
  from public.ballot b where b.unit_id = any(p_units) and b.state in ('open', 'closing', 'entered')
union all
select 'document', d.body_id, d.created_at, array(select i.nomination_id from public.decision_item i where i.document_id = d.id)
  from public.decision_document d where d.body_id = any(p_units) and d.state in ('draft', 'signed')
union all
select 'complaint', s.unit, c.lodged_at, array[c.nomination_id]
  from public.complaint c join public.nomination n on n.id = c.nomination_id
  cross join lateral (select u.unit from unnest(array[n.waiting_unit, split_part(c.step, '@', 2)::uuid]) u (unit)
    where u.unit = any(p_units) limit 1) s
  where c.concluded_at is null
$$;
`;

/** As before, and the councils of the unit end. */
const carryOn = `
create or replace function carry_on(p_unit uuid, p_heir uuid, p_day date) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  update public.seat set valid_to = greatest(p_day, valid_from) where unit_id = p_unit and (valid_to is null or valid_to > p_day);
  update public.council set valid_to = greatest(p_day, valid_from) where unit_id = p_unit and (valid_to is null or valid_to > p_day);
  if p_heir is null then return; end if;
  update public.person set unit_id = p_heir, version = version + 1 where unit_id = p_unit;
  insert into public.nomination_unit (nomination_id, unit_id, from_seq, visible_from)
    select n.id, p_heir, 0, public.laurel_clock() from public.nomination n where p_unit in (n.unit_id, n.entered_by_unit) and n.state = 'draft'
    on conflict do nothing;
  -- Papers whose two units become one are that unit's own.
  update public.nomination set unit_id = p_heir, waiting_unit = coalesce(nullif(entered_by_unit, p_heir), p_heir),
      entered_by_unit = nullif(entered_by_unit, p_heir), channel = case when entered_by_unit = p_heir then 'electronic' else channel end
    where unit_id = p_unit and state = 'draft';
  update public.nomination set waiting_unit = p_heir, entered_by_unit = nullif(p_heir, unit_id),
      channel = case when unit_id = p_heir then 'electronic' else channel end
    where entered_by_unit = p_unit and state = 'draft';
end $$;
`;

/** As before; LR001 as well when something was opened in a unit that ends: units and seats are locked by then, so nothing more is. */
const effect = `
create function check_affairs(r public.reorganisation) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from public.unit_affairs(array(select (d->>'unit')::uuid from jsonb_array_elements(r.deeds) d where d->>'do' = 'end'))) then
    raise exception 'something is open in a unit that ends' using errcode = 'LR001';
  end if;
end $$;
create or replace function effect_reorganisation(f jsonb, p jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  r public.reorganisation;
  d jsonb;
  a jsonb := p->'act';
  v_units uuid[] := array(select jsonb_array_elements_text(p->'units'))::uuid[];
  v_entry record;
begin
  perform from public.unit_tree for update;
  update public.reorganisation set state = 'effective', effective_at = public.laurel_clock(), act_id = (a->>'id')::uuid
    where id = (f->>'reorganisation')::uuid and state = 'planned' and on_date <= public.legal_date() returning * into r;
  if not found then raise exception 'not planned any more' using errcode = 'LR001'; end if;
  update public.unit_tree set version = version + 1;
  perform public.move_units(r);
  for d in select * from jsonb_array_elements(r.deeds) loop
    if d->>'do' = 'end' then perform public.carry_on((d->>'unit')::uuid, (d->'successors'->>0)::uuid, public.legal_date()); end if;
  end loop;
  perform public.check_affairs(r);
  if exists (select from public.nomination n where n.waiting_unit is not null and n.context is not null
      and (n.unit_id = any(v_units) or exists (select from jsonb_array_elements(n.context->'route') s where (s->>'unit')::uuid = any(v_units)))
      and not exists (select from jsonb_array_elements_text(p->'known') k (id) where k.id = n.id::text)) then
    raise exception 'another nomination is open' using errcode = 'LR001';
  end if;
  select e.chain, e.seq, (e.canon::jsonb->>'at')::timestamptz as at into v_entry
    from public.ledger_entry e where e.chain = p->>'chain' order by e.seq desc limit 1;
  insert into public.act (id, kind, chain, seq, payload, started_by, started_at, unit_id)
    values ((a->>'id')::uuid, 'rerouting', v_entry.chain, v_entry.seq, a->'payload', r.planned_by, v_entry.at, r.planned_in);
  insert into public.act_item (act_id, nomination_id, position, command_id, data)
    select (a->>'id')::uuid, (i->>'nomination')::uuid, (i->>'position')::int, (i->>'commandId')::uuid, i->'data'
    from jsonb_array_elements(a->'items') i;
  perform public.write_outbox(v_entry.chain, v_entry.seq, v_entry.at, a->'outbox');
end $$;
`;

/** A document is opened under a share lock on its body, like what else begins in a unit. */
const documents = `
create function body_open() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from public.unit u where u.id = new.body_id and (u.valid_to is null or u.valid_to > public.legal_date()) for share;
  if not found then raise exception 'the unit has ended' using errcode = 'LR005'; end if;
  return new;
end $$;
revoke execute on function body_open() from public;
create trigger document_body_open before insert on decision_document for each row execute function body_open();
`;

const grants = `
revoke execute on function unit_affairs(uuid[]), check_affairs(reorganisation) from public;
grant execute on function unit_affairs(uuid[]) to laurel_app, laurel_ledger;
grant execute on function check_affairs(reorganisation) to laurel_ledger;
`;
