import type { Actor, Approval, Seat } from '../nomination/world.js';

type Person = Extract<Actor, { kind: 'person' }>;

/** The seat that a person acts from: one of their own, or by a delegation somebody else's. */
export function actingSeat(actor: Person): Seat | undefined {
  return actor.seats.find((s) => s.id === actor.as);
}

/** On whose behalf a person acts; undefined for one who acts from a seat of their own. */
export function actsFor(actor: Actor): string | undefined {
  return actor.kind === 'person' ? actingSeat(actor)?.onBehalfOf?.person : undefined;
}

/** Everybody for whom an act counts when duties are kept apart: whoever acts, and whose delegate they are. */
export function partiesOf(actor: Person): readonly string[] {
  const other = actsFor(actor);
  return other === undefined ? [actor.person] : [actor.person, other];
}

/** Whether an approval counts as one of this person: given by them, or by their delegate. */
export function gaveApproval({ person, onBehalfOf }: Pick<Approval, 'person' | 'onBehalfOf'>, who: string): boolean {
  return person === who || onBehalfOf === who;
}

/** Whether a seat is for an award; a delegation may be for some awards only. */
export function isFor({ awards }: Pick<Seat, 'awards'>, award: string): boolean {
  return awards === undefined || awards.includes(award);
}
