import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Two entries of the register that are one person: what stood under the merged one stands under the kept one, and `merged_into` says
 * so for ids in the ledger. Reversible until the kept person did or received something as both.
 */
export class Merges3500000000000 implements MigrationInterface {
  readonly name = 'Merges3500000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
    await db.query(guard);
    await db.query(conflicts);
    await db.query(merging);
    await db.query(undoing);
    await db.query(grants);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const tables = `
alter table person add column merged_into uuid references person;
create index person_merged on person (merged_into) where merged_into is not null;
create table person_merge (
  id uuid primary key,
  kept uuid not null references person,
  merged uuid not null references person,
  merged_at timestamptz not null,
  -- Keys of the rows that were moved, by register; the way back.
  moved jsonb not null,
  kept_version integer not null,
  undone_at timestamptz,
  check (kept <> merged)
);
create unique index person_merge_standing on person_merge (merged) where undone_at is null;
-- Who a person of the ledger is today.
create function person_now(p uuid) returns uuid language sql stable
  return coalesce((select m.merged_into from public.person m where m.id = p), p);
`;

/** LR035: nothing new begins under a merged entry, also not while it is being merged. */
const guard = `
create function refuse_merged() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_into uuid;
begin
  select merged_into into v_into from public.person where id = (to_jsonb(new)->>tg_argv[0])::uuid for share;
  if v_into is not null then raise exception 'the person was merged' using errcode = 'LR035'; end if;
  return new;
end $$;
alter function refuse_merged() owner to laurel_ledger;
create trigger person_not_merged before insert on seat for each row execute function refuse_merged('person_id');
create trigger person_not_merged before insert on account for each row execute function refuse_merged('person_id');
create trigger person_not_merged before insert on council_member for each row execute function refuse_merged('person_id');
create trigger person_not_merged before insert on nomination for each row execute function refuse_merged('subject_id');
create trigger person_not_merged before insert on subject_hold for each row execute function refuse_merged('subject_id');
create trigger person_not_merged before insert on award_grant for each row execute function refuse_merged('subject_id');
create trigger person_not_merged before insert on assessment for each row execute function refuse_merged('subject_id');
`;

/** Where one of two people decided what the other one decided, nominated, is the subject of, or is bound in. */
const conflicts = `
create function merge_conflicts(p_a uuid, p_b uuid) returns table (nomination_id uuid, why text) language sql stable
  set search_path = pg_catalog, public, pg_temp as $$
  with both_of (id) as (values (p_a), (p_b)),
  decided as (
    select a.nomination_id as n, a.person_id as p from public.nomination_actor a join both_of b on b.id = a.person_id
      where exists (select from public.ledger_entry e where e.chain = 'n:' || a.nomination_id
        and e.canon::jsonb->>'type' in ('Recommend', 'Return', 'Reject', 'Confirm', 'Override', 'ReopenBallot')
        and public.person_now((e.canon::jsonb->'actor'->>'person')::uuid) = a.person_id)
    union select a.nomination_id, b.id from public.approval a join both_of b on b.id in (a.person_id, a.on_behalf_of) where a.voided_at is null
    union select a.nomination_id, a.on_behalf_of from public.approval a join both_of b on b.id = a.on_behalf_of where a.voided_at is null
    union select i.nomination_id, public.person_now(m.person_id) from public.turnout t
      join public.council_member m on m.id = t.member_id join public.ballot_item i on i.ballot_id = t.ballot_id
      where public.person_now(m.person_id) in (p_a, p_b)),
  bound as (
    select n.id as n, n.subject_id as p, 'subject' as why from public.nomination n join both_of b on b.id = n.subject_id
    union select n.id, public.person_now((n.context->>'nominator')::uuid), 'nominator'
      from public.nomination n join decided d on d.n = n.id where n.context is not null
    union select n.id, public.person_now(x::uuid), 'recused'
      from public.nomination n join decided d on d.n = n.id cross join jsonb_array_elements_text(n.context->'recused') x
    union select n.id, r.person_id, 'related'
      from public.nomination n join decided d on d.n = n.id join public.relation r on r.subject_id = n.subject_id)
  select x.n, 'bothDecided' from decided x join decided y on y.n = x.n where x.p = p_a and y.p = p_b
  union
  select d.n, b.why from decided d join bound b on b.n = d.n and b.p in (p_a, p_b) and b.p <> d.p;
$$;
`;

/**
 * Seats are locked first, so that whoever decides from one of them waits; decisions that were loaded before meet another fact version.
 * LR001: the two are no longer as they were looked at.
 */
const merging = `
create function merge_persons(f jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_kept uuid := (f->>'kept')::uuid;
  v_merged uuid := (f->>'merged')::uuid;
  m jsonb := '{}';
  v jsonb;
begin
  perform from public.person where id in (v_kept, v_merged) order by id for update;
  perform from public.seat where person_id in (v_kept, v_merged) order by id for update;
  if exists (select from public.person where id in (v_kept, v_merged) and merged_into is not null)
      or exists (select from public.merge_conflicts(v_kept, v_merged)) then
    raise exception 'the two cannot be merged any more' using errcode = 'LR001';
  end if;
  insert into public.fact_version as x (subject_id)
    select v_kept union select v_merged
    union select n.subject_id from public.nomination_actor a join public.nomination n on n.id = a.nomination_id where a.person_id = v_merged
    on conflict (subject_id) do update set n = x.n + 1;
  with u as (update public.nomination set subject_id = v_kept where subject_id = v_merged returning id)
    select jsonb_agg(id) into v from u;  m := m || jsonb_build_object('nominations', v);
  with u as (update public.award_grant set subject_id = v_kept where subject_id = v_merged returning id)
    select jsonb_agg(id) into v from u;  m := m || jsonb_build_object('grants', v);
  with u as (update public.assessment a set subject_id = v_kept where a.subject_id = v_merged
      and not exists (select from public.assessment b where b.subject_id = v_kept and b.year = a.year) returning a.year)
    select jsonb_agg(year) into v from u;  m := m || jsonb_build_object('assessments', v);
  with u as (update public.subject_hold set subject_id = v_kept where subject_id = v_merged returning id)
    select jsonb_agg(id) into v from u;  m := m || jsonb_build_object('holds', v);
  with u as (update public.approval set person_id = v_kept where person_id = v_merged returning id)
    select jsonb_agg(id) into v from u;  m := m || jsonb_build_object('approvals', v);
  with u as (update public.approval set on_behalf_of = v_kept where on_behalf_of = v_merged returning id)
    select jsonb_agg(id) into v from u;  m := m || jsonb_build_object('behalves', v);
  with u as (update public.approval set on_behalf_of = v_kept where on_behalf_of = v_merged returning id)
    select jsonb_agg(id) into v from u;  m := m || jsonb_build_object('onBehalf', v);
  with u as (update public.seat set person_id = v_kept where person_id = v_merged returning id)
    select jsonb_agg(id) into v from u;  m := m || jsonb_build_object('seats', v);
  with u as (insert into public.nomination_actor (nomination_id, person_id, last_at)
      select nomination_id, v_kept, last_at from public.nomination_actor where person_id = v_merged
      on conflict do nothing returning nomination_id)
    select jsonb_agg(nomination_id) into v from u;  m := m || jsonb_build_object('sights', v);
  with u as (insert into public.relation (person_id, subject_id, kind, nomination_id)
      select case when person_id = v_merged then v_kept else person_id end, case when subject_id = v_merged then v_kept else subject_id end,
        kind, nomination_id from public.relation where person_id = v_merged or subject_id = v_merged
      on conflict do nothing returning person_id, subject_id)
    select jsonb_agg(person_id || ' ' || subject_id) into v from u;  m := m || jsonb_build_object('relations', v);
  with u as (update public.person set merged_into = v_kept where merged_into = v_merged returning id)
    select jsonb_agg(id) into v from u;  m := m || jsonb_build_object('aliases', v);
  m := m || public.merge_accounts(v_kept, v_merged);
  update public.person set merged_into = v_kept, version = version + 1 where id = v_merged;
  insert into public.person_merge (id, kept, merged, merged_at, moved, kept_version)
    select (f->>'merge')::uuid, v_kept, v_merged, public.laurel_clock(), jsonb_strip_nulls(m), n
    from public.fact_version where subject_id = v_kept;
end $$;
-- One person signs in once: a second account is shut.
create function merge_accounts(p_kept uuid, p_merged uuid) returns jsonb language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v uuid;
begin
  if not exists (select from public.account where person_id = p_kept) then
    update public.account set person_id = p_kept where person_id = p_merged returning id into v;
    return jsonb_build_object('account', v);
  end if;
  update public.account set disabled_at = clock_timestamp() where person_id = p_merged and disabled_at is null returning id into v;
  delete from public.session where account_id = v;
  return jsonb_build_object('shut', v);
end $$;
`;

/** Used: the kept person did something since, has other facts, seats or another account, or what was moved went on. */
const undoing = `
create function merge_used(m person_merge) returns boolean language sql stable
  set search_path = pg_catalog, public, pg_temp as $$
  select public.person_now(m.merged) is distinct from m.kept
    or exists (select from public.person p where p.id = m.kept and p.merged_into is not null)
    or m.kept_version <> (select n from public.fact_version where subject_id = m.kept)
    or exists (select from public.command c join public.ledger_entry e on e.command_id = c.id
      where c.person = m.kept and (e.canon::jsonb->>'at')::timestamptz > m.merged_at)
    or exists (select from public.nomination n where n.version > 0 and n.updated_at > m.merged_at
      and (n.subject_id = m.kept or n.id in (select a.nomination_id from public.approval a where m.moved->'approvals' ? a.id::text)))
    or exists (select from public.seat s where s.person_id = m.kept and not coalesce(m.moved->'seats' ? s.id::text, false)
      and exists (select from public.ledger_entry e where e.chain = 'acl:' || s.unit_id and e.canon::jsonb->'facts'->0->>'seat' = s.id::text
        and (e.canon::jsonb->>'at')::timestamptz > m.merged_at))
    or exists (select from public.account a where a.person_id = m.kept and exists (select from public.ledger_entry e
        where e.chain like 'acl:%' and e.canon::jsonb->'facts'->0->>'account' = a.id::text and (e.canon::jsonb->>'at')::timestamptz > m.merged_at));
$$;
create function unmerge_persons(f jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  r public.person_merge;
begin
  select * into r from public.person_merge where id = (f->>'merge')::uuid and undone_at is null for update;
  if not found then raise exception 'undone already' using errcode = 'LR001'; end if;
  perform from public.person where id in (r.kept, r.merged) order by id for update;
  perform from public.seat where person_id = r.kept order by id for update;
  if public.merge_used(r) then raise exception 'the merge was used' using errcode = 'LR001'; end if;
  update public.person set merged_into = null, version = version + 1 where id = r.merged;
  update public.person set merged_into = r.merged where r.moved->'aliases' ? id::text;
  update public.nomination set subject_id = r.merged where r.moved->'nominations' ? id::text;
  update public.award_grant set subject_id = r.merged where r.moved->'grants' ? id::text;
  update public.assessment set subject_id = r.merged where subject_id = r.kept and r.moved->'assessments' @> to_jsonb(year);
  update public.subject_hold set subject_id = r.merged where r.moved->'holds' ? id::text;
  update public.approval set person_id = r.merged where r.moved->'approvals' ? id::text;
  update public.approval set on_behalf_of = r.merged where r.moved->'behalves' ? id::text;
  update public.approval set on_behalf_of = r.merged where r.moved->'onBehalf' ? id::text;
  update public.seat set person_id = r.merged where r.moved->'seats' ? id::text;
  delete from public.nomination_actor where person_id = r.kept and r.moved->'sights' ? nomination_id::text;
  delete from public.relation where r.moved->'relations' ? (person_id || ' ' || subject_id);
  update public.account set person_id = r.merged where id = (r.moved->>'account')::uuid;
  update public.account set disabled_at = null where id = (r.moved->>'shut')::uuid;
  update public.fact_version set n = n + 1 where subject_id in (r.kept, r.merged);
  update public.person_merge set undone_at = public.laurel_clock() where id = r.id;
end $$;
create function apply_merge(f jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if f->>'type' = 'PersonsMerged' then perform public.merge_persons(f);
  else perform public.unmerge_persons(f);
  end if;
end $$;
`;

const grants = `
grant select on person_merge to laurel_app;
grant select, insert, update on person_merge to laurel_ledger;
revoke execute on function merge_persons(jsonb), merge_accounts(uuid, uuid), unmerge_persons(jsonb), apply_merge(jsonb),
  merge_used(person_merge), merge_conflicts(uuid, uuid), person_now(uuid), refuse_merged() from public;
grant execute on function merge_persons(jsonb), merge_accounts(uuid, uuid), unmerge_persons(jsonb), apply_merge(jsonb) to laurel_ledger;
grant execute on function merge_used(person_merge), merge_conflicts(uuid, uuid), person_now(uuid) to laurel_app, laurel_ledger;
`;
