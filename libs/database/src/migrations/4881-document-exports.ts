import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Documents and acts are taken along as lists, too. */
export class DocumentExports4881000000000 implements MigrationInterface {
  readonly name = 'DocumentExports4881000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
alter table list_export drop constraint list_export_list_check;
alter table list_export add constraint list_export_list_check check (list in ('nominations', 'inbox', 'documents', 'act'));
`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
