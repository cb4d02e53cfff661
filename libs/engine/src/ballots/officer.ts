import type { Refusal } from '#domain';
import { councilRow, officeSeat } from '../councils/members.queries.js';
import { officeOf, type ByOfficer } from '../councils/sittings.js';
import type { Engine } from '../engine.js';
import { ballotRow, type BallotRow } from './ballot.queries.js';
import { notPresiding } from './prepare.js';

export type Closed = { readonly done: true } | { readonly refusal: Refusal };

export interface Officer {
  readonly person: string;
  readonly seat: string;
  readonly unit: string;
}

export const keyLost: Refusal = { refused: 'key-lost', needed: 'a new ballot', clearedBy: 'secretary' };

/** An officer of the council, with the ballot; `done` when this command was carried out before. */
export async function forOfficer(
  engine: Engine,
  request: ByOfficer,
  id: string,
): Promise<{ row: BallotRow; actor: Officer } | Closed> {
  const row = await ballotRow(engine, id, request.person, request.commandId);
  if (row?.seen !== true) return { refusal: { refused: 'not-found' } };
  if (row.command_hash !== null) {
    const same = row.command_hash.equals(request.requestHash) && row.command_chain === `b:${id}`;
    if (!same) return { refusal: { refused: 'command-reused' } };
    return row.last_fact['why'] === 'key-lost' ? { refusal: keyLost } : { done: true };
  }
  const found = await presiding(engine, row, request.person);
  return 'refusal' in found ? found : { row, ...found };
}

/**
 * An officer of the ballot's council without an interest in what is voted on; one whose council has ended meanwhile still ends what
 * was opened before.
 */
export async function presiding(
  engine: Engine,
  { opened: { barred, voters, council: of } }: BallotRow,
  person: string,
): Promise<{ actor: Officer } | { refusal: Refusal }> {
  const own = voters.find((v) => v.person === person)?.member;
  const bound = barred.filter((b) => b.member === own).length;
  if (bound > 0) return { refusal: notPresiding(bound) };
  const office = await officeOf(engine, of, person);
  if (!('refusal' in office)) return { actor: office.actor };
  if (office.refusal.refused !== 'council-ended') return office;
  const council = await councilRow(engine, of, person);
  const seat = council && officeSeat(council);
  return seat === undefined ? office : { actor: { person, seat: seat.id, unit: seat.unit } };
}

/** Null while a ballot on paper waits for its totals or for their confirmation; else `not-now`. */
export function takesTotals({ mode, state }: BallotRow): Refusal | null {
  const waits = mode === 'paper' && (state === 'open' || state === 'entered');
  return waits ? null : { refused: 'not-now', observed: `${mode} ${state}`, needed: 'paper open' };
}
