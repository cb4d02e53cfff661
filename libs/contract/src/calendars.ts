import { z } from 'zod';
import { bilingual, date, id, instant, line } from './text.js';

/** A day as it was written; whether there is such a day is for the check to say. */
const day = line(1, 20);
const daysOff = z.strictObject({
  from: day,
  to: day.optional(),
  name: line(2, 120),
  substitute: z.boolean().optional(),
});

/** The working calendar as an administrator writes it. Week days are 1 (Monday) to 7. The version is given when it is proposed. */
export const CalendarText = z
  .strictObject({
    workingWeek: z.array(z.int().min(-1_000).max(1_000)).max(20),
    daysOff: z.array(daysOff).max(2_000),
    swaps: z.array(z.strictObject({ worked: day, off: day })).max(500),
    workingDays: z.array(day).max(500),
    provisionalYears: z.array(z.int().min(-9_999).max(9_999)).max(200),
  })
  .meta({ id: 'CalendarText' });
export type CalendarText = z.infer<typeof CalendarText>;

export const NewCalendar = z.strictObject({ calendar: CalendarText }).meta({ id: 'NewCalendar' });
export type NewCalendar = z.infer<typeof NewCalendar>;

const term = z.object({ dueAt: instant, remindAt: instant });

/** A running term that moves. The nomination is named only to somebody who may see it. */
const Move = z.object({
  nomination: z.object({ id, code: z.string() }).nullable(),
  unit: z.object({ id, name: z.string() }).nullable(),
  /** Name of the step, `awaitingDecision` or `returned`. */
  step: z.string(),
  before: term,
  after: term,
});

/** What a publication moves: how many terms of how many nominations, and the first thousand by their due time. */
export const CalendarPlan = z
  .object({ nominations: z.int(), terms: z.int(), moves: z.array(Move) })
  .meta({ id: 'CalendarPlan' });
export type CalendarPlan = z.infer<typeof CalendarPlan>;

const Problem = z.object({ place: z.string(), code: z.string(), observed: z.string(), message: bilingual });

/** `plan` is null while there are problems. */
export const CalendarChecked = z
  .object({ problems: z.array(Problem), plan: CalendarPlan.nullable() })
  .meta({ id: 'CalendarChecked' });
export type CalendarChecked = z.infer<typeof CalendarChecked>;

const person = z.object({ id, name: z.string() });

/** `act` brings the new terms to the nominations; null before the publication. */
export const CalendarProposal = z
  .object({
    id,
    code: z.string(),
    version: z.int(),
    hash: z.string(),
    proposedBy: person,
    proposedAt: instant,
    publishedBy: person.nullable(),
    publishedAt: instant.nullable(),
    act: id.nullable(),
    calendar: CalendarText,
  })
  .meta({ id: 'CalendarProposal' });
export type CalendarProposal = z.infer<typeof CalendarProposal>;

const version = z.object({ code: z.string(), version: z.int(), hash: z.string(), validFrom: date });

/** Published versions, what waits for a second person, and the text in force to go on from. */
export const Calendars = z
  .object({
    inForce: version.extend({ calendar: CalendarText }),
    versions: z.array(version),
    proposals: z.array(CalendarProposal.omit({ calendar: true })),
  })
  .meta({ id: 'Calendars' });
export type Calendars = z.infer<typeof Calendars>;
