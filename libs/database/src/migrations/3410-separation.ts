import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Separation of duties without the law's help: an approval is refused to whoever has an interest, and to their delegates. */
export class Separation3410000000000 implements MigrationInterface {
  readonly name = 'Separation3410000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(parties);
    await db.query(interest);
    await db.query(grants);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** An approval counts for the person who gave it and for the one on whose behalf it was given. */
const parties = `
alter table approval add column on_behalf_of uuid;
create table approval_party (
  approval_id uuid not null references approval,
  nomination_id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  primary key (approval_id, person_id),
  constraint approval_party_one_unit exclude using gist (nomination_id with =, person_id with =, unit_id with <>)
);
create function approval_parties() returns trigger language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from public.approval_party where approval_id = new.id;
  if new.voided_at is null then
    insert into public.approval_party (approval_id, nomination_id, person_id, unit_id)
      select new.id, new.nomination_id, x, split_part(new.step_key, '@', 2)::uuid
      from unnest(array[new.person_id, new.on_behalf_of]) x where x is not null group by x;
  end if;
  return null;
end $$;
create trigger approval_parties after insert or update of voided_at, person_id, on_behalf_of on approval for each row execute function approval_parties();
`;

/**
 * On whose behalf is read from the entry that made the approval. Barred are the subject, the nominator (not from taking an award
 * back), who stepped aside and who has a relation to the subject.
 */
const interest = `
create function steps_combine(p_procedure jsonb, p_level text, a text, b text) returns boolean language sql stable
  set search_path = pg_catalog, public, pg_temp as $$
  with stages as (
    select s from public.configuration c cross join jsonb_array_elements(c.canon::jsonb->'stages') s
    where c.kind = 'procedure' and c.id = p_procedure->>'id' and c.version = (p_procedure->>'version')::int),
  stage as (select s from stages where s->>'level' in (p_level, 'any') order by s->>'level' = 'any' limit 1)
  select exists (select from stage cross join jsonb_array_elements(s->'steps') t
    where (t->>'step' = a and t->'combine' ? b) or (t->>'step' = b and t->'combine' ? a));
$$;
create function approval_interest() returns trigger language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  n public.nomination;
  v_step text := split_part(new.step_key, '@', 1);
  v_unit uuid := split_part(new.step_key, '@', 2)::uuid;
  v_who uuid[];
  v_other text;
begin
  if new.on_behalf_of is null and new.seq is not null then
    select (e.canon::jsonb->'actor'->'onBehalfOf'->>'person')::uuid into new.on_behalf_of
      from public.ledger_entry e where e.chain = 'n:' || new.nomination_id and e.seq = new.seq;
  elsif new.on_behalf_of is null and new.document_id is not null then
    select (e.canon::jsonb->'actor'->'onBehalfOf'->>'person')::uuid into new.on_behalf_of
      from public.ledger_entry e where e.chain = 'd:' || new.document_id order by e.seq desc limit 1;
  end if;
  v_who := array_remove(array[new.person_id, new.on_behalf_of], null);
  select * into n from public.nomination where id = new.nomination_id;
  if n.subject_id = any (v_who)
    or v_step <> 'annulment' and (public.person_now((n.context->>'nominator')::uuid) = any (v_who)
      or public.person_now((n.context->>'nominatedFor')::uuid) = any (v_who))
    or exists (select from jsonb_array_elements_text(coalesce(n.context->'recused', '[]')) x where public.person_now(x::uuid) = any (v_who))
    or exists (select from public.relation r where r.subject_id = n.subject_id and r.person_id = any (v_who)) then
    raise exception 'whoever has an interest approves nothing' using errcode = '23514', constraint = 'approval_no_interest',
      detail = new.nomination_id::text;
  end if;
  if v_step = 'annulment' then return new; end if;
  select split_part(a.step_key, '@', 1) into v_other from public.approval a
    where a.nomination_id = new.nomination_id and a.unit_id = v_unit and a.voided_at is null and a.step_key <> new.step_key
      and a.step_key not like 'annulment@%' and (a.person_id = any (v_who) or a.on_behalf_of = any (v_who))
      and not public.steps_combine(n.procedure, (select s->>'level' from jsonb_array_elements(n.context->'route') s
        where s->>'unit' = v_unit::text), split_part(a.step_key, '@', 1), v_step) limit 1;
  if v_other is not null then
    raise exception 'one person does not take both % and %', v_other, v_step using errcode = '23514',
      constraint = 'approval_steps_apart', detail = new.nomination_id::text;
  end if;
  return new;
end $$;
create trigger approval_interest before insert on approval for each row execute function approval_interest();
`;

const grants = `
grant select on approval_party to laurel_app;
grant select, insert, update, delete on approval_party to laurel_ledger;
revoke execute on function approval_parties(), approval_interest(), steps_combine(jsonb, text, text, text) from public;
grant execute on function steps_combine(jsonb, text, text, text) to laurel_ledger;
`;
