import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Units by date, reorganisations that are planned for a day, and the act that re-routes open nominations on it. */
export class Reorganisation3600000000000 implements MigrationInterface {
  readonly name = 'Reorganisation3600000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
    await db.query(history);
    await db.query(units);
    await db.query(planning);
    await db.query(effect);
    await db.query(nominations);
    await db.query(grants);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/**
 * `unit` and `unit_closure` are the tree of today, `unit_version` is the tree of any day. The one row of `unit_tree` counts what became
 * effective, and is the lock of whoever relies on the tree.
 */
const tables = `
create table reorganisation (
  id uuid primary key,
  on_date date not null,
  deeds jsonb not null,
  state text not null default 'planned' check (state in ('planned', 'effective', 'cancelled')),
  planned_by uuid not null,
  planned_in uuid not null references unit,
  planned_at timestamptz not null,
  effective_at timestamptz,
  act_id uuid
);
create index reorganisation_due on reorganisation (on_date) where state = 'planned';
create table unit_version (
  unit_id uuid not null references unit,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  name text not null,
  symbol text not null,
  level text not null check (level in ('grassroots_union', 'immediate_superior_union', 'level2_union', 'federation')),
  parent_id uuid references unit,
  successors uuid[],
  primary key (unit_id, valid_from)
);
alter table unit_version add constraint unit_version_once exclude using gist
  (unit_id with =, daterange(valid_from, valid_to) with &&);
create index unit_version_parent on unit_version (parent_id);
create table unit_tree (one boolean primary key default true check (one), version integer not null default 0);
insert into unit_tree default values;
create index nomination_route on nomination using gin ((context->'route') jsonb_path_ops) where waiting_unit is not null;
alter table act drop constraint act_kind_check;
alter table act add constraint act_kind_check
  check (kind in ('issue', 'ballot', 'selection', 'letter', 'calendar', 'hold', 'annulment', 'rerouting'));
-- Step keys of one nomination move together.
alter table approval drop constraint approval_one_unit;
alter table approval add constraint approval_one_unit exclude using gist
  (nomination_id with =, person_id with =, unit_id with <>) where (voided_at is null) deferrable initially immediate;
`;

/** What the entries say about the units that are there already: opened, renamed on a day, ended. */
const history = `
with said as (
  select (f->>'unit')::uuid as unit, e.canon::jsonb->>'at' as at, e.seq, f->>'type' as type,
    case when f->>'type' = 'UnitOpened' then (f->>'validFrom')::date
      else ((e.canon::jsonb->>'at')::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date end as day,
    (select s.value from ledger_secret s where s.chain = e.chain and s.seq = e.seq and s.text_id = 'name') as name,
    (select s.value from ledger_secret s where s.chain = e.chain and s.seq = e.seq and s.text_id = 'symbol') as symbol
  from ledger_entry e cross join lateral (select e.canon::jsonb->'facts'->0 as f) x
  where (e.chain = 'sys' or e.chain like 'acl:%') and f->>'type' in ('UnitOpened', 'UnitChanged')),
days as (
  select distinct on (unit, day) unit, day,
    (array_remove(array_agg(name) over w, null)) as names, (array_remove(array_agg(symbol) over w, null)) as symbols
  from said where type = 'UnitOpened' or name is not null or symbol is not null
  window w as (partition by unit order by at, seq) order by unit, day, at desc, seq desc)
insert into unit_version (unit_id, valid_from, valid_to, name, symbol, level, parent_id)
select u.id, d.day, coalesce(lead(d.day) over (partition by u.id order by d.day), case when u.valid_to > d.day then u.valid_to end),
  coalesce(d.names[cardinality(d.names)], u.name), coalesce(d.symbols[cardinality(d.symbols)], u.symbol), u.level, u.parent_id
from days d join unit u on u.id = d.unit where d.day >= u.valid_from;
`;

/** A unit is opened, renamed from today on, or ended: the tree of any day follows. */
const units = `
create function version_unit(f jsonb, p jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_unit uuid := (f->>'unit')::uuid;
  v_today date := public.legal_date();
  v public.unit_version;
begin
  if f->>'type' = 'UnitOpened' then
    if f ? 'parent' and not exists (select from public.unit_version o where o.unit_id = (f->>'parent')::uuid and o.valid_to is null) then
      raise exception 'the superior ends' using errcode = 'LR001';
    end if;
    insert into public.unit_version (unit_id, valid_from, name, symbol, level, parent_id)
      values (v_unit, (f->>'validFrom')::date, p->>'name', p->>'symbol', f->>'level', (f->>'parent')::uuid);
    return;
  end if;
  if p ? 'name' or p ? 'symbol' then
    select * into v from public.unit_version o
      where o.unit_id = v_unit and (o.valid_to is null or o.valid_to > v_today) order by o.valid_from limit 1;
    update public.unit_version o set name = coalesce(p->>'name', o.name) where o.unit_id = v_unit and o.valid_from > v_today and o.name = v.name;
    update public.unit_version o set symbol = coalesce(p->>'symbol', o.symbol) where o.unit_id = v_unit and o.valid_from > v_today and o.symbol = v.symbol;
    if v.valid_from < v_today then
      update public.unit_version o set valid_to = v_today where o.unit_id = v_unit and o.valid_from = v.valid_from;
      insert into public.unit_version (unit_id, valid_from, valid_to, name, symbol, level, parent_id, successors)
        values (v_unit, v_today, v.valid_to, coalesce(p->>'name', v.name), coalesce(p->>'symbol', v.symbol), v.level, v.parent_id, v.successors);
      update public.unit_version o set successors = null where o.unit_id = v_unit and o.valid_from = v.valid_from;
    else
      update public.unit_version o set name = coalesce(p->>'name', name), symbol = coalesce(p->>'symbol', symbol)
        where o.unit_id = v_unit and o.valid_from = v.valid_from;
    end if;
  end if;
  if f ? 'validTo' then
    delete from public.unit_version o where o.unit_id = v_unit and o.valid_to is null and o.valid_from >= (f->>'validTo')::date;
    update public.unit_version o set valid_to = (f->>'validTo')::date where o.unit_id = v_unit
      and o.valid_from = (select max(l.valid_from) from public.unit_version l where l.unit_id = v_unit);
  end if;
end $$;
create or replace function apply_unit(f jsonb, p jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from public.unit_tree for update;
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
  perform public.version_unit(f, p);
end $$;
`;

/** Planned and cancelled: versions of the day begin and go, and nothing else changes before the day. LR001 when a version moved on. */
const planning = `
create function plan_reorganisation(f jsonb, p jsonb, p_person uuid) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_on date := (f->>'on')::date;
  d jsonb;
begin
  insert into public.reorganisation (id, on_date, deeds, planned_by, planned_in, planned_at)
    values ((f->>'reorganisation')::uuid, v_on, f->'deeds', p_person, (p->>'in')::uuid, public.laurel_clock());
  for d in select * from jsonb_array_elements(f->'deeds') loop
    update public.unit_version set valid_to = v_on, successors = case when d->>'do' = 'end'
        then array(select jsonb_array_elements_text(d->'successors'))::uuid[] end
      where unit_id = (d->>'unit')::uuid and valid_to is null and valid_from < v_on;
    if not found then raise exception 'another change of the unit is planned' using errcode = 'LR001'; end if;
    if d->>'do' = 'change' then
      insert into public.unit_version (unit_id, valid_from, name, symbol, level, parent_id)
        select o.unit_id, v_on, coalesce(p->'words'->(d->>'unit')->>'name', o.name), coalesce(p->'words'->(d->>'unit')->>'symbol', o.symbol),
          coalesce(d->>'level', o.level), coalesce((d->>'parent')::uuid, o.parent_id)
        from public.unit_version o where o.unit_id = (d->>'unit')::uuid and o.valid_to = v_on;
    end if;
  end loop;
end $$;
create function cancel_reorganisation(f jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  r public.reorganisation;
  d jsonb;
begin
  update public.reorganisation set state = 'cancelled' where id = (f->>'reorganisation')::uuid and state = 'planned' returning * into r;
  if not found then raise exception 'not planned any more' using errcode = 'LR001'; end if;
  for d in select * from jsonb_array_elements(r.deeds) loop
    delete from public.unit_version where unit_id = (d->>'unit')::uuid and valid_from = r.on_date;
    update public.unit_version set valid_to = null, successors = null where unit_id = (d->>'unit')::uuid and valid_to = r.on_date;
  end loop;
end $$;
`;

/**
 * The day has come: the tree of today changes, seats of units that ended end, their people and drafts go to the heir, and one act gives
 * every open nomination its new way. LR001 when one was submitted that the plan does not know.
 */
const effect = `
create function move_units(r public.reorganisation) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_moved uuid[];
  d jsonb;
begin
  select array_agg(distinct c.descendant_id) into v_moved from jsonb_array_elements(r.deeds) x (d)
    join public.unit_closure c on c.ancestor_id = (x.d->>'unit')::uuid where x.d ? 'parent';
  update public.unit u set name = v.name, symbol = v.symbol, level = v.level, parent_id = v.parent_id, version = u.version + 1
    from public.unit_version v, jsonb_array_elements(r.deeds) x (d)
    where x.d->>'do' = 'change' and u.id = (x.d->>'unit')::uuid and v.unit_id = u.id and v.valid_from = r.on_date;
  update public.unit u set valid_to = r.on_date, version = u.version + 1 from jsonb_array_elements(r.deeds) x (d)
    where x.d->>'do' = 'end' and u.id = (x.d->>'unit')::uuid;
  if v_moved is null then return; end if;
  delete from public.unit_closure where descendant_id = any(v_moved);
  insert into public.unit_closure (ancestor_id, descendant_id, depth)
    with recursive up as (
      select u.id as unit, u.id as above, 0 as depth from public.unit u where u.id = any(v_moved)
      union all select up.unit, u.parent_id, up.depth + 1 from up join public.unit u on u.id = up.above where u.parent_id is not null)
    select above, unit, depth from up;
end $$;
create function carry_on(p_unit uuid, p_heir uuid, p_day date) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  update public.seat set valid_to = greatest(p_day, valid_from) where unit_id = p_unit and (valid_to is null or valid_to > p_day);
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
create function effect_reorganisation(f jsonb, p jsonb) returns void language plpgsql
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
create function apply_reorganisation(p_type text, f jsonb, p jsonb, p_person uuid) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from public.unit_tree for update;
  if p_type = 'ReorganisationPlanned' then perform public.plan_reorganisation(f, p, p_person);
  elsif p_type = 'ReorganisationCancelled' then perform public.cancel_reorganisation(f);
  elsif p_type = 'ReorganisationEffected' then perform public.effect_reorganisation(f, p);
  else raise exception 'unknown administrative fact %', p_type using errcode = 'LR003';
  end if;
end $$;
`;

/** A submission relies on the tree that it was loaded with (LR001); the step keys of a re-routed nomination move in all its rows. */
const nominations = `
create function check_tree(p_version integer) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from public.unit_tree where version = p_version for share;
  if not found then raise exception 'the units were reorganised' using errcode = 'LR001'; end if;
end $$;
create function move_step_keys(p_nomination uuid, p_keys jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  update public.approval a set step_key = k.to_key from jsonb_each_text(p_keys) k (from_key, to_key)
    where a.nomination_id = p_nomination and a.step_key = k.from_key and a.voided_at is null;
  update public.deadline d set step_key = k.to_key from jsonb_each_text(p_keys) k (from_key, to_key)
    where d.nomination_id = p_nomination and d.step_key = k.from_key and d.state in ('pending', 'stopped');
end $$;
`;

const grants = `
grant select on reorganisation, unit_version, unit_tree to laurel_app;
grant select, insert, update, delete on reorganisation, unit_version, unit_tree, unit_closure, unit to laurel_ledger;
revoke execute on function version_unit(jsonb, jsonb), plan_reorganisation(jsonb, jsonb, uuid), cancel_reorganisation(jsonb),
  move_units(reorganisation), carry_on(uuid, uuid, date), effect_reorganisation(jsonb, jsonb),
  apply_reorganisation(text, jsonb, jsonb, uuid), check_tree(integer), move_step_keys(uuid, jsonb) from public;
grant execute on function version_unit(jsonb, jsonb), plan_reorganisation(jsonb, jsonb, uuid), cancel_reorganisation(jsonb),
  move_units(reorganisation), carry_on(uuid, uuid, date), effect_reorganisation(jsonb, jsonb),
  apply_reorganisation(text, jsonb, jsonb, uuid), check_tree(integer), move_step_keys(uuid, jsonb), legal_date() to laurel_ledger;
`;
