import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What acts need beside the issue of a document: what a nomination waits for, places of quotas, items with data of their own, and
 * registers that later migrations bring.
 */
export class Acts2000000000000 implements MigrationInterface {
  readonly name = 'Acts2000000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(columns);
    await db.query(quotas);
    await db.query(places);
    await db.query('grant create on schema public to laurel_ledger');
    await db.query(decision);
    await db.query(administration);
    await db.query('revoke create on schema public from laurel_ledger');
    await db.query(grants);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const columns = `
alter table nomination add column waiting_kind text;
update nomination set waiting_kind = case
  when state like 'appraisal@%' then 'appraisal' when state like 'signature@%' then 'signature'
  when state = 'awaitingDecision' then 'decision' when state = 'returned' then 'returned' end;
create index nomination_waiting_kind on nomination (waiting_unit, waiting_kind) where waiting_unit is not null;
alter table act drop constraint act_kind_check;
alter table act add constraint act_kind_check check (kind in ('issue', 'ballot', 'selection', 'letter'));
-- The unit whose people may follow the act.
alter table act add column unit_id uuid;
alter table act_item add column data jsonb not null default '{}';
-- What a grant's money was computed from, and the amount in VND as decimal text; null is not set.
alter table award_grant add column money jsonb;
-- Nominations on the papers of a ballot; open until the ballot is closed or void.
create table ballot_item (
  ballot_id uuid not null,
  nomination_id uuid not null references nomination,
  position integer not null,
  open boolean not null default true,
  primary key (ballot_id, nomination_id)
);
create unique index ballot_item_open on ballot_item (nomination_id) where open;
`;

const quotas = `
create table quota (
  id uuid primary key default uuidv7(),
  award text not null,
  theme text,
  year integer not null,
  -- Null: the national quota.
  unit_id uuid references unit,
  cap integer not null check (cap >= 0),
  -- Places used outside this system.
  before integer not null default 0 check (before >= 0),
  used integer not null default 0 check (used >= 0),
  version integer not null default 1,
  unique nulls not distinct (award, theme, year, unit_id)
);
create table quota_hold (
  id uuid primary key default uuidv7(),
  quota_id uuid not null references quota,
  nomination_id uuid not null references nomination,
  use text not null check (use in ('hold', 'take')),
  at timestamptz not null,
  released_at timestamptz
);
create unique index quota_hold_once on quota_hold (quota_id, nomination_id) where released_at is null;
create index quota_hold_nomination on quota_hold (nomination_id) where released_at is null;
`;

/** LR011 quota exhausted · LR012 stands in an open ballot. */
const places = `
create function quota_take(p_quota uuid, p_nomination uuid, p_use text, p_at timestamptz) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  q public.quota;
begin
  select * into q from public.quota where id = p_quota for update;
  if not found then raise exception 'no quota %', p_quota using errcode = 'LR003'; end if;
  if exists (select from public.quota_hold h where h.quota_id = p_quota and h.nomination_id = p_nomination and h.released_at is null) then
    return;
  end if;
  if q.before + q.used >= q.cap then
    raise exception 'the quota is used up' using errcode = 'LR011',
      detail = json_build_object('quota', q.id, 'cap', q.cap, 'used', q.before + q.used, 'nomination', p_nomination)::text;
  end if;
  update public.quota set used = used + 1 where id = p_quota;
  insert into public.quota_hold (quota_id, nomination_id, use, at) values (p_quota, p_nomination, p_use, p_at);
end $$;
create function quota_release(p_quota uuid, p_nomination uuid, p_at timestamptz) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from public.quota where id = p_quota for update;
  update public.quota_hold set released_at = p_at
    where quota_id = p_quota and nomination_id = p_nomination and released_at is null;
  if found then update public.quota set used = used - 1 where id = p_quota; end if;
end $$;
-- In the order of the quotas' ids, so that two nominations never wait for each other.
create function write_places(p_nomination uuid, p_at timestamptz, p jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  r record;
begin
  for r in select x.id, true as take from jsonb_array_elements_text(p->'hold') x (id)
      union all select x.id, false from jsonb_array_elements_text(p->'release') x (id) order by 1 loop
    if r.take then perform public.quota_take(r.id::uuid, p_nomination, 'hold', p_at);
    else perform public.quota_release(r.id::uuid, p_nomination, p_at);
    end if;
  end loop;
end $$;
`;

const decision = `
-- What an authority above gave: a grant without a document of our own.
create function grant_outside(p_nomination uuid, g jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into public.award_grant (id, subject_type, subject_id, award, year, level, occasion, theme, scope, once, nomination_id, source, money, achievement_id)
    values ((g->>'id')::uuid, g->>'subjectType', (g->>'subject')::uuid, g->>'award', (g->>'year')::int, g->>'level', g->>'occasion',
            g->>'theme', g->>'scope', (g->>'once')::boolean, p_nomination, 'laurel', g->'money',
            (select n.achievement_id from public.nomination n where n.id = p_nomination));
  insert into public.fact_version as v (subject_id) values ((g->>'subject')::uuid) on conflict (subject_id) do update set n = v.n + 1;
end $$;
revoke execute on function grant_outside(uuid, jsonb) from public;
grant execute on function grant_outside(uuid, jsonb) to laurel_ledger;
create or replace function record_decision(p_canon text, p_prev bytea, p_hash bytea, p_request_hash bytea, p jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  c jsonb := p_canon::jsonb;
  v_chain text := c->>'chain';
  v_id uuid := substr(c->>'chain', 3)::uuid;
  v_seq integer := (c->>'seq')::int;
  v_at timestamptz := (c->>'at')::timestamptz;
  v_person uuid := (c->'actor'->>'person')::uuid;
  v_released timestamptz := (p->>'releasedAt')::timestamptz;
  n jsonb := p->'next';
begin
  if v_chain not like 'n:%' then raise exception 'not a chain of a nomination' using errcode = 'LR003'; end if;
  if p ? 'tree' then perform public.check_tree((p->>'tree')::int); end if;
  perform public.ledger_append(p_canon, p_prev, p_hash, p_request_hash, p->'secrets');
  update public.nomination set
      state = c->>'to', version = v_seq, revision = (n->>'revision')::int, context = n->'context',
      procedure = n->'procedure', rule_set = nullif(n->'ruleSet', 'null'), undo = nullif(n->'undo', 'null'),
      code = n->'context'->>'code', released_at = v_released,
      waiting_unit = (p->'list'->>'waitingUnit')::uuid,
      waiting_roles = array(select jsonb_array_elements_text(p->'list'->'waitingRoles')),
      waiting_kind = p->'list'->>'waitingKind',
      due_at = (p->'list'->>'dueAt')::timestamptz,
      eligibility = coalesce(p->'list'->>'eligibility', eligibility),
      unit_id = coalesce((p->>'unit')::uuid, unit_id),
      updated_at = v_at
    where id = v_id and version = v_seq - 1 and state = c->>'from';
  if not found then raise exception 'the nomination has moved on' using errcode = 'LR001'; end if;
  if p ? 'stepKeys' then perform public.move_step_keys(v_id, p->'stepKeys'); end if;
  if v_person is not null and c->>'from' <> c->>'to'
      and exists (select from public.ballot_item b where b.nomination_id = v_id and b.open) then
    raise exception 'the nomination stands in an open ballot' using errcode = 'LR012';
  end if;
  if p ? 'draft' then
    perform public.freeze_draft(v_id, v_at, p->'draft');
    update public.nomination_search set plain = public.plain_text(n->'context'->>'code') || ' ' || plain
      where nomination_id = v_id and v_seq = 1;
  end if;
  if (p->>'draftOpen')::boolean then
    perform public.open_draft(v_id, (n->>'revision')::int, array(select jsonb_array_elements_text(p->'openItems')));
  elsif p ? 'draftOpen' then
    update public.dossier_draft set open = false, open_items = null where nomination_id = v_id;
  end if;
  if v_person is not null then perform public.check_seat((c->'actor'->>'seat')::uuid, v_person); end if;
  if p ? 'factVersions' then perform public.check_facts(p->'factVersions'); end if;
  perform public.write_approvals(v_id, v_person, v_seq, v_at, p);
  if p ? 'completedApproval' then
    update public.approval a set inputs = p->'completedApproval'->'inputs'
      where a.nomination_id = v_id and a.step_key = p->'completedApproval'->>'step'
        and a.person_id = (p->'completedApproval'->>'person')::uuid and a.voided_at is null;
  end if;
  if p ? 'quotas' then perform public.write_places(v_id, v_at, p->'quotas'); end if;
  if p ? 'relation' then
    insert into public.relation (person_id, subject_id, kind, nomination_id)
      values (v_person, (p->'relation'->>'subject')::uuid, p->'relation'->>'kind', v_id)
      on conflict (person_id, subject_id) do update set kind = excluded.kind;
    insert into public.fact_version as f (subject_id, n) values ((p->'relation'->>'subject')::uuid, 1)
      on conflict (subject_id) do update set n = f.n + 1;
  end if;
  if p ? 'deadlines' then perform public.write_deadlines(v_id, p->'deadlines'); end if;
  if p ? 'voidSeq' then
    delete from public.outbox where chain = v_chain and seq = (p->>'voidSeq')::int and dispatched_at is null;
  end if;
  if p ? 'outbox' then perform public.write_outbox(v_chain, v_seq, v_released, p->'outbox'); end if;
  if c->>'type' in ('Complain', 'ConcludeComplaint') then perform public.write_complaint(v_id, c); end if;
  perform public.write_sight(v_id, v_person, v_seq, v_at, v_released, p);
  if p ? 'actors' then
    insert into public.nomination_actor as a (nomination_id, person_id, last_at)
      select v_id, x::uuid, v_at from jsonb_array_elements_text(p->'actors') x
      on conflict (person_id, nomination_id) do update set last_at = excluded.last_at;
  end if;
  if p ? 'outsideGrant' then perform public.grant_outside(v_id, p->'outsideGrant'); end if;
  if p ? 'actItem' then
    update public.act_item set status = 'done', lease_until = null
      where act_id = (p->>'actItem')::uuid and nomination_id = v_id;
  end if;
end $$;
`;

const administration = `
create function apply_more(p_type text, f jsonb, p jsonb, p_person uuid) returns void language plpgsql
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
  else raise exception 'unknown administrative fact %', p_type using errcode = 'LR003';
  end if;
end $$;
create or replace function record_administration(p_canon text, p_prev bytea, p_hash bytea, p_request_hash bytea, p jsonb)
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
  else perform public.apply_more(v_type, f, p, v_person);
  end if;
end $$;
`;

const grants = `
grant select on quota, quota_hold, ballot_item to laurel_app;
grant select, insert, update, delete on quota, quota_hold, ballot_item to laurel_ledger;
revoke execute on function quota_take(uuid, uuid, text, timestamptz), quota_release(uuid, uuid, timestamptz),
  write_places(uuid, timestamptz, jsonb), apply_more(text, jsonb, jsonb, uuid) from public;
grant execute on function quota_take(uuid, uuid, text, timestamptz), quota_release(uuid, uuid, timestamptz),
  write_places(uuid, timestamptz, jsonb), apply_more(text, jsonb, jsonb, uuid) to laurel_ledger;
`;
