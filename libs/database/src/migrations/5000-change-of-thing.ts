import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is noted of a thing is found by the thing: a decision takes back what its nomination's last one would have told later without
 * reading what thousands of others will tell within these ten seconds.
 */
export class ChangeOfThing5000000000000 implements MigrationInterface {
  readonly name = 'ChangeOfThing5000000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('create index change_of_thing on change (thing, visible_from)');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
