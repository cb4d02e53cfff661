import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The encoding that a file of rows came in, where it was not UTF-8: shown with its rows before they are taken in. */
export class ImportEncoding4781000000000 implements MigrationInterface {
  readonly name = 'ImportEncoding4781000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table import_file add column converted_from text check (converted_from in ('TCVN3', 'VNI'))`);
    await db.query('grant update (converted_from) on import_file to laurel_app');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
