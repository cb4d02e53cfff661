import { z } from 'zod';
import { roles, seatFlags, unitLevels } from '#domain/vocabulary';
import { OnBehalfOf } from './delegations.js';
import { Preferences } from './desk.js';
import { id, instant, line } from './text.js';

export const SignIn = z
  .strictObject({ login: line(1, 200), password: z.string().min(1).max(400) })
  .meta({ id: 'SignIn' });
export type SignIn = z.infer<typeof SignIn>;

export const ConfirmPassword = z.strictObject({ password: z.string().min(1).max(400) }).meta({ id: 'ConfirmPassword' });
export type ConfirmPassword = z.infer<typeof ConfirmPassword>;

export const MySeat = z.object({
  id,
  role: z.enum(roles),
  flags: z.array(z.enum(seatFlags)),
  unit: z.object({ id, name: z.string(), level: z.enum(unitLevels) }),
  /** Whose seat it is, where it was lent. */
  onBehalfOf: OnBehalfOf.nullable(),
});
export type MySeat = z.infer<typeof MySeat>;

/** Who is signed in, with the seats that are valid now. */
export const Me = z
  .object({
    person: z.object({ id, name: z.string() }),
    login: z.string(),
    seats: z.array(MySeat),
    preferences: Preferences,
    /** Until when Sign and Issue are allowed without the password; null when not elevated. */
    elevatedUntil: instant.nullable(),
    /** Legal time of the system, which sample and test mode can move. */
    now: instant,
    mode: z.enum(['sample', 'test', 'production']),
    /** Nominations that one press may decide or move. */
    bulkMost: z.int(),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

/** Answer of the public `GET /api/sample`: people to sign in as with one click; 404 outside sample mode. */
export const SampleSignIns = z
  .object({
    password: z.string(),
    people: z.array(z.object({ login: z.string(), name: z.string(), role: z.string(), unit: z.string() })),
  })
  .meta({ id: 'SampleSignIns' });
export type SampleSignIns = z.infer<typeof SampleSignIns>;

export const MoveClock = z
  .strictObject({ to: instant.refine((s) => s >= '1900' && s < '2101', { message: 'out of range' }) })
  .meta({ id: 'MoveClock' });
export type MoveClock = z.infer<typeof MoveClock>;
export const ClockNow = z.object({ now: instant }).meta({ id: 'ClockNow' });
export type ClockNow = z.infer<typeof ClockNow>;
