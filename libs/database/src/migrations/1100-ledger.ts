import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The ledger, its secrets, the command ids, and the only function that appends. */
export class Ledger1100000000000 implements MigrationInterface {
  readonly name = 'Ledger1100000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
    await db.query(triggers);
    await db.query(append);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const tables = `
create table ledger_entry (
  chain text not null,
  seq integer not null check (seq > 0),
  canon text not null,
  prev_hash bytea not null check (length(prev_hash) = 32),
  entry_hash bytea not null unique check (length(entry_hash) = 32),
  command_id uuid not null unique,
  primary key (chain, seq)
);
create table ledger_secret (
  chain text not null,
  seq integer not null,
  text_id text not null,
  salt bytea not null check (length(salt) = 32),
  value text not null,
  primary key (chain, seq, text_id),
  foreign key (chain, seq) references ledger_entry
);
create table command (
  id uuid primary key,
  person uuid,
  request_hash bytea not null check (length(request_hash) = 32)
);
`;

/** Also a migration or a repair script cannot write a bad entry: the check stands as a trigger. */
const triggers = `
create function ledger_entry_check() returns trigger language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  c jsonb := new.canon::jsonb;
  before public.ledger_entry;
begin
  if c->>'chain' is distinct from new.chain or (c->>'seq')::int is distinct from new.seq
     or (c->>'commandId')::uuid is distinct from new.command_id then
    raise exception 'entry and canonical text differ' using errcode = 'LR003';
  end if;
  if new.seq > 1 then
    select * into before from public.ledger_entry where chain = new.chain and seq = new.seq - 1;
    if not found then raise exception 'gap in chain %', new.chain using errcode = 'LR001'; end if;
    if before.entry_hash <> new.prev_hash then
      raise exception 'previous hash differs' using errcode = 'LR003';
    end if;
    if (c->>'at')::timestamptz < (before.canon::jsonb->>'at')::timestamptz then
      raise exception 'time runs backwards' using errcode = 'LR001';
    end if;
  elsif new.prev_hash <> decode(repeat('00', 32), 'hex') then
    raise exception 'first entry with a previous hash' using errcode = 'LR003';
  end if;
  if new.entry_hash <> sha256('\\x00'::bytea || convert_to('laurel/audit/v1', 'UTF8') || '\\x00'::bytea
                              || new.prev_hash || convert_to(new.canon, 'UTF8')) then
    raise exception 'hash differs' using errcode = 'LR003';
  end if;
  return new;
end $$;
create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only' using errcode = 'LR004';
end $$;
create trigger ledger_entry_check before insert on ledger_entry for each row execute function ledger_entry_check();
create trigger ledger_entry_keep before update or delete on ledger_entry for each row execute function ledger_is_append_only();
create trigger ledger_entry_keep_all before truncate on ledger_entry for each statement execute function ledger_is_append_only();
alter table ledger_entry enable always trigger ledger_entry_check;
alter table ledger_entry enable always trigger ledger_entry_keep;
alter table ledger_entry enable always trigger ledger_entry_keep_all;
`;

/**
 * Appends one entry: command id, hash chain, secrets. Raises LR001 version conflict, LR002 duplicate command,
 * LR003 wrong hash; a chain that moved on breaks the key (chain, seq). `at` must not be ahead of the clock nor more than 5 s behind it unless it repeats the last entry's.
 */
const append = `
create function ledger_append(p_canon text, p_prev bytea, p_hash bytea, p_request_hash bytea, p_secrets jsonb)
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
  insert into public.ledger_entry (chain, seq, canon, prev_hash, entry_hash, command_id)
    values (c->>'chain', v_seq, p_canon, p_prev, p_hash, (c->>'commandId')::uuid);
  insert into public.ledger_secret (chain, seq, text_id, salt, value)
    select c->>'chain', v_seq, s->>'id', decode(s->>'salt', 'hex'), s->>'value'
    from jsonb_array_elements(p_secrets) s;
  return c;
end $$;
`;
