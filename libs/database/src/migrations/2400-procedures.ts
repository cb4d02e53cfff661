import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Proposals of configuration, which a second administrator publishes. */
export class Procedures2400000000000 implements MigrationInterface {
  readonly name = 'Procedures2400000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
    await db.query(functions);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** `canon` is the text that is hashed in the entry, and published as it stands. */
const tables = `
create table configuration_proposal (
  id uuid primary key,
  kind text not null check (kind = 'procedure'),
  code text not null,
  version integer not null check (version > 0),
  canon text not null,
  hash bytea not null check (length(hash) = 32),
  valid_from date not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  published_by uuid,
  published_at timestamptz,
  constraint proposal_second_person check (published_by <> proposed_by)
);
create index configuration_proposal_open on configuration_proposal (proposed_at) where published_at is null;
grant select on configuration_proposal to laurel_app;
grant select, insert, update on configuration_proposal to laurel_ledger;
`;

const functions = `
create function apply_proposal(f jsonb, p jsonb, p_person uuid) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if encode(sha256(convert_to(p->>'canon', 'UTF8')), 'hex') <> f->>'hash' then
    raise exception 'proposal and hash differ' using errcode = 'LR003';
  end if;
  insert into public.configuration_proposal (id, kind, code, version, canon, hash, valid_from, proposed_by, proposed_at)
    values ((f->>'proposal')::uuid, f->>'kind', f->>'id', (f->>'version')::int, p->>'canon', decode(f->>'hash', 'hex'),
            (f->>'validFrom')::date, p_person, public.laurel_clock());
end $$;
create or replace function apply_configuration(f jsonb, p jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if encode(sha256(convert_to(p->>'canon', 'UTF8')), 'hex') <> f->>'hash' then
    raise exception 'configuration and hash differ' using errcode = 'LR003';
  end if;
  insert into public.configuration (kind, id, version, canon, hash, valid_from, valid_to)
    values (f->>'kind', f->>'id', (f->>'version')::int, p->>'canon', decode(f->>'hash', 'hex'),
            (f->>'validFrom')::date, (f->>'validTo')::date);
  if not f ? 'proposal' then return; end if;
  update public.configuration_proposal set published_by = (p->>'person')::uuid, published_at = public.laurel_clock()
    where id = (f->>'proposal')::uuid and published_at is null and hash = decode(f->>'hash', 'hex');
  if not found then raise exception 'the proposal has moved on' using errcode = 'LR001'; end if;
end $$;
revoke execute on function apply_proposal(jsonb, jsonb, uuid) from public;
grant execute on function apply_proposal(jsonb, jsonb, uuid), laurel_clock() to laurel_ledger;
`;
