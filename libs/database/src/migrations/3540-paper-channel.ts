import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The paper channel: what a superior unit entered for a unit that decided on paper. */
export class PaperChannel3540000000000 implements MigrationInterface {
  readonly name = 'PaperChannel3540000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(columns);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const columns = `
alter table nomination add column channel text not null default 'electronic' check (channel in ('electronic', 'paper'));
alter table nomination add column entered_by_unit uuid references unit;
alter table nomination add constraint nomination_paper_by_another
  check ((channel = 'paper') = (entered_by_unit is not null) and entered_by_unit is distinct from unit_id);
grant insert (channel, entered_by_unit) on nomination to laurel_app;
`;
