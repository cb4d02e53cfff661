import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rows moved and equals decided in an open selection are entries of its chain; closing it is the last one. */
export class RankingByHand4920000000000 implements MigrationInterface {
  readonly name = 'RankingByHand4920000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(counted);
    await db.query('grant create on schema public to laurel_ledger');
    await db.query(moves);
    await db.query(closing);
    await db.query('revoke create on schema public from laurel_ledger');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** How many entries the chain of a selection has. */
const counted = `
alter table selection add column entries integer not null default 0;
update selection set entries = 1 where closed_at is not null;
`;

/** LR001 where the list is not the one that was read. */
const moves = `
create function record_ranking(p_canon text, p_prev bytea, p_hash bytea, p_request_hash bytea, p jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  c jsonb := p_canon::jsonb;
  v_id uuid := substr(c->>'chain', 5)::uuid;
begin
  if c->>'chain' not like 'act:%' or c->'facts'->0->>'type' not in ('RankingMoved', 'TieDecided') then
    raise exception 'not a chain of a selection' using errcode = 'LR003';
  end if;
  perform public.ledger_append(p_canon, p_prev, p_hash, p_request_hash, p->'secrets');
  perform public.check_seat((c->'actor'->>'seat')::uuid, (c->'actor'->>'person')::uuid);
  update public.selection set version = version + 1, entries = (c->>'seq')::int
    where id = v_id and version = (p->>'version')::int and closed_at is null;
  if not found then raise exception 'the selection has moved on' using errcode = 'LR001'; end if;
end $$;
alter function record_ranking(text, bytea, bytea, bytea, jsonb) owner to laurel_ledger;
revoke execute on function record_ranking(text, bytea, bytea, bytea, jsonb) from public;
grant execute on function record_ranking(text, bytea, bytea, bytea, jsonb) to laurel_app;
`;

/** As before (2200), at the end of its chain. */
const closing = `
create or replace function record_selection(p_canon text, p_prev bytea, p_hash bytea, p_request_hash bytea, p jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  c jsonb := p_canon::jsonb;
  f jsonb := c->'facts'->0;
  v_id uuid := substr(c->>'chain', 5)::uuid;
  v_seq integer := (c->>'seq')::int;
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
    values ((p->>'act')::uuid, 'selection', c->>'chain', v_seq, jsonb_build_object('selection', v_id, 'quota', f->>'quota'),
            (c->'actor'->>'person')::uuid, v_at, s.unit_id);
  insert into public.act_item (act_id, nomination_id, position, command_id, data)
    select (p->>'act')::uuid, (i->>'nomination')::uuid, (i->>'position')::int, (i->>'commandId')::uuid, i->'data'
    from jsonb_array_elements(p->'items') i;
  update public.selection set closed_at = v_at, act_id = (p->>'act')::uuid, version = version + 1, entries = v_seq where id = v_id;
  perform public.write_outbox(c->>'chain', v_seq, v_at, p->'outbox');
end $$;
`;
