import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Annulments: documents of their own that take an award back, with what is to be recovered. */
export class Annulments3200000000000 implements MigrationInterface {
  readonly name = 'Annulments3200000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
    await db.query(functions);
    await db.query('grant create on schema public to laurel_ledger');
    await db.query(record);
    await db.query('revoke create on schema public from laurel_ledger');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const tables = `
alter table decision_document add column annuls uuid references decision_document;
alter table decision_document add column grounds jsonb;
-- What was given on a made-up file is not given again, annulled or not.
alter table award_grant add column barred boolean not null default false;
drop index award_grant_same;
create unique index award_grant_same on award_grant (subject_id, award, year, coalesce(theme, ''))
  where occasion <> 'adHoc' and (annulled_at is null or barred);
create index decision_document_annuls on decision_document (annuls) where annuls is not null;
alter table act drop constraint act_kind_check;
alter table act add constraint act_kind_check
  check (kind in ('issue', 'ballot', 'selection', 'letter', 'calendar', 'hold', 'annulment'));
create table recovery (
  id uuid primary key,
  document_id uuid not null references decision_document,
  nomination_id uuid not null references nomination,
  object text not null check (object in ('certificate', 'money')),
  -- VND as decimal text; only of money.
  amount text,
  recovered_on date,
  recovered_by uuid
);
create index recovery_document on recovery (document_id);
grant insert (annuls, grounds) on decision_document to laurel_app;
grant select on recovery to laurel_app;
grant select, insert, update on recovery to laurel_ledger;
`;

/** LR008: a line of an annulment is an award that the annulled document gave and that still stands. */
const functions = `
create function check_annulled_items(p_document uuid, p_annuls uuid) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_bad text;
begin
  perform from public.nomination n join public.decision_item i on i.nomination_id = n.id
    where i.document_id = p_document order by n.id for update of n;
  select string_agg(n.id::text, ' ') into v_bad
    from public.decision_item i join public.nomination n on n.id = i.nomination_id
    where i.document_id = p_document and (n.state <> 'commended' or n.context->>'document' is distinct from p_annuls::text
      or exists (select from public.act_item w where w.nomination_id = n.id and w.status = 'waiting'));
  if v_bad is not null then raise exception 'items cannot be annulled' using errcode = 'LR008', detail = v_bad; end if;
end $$;
create function annul_grants(p_document uuid, p_annuls uuid, p_at timestamptz, p jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  update public.award_grant g set annulled_at = p_at, barred = (p->>'barred')::boolean from public.decision_item i
    where i.document_id = p_document and g.nomination_id = i.nomination_id and g.document_id = p_annuls;
  insert into public.fact_version as v (subject_id)
    select distinct n.subject_id from public.decision_item i join public.nomination n on n.id = i.nomination_id
    where i.document_id = p_document on conflict (subject_id) do update set n = v.n + 1;
  insert into public.recovery (id, document_id, nomination_id, object, amount)
    select (r->>'id')::uuid, p_document, (r->>'nomination')::uuid, r->>'object', r->>'amount' from jsonb_array_elements(p->'recoveries') r;
end $$;
revoke execute on function check_annulled_items(uuid, uuid), annul_grants(uuid, uuid, timestamptz, jsonb) from public;
grant execute on function check_annulled_items(uuid, uuid), annul_grants(uuid, uuid, timestamptz, jsonb) to laurel_ledger;
`;

/** The object or the money of an annulled award came back on a day; once. */
const record = `
create function record_recovery(p_canon text, p_prev bytea, p_hash bytea, p_request_hash bytea, p jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  c jsonb := p_canon::jsonb;
  f jsonb := c->'facts'->0;
begin
  if c->>'chain' <> 'act:' || (f->>'recovery') or f->>'type' <> 'Recovered' then
    raise exception 'not a chain of a recovery' using errcode = 'LR003';
  end if;
  perform public.ledger_append(p_canon, p_prev, p_hash, p_request_hash, p->'secrets');
  perform public.check_seat((c->'actor'->>'seat')::uuid, (c->'actor'->>'person')::uuid);
  update public.recovery set recovered_on = (f->>'on')::date, recovered_by = (c->'actor'->>'person')::uuid
    where id = (f->>'recovery')::uuid and recovered_on is null;
  if not found then raise exception 'recovered already' using errcode = 'LR001'; end if;
end $$;
alter function record_recovery(text, bytea, bytea, bytea, jsonb) owner to laurel_ledger;
revoke execute on function record_recovery(text, bytea, bytea, bytea, jsonb) from public;
grant execute on function record_recovery(text, bytea, bytea, bytea, jsonb) to laurel_app;
`;
