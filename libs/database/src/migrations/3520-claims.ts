import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who works on a waiting nomination, so that two do not do the same. It binds nobody: the law never asks for it, so it stands outside
 * the ledger like what is put aside.
 */
export class Claims3520000000000 implements MigrationInterface {
  readonly name = 'Claims3520000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
    await db.query(retaining);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** Free for others: its holder is away, may not act here any more, stepped aside, or left it for two days or beyond the deadline. */
const tables = `
create table claim (
  nomination_id uuid not null references nomination,
  step_key text not null,
  person_id uuid not null references person,
  claimed_at timestamptz not null,
  primary key (nomination_id, step_key)
);
create function claim_until(c claim) returns timestamptz language sql stable
  return (select least(greatest(c.claimed_at, n.updated_at) + interval '2 days', n.due_at) from public.nomination n where n.id = c.nomination_id);
create function claim_free(c claim) returns boolean language sql stable
  set search_path = pg_catalog, public, pg_temp as $$
  select public.is_absent(c.person_id) or public.claim_until(c) <= public.laurel_clock()
    or coalesce(n.context->'recused' ? c.person_id::text, false)
    or exists (select from public.account a where a.person_id = c.person_id and a.disabled_at is not null)
    or not exists (select from public.seat s where s.unit_id = n.waiting_unit and public.seat_valid(s)
      and (s.role = any (n.waiting_roles) or s.id::text = any (n.waiting_roles))
      and (s.person_id = c.person_id or exists (select from public.delegation d where d.seat_id = s.id and d.to_id = c.person_id
        and public.delegation_valid(d) and (d.awards is null or n.award = any (d.awards)))))
  from public.nomination n where n.id = c.nomination_id;
$$;
grant select, insert, update, delete on claim to laurel_app;
grant select, insert, update on claim to laurel_ledger;
revoke execute on function claim_until(claim), claim_free(claim) from public;
grant execute on function claim_until(claim), claim_free(claim) to laurel_app, laurel_ledger;
`;

/** Whoever sent a nomination back for a supplement is its reviewer when it comes again to that step. */
const retaining = `
create function retain_reviewer() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into public.claim as c (nomination_id, step_key, person_id, claimed_at)
    select new.id, old.state, (e.canon::jsonb->'actor'->>'person')::uuid, new.updated_at from public.ledger_entry e
    where e.chain = 'n:' || new.id and e.seq = new.version and e.canon::jsonb->'actor' ? 'person'
    on conflict (nomination_id, step_key) do update set person_id = excluded.person_id, claimed_at = excluded.claimed_at;
  return null;
end $$;
alter function retain_reviewer() owner to laurel_ledger;
revoke execute on function retain_reviewer() from public;
create trigger reviewer_retained after update of state on nomination for each row
  when (new.state = 'returned' and old.state like '%@%') execute function retain_reviewer();
`;
