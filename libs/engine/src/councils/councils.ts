import type { Ending, NewCouncil, NewCouncilMember } from '#contract';
import { uuidv5 } from '#ledger';
import { administer, type Refused } from '../administration/record.js';
import { personRow, unitRow } from '../administration/registers.js';
import { orderOf, type Request } from '../administration/request.js';
import { administratorOf } from '../administration/rights.js';
import type { Engine } from '../engine.js';
import { councilRow } from './members.queries.js';

type Outcome = Promise<{ id: string } | Refused>;

/**
 * Opens the council of a unit for a term. Refuses with `wrong-seat`, `unknown-reference`, `unit-ended` and `dates-reversed`.
 */
export async function openCouncil(engine: Engine, request: Request, council: NewCouncil): Outcome {
  const id = uuidv5(request.commandId, 'council');
  const outcome = await administer(engine, orderOf(request), {
    chain: async () =>
      (await unitRow(engine, council.unit)) === undefined ? unknown(council.unit) : `acl:${council.unit}`,
    decide: async () => {
      const actor = await administratorOf(engine, request.by, [council.unit]);
      if ('refusal' in actor) return actor;
      const unit = await unitRow(engine, council.unit);
      if (unit === undefined) return unknown(council.unit);
      if (unit.ended) return { refusal: { refused: 'unit-ended', observed: unit.valid_to ?? '' } };
      const { validFrom = unit.today, validTo } = council;
      if (validTo !== undefined && validTo <= validFrom) return reversed(validTo, validFrom);
      const { name } = council;
      return {
        actor,
        type: 'CouncilOpened',
        fact: { council: id, unit: council.unit, validFrom, validTo },
        texts: [{ id: 'name', value: name }],
        payload: { name },
      };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

/**
 * Makes a person, who holds a seat in the council's unit, a member for a term. One chair and one secretary at a time, and nobody
 * twice: `seat-taken`. Refuses also with `wrong-seat`, `not-found`, `council-ended`, `dates-reversed`.
 */
export async function addCouncilMember(
  engine: Engine,
  request: Request,
  council: string,
  member: NewCouncilMember,
): Outcome {
  const id = uuidv5(request.commandId, 'member');
  const outcome = await administer(engine, orderOf(request), {
    chain: () => chainOf(engine, council),
    decide: async () => {
      const open = await openFor(engine, request, council);
      if ('refusal' in open) return open;
      const { row, actor } = open;
      const person = await personRow(engine, member.person);
      if (person === undefined) return unknown(member.person);
      if (!person.seat_units.includes(row.unit_id)) {
        return { refusal: { refused: 'wrong-seat', needed: `a seat in ${row.unit_id}`, clearedBy: 'administrator' } };
      }
      const { role, validFrom = row.today, validTo } = member;
      if (validTo !== undefined && validTo <= validFrom) return reversed(validTo, validFrom);
      return {
        actor,
        type: 'CouncilMemberAdded',
        fact: { council, member: id, person: member.person, role, validFrom, validTo },
        texts: [],
        payload: {},
      };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

const memberText = `select m.valid_from::text, coalesce(m.valid_to <= legal_date(), false) as ended
  from council_member m where m.id = $1::uuid and m.council_id = $2::uuid`;

/** Ends a membership from a day on, not before today. Refuses with `not-found`, `seat-ended`, `dates-reversed`. */
export async function endCouncilMember(
  engine: Engine,
  request: Request,
  { council, member }: { readonly council: string; readonly member: string },
  { validTo }: Ending,
): Outcome {
  const outcome = await administer(engine, orderOf(request), {
    chain: () => chainOf(engine, council),
    decide: async () => {
      const open = await openFor(engine, request, council);
      if ('refusal' in open) return open;
      const [row] = await engine.db.query<{ ended: boolean }>('council-member', memberText, [member, council]);
      if (row === undefined) return { refusal: { refused: 'not-found' } };
      if (row.ended) return { refusal: { refused: 'seat-ended' } };
      if (validTo < open.row.today) return reversed(validTo, open.row.today);
      const fact = { council, member, validTo };
      return { actor: open.actor, type: 'CouncilMemberEnded', fact, texts: [], payload: {} };
    },
  });
  return 'refusal' in outcome ? outcome : { id: member };
}

/** Ends a council from a day on, not before today; what it decided stays. Refuses like `endCouncilMember`. */
export async function endCouncil(engine: Engine, request: Request, council: string, { validTo }: Ending): Outcome {
  const outcome = await administer(engine, orderOf(request), {
    chain: () => chainOf(engine, council),
    decide: async () => {
      const open = await openFor(engine, request, council);
      if ('refusal' in open) return open;
      if (validTo < open.row.today) return reversed(validTo, open.row.today);
      return { actor: open.actor, type: 'CouncilEnded', fact: { council, validTo }, texts: [], payload: {} };
    },
  });
  return 'refusal' in outcome ? outcome : { id: council };
}

async function chainOf(engine: Engine, council: string): Promise<string | Refused> {
  const row = await councilRow(engine, council, null);
  return row === undefined ? { refusal: { refused: 'not-found' } } : `acl:${row.unit_id}`;
}

async function openFor(engine: Engine, request: Request, council: string) {
  const row = await councilRow(engine, council, 'person' in request.by ? request.by.person : null);
  if (row === undefined) return { refusal: { refused: 'not-found' } } as const;
  const actor = await administratorOf(engine, request.by, [row.unit_id]);
  if ('refusal' in actor) return row.seen ? actor : ({ refusal: { refused: 'not-found' } } as const);
  if (row.ended) return { refusal: { refused: 'council-ended', observed: row.valid_to ?? '' } } as const;
  return { row, actor };
}

function unknown(reference: string): Refused {
  return { refusal: { refused: 'unknown-reference', observed: reference } };
}

function reversed(observed: string, first: string): Refused {
  return { refusal: { refused: 'dates-reversed', observed, needed: `after ${first}` } };
}
