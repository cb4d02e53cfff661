import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The recording function of decision documents: sign, issue, discard. */
export class RecordingDocuments1400000000000 implements MigrationInterface {
  readonly name = 'RecordingDocuments1400000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(parts);
    await db.query(record);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** LR008: items that may not be decided now; DETAIL lists their ids. LR009: number taken. */
const parts = `
create function check_document_items(p_document uuid, p_body uuid, p_at timestamptz) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_bad text;
begin
  perform from public.nomination n join public.decision_item i on i.nomination_id = n.id
    where i.document_id = p_document order by n.id for share of n;
  select string_agg(n.id::text, ',') into v_bad
    from public.decision_item i join public.nomination n on n.id = i.nomination_id
    where i.document_id = p_document
      and (n.state <> 'awaitingDecision' or n.waiting_unit is distinct from p_body or n.released_at > p_at
           or jsonb_array_length(n.context->'holds') > 0
           or exists (select from public.act_item w where w.nomination_id = n.id and w.status = 'waiting'));
  if v_bad is not null then
    raise exception 'items cannot be decided now' using errcode = 'LR008', detail = v_bad;
  end if;
end $$;
create function sign_document(p_document uuid, p_body uuid, p_person uuid, p_at timestamptz, p_seq integer) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform public.check_document_items(p_document, p_body, p_at);
  insert into public.approval (nomination_id, step_key, revision, person_id, document_id)
    select n.id, 'decision@' || p_body, n.revision, p_person, p_document
    from public.decision_item i join public.nomination n on n.id = i.nomination_id where i.document_id = p_document;
  update public.decision_document set state = 'signed', version = p_seq, signer_id = p_person, signed_at = p_at
    where id = p_document;
end $$;
create function issue_document(p_document uuid, p_body uuid, p_person uuid, c jsonb, p jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  f jsonb := c->'facts'->0;
  v_at timestamptz := (c->>'at')::timestamptz;
  v_seq integer := (c->>'seq')::int;
  v_kind text;
  v_last integer;
begin
  perform public.check_document_items(p_document, p_body, v_at);
  if exists (select from public.decision_item i join public.nomination n on n.id = i.nomination_id
      where i.document_id = p_document and not exists (select from public.approval a where a.nomination_id = n.id
        and a.document_id = p_document and a.revision = n.revision and a.voided_at is null)) then
    raise exception 'an item changed since it was signed for' using errcode = 'LR006';
  end if;
  perform public.check_facts(p->'factVersions');
  select kind into v_kind from public.decision_document where id = p_document;
  insert into public.number_sequence as s (body_id, kind, year, last) values (p_body, v_kind, (f->>'year')::int, 1)
    on conflict (body_id, kind, year) do update set last = s.last + 1 returning last into v_last;
  if v_last <> (f->>'number')::int then raise exception 'the number is taken' using errcode = 'LR009'; end if;
  insert into public.act (id, kind, chain, seq, payload, started_by, started_at)
    values ((p->>'act')::uuid, 'issue', c->>'chain', v_seq, jsonb_build_object('document', p_document), p_person, v_at);
  insert into public.act_item (act_id, nomination_id, position, command_id)
    select (p->>'act')::uuid, (i->>'nomination')::uuid, (i->>'position')::int, (i->>'commandId')::uuid
    from jsonb_array_elements(p->'items') i;
  insert into public.award_grant (id, subject_type, subject_id, award, year, level, occasion, theme, scope, once, nomination_id, document_id, source)
    select (i->'grant'->>'id')::uuid, i->'grant'->>'subjectType', (i->'grant'->>'subject')::uuid, i->'grant'->>'award',
           (i->'grant'->>'year')::int, i->'grant'->>'level', i->'grant'->>'occasion', i->'grant'->>'theme', i->'grant'->>'scope',
           (i->'grant'->>'once')::boolean, (i->>'nomination')::uuid, p_document, 'laurel'
    from jsonb_array_elements(p->'items') i;
  insert into public.fact_version as v (subject_id)
    select distinct (i->'grant'->>'subject')::uuid from jsonb_array_elements(p->'items') i
    on conflict (subject_id) do update set n = v.n + 1;
  update public.decision_item set open = false where document_id = p_document;
  update public.decision_document set state = 'issued', version = v_seq, year = (f->>'year')::int, number = v_last,
      number_text = p->>'numberText', issued_on = (f->>'date')::date, issued_at = v_at, act_id = (p->>'act')::uuid
    where id = p_document;
end $$;
`;

const record = `
create function record_document(p_canon text, p_prev bytea, p_hash bytea, p_request_hash bytea, p jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  c jsonb := p_canon::jsonb;
  v_id uuid := substr(c->>'chain', 3)::uuid;
  v_seq integer := (c->>'seq')::int;
  v_at timestamptz := (c->>'at')::timestamptz;
  v_person uuid := (c->'actor'->>'person')::uuid;
  v_type text := c->'facts'->0->>'type';
  d public.decision_document;
begin
  if c->>'chain' not like 'd:%' then raise exception 'not a chain of a document' using errcode = 'LR003'; end if;
  perform public.ledger_append(p_canon, p_prev, p_hash, p_request_hash, p->'secrets');
  select * into d from public.decision_document where id = v_id and version = v_seq - 1 for update;
  if not found then raise exception 'the document has moved on' using errcode = 'LR001'; end if;
  perform public.check_seat((c->'actor'->>'seat')::uuid, v_person);
  if v_type = 'DocumentSigned' and d.state = 'draft' then
    perform public.sign_document(v_id, d.body_id, v_person, v_at, v_seq);
  elsif v_type = 'DocumentIssued' and d.state = 'signed' then
    perform public.issue_document(v_id, d.body_id, v_person, c, p);
  elsif v_type = 'DocumentDiscarded' and d.state in ('draft', 'signed') then
    update public.decision_item set open = false where document_id = v_id;
    update public.approval set voided_at = v_at where document_id = v_id and voided_at is null;
    update public.decision_document set state = 'discarded', version = v_seq where id = v_id;
  else
    raise exception 'the document has moved on' using errcode = 'LR001';
  end if;
  if p ? 'outbox' then perform public.write_outbox(c->>'chain', v_seq, v_at, p->'outbox'); end if;
end $$;
`;
