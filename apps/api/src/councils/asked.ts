import { randomUUID } from 'node:crypto';
import { numberOfETag, type CommandHeaders } from '#contract';
import type { ByOfficer } from '#engine';
import type { SignedIn } from '../auth/caller.js';
import { requestHash } from '../input/command.js';

/** A command of a council's officer under the caller's name. */
export function officerOf(
  caller: SignedIn,
  headers: Partial<CommandHeaders>,
  { route, target, body }: { readonly route: string; readonly target: string; readonly body: unknown },
): ByOfficer {
  return {
    commandId: headers['idempotency-key'] ?? randomUUID(),
    requestHash: requestHash(route, target, body),
    person: caller.person,
    ifMatch: numberOfETag(headers['if-match']),
  };
}
