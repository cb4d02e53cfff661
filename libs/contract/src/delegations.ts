import { z } from 'zod';
import { roles, signingForms } from '#domain/vocabulary';
import { date, id, instant, line } from './text.js';

/** On whose behalf an act was done, and how it was signed: KT., TL. or TUQ. */
export const OnBehalfOf = z.object({
  person: id,
  name: z.string(),
  form: z.enum(signingForms),
  /** The delegation was made on the very day of the act. */
  sameDay: z.boolean(),
});
export type OnBehalfOf = z.infer<typeof OnBehalfOf>;

/** Lends one's seat to another person for some days; both days belong to the term. */
export const NewDelegation = z
  .strictObject({
    seat: id,
    to: id,
    form: z.enum(signingForms),
    /** Only nominations for this award. */
    award: line(2, 60).optional(),
    /** Only awards that are decided at this level. */
    level: line(2, 60).optional(),
    validFrom: date.optional(),
    validTo: date,
  })
  .meta({ id: 'NewDelegation' });
export type NewDelegation = z.infer<typeof NewDelegation>;

export const DelegationView = z
  .object({
    id,
    seat: z.object({ id, role: z.enum(roles), unit: z.object({ id, name: z.string() }) }),
    from: z.object({ id, name: z.string() }),
    to: z.object({ id, name: z.string() }),
    form: z.enum(signingForms),
    award: z.string().nullable(),
    level: z.string().nullable(),
    validFrom: z.string(),
    validTo: z.string(),
    revokedAt: instant.nullable(),
    /** It holds today: the delegate may act. */
    inForce: z.boolean(),
  })
  .meta({ id: 'Delegation' });
export type DelegationView = z.infer<typeof DelegationView>;
export const Delegations = z.object({ delegations: z.array(DelegationView) }).meta({ id: 'Delegations' });
export type Delegations = z.infer<typeof Delegations>;

/** Days on which somebody is away; both belong to the absence. */
export const NewAbsence = z.strictObject({ person: id, validFrom: date, validTo: date }).meta({ id: 'NewAbsence' });
export type NewAbsence = z.infer<typeof NewAbsence>;

export const AbsenceView = z
  .object({
    id,
    person: z.object({ id, name: z.string() }),
    validFrom: z.string(),
    validTo: z.string(),
    endedAt: instant.nullable(),
    inForce: z.boolean(),
  })
  .meta({ id: 'Absence' });
export type AbsenceView = z.infer<typeof AbsenceView>;
export const Absences = z.object({ absences: z.array(AbsenceView) }).meta({ id: 'Absences' });
export type Absences = z.infer<typeof Absences>;

/** Days that somebody thinks of being away; both belong to the absence. */
export const AbsenceEffectQuery = z.strictObject({ validFrom: date, validTo: date });
export type AbsenceEffectQuery = z.infer<typeof AbsenceEffectQuery>;

/** To whom the work of each seat goes while its holder is away, before anything is reported. */
export const AbsenceEffect = z
  .object({
    seats: z.array(
      z.object({
        seat: z.object({ id, role: z.enum(roles), unit: z.object({ id, name: z.string() }) }),
        /** Nominations that wait for this seat now. */
        waiting: z.int(),
        /** Who does the work on all of these days; nobody: it stays with the holder. */
        goesTo: z.array(
          z.object({
            person: z.object({ id, name: z.string() }),
            /** How a delegate signs; null for a holder of the same role, and for the lender of a lent seat. */
            form: z.enum(signingForms).nullable(),
          }),
        ),
        /** The seat was lent: it goes back to its holder. */
        lent: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'AbsenceEffect' });
export type AbsenceEffect = z.infer<typeof AbsenceEffect>;
