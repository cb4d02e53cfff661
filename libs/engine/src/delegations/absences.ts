import type { NewAbsence } from '#contract';
import { uuidv5 } from '#ledger';
import { administer, type Actor, type Refused } from '../administration/record.js';
import { orderOf, type Request } from '../administration/request.js';
import { administratorOf, type By } from '../administration/rights.js';
import type { Engine } from '../engine.js';

type Outcome = Promise<{ id: string } | Refused>;

interface PersonRow {
  unit: string;
  today: string;
}

const personText = 'select p.unit_id as unit, legal_date()::text as today from person p where p.id = $1';
const absenceText = `select a.person_id as person, p.unit_id as unit, a.ended_at is not null or a.valid_to < legal_date() as ended
  from absence a join person p on p.id = a.person_id where a.id = $1`;

/** Everybody about themselves, or an administrator of their unit. */
function byWhom(engine: Engine, by: By, person: string, unit: string): Promise<Actor | Refused> {
  if ('person' in by && by.person === person) return Promise.resolve({ person });
  return administratorOf(engine, by, [unit]);
}

/**
 * Somebody is away on these days. Refuses with `unknown-reference`, `wrong-seat`, `dates-reversed` for days backwards or that are all
 * over, and `already-registered` where they overlap another absence.
 */
export async function setAbsence(engine: Engine, request: Request, absence: NewAbsence): Outcome {
  const id = uuidv5(request.commandId, 'absence');
  const { person, validFrom, validTo } = absence;
  const find = () => engine.db.query<PersonRow>('absence-person', personText, [person]);
  const unknown: Refused = { refusal: { refused: 'unknown-reference', observed: person } };
  const outcome = await administer(engine, orderOf(request), {
    chain: async () => {
      const [row] = await find();
      return row === undefined ? unknown : `acl:${row.unit}`;
    },
    decide: async () => {
      const [row] = await find();
      if (row === undefined) return unknown;
      const actor = await byWhom(engine, request.by, person, row.unit);
      if ('refusal' in actor) return actor;
      const first = validFrom > row.today ? validFrom : row.today;
      if (validTo < first)
        return { refusal: { refused: 'dates-reversed', observed: validTo, needed: `from ${first} on` } };
      return { actor, type: 'AbsenceSet', fact: { absence: id, person, validFrom, validTo }, texts: [], payload: {} };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

/** Back earlier, or not away at all. Refuses with `not-found`, `wrong-seat`, and `not-now` when it is over. */
export async function endAbsence(engine: Engine, request: Request, id: string): Outcome {
  type Row = { person: string; unit: string; ended: boolean };
  const find = () => engine.db.query<Row>('absence-row', absenceText, [id]);
  const outcome = await administer(engine, orderOf(request), {
    chain: async () => {
      const [row] = await find();
      return row === undefined ? { refusal: { refused: 'not-found' } } : `acl:${row.unit}`;
    },
    decide: async () => {
      const [row] = await find();
      if (row === undefined) return { refusal: { refused: 'not-found' } };
      const actor = await byWhom(engine, request.by, row.person, row.unit);
      if ('refusal' in actor) return actor;
      if (row.ended) return { refusal: { refused: 'not-now', observed: 'ended' } };
      return { actor, type: 'AbsenceEnded', fact: { absence: id }, texts: [], payload: {} };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}
