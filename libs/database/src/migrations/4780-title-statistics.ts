import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Three thousand pairs of words are known as common: what is rarer costs little, and reading ten thousand costs every question. */
export class TitleStatistics4780000000000 implements MigrationInterface {
  readonly name = 'TitleStatistics4780000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('alter table achievement alter column pairs set statistics 300');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
