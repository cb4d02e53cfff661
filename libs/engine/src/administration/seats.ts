import type { NewSeat, SeatChange } from '#contract';
import { uuidv5 } from '#ledger';
import type { Engine } from '../engine.js';
import { administer, type Refused } from './record.js';
import { personRow, seatRow, unitRow } from './registers.js';
import { orderOf, type Request } from './request.js';
import { administratorOf } from './rights.js';

const rolesText = `select distinct role from seat where person_id = $1 and (valid_to is null or valid_to > $2::date)
  and (role = 'auditor') <> ($3 = 'auditor')`;

/**
 * Gives a person a seat in a unit from a day on. Nobody gives one to themselves (`conflict-of-interest`), and an auditor holds no
 * seat that acts (`incompatible-roles`, both ways). Refuses also with `wrong-seat`, `unknown-reference`, `unit-ended`, `seat-taken`.
 */
export async function grantSeat(engine: Engine, request: Request, seat: NewSeat): Promise<{ id: string } | Refused> {
  const id = uuidv5(request.commandId, 'seat');
  const { person, unit, role } = seat;
  const outcome = await administer(engine, orderOf(request), {
    chain: async () => ((await unitRow(engine, unit)) === undefined ? unknown(unit) : `acl:${unit}`),
    decide: async () => {
      const actor = await administratorOf(engine, request.by, [unit]);
      if ('refusal' in actor) return actor;
      const row = await unitRow(engine, unit);
      if (row === undefined || (await personRow(engine, person)) === undefined)
        return unknown(row === undefined ? unit : person);
      if (row.ended) return { refusal: { refused: 'unit-ended', observed: row.valid_to ?? '' } };
      if ('person' in actor && actor.person === person) {
        return { refusal: { refused: 'conflict-of-interest', clearedBy: 'administrator' } };
      }
      const validFrom = seat.validFrom ?? row.today;
      const refused = await roleRefusal(engine, seat, validFrom);
      if (refused !== null) return refused;
      const flags = [...new Set(seat.flags)].sort();
      return {
        actor,
        type: 'SeatGranted',
        fact: { seat: id, person, unit, role, flags, validFrom },
        texts: [],
        payload: {},
      };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

async function roleRefusal(engine: Engine, { person, role }: NewSeat, from: string): Promise<Refused | null> {
  const others = await engine.db.query<{ role: string }>('apart-roles', rolesText, [person, from, role]);
  if (others.length === 0) return null;
  const observed = others.map((o) => o.role).join(', ');
  return { refusal: { refused: 'incompatible-roles', observed, needed: role, clearedBy: 'administrator' } };
}

/**
 * Ends a seat from a day on, not before today. Refuses with `not-found`, `wrong-seat`, `seat-ended`, `dates-reversed`, and
 * `last-administrator` for the only one of the root unit.
 */
export async function endSeat(
  engine: Engine,
  request: Request,
  id: string,
  { validTo }: SeatChange,
): Promise<{ id: string } | Refused> {
  const outcome = await administer(engine, orderOf(request), {
    chain: async () => {
      const seat = await seatRow(engine, id);
      if (seat !== undefined) return `acl:${seat.unit_id}`;
      const actor = await administratorOf(engine, request.by, []);
      return 'refusal' in actor ? actor : { refusal: { refused: 'not-found' } };
    },
    decide: async () => {
      const seat = await seatRow(engine, id);
      if (seat === undefined) return { refusal: { refused: 'not-found' } };
      const actor = await administratorOf(engine, request.by, [seat.unit_id]);
      if ('refusal' in actor) return actor;
      if (seat.ended) return { refusal: { refused: 'seat-ended' } };
      if (seat.last_administrator) return { refusal: { refused: 'last-administrator' } };
      const first = seat.valid_from > seat.today ? seat.valid_from : seat.today;
      if (validTo < first)
        return { refusal: { refused: 'dates-reversed', observed: validTo, needed: `from ${first} on` } };
      return {
        actor,
        type: 'SeatEnded',
        fact: { seat: id, person: seat.person_id, unit: seat.unit_id, validTo },
        texts: [],
        payload: {},
      };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

function unknown(reference: string): Refused {
  return { refusal: { refused: 'unknown-reference', observed: reference } };
}
