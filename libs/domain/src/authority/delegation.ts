import type { Refusal } from '../nomination/world.js';
import type { Role, SigningForm } from '../vocabulary.js';

/** Seats that nobody lends: administration, oversight, and a place in a council, whose votes are never delegated. */
const personal: readonly Role[] = ['administrator', 'auditor', 'member'];

/** A seat that somebody wants lent to another person. Days are local dates, `YYYY-MM-DD`; both belong to the term. */
export interface Lending {
  readonly today: string;
  /** Who asks: the holder, or an administrator; null for the system. */
  readonly by: string | null;
  readonly seat: {
    readonly holder: string;
    readonly role: Role;
    /** Last day on which the seat is held; null while no end is known. */
    readonly until: string | null;
  };
  readonly to: {
    readonly person: string;
    /** An account with which the person can sign in. */
    readonly account: boolean;
    readonly auditor: boolean;
  };
  readonly validFrom: string;
  readonly validTo: string;
  readonly form: SigningForm;
}

/**
 * What is against lending a seat; null when nothing is. Refuses with `not-delegable`, `delegation-to-oneself`, `conflict-of-interest`
 * for an administrator who would be the delegate, `incompatible-roles` for an auditor, `no-account`, and `dates-reversed` for days
 * backwards, in the past, or after the seat.
 */
export function lendingRefusal({ today, by, seat, to, validFrom, validTo }: Lending): Refusal | null {
  if (personal.includes(seat.role)) return { refused: 'not-delegable', observed: seat.role };
  if (to.person === seat.holder) return { refused: 'delegation-to-oneself', needed: 'another person' };
  if (to.person === by) return { refused: 'conflict-of-interest', clearedBy: 'administrator' };
  if (to.auditor) return { refused: 'incompatible-roles', observed: 'auditor', needed: seat.role };
  if (!to.account) return { refused: 'no-account', observed: to.person, clearedBy: 'administrator' };
  if (validFrom < today) return { refused: 'dates-reversed', observed: validFrom, needed: `from ${today} on` };
  if (validTo < validFrom) return { refused: 'dates-reversed', observed: validTo, needed: `from ${validFrom} on` };
  if (seat.until !== null && validTo > seat.until)
    return { refused: 'dates-reversed', observed: validTo, needed: `until ${seat.until}` };
  return null;
}

/** The awards that a delegation is for: the one that is named, those of a level, both together, or all (undefined). */
export function awardsOf(
  { award, level }: { readonly award?: string | undefined; readonly level?: string | undefined },
  catalogue: readonly { readonly code: string; readonly decidingLevel: string }[],
): readonly string[] | undefined {
  if (award === undefined && level === undefined) return undefined;
  return catalogue
    .filter((a) => (award === undefined || a.code === award) && (level === undefined || a.decidingLevel === level))
    .map((a) => a.code)
    .sort();
}
