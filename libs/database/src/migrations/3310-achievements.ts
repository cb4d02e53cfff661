import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Achievements by id and title: one is not rewarded twice, and a title that is like an earlier one is shown. */
export class Achievements3310000000000 implements MigrationInterface {
  readonly name = 'Achievements3310000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(functions);
    await db.query(tables);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** Pairs of neighbouring words of a folded title: few titles share one by chance, and every titles that are alike share some. */
const functions = `
create function title_pairs(p_plain text) returns text[] language sql immutable strict parallel safe
  return coalesce((select array_agg(distinct a || ' ' || b)
    from unnest((string_to_array(p_plain, ' '))[:array_length(string_to_array(p_plain, ' '), 1) - 1],
      (string_to_array(p_plain, ' '))[2:]) u (a, b)), '{}');
grant execute on function title_pairs(text) to laurel_app, laurel_ledger;
`;

const tables = `
create table achievement (
  id uuid primary key default uuidv7(),
  title text not null check (length(title) between 5 and 300),
  plain text not null generated always as (plain_text(title)) stored,
  pairs text[] not null generated always as (title_pairs(plain_text(title))) stored,
  year integer not null,
  unit_id uuid not null references unit,
  created_by uuid not null references person,
  created_at timestamptz not null default laurel_clock()
);
-- Common pairs of words are known better than the usual sample would tell.
alter table achievement alter column pairs set statistics 1000;
create index achievement_pairs on achievement using gin (pairs);
alter table nomination add column achievement_id uuid references achievement;
create index nomination_achievement on nomination (achievement_id) where achievement_id is not null;
alter table award_grant add column achievement_id uuid references achievement;
create index award_grant_by_achievement on award_grant (achievement_id) where achievement_id is not null;
-- One achievement is not rewarded several times or in several forms (Law 2022 Art 5).
create unique index award_grant_achievement on award_grant (subject_id, achievement_id)
  where achievement_id is not null and (annulled_at is null or barred);
grant select on achievement to laurel_app, laurel_ledger;
grant insert (title, year, unit_id, created_by) on achievement to laurel_app;
grant insert (achievement_id) on nomination to laurel_app;
`;
