import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Administration of quotas, and selections: ranked lists that are cut at a national quota. */
export class Selection2200000000000 implements MigrationInterface {
  readonly name = 'Selection2200000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(quotas);
    await db.query(tables);
    await db.query('grant create on schema public to laurel_ledger');
    await db.query(record);
    await db.query('revoke create on schema public from laurel_ledger');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** LR014: the cap is below what is held. Holds are never cancelled by a lower cap. */
const quotas = `
create function set_quota(f jsonb, p_year integer) returns void language sql
  set search_path = pg_catalog, public, pg_temp as $$
  insert into public.quota (id, award, theme, year, unit_id, cap, before)
    values ((f->>'quota')::uuid, f->>'award', f->>'theme', p_year, (f->>'unit')::uuid, (f->>'cap')::int, (f->>'before')::int);
$$;
create function change_cap(p_quota uuid, p_cap integer) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  q public.quota;
begin
  select * into q from public.quota where id = p_quota for update;
  if p_cap < q.before + q.used then
    raise exception 'the cap is below what is held' using errcode = 'LR014',
      detail = json_build_object('cap', p_cap, 'used', q.before + q.used)::text;
  end if;
  update public.quota set cap = p_cap, version = version + 1 where id = p_quota;
end $$;
create function apply_quota(f jsonb, p jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  r jsonb;
begin
  if f->>'type' = 'QuotaSet' then perform public.set_quota(f, (f->>'year')::int);
  elsif f->>'type' = 'QuotaChanged' then perform public.change_cap((f->>'quota')::uuid, (f->>'cap')::int);
  elsif f->>'type' = 'QuotaImported' then
    for r in select x from jsonb_array_elements(f->'rows') x loop perform public.set_quota(r, (f->>'year')::int); end loop;
  elsif f->>'type' = 'QuotaTransferred' then
    perform from public.quota where id in ((f->>'from')::uuid, (f->>'to')::uuid) order by id for update;
    perform public.change_cap((f->>'from')::uuid, (select cap from public.quota where id = (f->>'from')::uuid) - (f->>'places')::int);
    perform public.change_cap((f->>'to')::uuid, (select cap from public.quota where id = (f->>'to')::uuid) + (f->>'places')::int);
  else raise exception 'unknown fact of a quota' using errcode = 'LR003';
  end if;
end $$;
revoke execute on function set_quota(jsonb, integer), change_cap(uuid, integer), apply_quota(jsonb, jsonb) from public;
grant execute on function set_quota(jsonb, integer), change_cap(uuid, integer), apply_quota(jsonb, jsonb) to laurel_ledger;
`;

/** The order of an open selection is work in progress, outside the ledger like a draft; closing it is the entry. */
const tables = `
create table selection (
  id uuid primary key,
  unit_id uuid not null references unit,
  step_key text not null,
  award text not null,
  theme text,
  year integer not null,
  -- Places that people gave: nominations of one group share one.
  ranking jsonb not null default '[]',
  version integer not null default 1,
  created_by uuid not null,
  opened_at timestamptz not null default laurel_clock(),
  closed_at timestamptz,
  act_id uuid
);
create unique index selection_open on selection (unit_id, award, year, coalesce(theme, '')) where closed_at is null;
grant select on selection to laurel_app;
grant insert (id, unit_id, step_key, award, theme, year, created_by) on selection to laurel_app;
grant update (ranking, version) on selection to laurel_app;
grant select, insert, update, delete on selection to laurel_ledger;
`;

/** LR001 where list, quota or order are not those that were read: then it is decided again. */
const record = `
create function record_selection(p_canon text, p_prev bytea, p_hash bytea, p_request_hash bytea, p jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  c jsonb := p_canon::jsonb;
  f jsonb := c->'facts'->0;
  v_id uuid := substr(c->>'chain', 5)::uuid;
  v_at timestamptz := (c->>'at')::timestamptz;
  s public.selection;
  r jsonb;
begin
  if c->>'chain' not like 'act:%' or f->>'type' <> 'SelectionClosed' then
    raise exception 'not a chain of a selection' using errcode = 'LR003';
  end if;
  perform public.ledger_append(p_canon, p_prev, p_hash, p_request_hash, p->'secrets');
  perform public.check_seat((c->'actor'->>'seat')::uuid, (c->'actor'->>'person')::uuid);
  select * into s from public.selection where id = v_id and version = (p->>'version')::int and closed_at is null for update;
  if not found then raise exception 'the selection has moved on' using errcode = 'LR001'; end if;
  perform from public.nomination n where n.id in (select (x->>'nomination')::uuid from jsonb_array_elements(f->'ranked') x)
    order by n.id for update;
  if (select count(*) from public.nomination n where n.state = s.step_key and n.award = s.award and n.year = s.year
        and n.theme is not distinct from s.theme) <> jsonb_array_length(f->'ranked')
    or exists (select from jsonb_array_elements(f->'ranked') x left join public.nomination n on n.id = (x->>'nomination')::uuid
        where n.state is distinct from s.step_key or n.released_at > v_at or jsonb_array_length(public.holds_over(n.context, n.subject_id)) > 0
          or exists (select from public.act_item w where w.nomination_id = n.id and w.status = 'waiting')) then
    raise exception 'the list has moved on' using errcode = 'LR001';
  end if;
  perform from public.quota q where q.id = (f->>'quota')::uuid and q.cap = (f->>'cap')::int
    and q.before + q.used = (f->>'used')::int for update;
  if not found then raise exception 'the quota has moved on' using errcode = 'LR001'; end if;
  for r in select x from jsonb_array_elements(f->'ranked') x where (x->>'selected')::boolean loop
    perform public.quota_take((f->>'quota')::uuid, (r->>'nomination')::uuid, 'take', v_at);
  end loop;
  insert into public.act (id, kind, chain, seq, payload, started_by, started_at, unit_id)
    values ((p->>'act')::uuid, 'selection', c->>'chain', 1, jsonb_build_object('selection', v_id, 'quota', f->>'quota'),
            (c->'actor'->>'person')::uuid, v_at, s.unit_id);
  insert into public.act_item (act_id, nomination_id, position, command_id, data)
    select (p->>'act')::uuid, (i->>'nomination')::uuid, (i->>'position')::int, (i->>'commandId')::uuid, i->'data'
    from jsonb_array_elements(p->'items') i;
  update public.selection set closed_at = v_at, act_id = (p->>'act')::uuid, version = version + 1 where id = v_id;
  perform public.write_outbox(c->>'chain', 1, v_at, p->'outbox');
end $$;
alter function record_selection(text, bytea, bytea, bytea, jsonb) owner to laurel_ledger;
revoke execute on function record_selection(text, bytea, bytea, bytea, jsonb) from public;
grant execute on function record_selection(text, bytea, bytea, bytea, jsonb) to laurel_app;
`;
