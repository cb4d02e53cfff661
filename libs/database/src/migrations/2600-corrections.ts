import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Corrections (đính chính): documents of their own that say what was wrong in an issued one, which is never touched. */
export class Corrections2600000000000 implements MigrationInterface {
  readonly name = 'Corrections2600000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** The words of a line are sealed with the entry that signs it; the rows are what is shown. */
const tables = `
alter table decision_document add column corrects uuid references decision_document;
create index decision_document_corrects on decision_document (corrects) where corrects is not null;
create table correction_line (
  document_id uuid not null references decision_document,
  position integer not null,
  nomination_id uuid not null references nomination,
  wrong text not null,
  "right" text not null,
  primary key (document_id, position)
);
create index correction_line_nomination on correction_line (nomination_id);
grant insert (corrects) on decision_document to laurel_app;
grant select, insert on correction_line to laurel_app;
grant select on correction_line to laurel_ledger;
`;
