import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Delegations: a seat lent to another person for some days, revoked at once; and what an entry says of them. */
export class Delegations3400000000000 implements MigrationInterface {
  readonly name = 'Delegations3400000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
    await db.query(rules);
    await db.query(guards);
    await db.query(administration);
    await db.query(grants);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** Both days belong to the term. `awards` is null where the delegate may do whatever the seat may. */
const tables = `
create table delegation (
  id uuid primary key,
  seat_id uuid not null references seat,
  from_id uuid not null references person,
  to_id uuid not null references person,
  form text not null check (form in ('KT', 'TL', 'TUQ')),
  award text,
  level text,
  awards text[],
  valid_from date not null,
  valid_to date not null,
  granted_by uuid not null,
  granted_on date not null,
  revoked_by uuid,
  revoked_at timestamptz,
  constraint delegation_not_oneself check (from_id <> to_id),
  constraint delegation_forwards check (valid_from <= valid_to),
  constraint delegation_not_backdated check (valid_from >= granted_on)
);
create index delegation_to on delegation (to_id);
create index delegation_seat on delegation (seat_id);
create function delegation_valid(d delegation) returns boolean language sql stable
  return d.revoked_at is null and d.valid_from <= public.legal_date() and d.valid_to >= public.legal_date();
-- Whoever gives a seat away takes none at the same time: no chains, and so no cycles.
create table delegation_party (
  delegation_id uuid not null references delegation,
  person_id uuid not null,
  gives boolean not null,
  term daterange not null,
  primary key (delegation_id, person_id),
  constraint delegation_no_chain exclude using gist (person_id with =, (gives::int) with <>, term with &&)
);
`;

/** The seat's row is locked, so that two overlapping delegations of it never pass each other. */
const rules = `
create function delegation_rules() returns trigger language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  s public.seat;
begin
  select * into s from public.seat where id = new.seat_id for update;
  if s.person_id <> new.from_id or s.role in ('administrator', 'auditor', 'member') then
    raise exception 'not a seat of theirs to delegate' using errcode = '23514', constraint = 'delegation_own_seat';
  end if;
  if exists (select from public.delegation d where d.seat_id = new.seat_id and d.revoked_at is null
      and daterange(d.valid_from, d.valid_to, '[]') && daterange(new.valid_from, new.valid_to, '[]')
      and (d.awards is null or new.awards is null or d.awards && new.awards)) then
    raise exception 'delegated on some of these days' using errcode = '23P01', constraint = 'delegation_once';
  end if;
  return new;
end $$;
create trigger delegation_rules before insert on delegation for each row execute function delegation_rules();
create function delegation_parties() returns trigger language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.revoked_at is not null then
    delete from public.delegation_party where delegation_id = new.id;
  elsif tg_op = 'INSERT' then
    insert into public.delegation_party (delegation_id, person_id, gives, term)
      values (new.id, new.from_id, true, daterange(new.valid_from, new.valid_to, '[]')),
             (new.id, new.to_id, false, daterange(new.valid_from, new.valid_to, '[]'));
  end if;
  return null;
end $$;
create trigger delegation_parties after insert or update on delegation for each row execute function delegation_parties();
`;

/** LR005 as well where a delegation was revoked, ended, or is not told by the entry for what it is. */
const guards = `
create or replace function check_seat(p_seat uuid, p_person uuid) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from public.seat s where s.id = p_seat and s.person_id = p_person and public.seat_valid(s) for share;
  if found then return; end if;
  perform from public.delegation d join public.seat s on s.id = d.seat_id
    where d.id = p_seat and d.to_id = p_person and public.delegation_valid(d) and public.seat_valid(s) for share;
  if not found then raise exception 'the seat is no longer held' using errcode = 'LR005'; end if;
end $$;
create function check_on_behalf(a jsonb, p_at timestamptz) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  d public.delegation;
  v_told jsonb;
begin
  select * into d from public.delegation where id = (a->>'seat')::uuid;
  if found then
    v_told := jsonb_build_object('person', (select s.person_id from public.seat s where s.id = d.seat_id), 'seat', d.seat_id, 'form', d.form)
      || case when d.granted_on = (p_at at time zone 'Asia/Ho_Chi_Minh')::date then '{"sameDay": true}' else '{}' end::jsonb;
  end if;
  if v_told is distinct from a->'onBehalfOf' then
    raise exception 'the entry does not say on whose behalf' using errcode = 'LR005';
  end if;
end $$;
create or replace function ledger_append(p_canon text, p_prev bytea, p_hash bytea, p_request_hash bytea, p_secrets jsonb)
  returns jsonb language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  c jsonb := p_canon::jsonb;
  v_at timestamptz := (c->>'at')::timestamptz;
  v_clock timestamptz := public.laurel_clock();
  v_seq integer := (c->>'seq')::int;
begin
  insert into public.command (id, person, request_hash)
    values ((c->>'commandId')::uuid, (c->'actor'->>'person')::uuid, p_request_hash)
    on conflict do nothing;
  if not found then raise exception 'duplicate command' using errcode = 'LR002'; end if;
  if v_at > v_clock then raise exception 'at is ahead of the clock' using errcode = 'LR001'; end if;
  if v_at < v_clock - interval '5 s' and not exists (
    select from public.ledger_entry where chain = c->>'chain' and seq = v_seq - 1
      and (canon::jsonb->>'at')::timestamptz = v_at) then
    raise exception 'at is too old' using errcode = 'LR001';
  end if;
  if c->'actor' ? 'seat' then perform public.check_on_behalf(c->'actor', v_at); end if;
  insert into public.ledger_entry (chain, seq, canon, prev_hash, entry_hash, command_id)
    values (c->>'chain', v_seq, p_canon, p_prev, p_hash, (c->>'commandId')::uuid);
  insert into public.ledger_secret (chain, seq, text_id, salt, value)
    select c->>'chain', v_seq, s->>'id', decode(s->>'salt', 'hex'), s->>'value'
    from jsonb_array_elements(p_secrets) s;
  return c;
end $$;
`;

const administration = `
create function apply_delegation(f jsonb, p_person uuid) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if f->>'type' = 'DelegationGranted' then
    insert into public.delegation (id, seat_id, from_id, to_id, form, award, level, awards, valid_from, valid_to, granted_by, granted_on)
      values ((f->>'delegation')::uuid, (f->>'seat')::uuid, (f->>'from')::uuid, (f->>'to')::uuid, f->>'form', f->>'award', f->>'level',
              case when f ? 'awards' then array(select jsonb_array_elements_text(f->'awards')) end,
              (f->>'validFrom')::date, (f->>'validTo')::date, p_person, (f->>'grantedOn')::date);
  elsif f->>'type' = 'DelegationRevoked' then
    update public.delegation set revoked_by = p_person, revoked_at = public.laurel_clock()
      where id = (f->>'delegation')::uuid and revoked_at is null;
    if not found then raise exception 'revoked already' using errcode = 'LR001'; end if;
  else raise exception 'unknown fact of a delegation' using errcode = 'LR003';
  end if;
end $$;
`;

const grants = `
grant select on delegation to laurel_app;
grant select, insert, update, delete on delegation, delegation_party to laurel_ledger;
grant execute on function delegation_valid(delegation) to laurel_app, laurel_ledger;
revoke execute on function check_on_behalf(jsonb, timestamptz), apply_delegation(jsonb, uuid),
  delegation_rules(), delegation_parties() from public;
grant execute on function check_on_behalf(jsonb, timestamptz), apply_delegation(jsonb, uuid) to laurel_ledger;
`;
