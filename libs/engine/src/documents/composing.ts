import type { Refusal } from '#domain';
import { conflictOf } from '../db.js';

/** Why a document could not be opened: an item stands in another one, or its body has ended meanwhile. Throws what is a fault. */
export function composingConflict(error: unknown): Refusal {
  const conflict = conflictOf(error)?.conflict;
  if (conflict === 'in-other-document') return { refused: 'in-other-document' };
  if (conflict === 'seat-lost') return { refused: 'seat-lost', clearedBy: 'administrator' };
  throw error;
}
