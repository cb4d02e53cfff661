import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What begins in a unit, and a reorganisation that ends the unit, stand in one order. */
export class OpenUnits4710000000000 implements MigrationInterface {
  readonly name = 'OpenUnits4710000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(triggers);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/**
 * A seat, a person, a council or a working copy takes a share lock on its unit until it is committed. A reorganisation that ends the
 * unit waits for it and carries it on; what comes after meets the ended unit: LR001.
 */
const triggers = `
create function unit_open() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from public.unit u where u.id = new.unit_id and (u.valid_to is null or u.valid_to > public.legal_date()) for share;
  if not found then raise exception 'the unit has ended' using errcode = 'LR001'; end if;
  return new;
end $$;
revoke execute on function unit_open() from public;
create trigger seat_unit_open before insert on seat for each row execute function unit_open();
create trigger person_unit_open before insert on person for each row execute function unit_open();
create trigger person_unit_moved before update of unit_id on person for each row
  when (new.unit_id is distinct from old.unit_id) execute function unit_open();
create trigger council_unit_open before insert on council for each row execute function unit_open();
create trigger nomination_unit_open before insert on nomination for each row execute function unit_open();
`;
