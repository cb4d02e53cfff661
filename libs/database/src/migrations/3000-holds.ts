import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Holds on persons and units: an act whose items bring the hold to every open nomination of the subject. */
export class Holds3000000000000 implements MigrationInterface {
  readonly name = 'Holds3000000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
    await db.query('grant create on schema public to laurel_ledger');
    await db.query(record);
    await db.query('revoke create on schema public from laurel_ledger');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const tables = `
create table subject_hold (
  id uuid primary key,
  subject_type text not null check (subject_type in ('person', 'unit')),
  subject_id uuid not null,
  kind text not null,
  held_by uuid not null,
  held_at timestamptz not null,
  released_by uuid,
  released_at timestamptz
);
create index subject_hold_open on subject_hold (subject_id) where released_at is null;
create index nomination_subject_open on nomination (subject_id) where context is not null;
alter table act drop constraint act_kind_check;
alter table act add constraint act_kind_check check (kind in ('issue', 'ballot', 'selection', 'letter', 'calendar', 'hold'));
grant select on subject_hold to laurel_app;
grant select, insert, update on subject_hold to laurel_ledger;
`;

/**
 * Held or released by one entry, with an item for every open nomination of the subject; LR001 when that list has moved on. The subject's
 * fact version makes every decision that was loaded before load again.
 */
const record = `
create function record_subject_hold(p_canon text, p_prev bytea, p_hash bytea, p_request_hash bytea, p jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  c jsonb := p_canon::jsonb;
  f jsonb := c->'facts'->0;
  v_id uuid := substr(c->>'chain', 5)::uuid;
  v_at timestamptz := (c->>'at')::timestamptz;
  v_person uuid := (c->'actor'->>'person')::uuid;
  v_subject uuid := (f->'subject'->>'id')::uuid;
begin
  if c->>'chain' not like 'act:%' or f->>'type' not in ('SubjectHeld', 'SubjectReleased') then
    raise exception 'not a chain of a hold' using errcode = 'LR003';
  end if;
  perform public.ledger_append(p_canon, p_prev, p_hash, p_request_hash, p->'secrets');
  perform public.check_seat((c->'actor'->>'seat')::uuid, v_person);
  insert into public.fact_version as v (subject_id) values (v_subject) on conflict (subject_id) do update set n = v.n + 1;
  if f->>'type' = 'SubjectHeld' then
    insert into public.subject_hold (id, subject_type, subject_id, kind, held_by, held_at)
      values (v_id, f->'subject'->>'type', v_subject, f->>'kind', v_person, v_at);
  else
    update public.subject_hold set released_by = v_person, released_at = v_at where id = v_id and released_at is null;
    if not found then raise exception 'released already' using errcode = 'LR001'; end if;
  end if;
  if exists (select from public.nomination n where n.subject_id = v_subject and n.waiting_unit is not null and n.context is not null
        and not exists (select from jsonb_array_elements(p->'items') i where (i->>'nomination')::uuid = n.id)) then
    raise exception 'another nomination of the subject is open' using errcode = 'LR001';
  end if;
  insert into public.act (id, kind, chain, seq, payload, started_by, started_at, unit_id)
    values ((p->>'act')::uuid, 'hold', c->>'chain', (c->>'seq')::int,
            jsonb_build_object('hold', v_id, 'released', f->>'type' = 'SubjectReleased'), v_person, v_at, (c->'actor'->>'unit')::uuid);
  insert into public.act_item (act_id, nomination_id, position, command_id)
    select (p->>'act')::uuid, (i->>'nomination')::uuid, (i->>'position')::int, (i->>'commandId')::uuid
    from jsonb_array_elements(p->'items') i;
  perform public.write_outbox(c->>'chain', (c->>'seq')::int, v_at, p->'outbox');
end $$;
alter function record_subject_hold(text, bytea, bytea, bytea, jsonb) owner to laurel_ledger;
revoke execute on function record_subject_hold(text, bytea, bytea, bytea, jsonb) from public;
grant execute on function record_subject_hold(text, bytea, bytea, bytea, jsonb) to laurel_app;
-- Every hold that stands over a nomination: its own, and those of its subject.
create function holds_over(p_context jsonb, p_subject uuid) returns jsonb language sql stable
  set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(p_context->'holds', '[]') || coalesce((select jsonb_agg(h.id) from public.subject_hold h
    where h.subject_id = p_subject and h.released_at is null and not coalesce(p_context->'holds', '[]') ? h.id::text), '[]');
$$;
grant execute on function holds_over(jsonb, uuid) to laurel_app, laurel_ledger;
`;
