import type { ProcedureChecked } from '#contract';
import {
  check,
  seatsNamed,
  stageOfLevel,
  unitLevels,
  type HeldSeat,
  type Procedure,
  type Role,
  type Staff,
  type UnitLevel,
} from '#domain';
import type { Engine } from '../engine.js';

interface StaffRow {
  readonly level: UnitLevel;
  readonly units: number;
  readonly held: Partial<Record<Role, number>>;
  readonly councils: readonly number[];
}

/** Units and roles of today by level, and the voting members of the councils that sit today. */
const staffText = `
with held as (
  select u.level, s.role, count(distinct u.id)::int as units from unit u join seat s on s.unit_id = u.id and seat_valid(s)
  where u.valid_to is null or u.valid_to > legal_date() group by u.level, s.role),
sizes as (
  select u.level, c.id, count(m.id)::int as members from council c join unit u on u.id = c.unit_id
  left join council_member m on m.council_id = c.id and m.role <> 'substitute' and m.valid_from <= legal_date()
    and (m.valid_to is null or m.valid_to > legal_date())
  where c.valid_from <= legal_date() and (c.valid_to is null or c.valid_to > legal_date()) group by u.level, c.id)
select u.level, count(*)::int as units,
  coalesce((select jsonb_object_agg(h.role, h.units) from held h where h.level = u.level), '{}') as held,
  coalesce((select jsonb_agg(z.members) from sizes z where z.level = u.level), '[]') as councils
from unit u where u.valid_to is null or u.valid_to > legal_date() group by u.level`;

const seatsText = `select s.id as seat, s.unit_id as unit, s.role from seat s where s.id = any($1::uuid[]) and seat_valid(s)`;

async function staffRows(engine: Engine): Promise<readonly StaffRow[]> {
  return engine.db.query<StaffRow>('procedure-staff', staffText, []);
}

/** What keeps a procedure from being published with the people and councils of today, and where only some units lack somebody. */
export async function checkProcedure(engine: Engine, procedure: Procedure): Promise<ProcedureChecked> {
  const rows = await staffRows(engine);
  const staff = Object.fromEntries(rows.map((r) => [r.level, staffOf(procedure, r)])) as Staff;
  const seats = await engine.db.query<HeldSeat>('procedure-seats', seatsText, [seatsNamed(procedure)]);
  return { problems: check(procedure, staff, seats).map((p) => ({ ...p })), gaps: gapsOf(procedure, staff) };
}

function staffOf(procedure: Procedure, { level, units, held, councils }: StaffRow) {
  const asked = (stageOfLevel(procedure, level)?.steps ?? []).map((s) => s.role);
  const without = Object.fromEntries(asked.map((role) => [role, units - (held[role] ?? 0)]));
  return { units, without, councils };
}

function gapsOf(procedure: Procedure, staff: Staff): ProcedureChecked['gaps'] {
  return unitLevels.flatMap((level) => {
    const [here, stage] = [staff[level], stageOfLevel(procedure, level)];
    if (here === undefined || stage === undefined) return [];
    return stage.steps.flatMap(({ step, kind, role }) => {
      const units = kind === 'ballot' ? here.units - here.councils.length : (here.without[role] ?? 0);
      return units > 0 ? [{ place: `${stage.level}/${step}`, level, role, units }] : [];
    });
  });
}
