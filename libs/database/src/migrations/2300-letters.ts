import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters: documents with which a unit sends nominations up, signed and numbered like a decision (model.md 8). */
export class Letters2300000000000 implements MigrationInterface {
  readonly name = 'Letters2300000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(kinds);
    await db.query(items);
    await db.query(issue);
    await db.query('grant create on schema public to laurel_ledger');
    await db.query(refuse);
    await db.query('revoke create on schema public from laurel_ledger');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const kinds = `
alter table decision_document drop constraint decision_document_kind_check;
alter table decision_document add constraint decision_document_kind_check check (kind in ('QĐ', 'TTr'));
`;

/** LR008: items that may not be decided, or sent up, now; DETAIL lists their ids. */
const items = `
create or replace function check_document_items(p_document uuid, p_body uuid, p_at timestamptz) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_bad text;
  v_kind text;
  v_annuls uuid;
begin
  select kind, annuls into v_kind, v_annuls from public.decision_document where id = p_document;
  if v_annuls is not null then
    perform public.check_annulled_items(p_document, v_annuls);
    return;
  end if;
  perform from public.nomination n join public.decision_item i on i.nomination_id = n.id
    where i.document_id = p_document order by n.id for share of n;
  select string_agg(n.id::text, ',') into v_bad
    from public.decision_item i join public.nomination n on n.id = i.nomination_id
    where i.document_id = p_document
      and (n.waiting_unit is distinct from p_body or n.released_at > p_at
           or case when v_kind = 'TTr' then n.waiting_kind is distinct from 'signature' else n.state <> 'awaitingDecision' end
           or jsonb_array_length(public.holds_over(n.context, n.subject_id)) > 0
           or exists (select from public.act_item w where w.nomination_id = n.id and w.status = 'waiting'));
  if v_bad is not null then
    raise exception 'items cannot be decided now' using errcode = 'LR008', detail = v_bad;
  end if;
end $$;
create or replace function sign_document(p_document uuid, p_body uuid, p_person uuid, p_at timestamptz, p_seq integer) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_kind text;
  v_annuls uuid;
begin
  perform public.check_document_items(p_document, p_body, p_at);
  select kind, annuls into v_kind, v_annuls from public.decision_document where id = p_document;
  insert into public.approval (nomination_id, step_key, revision, person_id, document_id)
    select n.id, case when v_kind = 'TTr' then n.state when v_annuls is not null then 'annulment@' || p_body else 'decision@' || p_body end,
      n.revision, p_person, p_document
    from public.decision_item i join public.nomination n on n.id = i.nomination_id where i.document_id = p_document;
  update public.decision_document set state = 'signed', version = p_seq, signer_id = p_person, signed_at = p_at
    where id = p_document;
end $$;
`;

/** Places are taken in the order of the quotas and with the issue, so that a letter goes up as a whole or not at all. */
const issue = `
create or replace function issue_document(p_document uuid, p_body uuid, p_person uuid, c jsonb, p jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  f jsonb := c->'facts'->0;
  v_at timestamptz := (c->>'at')::timestamptz;
  v_seq integer := (c->>'seq')::int;
  d public.decision_document;
  v_last integer;
  r record;
begin
  perform public.check_document_items(p_document, p_body, v_at);
  if exists (select from public.decision_item i join public.nomination n on n.id = i.nomination_id
      where i.document_id = p_document and not exists (select from public.approval a where a.nomination_id = n.id
        and a.document_id = p_document and a.revision = n.revision and a.voided_at is null)) then
    raise exception 'an item changed since it was signed for' using errcode = 'LR006';
  end if;
  perform public.check_facts(p->'factVersions');
  select * into d from public.decision_document where id = p_document;
  insert into public.number_sequence as s (body_id, kind, year, last) values (p_body, d.kind, (f->>'year')::int, 1)
    on conflict (body_id, kind, year) do update set last = s.last + 1 returning last into v_last;
  if v_last <> (f->>'number')::int then raise exception 'the number is taken' using errcode = 'LR009'; end if;
  for r in select (i->>'quota')::uuid as quota, (i->>'nomination')::uuid as nomination from jsonb_array_elements(p->'items') i
      where i ? 'quota' order by 1, 2 loop
    perform public.quota_take(r.quota, r.nomination, 'hold', v_at);
  end loop;
  insert into public.act (id, kind, chain, seq, payload, started_by, started_at, unit_id)
    values ((p->>'act')::uuid, case when d.annuls is not null then 'annulment' when d.kind = 'TTr' then 'letter' else 'issue' end, c->>'chain', v_seq,
            jsonb_build_object('document', p_document, 'signer', d.signer_id), p_person, v_at, p_body);
  insert into public.act_item (act_id, nomination_id, position, command_id)
    select (p->>'act')::uuid, (i->>'nomination')::uuid, (i->>'position')::int, (i->>'commandId')::uuid
    from jsonb_array_elements(p->'items') i;
  insert into public.award_grant (id, subject_type, subject_id, award, year, level, occasion, theme, scope, once, nomination_id, document_id,
      source, money, achievement_id)
    select (g->>'id')::uuid, g->>'subjectType', (g->>'subject')::uuid, g->>'award', (g->>'year')::int, g->>'level', g->>'occasion',
           g->>'theme', g->>'scope', (g->>'once')::boolean, (g->>'nomination')::uuid, p_document, 'laurel', g->'money',
           (select n.achievement_id from public.nomination n where n.id = (g->>'nomination')::uuid)
    from jsonb_array_elements(p->'grants') g;
  if d.annuls is not null then perform public.annul_grants(p_document, d.annuls, v_at, p); end if;
  update public.decision_item i set amount = g->'money'->>'amount' from jsonb_array_elements(p->'grants') g
    where i.document_id = p_document and i.nomination_id = (g->>'nomination')::uuid;
  insert into public.fact_version as v (subject_id)
    select distinct (g->>'subject')::uuid from jsonb_array_elements(p->'grants') g
    on conflict (subject_id) do update set n = v.n + 1;
  update public.decision_item set open = false where document_id = p_document;
  update public.decision_document set state = 'issued', version = v_seq, year = (f->>'year')::int, number = v_last,
      number_text = p->>'numberText', issued_on = (f->>'date')::date, issued_at = v_at, act_id = (p->>'act')::uuid
    where id = p_document;
end $$;
`;

/** An item that a letter cannot send up gives its place and its signature back. */
const refuse = `
create function refuse_act_item(p_act uuid, p_nomination uuid, p_refusal jsonb) returns void language plpgsql
  security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  a public.act;
  q uuid;
begin
  update public.act_item set status = 'refused', refusal = p_refusal, lease_until = null
    where act_id = p_act and nomination_id = p_nomination and status = 'waiting';
  if not found then return; end if;
  select * into a from public.act where id = p_act;
  if a.kind <> 'letter' then return; end if;
  update public.approval set voided_at = public.laurel_clock()
    where nomination_id = p_nomination and document_id = (a.payload->>'document')::uuid and voided_at is null;
  for q in select h.quota_id from public.quota_hold h join public.nomination n on n.id = h.nomination_id
      where h.nomination_id = p_nomination and h.released_at is null
        and not coalesce(n.context->'quotas', '[]') ? h.quota_id::text order by 1 loop
    perform public.quota_release(q, p_nomination, public.laurel_clock());
  end loop;
end $$;
alter function refuse_act_item(uuid, uuid, jsonb) owner to laurel_ledger;
revoke execute on function refuse_act_item(uuid, uuid, jsonb) from public;
grant execute on function refuse_act_item(uuid, uuid, jsonb) to laurel_app;
grant execute on function laurel_clock() to laurel_ledger;
`;
