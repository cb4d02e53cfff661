import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the states of a procedure lie in its picture: one layout per version, shape of the route and form of the drawing. */
export class Statecharts4800000000000 implements MigrationInterface {
  readonly name = 'Statecharts4800000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(table);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

const table = `
create table statechart_layout (
  procedure_hash text not null check (procedure_hash ~ '^[0-9a-f]{64}$'),
  shape text not null,
  form smallint not null,
  layout jsonb not null,
  made_at timestamptz not null default clock_timestamp(),
  primary key (procedure_hash, shape, form)
);
grant select, insert (procedure_hash, shape, form, layout) on statechart_layout to laurel_app;
`;
