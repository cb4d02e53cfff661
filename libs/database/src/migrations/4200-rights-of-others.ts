import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nobody gives a right to themself, without the law's help: neither a seat nor one that is lent. */
export class RightsOfOthers4200000000000 implements MigrationInterface {
  readonly name = 'RightsOfOthers4200000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(triggers);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** At the insert only: a merge may make one person of giver and taker later. After the constraints of the tables themselves. */
const triggers = `
create function refuse_oneself() returns trigger language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.granted_by = (to_jsonb(new)->>tg_argv[0])::uuid then
    raise exception 'nobody gives a right to themself' using errcode = '23514', constraint = tg_argv[1];
  end if;
  return null;
end $$;
create trigger seat_not_oneself after insert on seat for each row execute function refuse_oneself('person_id', 'seat_not_oneself');
create trigger delegation_not_taken after insert on delegation for each row execute function refuse_oneself('to_id', 'delegation_not_taken');
revoke execute on function refuse_oneself() from public;
`;
