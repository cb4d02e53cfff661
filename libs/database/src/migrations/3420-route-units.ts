import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The units of a nomination's route, for whom its auditors work (model.md 10). */
export class RouteUnits3420000000000 implements MigrationInterface {
  readonly name = 'RouteUnits3420000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table nomination add column route_units jsonb
      generated always as (jsonb_path_query_array(context, '$.route[*].unit')) stored`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
