import type { ImportRights } from '#contract';
import type { Engine } from '../engine.js';
import { importKinds } from './kinds.js';

const text = `select u.id, u.name, u.parent_id is null as root from unit u where exists (select from seat s
  where s.unit_id = u.id and s.person_id = $1::uuid and s.role = 'administrator' and seat_valid(s)) order by u.name, u.id`;

/** Which files a person may bring, by kind, and for which units; the same rule as `mayImport`. Kinds without a unit are left out. */
export async function importRights(engine: Engine, person: string): Promise<ImportRights> {
  const held = await engine.db.query<{ id: string; name: string; root: boolean }>('import-rights', text, [person]);
  const rights = importKinds.map((kind) => {
    const units = kind === 'persons' || kind === 'seats' ? held : held.filter((u) => u.root);
    return { kind, units: units.map(({ id, name }) => ({ id, name })) };
  });
  return { rights: rights.filter((r) => r.units.length > 0) };
}
