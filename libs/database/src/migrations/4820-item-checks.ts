import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which items of a dossier a reader looked at and found fit, with the files that it had then. It decides nothing. */
export class ItemChecks4820000000000 implements MigrationInterface {
  readonly name = 'ItemChecks4820000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(table);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const table = `
create table item_check (
  nomination_id uuid not null references nomination,
  person_id uuid not null references person,
  item text not null,
  files uuid[] not null check (cardinality(files) > 0),
  checked_at timestamptz not null,
  primary key (nomination_id, person_id, item)
);
grant select, insert, update, delete on item_check to laurel_app;
grant select on item_check to laurel_ledger;
`;
