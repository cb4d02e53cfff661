import type { NewUnit, UnitChange } from '#contract';
import { fitsUnder } from '#domain';
import { uuidv5 } from '#ledger';
import type { Engine } from '../engine.js';
import { administer, type Refused } from './record.js';
import { unitRow, type UnitRow } from './registers.js';
import { orderOf, type Request } from './request.js';
import { administratorOf } from './rights.js';
import { textsOf } from './words.js';

/**
 * Opens a unit under its superior, on a chain of its own. Refuses with `unknown-reference`, `unit-ended`, `level-order` (see
 * `fitsUnder`), `wrong-seat`.
 */
export async function openUnit(engine: Engine, request: Request, unit: NewUnit): Promise<{ id: string } | Refused> {
  const id = uuidv5(request.commandId, 'unit');
  const { name, symbol, level, parent, members, workers } = unit;
  const outcome = await administer(engine, orderOf(request), {
    chain: () => Promise.resolve(`acl:${id}`),
    decide: async () => {
      const above = await unitRow(engine, parent);
      const actor = await administratorOf(engine, request.by, above === undefined ? [] : [parent]);
      if ('refusal' in actor) return actor;
      if (above === undefined) return { refusal: { refused: 'unknown-reference', observed: parent } };
      if (above.ends !== null) return { refusal: { refused: 'unit-ended', observed: above.ends } };
      const validFrom = unit.validFrom ?? above.today;
      if (validFrom < above.valid_from) {
        return { refusal: { refused: 'dates-reversed', observed: validFrom, needed: `from ${above.valid_from} on` } };
      }
      if (!fitsUnder(level, above.level)) {
        return { refusal: { refused: 'level-order', observed: level, needed: `below ${above.level}` } };
      }
      const counts = { members: members ?? undefined, workers: workers ?? undefined };
      return {
        actor,
        type: 'UnitOpened',
        fact: { unit: id, parent, level, ...counts, validFrom },
        texts: textsOf({ name, symbol }),
        payload: { name, symbol },
      };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

/** Changes a unit's words and numbers, or ends it. Refuses with `not-found`, `wrong-seat`, `unit-ended`, `dates-reversed`, `unit-in-use`. */
export async function changeUnit(
  engine: Engine,
  request: Request,
  id: string,
  change: UnitChange,
): Promise<{ id: string } | Refused> {
  const { name, symbol, members, workers, validTo } = change;
  const outcome = await administer(engine, orderOf(request), {
    chain: () => Promise.resolve(`acl:${id}`),
    decide: async () => {
      const unit = await unitRow(engine, id);
      const actor = await administratorOf(engine, request.by, unit === undefined ? [] : [id]);
      if ('refusal' in actor) return actor;
      if (unit === undefined) return { refusal: { refused: 'not-found' } };
      const refused =
        (unit.ended ? ended(unit) : null) ?? (validTo === undefined ? null : await endRefusal(engine, unit, validTo));
      if (refused !== null) return refused;
      return {
        actor,
        type: 'UnitChanged',
        fact: { unit: id, members, workers, validTo },
        texts: textsOf({ name, symbol }),
        payload: { name, symbol },
      };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

function ended(unit: UnitRow): Refused {
  return { refusal: { refused: 'unit-ended', observed: unit.valid_to ?? '' } };
}

const inUseText = `select (select count(distinct unit_id)::int from unit_version where parent_id = $1 and (valid_to is null or valid_to > $2)) as units,
  (select count(*)::int from seat where unit_id = $1 and (valid_to is null or valid_to > $2)) as seats`;

async function endRefusal(engine: Engine, unit: UnitRow, validTo: string): Promise<Refused | null> {
  const first = unit.valid_from > unit.today ? unit.valid_from : unit.today;
  if (validTo < first) {
    return { refusal: { refused: 'dates-reversed', observed: validTo, needed: `from ${first} on` } };
  }
  if (unit.planned) return { refusal: { refused: 'plans-overlap', observed: unit.id } };
  const [use] = await engine.db.query<{ units: number; seats: number }>('unit-in-use', inUseText, [unit.id, validTo]);
  if (use === undefined || use.units + use.seats === 0) return null;
  return { refusal: { refused: 'unit-in-use', data: { ...use } } };
}
