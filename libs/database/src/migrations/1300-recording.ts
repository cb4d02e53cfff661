import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The recording function of nominations: one call, one transaction, one entry (reliability.md 2.2). */
export class Recording1300000000000 implements MigrationInterface {
  readonly name = 'Recording1300000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(guards);
    await db.query(effects);
    await db.query(decision);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** LR005 seat lost · LR006 facts changed · LR007 draft changed. Read FOR SHARE so that a change cannot slip in between. */
const guards = `
create function check_seat(p_seat uuid, p_person uuid) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from public.seat s where s.id = p_seat and s.person_id = p_person and public.seat_valid(s) for share;
  if not found then raise exception 'the seat is no longer held' using errcode = 'LR005'; end if;
end $$;
create function check_facts(p_versions jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v record;
  v_n integer;
begin
  for v in select f->>'subject' as subject, (f->>'n')::int as n from jsonb_array_elements(p_versions) f order by 1 loop
    select n into v_n from public.fact_version where subject_id = v.subject::uuid for share;
    if coalesce(v_n, 0) <> v.n then
      raise exception 'facts of % changed', v.subject using errcode = 'LR006';
    end if;
  end loop;
end $$;
create function freeze_draft(p_nomination uuid, p_at timestamptz, d jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  update public.dossier_draft set open = false, open_items = null
    where nomination_id = p_nomination and n = (d->>'n')::int and open;
  if not found then raise exception 'the working copy changed' using errcode = 'LR007'; end if;
  insert into public.dossier_version (nomination_id, revision, content, content_hash, files, frozen_at)
    values (p_nomination, (d->>'revision')::int, d->>'content', decode(d->>'contentHash', 'hex'), d->'files', p_at);
end $$;
-- What an earlier supplement left behind stays only where this one asks for it; the rest is as it was frozen.
create function open_draft(p_nomination uuid, p_revision integer, p_items text[]) returns void language sql
  set search_path = pg_catalog, public, pg_temp as $$
  update public.dossier_draft d set open = true, open_items = p_items, n = d.n + 1,
      facts = case when 'facts' = any (p_items) then d.facts else v.content::jsonb->'facts' end,
      statement = case when 'statement' = any (p_items) then d.statement else v.content::jsonb->>'statement' end,
      files = coalesce((select jsonb_object_agg(f->>'item', f->>'id') from jsonb_array_elements(v.files) f
                        where f->>'item' <> all (p_items)), '{}')
        || coalesce((select jsonb_object_agg(x.key, x.value) from jsonb_each(d.files) x where x.key = any (p_items)), '{}')
    from public.dossier_version v
    where d.nomination_id = p_nomination and v.nomination_id = p_nomination and v.revision = p_revision;
$$;
`;

const effects = `
create function write_approvals(p_nomination uuid, p_person uuid, p_seq integer, p_at timestamptz, p jsonb)
  returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if p ? 'voidSeq' then
    update public.approval set voided_at = p_at
      where nomination_id = p_nomination and seq = (p->>'voidSeq')::int and voided_at is null;
  end if;
  if p ? 'voids' then
    update public.approval a set voided_at = p_at from jsonb_array_elements(p->'voids') v
      where a.nomination_id = p_nomination and a.step_key = v->>'step'
        and a.person_id = (v->>'person')::uuid and a.voided_at is null;
  end if;
  if p ? 'approval' then
    insert into public.approval (nomination_id, step_key, revision, person_id, seq, inputs)
      values (p_nomination, p->'approval'->>'step', (p->'approval'->>'revision')::int, p_person, p_seq, p->'approval'->'inputs');
  end if;
end $$;
create function write_deadlines(p_nomination uuid, p_rows jsonb) returns void language sql
  set search_path = pg_catalog, public, pg_temp as $$
  insert into public.deadline as d (id, nomination_id, step_key, due_at, remind_at, remaining, state, rule, calendar)
    select (r->>'id')::uuid, p_nomination, r->>'step', (r->>'dueAt')::timestamptz, (r->>'remindAt')::timestamptz,
           (r->>'remaining')::int, r->>'state', r->>'rule', r->>'calendar'
    from jsonb_array_elements(p_rows) r
  on conflict (id) do update set state = excluded.state, remaining = excluded.remaining, lease_until = null;
$$;
create function write_outbox(p_chain text, p_seq integer, p_available timestamptz, p_rows jsonb) returns void language sql
  set search_path = pg_catalog, public, pg_temp as $$
  insert into public.outbox (id, chain, seq, consumer, topic, payload, available_at)
    select (r->>'id')::uuid, p_chain, p_seq, r->>'consumer', r->>'topic', r->'payload', p_available
    from jsonb_array_elements(p_rows) r;
$$;
create function write_sight(p_nomination uuid, p_person uuid, p_seq integer, p_at timestamptz, p_from timestamptz, p jsonb)
  returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if p ? 'voidSeq' then
    delete from public.nomination_unit where nomination_id = p_nomination and from_seq = (p->>'voidSeq')::int;
  end if;
  if p ? 'units' then
    insert into public.nomination_unit (nomination_id, unit_id, from_seq, visible_from)
      select p_nomination, u::uuid, p_seq, p_from from jsonb_array_elements_text(p->'units') u
      on conflict do nothing;
  end if;
  if p_person is not null then
    insert into public.nomination_actor as a (nomination_id, person_id, last_at) values (p_nomination, p_person, p_at)
      on conflict (person_id, nomination_id) do update set last_at = excluded.last_at;
  end if;
end $$;
`;

const decision = `
create function record_decision(p_canon text, p_prev bytea, p_hash bytea, p_request_hash bytea, p jsonb)
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
  perform public.ledger_append(p_canon, p_prev, p_hash, p_request_hash, p->'secrets');
  update public.nomination set
      state = c->>'to', version = v_seq, revision = (n->>'revision')::int, context = n->'context',
      procedure = n->'procedure', rule_set = nullif(n->'ruleSet', 'null'), undo = nullif(n->'undo', 'null'),
      code = n->'context'->>'code', released_at = v_released,
      waiting_unit = (p->'list'->>'waitingUnit')::uuid,
      waiting_roles = array(select jsonb_array_elements_text(p->'list'->'waitingRoles')),
      due_at = (p->'list'->>'dueAt')::timestamptz,
      eligibility = coalesce(p->'list'->>'eligibility', eligibility),
      updated_at = v_at
    where id = v_id and version = v_seq - 1 and state = c->>'from';
  if not found then raise exception 'the nomination has moved on' using errcode = 'LR001'; end if;
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
  perform public.write_sight(v_id, v_person, v_seq, v_at, v_released, p);
  if p ? 'actItem' then
    update public.act_item set status = 'done', lease_until = null
      where act_id = (p->>'actItem')::uuid and nomination_id = v_id;
  end if;
end $$;
`;
