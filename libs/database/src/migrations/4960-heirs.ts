import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who carries on for a unit that ended is found; what it was refused goes to them, and an open selection keeps it from ending. */
export class Heirs4960000000000 implements MigrationInterface {
  readonly name = 'Heirs4960000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(heir);
    await db.query(affairs);
    await db.query(carryOn);
    await db.query(carriedOn);
    await db.query(selections);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

/** The unit that stands today in the place of one that ended: the first of its successors, and so on; null where nobody carries on. */
const heir = `
create function heir_of(p_unit uuid) returns uuid language sql stable
  set search_path = pg_catalog, public, pg_temp as $$
with recursive way (unit, n) as (
  select p_unit, 0
  union all
  select v.successors[1], w.n + 1 from way w join public.unit_version v on v.unit_id = w.unit and v.valid_to <= public.legal_date()
    and v.successors[1] is not null where w.n < 20
)
select w.unit from way w join public.unit u on u.id = w.unit
  where u.valid_to is null or u.valid_to > public.legal_date() order by w.n desc limit 1
$$;
revoke execute on function heir_of(uuid) from public;
grant execute on function heir_of(uuid) to laurel_app, laurel_ledger;
`;

/** As before, and a selection that is not closed, with what waits in its list. */
const affairs = `
create or replace function unit_affairs(p_units uuid[])
  returns table (kind text, unit_id uuid, opened_at timestamptz, nominations uuid[]) language sql stable
  set search_path = pg_catalog, public, pg_temp as $$
select 'ballot', b.unit_id, b.opened_at, array(select i.nomination_id from public.ballot_item i where i.ballot_id = b.id)
  from public.ballot b where b.unit_id = any(p_units) and b.state in ('open', 'closing', 'entered')
union all
select 'document', d.body_id, d.created_at, array(select i.nomination_id from public.decision_item i where i.document_id = d.id)
  from public.decision_document d where d.body_id = any(p_units) and d.state in ('draft', 'signed')
union all
select 'complaint', s.unit, c.lodged_at, array[c.nomination_id]
  from public.complaint c join public.nomination n on n.id = c.nomination_id
  cross join lateral (select u.unit from unnest(array[n.waiting_unit, split_part(c.step, '@', 2)::uuid]) u (unit)
    where u.unit = any(p_units) limit 1) s
  where c.concluded_at is null
union all
select 'selection', s.unit_id, s.opened_at, array(select n.id from public.nomination n where n.state = s.step_key and n.award = s.award
    and n.year = s.year and n.theme is not distinct from s.theme order by n.id)
  from public.selection s where s.unit_id = any(p_units) and s.closed_at is null
$$;
`;

/** As before, and the heir sees what the unit nominated and was refused: it may complain of it. */
const carryOn = `
create or replace function carry_on(p_unit uuid, p_heir uuid, p_day date) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  update public.seat set valid_to = greatest(p_day, valid_from) where unit_id = p_unit and (valid_to is null or valid_to > p_day);
  update public.council set valid_to = greatest(p_day, valid_from) where unit_id = p_unit and (valid_to is null or valid_to > p_day);
  if p_heir is null then return; end if;
  update public.person set unit_id = p_heir, version = version + 1 where unit_id = p_unit;
  insert into public.nomination_unit (nomination_id, unit_id, from_seq, visible_from)
    select n.id, p_heir, 0, public.laurel_clock() from public.nomination n where p_unit in (n.unit_id, n.entered_by_unit)
      and n.state in ('draft', 'rejected', 'notPassed', 'notSelectedQuota')
    on conflict do nothing;
  -- Papers whose two units become one are that unit's own.
  update public.nomination set unit_id = p_heir, waiting_unit = coalesce(nullif(entered_by_unit, p_heir), p_heir),
      entered_by_unit = nullif(entered_by_unit, p_heir), channel = case when entered_by_unit = p_heir then 'electronic' else channel end
    where unit_id = p_unit and state = 'draft';
  update public.nomination set waiting_unit = p_heir, entered_by_unit = nullif(p_heir, unit_id),
      channel = case when unit_id = p_heir then 'electronic' else channel end
    where entered_by_unit = p_unit and state = 'draft';
end $$;
`;

/** The same for units that ended before. */
const carriedOn = `
insert into nomination_unit (nomination_id, unit_id, from_seq, visible_from)
  select n.id, h.heir, 0, laurel_clock() from nomination n join unit u on u.id in (n.unit_id, n.entered_by_unit)
    cross join lateral (select heir_of(u.id) as heir) h
  where u.valid_to <= legal_date() and h.heir is not null and n.state in ('rejected', 'notPassed', 'notSelectedQuota')
on conflict do nothing;
`;

/** A selection is opened under a share lock on its unit, like what else begins in a unit. */
const selections = `
create trigger selection_unit_open before insert on selection for each row execute function unit_open();
`;
