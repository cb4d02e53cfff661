import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A hold on a person or unit and what is decided about their nominations stand in one order. */
export class HoldsInOrder4210000000000 implements MigrationInterface {
  readonly name = 'HoldsInOrder4210000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(record);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/**
 * The subject's nominations are locked first, submitted or not: a decision, ballot, signature, issue or selection that is being
 * recorded comes before the hold as a whole, or meets it. LR001 where one that came before is later by the clock: then the hold takes
 * a later time.
 */
const record = `
create or replace function record_subject_hold(p_canon text, p_prev bytea, p_hash bytea, p_request_hash bytea, p jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  c jsonb := p_canon::jsonb;
  f jsonb := c->'facts'->0;
  v_id uuid := substr(c->>'chain', 5)::uuid;
  v_at timestamptz := (c->>'at')::timestamptz;
  v_person uuid := (c->'actor'->>'person')::uuid;
  v_subject uuid := (f->'subject'->>'id')::uuid;
  v_late boolean;
begin
  if c->>'chain' not like 'act:%' or f->>'type' not in ('SubjectHeld', 'SubjectReleased') then
    raise exception 'not a chain of a hold' using errcode = 'LR003';
  end if;
  perform public.ledger_append(p_canon, p_prev, p_hash, p_request_hash, p->'secrets');
  perform public.check_seat((c->'actor'->>'seat')::uuid, v_person);
  perform from public.nomination n where n.subject_id = v_subject order by n.id for no key update;
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
  select exists (select from public.nomination n where n.subject_id = v_subject and (n.updated_at > v_at
      or exists (select from public.ballot_item i join public.ballot b on b.id = i.ballot_id
        where i.nomination_id = n.id and greatest(b.opened_at, b.closed_at) > v_at)
      or exists (select from public.decision_item i join public.decision_document d on d.id = i.document_id
        where i.nomination_id = n.id and greatest(d.signed_at, d.issued_at) > v_at)
      or exists (select from public.act_item i join public.act a on a.id = i.act_id
        where i.nomination_id = n.id and a.started_at > v_at))) into v_late;
  if v_late then raise exception 'something was decided meanwhile' using errcode = 'LR001'; end if;
  insert into public.act (id, kind, chain, seq, payload, started_by, started_at, unit_id)
    values ((p->>'act')::uuid, 'hold', c->>'chain', (c->>'seq')::int,
            jsonb_build_object('hold', v_id, 'released', f->>'type' = 'SubjectReleased'), v_person, v_at, (c->'actor'->>'unit')::uuid);
  insert into public.act_item (act_id, nomination_id, position, command_id)
    select (p->>'act')::uuid, (i->>'nomination')::uuid, (i->>'position')::int, (i->>'commandId')::uuid
    from jsonb_array_elements(p->'items') i;
  perform public.write_outbox(c->>'chain', (c->>'seq')::int, v_at, p->'outbox');
end $$;
`;
