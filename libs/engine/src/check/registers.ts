import type { Db } from '../db.js';
import type { Difference } from './check.js';

interface Row {
  chain: string | null;
  seq: number | null;
  what: string;
}

/** Seats, configuration and migrations against the entries that made them: a role that was back-dated, a rule that was exchanged. */
const registersText = `
with seats as (
  select e.chain, e.seq, f from ledger_entry e cross join lateral jsonb_array_elements(e.canon::jsonb->'facts') f
  where e.chain like 'acl:%' and e.canon::jsonb->'facts'->0->>'type' in ('SeatGranted', 'SeatEnded', 'FileImported')
    and f->>'type' in ('SeatGranted', 'SeatEnded')),
ended as (
  select f->>'seat' as seat, (array_agg((f->>'validTo')::date order by seq desc))[1] as valid_to from seats
  where f->>'type' = 'SeatEnded' group by 1),
reorganised as (
  select d->>'unit' as unit, min((e.canon::jsonb->>'at')::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date as day
  from ledger_entry e cross join lateral (select e.canon::jsonb->'facts'->0 as f) x
  join ledger_entry p on p.chain = e.chain and p.canon::jsonb->'facts'->0->>'type' = 'ReorganisationPlanned'
    and p.canon::jsonb->'facts'->0->>'reorganisation' = x.f->>'reorganisation'
  cross join jsonb_array_elements(p.canon::jsonb->'facts'->0->'deeds') d
  where e.chain like 'acl:%' and x.f->>'type' = 'ReorganisationEffected' and d->>'do' = 'end' group by 1),
granted as (
  select chain, seq, f->>'seat' as seat, f->>'person' as person, f->>'unit' as unit, f->>'role' as role,
    f->>'validFrom' as valid_from, (f->>'validTo')::date as valid_to, f->'flags' as flags from seats where f->>'type' = 'SeatGranted')
select g.chain, g.seq, 'seat ' || coalesce(s.id::text, g.seat) as what
from seat s full join granted g on g.seat = s.id::text left join ended d on d.seat = g.seat left join reorganised o on o.unit = g.unit
  cross join lateral (select case when d.valid_to is null then g.valid_to else greatest(d.valid_to, s.valid_from) end as day) e
where s.id is null or g.seat is null or s.person_id <> person_now(g.person::uuid) or s.unit_id::text <> g.unit or s.role <> g.role
  or s.valid_from::text <> g.valid_from or to_jsonb(s.flags) <> g.flags
  or s.valid_to is distinct from case when o.day < coalesce(e.day, 'infinity') then greatest(o.day, s.valid_from) else e.day end
union all
select 'cfg:' || c.id, null, c.kind || ' ' || c.id || '@' || c.version
from configuration c
where sha256(convert_to(c.canon, 'UTF8')) <> c.hash
  or not exists (select from ledger_entry e cross join lateral (select e.canon::jsonb->'facts'->0 as f) x
    where e.chain like 'cfg:%' and f->>'type' = 'ConfigurationPublished' and f->>'kind' = c.kind and f->>'id' = c.id
      and (f->>'version')::int = c.version and f->>'hash' = encode(c.hash, 'hex'))
union all
select coalesce(e.chain, 'cfg:' || m.code), e.seq, 'migration ' || coalesce(m.id::text, e.f->>'migration')
from procedure_migration m full join (select chain, seq, canon::jsonb->'actor'->>'person' as by, canon::jsonb->'facts'->0 as f from ledger_entry
    where chain like 'cfg:%' and canon::jsonb->>'type' = 'MigrationProposed') e on e.f->>'migration' = m.id::text
  left join (select canon::jsonb->'actor'->>'person' as by, canon::jsonb->'facts'->0 as f from ledger_entry
    where chain like 'cfg:%' and canon::jsonb->>'type' = 'MigrationStarted') s on s.f->>'migration' = m.id::text
where m.id is null or e.f is null or m.code <> e.f->>'id' or m.from_version::text <> e.f->>'from' or m.to_version::text <> e.f->>'to'
  or m.steps <> e.f->'steps' or m.proposed_by::text <> e.by or m.started_by::text is distinct from s.by
  or m.act_id::text is distinct from s.f->>'act'
limit 1`;

/** The first register row that its entry does not explain; null when all do. */
export async function registerFault(db: Db): Promise<Difference | null> {
  const row = (await db.query<Row>('check_registers', registersText))[0];
  return row === undefined ? null : { chain: row.chain ?? 'acl', seq: row.seq, what: row.what };
}
