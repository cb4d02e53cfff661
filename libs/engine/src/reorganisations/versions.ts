import type { Reorganisation, UnitDeed, UnitVersion } from '#domain';
import type { Engine } from '../engine.js';

const versionsText = `select unit_id as unit, valid_from::text as "from", valid_to::text as "to", level, parent_id as parent, name, symbol, successors
  from unit_version`;

/** Every version of every unit. */
export async function unitVersions(engine: Pick<Engine, 'db'>): Promise<readonly UnitVersion[]> {
  type Row = Omit<UnitVersion, 'successors'> & { readonly successors: string[] | null };
  const rows = await engine.db.query<Row>('unit_versions', versionsText, []);
  return rows.map(({ successors, ...row }) => ({ ...row, ...(successors === null ? {} : { successors }) }));
}

/** A reorganisation as it was planned. */
export interface Planned extends Reorganisation {
  readonly id: string;
  readonly state: 'planned' | 'effective' | 'cancelled';
  readonly planned_by: string;
  readonly planned_in: string;
  readonly today: string;
  /** Days of other plans that have not come yet. */
  readonly later: readonly string[];
}

const plannedText = `select r.id, r.on_date::text as "on", r.deeds, r.state, r.planned_by, r.planned_in, legal_date()::text as today,
  array(select distinct o.on_date::text from reorganisation o where o.state = 'planned' and o.id <> r.id) as later
  from reorganisation r where r.id = $1::uuid`;

export async function planned(engine: Engine, id: string): Promise<Planned | undefined> {
  return (await engine.db.query<Planned>('reorganisation', plannedText, [id]))[0];
}

const daysText = `select legal_date()::text as today, (select id from unit where parent_id is null) as root,
  array(select distinct on_date::text from reorganisation where state = 'planned') as later`;

/** Today, the root unit, and the days of what is planned. */
export async function plannedDays(
  engine: Engine,
): Promise<{ readonly today: string; readonly root: string; readonly later: readonly string[] }> {
  const [row] = await engine.db.query<{ today: string; root: string | null; later: string[] }>(
    'planned-days',
    daysText,
  );
  if (row?.root == null) throw new Error('no root unit');
  return { ...row, root: row.root };
}

/** Every unit that the deeds name: an administrator must stand over all of them. */
export function unitsOf(deeds: readonly UnitDeed[]): readonly string[] {
  return deeds.flatMap((d) => [d.unit, ...(d.do === 'end' ? d.successors : d.parent === undefined ? [] : [d.parent])]);
}
