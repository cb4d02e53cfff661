import { localDate, type Seat } from '#domain';

/** Who stands in an entry: the person, the seat or the delegation acted from, its unit, and on whose behalf. */
export interface EntryActor {
  readonly person: string;
  readonly seat: string;
  readonly unit?: string;
  readonly onBehalfOf?: {
    readonly person: string;
    readonly seat: string;
    readonly form: string;
    readonly sameDay?: true;
  };
}

/** The actor of an entry at an instant; a delegation that was made on the very day of the act is marked. */
export function entryActor(person: string, as: string, seat: Seat | undefined, at: string): EntryActor {
  if (seat === undefined) return { person, seat: as };
  const { unit, onBehalfOf: other } = seat;
  if (other === undefined) return { person, seat: as, unit };
  const sameDay = other.grantedOn === localDate(at) ? ({ sameDay: true } as const) : {};
  return {
    person,
    seat: as,
    unit,
    onBehalfOf: { person: other.person, seat: other.seat, form: other.form, ...sameDay },
  };
}
