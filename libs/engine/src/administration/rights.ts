import type { Engine } from '../engine.js';
import type { Actor, Refused } from './record.js';

/** Who asks: a person, whose seats are looked at, or the system, which may set up and import. */
export type By = { readonly person: string } | { readonly system: string };

interface Held {
  seat: string;
  unit: string;
}

const rightText = `select s.id as seat, s.unit_id as unit from seat s
  where s.person_id = $1 and seat_valid(s)
    and (s.role = 'administrator' or ($3 and s.role = 'clerk' and $2 = array[s.unit_id]))
    and not exists (select from unnest($2::uuid[]) wanted (id) where not exists (
      select from unit_closure c where c.descendant_id = wanted.id and c.ancestor_id = s.unit_id))
  order by s.role = 'clerk', s.id limit 1`;

/**
 * The seat from which somebody may administer all of these units: an administrator's, in the unit itself or above it. Of no units:
 * any administrator's seat. Refuses with `wrong-seat`.
 */
export function administratorOf(engine: Engine, by: By, units: readonly string[]): Promise<Actor | Refused> {
  return rightOver(engine, by, { units, clerks: false });
}

/** Like `administratorOf`, or a clerk's seat in the very unit: clerks register the people whom they nominate. */
export function registrarOf(engine: Engine, by: By, unit: string): Promise<Actor | Refused> {
  return rightOver(engine, by, { units: [unit], clerks: true });
}

async function rightOver(
  engine: Engine,
  by: By,
  { units, clerks }: { units: readonly string[]; clerks: boolean },
): Promise<Actor | Refused> {
  if ('system' in by) return { system: by.system };
  const distinct = [...new Set(units)];
  const [held] = await engine.db.query<Held>('administrator-of', rightText, [by.person, distinct, clerks]);
  if (held !== undefined) return { person: by.person, ...held };
  const needed = clerks ? 'administrator | clerk' : 'administrator';
  return { refusal: { refused: 'wrong-seat', needed, clearedBy: 'administrator', data: { units: distinct } } };
}

/** True when somebody holds a seat that is valid today: the registers are open to seat holders. */
export async function holdsSeat(engine: Engine, person: string): Promise<boolean> {
  const text = 'select from seat s where s.person_id = $1 and seat_valid(s) limit 1';
  return (await engine.db.query('holds-seat', text, [person])).length > 0;
}
