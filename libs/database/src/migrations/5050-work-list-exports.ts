import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Councils, selections, and the rows of an Excel list of nominees are taken along, too. */
export class WorkListExports5050000000000 implements MigrationInterface {
  readonly name = 'WorkListExports5050000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
alter table list_export drop constraint list_export_list_check;
alter table list_export add constraint list_export_list_check
  check (list in ('nominations', 'inbox', 'documents', 'act', 'sitting', 'selection', 'notices', 'councils', 'selections',
    'nominee-rows'));
`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
