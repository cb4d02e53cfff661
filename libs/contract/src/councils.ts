import { z } from 'zod';
import { date, id, line } from './text.js';

export const councilRoles = ['chair', 'deputy', 'secretary', 'member', 'substitute'] as const;
export const attendanceStatuses = ['present', 'writtenVote', 'absent', 'recused'] as const;

export const NewCouncil = z
  .strictObject({ unit: id, name: line(2, 200), validFrom: date.optional(), validTo: date.optional() })
  .meta({ id: 'NewCouncil' });
export type NewCouncil = z.infer<typeof NewCouncil>;

export const NewCouncilMember = z
  .strictObject({ person: id, role: z.enum(councilRoles), validFrom: date.optional(), validTo: date.optional() })
  .meta({ id: 'NewCouncilMember' });
export type NewCouncilMember = z.infer<typeof NewCouncilMember>;

/** The first day that a membership or a council is no more. */
export const Ending = z.strictObject({ validTo: date }).meta({ id: 'Ending' });
export type Ending = z.infer<typeof Ending>;

export const CouncilView = z
  .object({
    id,
    name: z.string(),
    unit: z.object({ id, name: z.string() }),
    validFrom: z.string(),
    validTo: z.string().nullable(),
    /** Members with a vote today. */
    size: z.int(),
    /** Whether so many may hold a secret ballot. */
    secret: z.boolean(),
    /** Whether the reader plans sittings and presides, as chair, deputy or secretary. */
    officer: z.boolean(),
    members: z.array(
      z.object({
        id,
        person: z.object({ id, name: z.string() }),
        role: z.enum(councilRoles),
        validFrom: z.string(),
        validTo: z.string().nullable(),
      }),
    ),
    sittings: z.array(z.object({ id, mode: z.enum(['electronic', 'paper']), heldOn: z.string() })),
  })
  .meta({ id: 'Council' });
export type CouncilView = z.infer<typeof CouncilView>;

export const Councils = z
  .object({
    councils: z.array(
      z.object({ id, name: z.string(), unit: z.object({ id, name: z.string() }), validTo: z.string().nullable() }),
    ),
  })
  .meta({ id: 'Councils' });
export type Councils = z.infer<typeof Councils>;

/** A nomination that waits for a ballot of the council's unit. */
const waitingRow = z.object({
  nomination: id,
  code: z.string(),
  award: z.string(),
  subject: z.string(),
  unit: z.string(),
  dueAt: z.string().nullable(),
});
export const CouncilWaiting = z.object({ rows: z.array(waitingRow), total: z.int() }).meta({ id: 'CouncilWaiting' });
export type CouncilWaiting = z.infer<typeof CouncilWaiting>;

export const NewSitting = z
  .strictObject({ mode: z.enum(['electronic', 'paper']), heldOn: date })
  .meta({ id: 'NewSitting' });
export type NewSitting = z.infer<typeof NewSitting>;

/** The whole agenda, in its order. */
export const Agenda = z.strictObject({ nominations: z.array(id).min(1).max(1_000) }).meta({ id: 'Agenda' });
export type Agenda = z.infer<typeof Agenda>;

/** Everybody's attendance; a substitute names whose place is taken. */
export const AttendanceList = z
  .strictObject({
    attendance: z
      .array(z.strictObject({ member: id, status: z.enum(attendanceStatuses), substituteFor: id.optional() }))
      .min(1)
      .max(60),
  })
  .meta({ id: 'AttendanceList' });
export type AttendanceList = z.infer<typeof AttendanceList>;

export const SittingView = z
  .object({
    id,
    council: z.object({ id, name: z.string() }),
    unit: z.object({ id, name: z.string() }),
    mode: z.enum(['electronic', 'paper']),
    heldOn: z.string(),
    version: z.int(),
    /** Whether the reader sets agenda and attendance and opens ballots. */
    officer: z.boolean(),
    attendance: z.array(
      z.object({
        member: id,
        person: z.object({ id, name: z.string() }),
        role: z.enum(councilRoles),
        status: z.enum(attendanceStatuses).nullable(),
        substituteFor: id.nullable(),
      }),
    ),
    /** Whole persons; a quorum of two thirds. */
    counts: z.object({ members: z.int(), present: z.int(), written: z.int(), recused: z.int() }),
    agenda: z.array(waitingRow.omit({ dueAt: true }).extend({ position: z.int() })),
    /** Items that the reader has an interest in: they are counted and not shown. */
    hidden: z.int(),
    ballots: z.array(z.object({ id, state: z.string() })),
  })
  .meta({ id: 'Sitting' });
export type SittingView = z.infer<typeof SittingView>;
