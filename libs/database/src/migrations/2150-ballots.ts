import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ballots: sealed papers, who sent one, and the one entry that counts them (model.md 7). */
export class Ballots2150000000000 implements MigrationInterface {
  readonly name = 'Ballots2150000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
    await db.query('grant create on schema public to laurel_ledger');
    await db.query(papers);
    await db.query(parts);
    await db.query(record);
    await db.query('revoke create on schema public from laurel_ledger');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** An envelope can be opened only with the ballot's private key, which is never in the database. */
const tables = `
create table ballot (
  id uuid primary key,
  sitting_id uuid not null references sitting,
  council_id uuid not null references council,
  unit_id uuid not null references unit,
  step_key text not null,
  mode text not null check (mode in ('electronic', 'paper')),
  secrecy text not null check (secrecy in ('secret', 'open')),
  state text not null check (state in ('open', 'closing', 'entered', 'closed', 'void')),
  public_key bytea,
  version integer not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  entered_by uuid,
  act_id uuid
);
create index ballot_sitting on ballot (sitting_id);
alter table ballot_item add foreign key (ballot_id) references ballot;
create table turnout (
  ballot_id uuid not null references ballot,
  member_id uuid not null references council_member,
  -- Command ids under which a paper came: the last one counts, a repeated one writes nothing.
  commands uuid[] not null,
  primary key (ballot_id, member_id)
);
create table envelope (
  ballot_id uuid not null references ballot,
  member_id uuid not null references council_member,
  sealed bytea not null,
  primary key (ballot_id, member_id)
);
grant select on ballot, turnout, envelope to laurel_app;
grant select, insert, update, delete on ballot, turnout, envelope to laurel_ledger;
`;

/** LR013: the ballot is not open. A member sends again until it is closed; members never wait for each other. */
const papers = `
create function put_paper(p_ballot uuid, p_member uuid, p_command uuid, p_sealed bytea) returns boolean language plpgsql
  security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from public.ballot where id = p_ballot and state = 'open' and mode = 'electronic' for share;
  if not found then raise exception 'the ballot is not open' using errcode = 'LR013'; end if;
  insert into public.turnout as t (ballot_id, member_id, commands) values (p_ballot, p_member, array[p_command])
    on conflict (ballot_id, member_id) do update set commands = t.commands || p_command
      where p_command <> all (t.commands);
  if not found then return false; end if;
  insert into public.envelope (ballot_id, member_id, sealed) values (p_ballot, p_member, p_sealed)
    on conflict (ballot_id, member_id) do update set sealed = excluded.sealed;
  return true;
end $$;
create function begin_closing(p_ballot uuid) returns void language plpgsql
  security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update public.ballot set state = 'closing' where id = p_ballot and state = 'open' and mode = 'electronic';
end $$;
alter function put_paper(uuid, uuid, uuid, bytea) owner to laurel_ledger;
alter function begin_closing(uuid) owner to laurel_ledger;
revoke execute on function put_paper(uuid, uuid, uuid, bytea), begin_closing(uuid) from public;
grant execute on function put_paper(uuid, uuid, uuid, bytea), begin_closing(uuid) to laurel_app;
`;

const parts = `
create function open_ballot(p_id uuid, f jsonb, p jsonb, p_at timestamptz) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  v_bad text;
begin
  perform from public.sitting where id = (f->>'sitting')::uuid and version = (p->>'sittingVersion')::int for share;
  if not found then raise exception 'the sitting has moved on' using errcode = 'LR001'; end if;
  perform from public.nomination n
    where n.id in (select x::uuid from jsonb_array_elements_text(f->'items') x) order by n.id for update;
  select string_agg(n.id::text, ',') into v_bad from public.nomination n
    where n.id in (select x::uuid from jsonb_array_elements_text(f->'items') x)
      and (n.state <> f->>'step' or n.released_at > p_at or jsonb_array_length(public.holds_over(n.context, n.subject_id)) > 0
           or exists (select from public.act_item w where w.nomination_id = n.id and w.status = 'waiting'));
  if v_bad is not null then raise exception 'items cannot be balloted now' using errcode = 'LR008', detail = v_bad; end if;
  insert into public.ballot (id, sitting_id, council_id, unit_id, step_key, mode, secrecy, state, public_key, version, opened_at)
    values (p_id, (f->>'sitting')::uuid, (f->>'council')::uuid, (f->>'unit')::uuid, f->>'step', f->>'mode', f->>'secrecy', 'open',
            decode(f->>'publicKey', 'hex'), 1, p_at);
  insert into public.ballot_item (ballot_id, nomination_id, position)
    select p_id, x.id::uuid, x.position from jsonb_array_elements_text(f->'items') with ordinality x (id, position);
end $$;
create function end_ballot(p_id uuid, p_state text, p_seq integer, p_at timestamptz) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from public.envelope where ballot_id = p_id;
  update public.ballot_item set open = false where ballot_id = p_id;
  update public.ballot set state = p_state, version = p_seq, closed_at = p_at where id = p_id;
end $$;
create function hand_out(p_id uuid, c jsonb, p jsonb, p_unit uuid) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into public.act (id, kind, chain, seq, payload, started_by, started_at, unit_id)
    values ((p->>'act')::uuid, 'ballot', c->>'chain', (c->>'seq')::int, jsonb_build_object('ballot', p_id),
            (c->'actor'->>'person')::uuid, (c->>'at')::timestamptz, p_unit);
  insert into public.act_item (act_id, nomination_id, position, command_id, data)
    select (p->>'act')::uuid, (i->>'nomination')::uuid, (i->>'position')::int, (i->>'commandId')::uuid, i->'data'
    from jsonb_array_elements(p->'items') i;
  update public.ballot set act_id = (p->>'act')::uuid where id = p_id;
end $$;
revoke execute on function open_ballot(uuid, jsonb, jsonb, timestamptz), end_ballot(uuid, text, integer, timestamptz),
  hand_out(uuid, jsonb, jsonb, uuid) from public;
grant execute on function open_ballot(uuid, jsonb, jsonb, timestamptz), end_ballot(uuid, text, integer, timestamptz),
  hand_out(uuid, jsonb, jsonb, uuid) to laurel_ledger;
`;

const record = `
create function record_ballot(p_canon text, p_prev bytea, p_hash bytea, p_request_hash bytea, p jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  c jsonb := p_canon::jsonb;
  f jsonb := c->'facts'->0;
  v_id uuid := substr(c->>'chain', 3)::uuid;
  v_at timestamptz := (c->>'at')::timestamptz;
  v_seq integer := (c->>'seq')::int;
  b public.ballot;
begin
  if c->>'chain' not like 'b:%' then raise exception 'not a chain of a ballot' using errcode = 'LR003'; end if;
  perform public.ledger_append(p_canon, p_prev, p_hash, p_request_hash, p->'secrets');
  perform public.check_seat((c->'actor'->>'seat')::uuid, (c->'actor'->>'person')::uuid);
  if f->>'type' = 'BallotOpened' and v_seq = 1 then
    perform public.open_ballot(v_id, f, p, v_at);
  else
    select * into b from public.ballot where id = v_id and version = v_seq - 1 for update;
    if not found then raise exception 'the ballot has moved on' using errcode = 'LR001'; end if;
    if f->>'type' = 'TotalsEntered' and b.mode = 'paper' and b.state in ('open', 'entered') then
      update public.ballot set state = 'entered', version = v_seq, entered_by = (c->'actor'->>'person')::uuid where id = v_id;
    elsif f->>'type' = 'BallotCounted' and (b.state = 'closing' or b.state = 'entered') then
      perform public.end_ballot(v_id, 'closed', v_seq, v_at);
      perform public.hand_out(v_id, c, p, b.unit_id);
    elsif f->>'type' = 'BallotVoided' and b.state in ('open', 'closing', 'entered') then
      perform public.end_ballot(v_id, 'void', v_seq, v_at);
    else
      raise exception 'the ballot has moved on' using errcode = 'LR001';
    end if;
  end if;
  if p ? 'outbox' then perform public.write_outbox(c->>'chain', v_seq, v_at, p->'outbox'); end if;
end $$;
alter function record_ballot(text, bytea, bytea, bytea, jsonb) owner to laurel_ledger;
revoke execute on function record_ballot(text, bytea, bytea, bytea, jsonb) from public;
grant execute on function record_ballot(text, bytea, bytea, bytea, jsonb) to laurel_app;
`;
