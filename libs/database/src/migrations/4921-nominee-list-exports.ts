import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists of nominees of sittings and selections, and notices, are taken along, too. */
export class NomineeListExports4921000000000 implements MigrationInterface {
  readonly name = 'NomineeListExports4921000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
alter table list_export drop constraint list_export_list_check;
alter table list_export add constraint list_export_list_check
  check (list in ('nominations', 'inbox', 'documents', 'act', 'sitting', 'selection', 'notices'));
`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
