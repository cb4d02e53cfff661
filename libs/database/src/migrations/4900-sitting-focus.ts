import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a sitting is looking at: the item that its secretary has put on everybody's screen. It decides nothing and is no entry of the
 * ledger; whoever may see the sitting is told that it changed (4840).
 */
export class SittingFocus4900000000000 implements MigrationInterface {
  readonly name = 'SittingFocus4900000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
create table sitting_focus (
  sitting_id uuid primary key references sitting,
  nomination_id uuid references nomination,
  set_by uuid not null references person,
  set_at timestamptz not null default laurel_clock()
);
grant select, insert (sitting_id, nomination_id, set_by), update (nomination_id, set_by, set_at) on sitting_focus to laurel_app;
create constraint trigger focus_noted after insert or update on sitting_focus deferrable initially deferred for each row
  execute function note_row('sitting', 'sitting_id');
`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
