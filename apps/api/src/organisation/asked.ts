import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { CommandHeaders, type RegisterQuery } from '#contract';
import { placeOf, type AdministrationRequest } from '#engine';
import type { SignedIn } from '../auth/caller.js';
import { requestHash } from '../input/command.js';
import { malformed } from '../problems/malformed.js';
import { ProblemError } from '../problems/problem.js';

/** Registers take a command id from whoever wants to repeat safely, and make one for whoever does not. */
export const CommandId = CommandHeaders.pick({ 'idempotency-key': true }).partial();
export type CommandId = z.infer<typeof CommandId>;

/** What was asked, of which target; secrets are not part of it, because its hash is kept. */
export interface Asked {
  readonly route: string;
  readonly target: string;
  readonly body: unknown;
}

/** A command of administration under the caller's name. */
export function requestOf(caller: SignedIn, headers: CommandId, { route, target, body }: Asked): AdministrationRequest {
  return {
    commandId: headers['idempotency-key'] ?? randomUUID(),
    requestHash: requestHash(route, target, body),
    by: { person: caller.person },
  };
}

/** The registers of people are open to whoever holds a seat. */
export function needSeat(caller: SignedIn): void {
  if (caller.seats.length === 0)
    throw new ProblemError('wrong-seat', { needed: 'any seat', clearedBy: 'administrator' });
}

/** Accounts are shown to administrators. */
export function needAdministrator(caller: SignedIn): void {
  if (caller.seats.some((seat) => seat.role === 'administrator')) return;
  throw new ProblemError('wrong-seat', { needed: 'administrator', clearedBy: 'administrator' });
}

/** The query, unless its cursor is none of ours. */
export function paged<Query extends RegisterQuery>(query: Query): Query {
  if (query.cursor !== undefined && placeOf(query.cursor) === null) {
    throw malformed([{ message: 'not a cursor of this list', path: ['cursor'] }]);
  }
  return query;
}
