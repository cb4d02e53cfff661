import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The PDF of an issued document, as it was first printed: it is never printed anew, so its hash stays. */
export class DocumentPrints4880000000000 implements MigrationInterface {
  readonly name = 'DocumentPrints4880000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(table);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const table = `
create table document_print (
  document_id uuid primary key references decision_document,
  pdf bytea not null,
  sha256 bytea not null generated always as (sha256(pdf)) stored,
  at timestamptz not null default laurel_clock()
);
grant select, insert (document_id, pdf) on document_print to laurel_app;
grant select on document_print to laurel_ledger;
`;
