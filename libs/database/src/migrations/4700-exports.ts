import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who took which list out of the system, with which filters and how many rows. */
export class Exports4700000000000 implements MigrationInterface {
  readonly name = 'Exports4700000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(table);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const table = `
create table list_export (
  id uuid primary key default uuidv7(),
  person_id uuid not null references person,
  list text not null check (list in ('nominations', 'inbox')),
  filters jsonb not null,
  rows integer not null check (rows >= 0),
  at timestamptz not null default laurel_clock()
);
create index list_export_person on list_export (person_id, at);
grant select, insert (person_id, list, filters, rows) on list_export to laurel_app;
grant select on list_export to laurel_ledger;
`;
