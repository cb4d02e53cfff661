import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Dated rates of award money, and numbers that were given outside Laurel. */
export class Money2500000000000 implements MigrationInterface {
  readonly name = 'Money2500000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(rates);
    await db.query(numbers);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** Values are decimal text; a rate holds from its day until a later one of the same kind, award and subject. */
const rates = `
create table money_rate (
  id uuid primary key,
  kind text not null check (kind in ('baseSalary', 'multiple', 'collectiveFactor')),
  award text,
  subject text check (subject in ('person', 'unit')),
  value text not null check (value ~ '^(0|[1-9][0-9]*)([.][0-9]+)?$'),
  valid_from date not null,
  check ((kind = 'multiple') = (subject is not null)),
  check (kind <> 'baseSalary' or award is null),
  check (kind <> 'multiple' or award is not null)
);
create unique index money_rate_once on money_rate (kind, coalesce(award, ''), coalesce(subject, ''), valid_from);
create function apply_money(f jsonb) returns void language sql
  set search_path = pg_catalog, public, pg_temp as $$
  insert into public.money_rate (id, kind, award, subject, value, valid_from)
    values ((f->>'rate')::uuid, f->>'kind', f->>'award', f->>'subject', f->>'value', (f->>'validFrom')::date);
$$;
create function money_rate_on(p_kind text, p_award text, p_subject text, p_day date) returns text language sql stable
  set search_path = pg_catalog, public, pg_temp as $$
  select value from public.money_rate where kind = p_kind and (award is not distinct from p_award or (kind = 'collectiveFactor' and award is null))
    and subject is not distinct from p_subject and valid_from <= p_day
  order by award is null, valid_from desc limit 1;
$$;
grant select on money_rate to laurel_app;
grant select, insert on money_rate to laurel_ledger;
revoke execute on function apply_money(jsonb), money_rate_on(text, text, text, date) from public;
grant execute on function apply_money(jsonb) to laurel_ledger;
grant execute on function money_rate_on(text, text, text, date) to laurel_app, laurel_ledger;
`;

/** LR009: a number at or below the last one was given already. */
const numbers = `
create function apply_numbers(f jsonb) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into public.number_sequence as s (body_id, kind, year, last)
    values ((f->>'body')::uuid, f->>'kind', (f->>'year')::int, (f->>'last')::int)
    on conflict (body_id, kind, year) do update set last = excluded.last where s.last < excluded.last;
  if not found then raise exception 'the number was given' using errcode = 'LR009'; end if;
end $$;
revoke execute on function apply_numbers(jsonb) from public;
grant execute on function apply_numbers(jsonb) to laurel_ledger;
`;
