import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Overrides before the first submission: entries of the chain `w:<nomination>` of the working copy, because the history of a
 * nomination begins with its submission.
 */
export class DraftOverrides4100000000000 implements MigrationInterface {
  readonly name = 'DraftOverrides4100000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(table);
    await db.query(recording);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const table = `
create table draft_override (
  nomination_id uuid not null references nomination,
  seq integer not null,
  criterion text not null,
  person_id uuid not null references person,
  values_hash bytea not null check (length(values_hash) = 32),
  primary key (nomination_id, seq)
);
grant select on draft_override to laurel_app;
grant select, insert on draft_override to laurel_ledger;
`;

/** LR006: the working copy was changed or submitted, or a fact of the register is not the one that was looked at. */
const recording = `
create function record_draft_override(p_canon text, p_prev bytea, p_hash bytea, p_request_hash bytea, p jsonb)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  c jsonb := p_canon::jsonb;
  f jsonb := c->'facts'->0;
  v_id uuid := substr(c->>'chain', 3)::uuid;
  v_person uuid := (c->'actor'->>'person')::uuid;
begin
  if c->>'chain' not like 'w:%' or f->>'type' <> 'CriterionOverridden' then
    raise exception 'not an override of a working copy' using errcode = 'LR003';
  end if;
  perform public.ledger_append(p_canon, p_prev, p_hash, p_request_hash, p->'secrets');
  perform from public.dossier_draft where nomination_id = v_id and open and n = (p->>'draft')::int for share;
  if not found then raise exception 'the working copy changed' using errcode = 'LR006'; end if;
  perform public.check_facts(p->'factVersions');
  perform public.check_seat((c->'actor'->>'seat')::uuid, v_person);
  insert into public.draft_override (nomination_id, seq, criterion, person_id, values_hash)
    values (v_id, (c->>'seq')::int, f->>'criterion', v_person, decode(f->>'values', 'hex'));
end $$;
grant create on schema public to laurel_ledger;
alter function record_draft_override(text, bytea, bytea, bytea, jsonb) owner to laurel_ledger;
revoke create on schema public from laurel_ledger;
revoke execute on function record_draft_override(text, bytea, bytea, bytea, jsonb) from public;
grant execute on function record_draft_override(text, bytea, bytea, bytea, jsonb) to laurel_app;
`;
