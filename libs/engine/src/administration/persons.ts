import type { NewPerson, PersonChange } from '#contract';
import { uuidv5 } from '#ledger';
import type { Engine } from '../engine.js';
import { likePersons, type Likeness } from './duplicates.queries.js';
import { administer, type Refused } from './record.js';
import { personRow, unitRow } from './registers.js';
import { orderOf, type Request } from './request.js';
import { administratorOf, registrarOf } from './rights.js';
import { textsOf } from './words.js';

/** A person to register; of the citizen id only `citizenHash` comes in. */
export type PersonToRegister = Omit<NewPerson, 'citizenId'> & { readonly citizenHash: string | null };

/**
 * Registers a person, who is searched for first. Allowed to administrators of the unit's line and to clerks in their own unit.
 * Refuses with `wrong-seat`, `unknown-reference`, `unit-ended`, `already-registered` (member number or citizen id) and, unless
 * `confirmedNew`, with `possible-duplicate` and the matches in `data`.
 */
export async function registerPerson(
  engine: Engine,
  request: Request,
  person: PersonToRegister,
): Promise<{ id: string } | Refused> {
  const id = uuidv5(request.commandId, 'person');
  const { name, unit, birthDate, memberNumber, citizenHash } = person;
  const outcome = await administer(engine, orderOf(request), {
    chain: async () => ((await unitRow(engine, unit)) === undefined ? unknown(unit) : `acl:${unit}`),
    decide: async () => {
      const actor = await registrarOf(engine, request.by, unit);
      if ('refusal' in actor) return actor;
      const row = await unitRow(engine, unit);
      if (row?.ended === true) return { refusal: { refused: 'unit-ended', observed: row.valid_to ?? '' } };
      const refused = await duplicateRefusal(engine, person, person.confirmedNew);
      if (refused !== null) return refused;
      const words = {
        name,
        birthDate: birthDate ?? undefined,
        memberNumber: memberNumber ?? undefined,
        citizenHash: citizenHash ?? undefined,
      };
      return { actor, type: 'PersonRegistered', fact: { person: id, unit }, texts: textsOf(words), payload: words };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

async function duplicateRefusal(engine: Engine, like: Likeness, confirmedNew: boolean): Promise<Refused | null> {
  const matches = await likePersons(engine, like);
  const certain = matches.filter((m) => m.same.includes('memberNumber') || m.same.includes('citizenId'));
  if (certain.length > 0) return { refusal: { refused: 'already-registered', data: { matches: certain } } };
  if (confirmedNew || matches.length === 0) return null;
  return { refusal: { refused: 'possible-duplicate', needed: 'confirmedNew', data: { matches } } };
}

/**
 * Changes a person, or moves the person to another unit, for which both units must be administered. Refuses with `wrong-seat`,
 * `not-found`, `person-merged`, `unknown-reference`, `unit-ended`, `already-registered`.
 */
export async function changePerson(
  engine: Engine,
  request: Request,
  id: string,
  change: PersonChange,
): Promise<{ id: string } | Refused> {
  const { name, unit, birthDate, memberNumber } = change;
  const words = { name, birthDate, memberNumber };
  const outcome = await administer(engine, orderOf(request), {
    chain: async () => {
      const person = await personRow(engine, id);
      if (person !== undefined) return `acl:${person.unit_id}`;
      const actor = await administratorOf(engine, request.by, []);
      return 'refusal' in actor ? actor : { refusal: { refused: 'not-found' } };
    },
    decide: async () => {
      const person = await personRow(engine, id);
      if (person === undefined) return { refusal: { refused: 'not-found' } };
      if (person.merged_into !== null) return { refusal: { refused: 'person-merged', observed: person.merged_into } };
      const here = await administratorOf(engine, request.by, [person.unit_id]);
      if ('refusal' in here) return here;
      const there = unit === undefined ? undefined : await unitRow(engine, unit);
      if (unit !== undefined && there === undefined) return unknown(unit);
      if (there?.ended === true) return { refusal: { refused: 'unit-ended', observed: there.valid_to ?? '' } };
      const actor = await administratorOf(engine, request.by, [person.unit_id, ...(unit === undefined ? [] : [unit])]);
      if ('refusal' in actor) return actor;
      return { actor, type: 'PersonChanged', fact: { person: id, unit }, texts: textsOf(words), payload: words };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

function unknown(reference: string): Refused {
  return { refusal: { refused: 'unknown-reference', observed: reference } };
}
