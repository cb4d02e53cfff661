import { z } from 'zod';
import { roles, seatFlags, unitLevels } from '#domain/vocabulary';
import { cursor, date, id, limit, line, searchText, text } from './text.js';

/** Search of a register: words without diacritics, filters, a cursor. */
export const RegisterQuery = z.strictObject({
  q: searchText.optional(),
  unit: id.optional(),
  limit,
  cursor: cursor.optional(),
});
export type RegisterQuery = z.infer<typeof RegisterQuery>;

/** People; `account`: only those who can sign in, to whom a seat can be lent. */
export const PersonQuery = RegisterQuery.extend({ account: z.literal('true').optional() });
export type PersonQuery = z.infer<typeof PersonQuery>;

/** A register as it was, or is planned to be, on a day. */
export const DatedQuery = RegisterQuery.extend({ on: date.optional() });
export type DatedQuery = z.infer<typeof DatedQuery>;

export const Unit = z
  .object({
    id,
    name: z.string(),
    /** Symbol of the body in document numbers: `TLĐ` in `05/QĐ-TLĐ`. */
    symbol: z.string(),
    level: z.enum(unitLevels),
    parent: id.nullable(),
    members: z.int().nullable(),
    workers: z.int().nullable(),
    validFrom: z.string(),
    validTo: z.string().nullable(),
  })
  .meta({ id: 'Unit' });
export type Unit = z.infer<typeof Unit>;

export const NewUnit = z
  .strictObject({
    name: line(2, 200),
    symbol: line(1, 40),
    level: z.enum(unitLevels),
    parent: id,
    members: z.int().min(0).max(20_000_000).nullable().default(null),
    workers: z.int().min(0).max(20_000_000).nullable().default(null),
    validFrom: date.optional(),
  })
  .meta({ id: 'NewUnit' });
export type NewUnit = z.infer<typeof NewUnit>;

/** An entry holds no null: a head-count that was stated can be corrected, not withdrawn. */
export const UnitChange = z
  .strictObject({
    name: line(2, 200).optional(),
    symbol: line(1, 40).optional(),
    members: z.int().min(0).max(20_000_000).optional(),
    workers: z.int().min(0).max(20_000_000).optional(),
    validTo: date.optional(),
  })
  .meta({ id: 'UnitChange' });
export type UnitChange = z.infer<typeof UnitChange>;

export const Person = z
  .object({
    id,
    name: z.string(),
    unit: z.object({ id, name: z.string() }),
    birthDate: z.string().nullable(),
    memberNumber: z.string().nullable(),
    /** The person whom this entry was merged into; it stands for history only. */
    mergedInto: id.nullable(),
    /** Nominations of this person that are under way or ended in the last year, for the warning. */
    nominations: z.array(z.object({ award: z.string(), year: z.int(), state: z.string() })).optional(),
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof Person>;

export const NewPerson = z
  .strictObject({
    name: line(2, 120),
    unit: id,
    birthDate: date.nullable().default(null),
    memberNumber: line(1, 40).nullable().default(null),
    /** Citizen id; only its keyed hash is kept. */
    citizenId: z
      .string()
      .regex(/^\d{9,12}$/)
      .optional(),
    /** Set after the search showed near matches and the clerk says that this is another person. */
    confirmedNew: z.boolean().default(false),
  })
  .meta({ id: 'NewPerson' });
export type NewPerson = z.infer<typeof NewPerson>;

export const PersonChange = z
  .strictObject({
    name: line(2, 120).optional(),
    unit: id.optional(),
    birthDate: date.nullable().optional(),
    memberNumber: line(1, 40).nullable().optional(),
  })
  .meta({ id: 'PersonChange' });
export type PersonChange = z.infer<typeof PersonChange>;

/** Two entries of the register are one person: this one is merged into another, which stays. */
export const PersonMerge = z.strictObject({ into: id, reason: text(5, 2000) }).meta({ id: 'PersonMerge' });
export type PersonMerge = z.infer<typeof PersonMerge>;
export const PersonUnmerge = z.strictObject({ reason: text(5, 2000) }).meta({ id: 'PersonUnmerge' });
export type PersonUnmerge = z.infer<typeof PersonUnmerge>;

export const Account = z
  .object({
    id,
    person: id,
    personName: z.string(),
    login: z.string(),
    email: z.string().nullable(),
    disabled: z.boolean(),
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof Account>;

export const NewAccount = z
  .strictObject({
    person: id,
    login: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,60}$/),
    email: z.email().max(200).nullable().default(null),
    password: z.string().min(10).max(400),
  })
  .meta({ id: 'NewAccount' });
export type NewAccount = z.infer<typeof NewAccount>;

export const AccountChange = z
  .strictObject({
    email: z.email().max(200).nullable().optional(),
    password: z.string().min(10).max(400).optional(),
    disabled: z.boolean().optional(),
  })
  .meta({ id: 'AccountChange' });
export type AccountChange = z.infer<typeof AccountChange>;

export const SeatView = z
  .object({
    id,
    person: z.object({ id, name: z.string() }),
    unit: z.object({ id, name: z.string() }),
    role: z.enum(roles),
    flags: z.array(z.enum(seatFlags)),
    validFrom: z.string(),
    validTo: z.string().nullable(),
  })
  .meta({ id: 'Seat' });
export type SeatView = z.infer<typeof SeatView>;

export const NewSeat = z
  .strictObject({
    person: id,
    unit: id,
    role: z.enum(roles),
    flags: z.array(z.enum(seatFlags)).max(3).default([]),
    validFrom: date.optional(),
  })
  .meta({ id: 'NewSeat' });
export type NewSeat = z.infer<typeof NewSeat>;

/** Ends a seat from this day on. */
export const SeatChange = z.strictObject({ validTo: date }).meta({ id: 'SeatChange' });
export type SeatChange = z.infer<typeof SeatChange>;

export const Units = z.object({ units: z.array(Unit), next: z.string().nullable() }).meta({ id: 'Units' });
export type Units = z.infer<typeof Units>;
export const Persons = z.object({ persons: z.array(Person), next: z.string().nullable() }).meta({ id: 'Persons' });
export type Persons = z.infer<typeof Persons>;
export const Accounts = z.object({ accounts: z.array(Account), next: z.string().nullable() }).meta({ id: 'Accounts' });
export type Accounts = z.infer<typeof Accounts>;
export const Seats = z.object({ seats: z.array(SeatView), next: z.string().nullable() }).meta({ id: 'Seats' });
export type Seats = z.infer<typeof Seats>;
