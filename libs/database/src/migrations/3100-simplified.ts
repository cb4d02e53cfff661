import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The simplified procedure: which of the five cases, and the day of the deed. */
export class Simplified3100000000000 implements MigrationInterface {
  readonly name = 'Simplified3100000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(columns);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const columns = `
alter table nomination add column simplified jsonb;
alter table nomination add constraint nomination_simplified_not_annual check (simplified is null or occasion <> 'annual');
grant insert (simplified) on nomination to laurel_app;
`;
