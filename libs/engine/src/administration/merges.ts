import type { PersonMerge, PersonUnmerge } from '#contract';
import { uuidv5 } from '#ledger';
import type { Engine } from '../engine.js';
import { administer, type Actor, type Refused } from './record.js';
import { mergeConflict, registersDifference, standingMerge } from './merges.queries.js';
import { personRow, type PersonRow } from './registers.js';
import { orderOf, type Request } from './request.js';
import { administratorOf } from './rights.js';
import { textsOf } from './words.js';

/**
 * Merges an entry of the register into another one: nominations, grants, assessments, relations, holds, approvals, seats and the account
 * go over, and the entry stays as a name of the other. The asker administers every unit in which the two have a place, and is neither.
 * Refuses with `not-found`, `unknown-reference`, `wrong-seat`, `conflict-of-interest`, `person-merged`, `merge-conflict` (one decided
 * what the other one decided, nominated or is bound in; a council), `registers-differ`, `seat-taken`, `incompatible-roles`.
 */
export async function mergePersons(
  engine: Engine,
  request: Request,
  merged: string,
  { into, reason }: PersonMerge,
): Promise<{ id: string } | Refused> {
  const merge = uuidv5(request.commandId, 'merge');
  const outcome = await administer(engine, orderOf(request), {
    chain: async () => {
      const kept = await personRow(engine, into);
      return kept === undefined ? absent(engine, request, 'unknown-reference') : `acl:${kept.unit_id}`;
    },
    decide: async () => {
      const [gone, kept] = [await personRow(engine, merged), await personRow(engine, into)];
      if (kept === undefined) return absent(engine, request, 'unknown-reference');
      if (gone === undefined) return absent(engine, request, 'not-found');
      const actor = await overBoth(engine, request, gone, kept);
      if ('refusal' in actor) return actor;
      const already = gone.merged_into ?? kept.merged_into;
      if (already !== null) return { refusal: { refused: 'person-merged', observed: already } };
      if (merged === into) return { refusal: { refused: 'merge-conflict', observed: 'samePerson' } };
      const asker = 'person' in request.by ? request.by.person : null;
      const not =
        (await mergeConflict(engine, asker, merged, into)) ?? (await registersDifference(engine, merged, into));
      if (not !== null) return not;
      return {
        actor,
        type: 'PersonsMerged',
        fact: { merge, kept: into, merged },
        texts: textsOf({ reason }),
        payload: {},
      };
    },
  });
  return 'refusal' in outcome ? outcome : { id: into };
}

/**
 * Takes a merge back: what went over comes back. Rights as for the merge. Refuses with `not-found`, `not-now` where nothing was merged,
 * and `merge-used` once the kept person decided, received, was given or lost anything since.
 */
export async function unmergePersons(
  engine: Engine,
  request: Request,
  merged: string,
  { reason }: PersonUnmerge,
): Promise<{ id: string } | Refused> {
  const outcome = await administer(engine, orderOf(request), {
    chain: async () => {
      const found = await standingMerge(engine, merged);
      const person = await personRow(engine, found?.kept ?? merged);
      return person === undefined ? absent(engine, request, 'not-found') : `acl:${person.unit_id}`;
    },
    decide: async () => {
      const gone = await personRow(engine, merged);
      if (gone === undefined) return absent(engine, request, 'not-found');
      const found = await standingMerge(engine, merged);
      const kept = found === undefined ? gone : ((await personRow(engine, found.kept)) ?? gone);
      const actor = await overBoth(engine, request, gone, kept);
      if ('refusal' in actor) return actor;
      if (found === undefined) return { refusal: { refused: 'not-now', observed: 'not merged' } };
      if (found.used) return { refusal: { refused: 'merge-used', observed: found.kept } };
      const fact = { merge: found.id, kept: found.kept, merged };
      return { actor, type: 'PersonsUnmerged', fact, texts: textsOf({ reason }), payload: {} };
    },
  });
  return 'refusal' in outcome ? outcome : { id: merged };
}

/** Seats go over with a merge, so the asker must administer every unit in which either of the two has a place. */
async function overBoth(engine: Engine, { by }: Request, ...people: readonly PersonRow[]): Promise<Actor | Refused> {
  const actor = await administratorOf(
    engine,
    by,
    people.flatMap((p) => [p.unit_id, ...p.seat_units]),
  );
  if ('person' in actor && people.some((p) => p.id === actor.person)) {
    return { refusal: { refused: 'conflict-of-interest', clearedBy: 'administrator' } };
  }
  return actor;
}

async function absent(engine: Engine, { by }: Request, refused: 'not-found' | 'unknown-reference'): Promise<Refused> {
  const actor = await administratorOf(engine, by, []);
  return 'refusal' in actor ? actor : { refusal: { refused } };
}
