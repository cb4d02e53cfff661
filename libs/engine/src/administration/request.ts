import type { Order } from './record.js';
import type { By } from './rights.js';

/** A command of administration: its id, the hash of what was asked, and who asks. */
export interface Request extends Omit<Order, 'person'> {
  readonly by: By;
}

/** The person to whom the command id belongs; null for the system. */
export function orderOf({ commandId, requestHash, by }: Request): Order {
  return { commandId, requestHash, person: 'person' in by ? by.person : null };
}
