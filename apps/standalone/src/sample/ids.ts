import { sha256, uuidv5 } from '#ledger';
import type { AdministrationRequest, By } from '#engine';

/** Namespace of everything in the sample federation; another one would load a second federation. */
const SAMPLE = '4b1f2c0e-6d0a-5b43-9a51-7c5d1a2e2026';

/** The command id of a deed of the sample, from its name: a repetition is the same command. */
export function commandId(deed: string): string {
  return uuidv5(SAMPLE, deed);
}

/** What stands for the body of a request. */
export function requestHash(deed: string): Buffer {
  return Buffer.from(sha256(deed), 'hex');
}

/** A command of administration, by name. */
export function request(deed: string, by: By): AdministrationRequest {
  return { commandId: commandId(deed), requestHash: requestHash(deed), by };
}

/** Ids as the engine derives them from the commands that make them. */
export const unitId = (key: string): string => uuidv5(commandId(`unit/${key}`), 'unit');
export const personId = (key: string): string => uuidv5(commandId(`person/${key}`), 'person');
export const seatId = (person: string, role: string): string => uuidv5(commandId(`seat/${person}/${role}`), 'seat');
export const accountId = (person: string): string => uuidv5(commandId(`account/${person}`), 'account');
export const documentId = (key: string): string => commandId(`document/${key}`);
