import { z } from 'zod';
import { ballotBases } from '#domain/vocabulary';
import { date, id, instant, line } from './text.js';

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

/** The whole agenda in its order, but for lines that are hidden from whoever sets it: they stay in their places. */
export const Agenda = z.strictObject({ nominations: z.array(id).min(1).max(1_000) }).meta({ id: 'Agenda' });
export type Agenda = z.infer<typeof Agenda>;

/** Nominations that join an agenda at its end. */
export const AgendaAddition = z
  .strictObject({ nominations: z.array(id).min(1).max(500) })
  .meta({ id: 'AgendaAddition' });
export type AgendaAddition = z.infer<typeof AgendaAddition>;

/** Which of them are on the agenda now; the others do not wait for a ballot of the council, or are held or on papers. */
export const AgendaAdded = z.object({ on: z.array(id), leftOut: z.array(id) }).meta({ id: 'AgendaAdded' });
export type AgendaAdded = z.infer<typeof AgendaAdded>;

/** Sittings of today and later over which the reader presides. */
export const Sittings = z
  .object({
    sittings: z.array(
      z.object({
        id,
        council: z.object({ id, name: z.string() }),
        unit: z.string(),
        heldOn: z.string(),
        items: z.int(),
      }),
    ),
  })
  .meta({ id: 'Sittings' });
export type Sittings = z.infer<typeof Sittings>;

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

/** A sitting's item on everybody's screen; null takes it off. */
export const CurrentItem = z.strictObject({ nomination: id.nullable() }).meta({ id: 'CurrentItem' });
export type CurrentItem = z.infer<typeof CurrentItem>;

const share = z.tuple([z.int(), z.int()]);

/** Where a share comes from: the procedure in its version, the step, and the text that an administrator names. */
export const ruleSource = z.object({
  procedure: z.object({ id: z.string(), version: z.int(), vi: z.string(), en: z.string() }),
  step: z.string(),
  citation: z.string().nullable(),
});

/** Whole persons in the room: written votes make no quorum. */
const quorum = z.object({
  members: z.int(),
  present: z.int(),
  needed: z.int(),
  missing: z.int(),
  share,
  source: ruleSource,
});

/** A ballot on the item that has ended; its votes only where it was counted. */
const earlierBallot = z.object({
  ballot: id,
  sitting: id,
  heldOn: z.string(),
  state: z.enum(['closed', 'void']),
  passed: z.boolean().nullable(),
  agree: z.int().nullable(),
  needed: z.int().nullable(),
});

/** What opening a ballot would do now, for its officer, before it cannot be undone. */
export const OpeningCheck = z
  .object({
    /** Of the sitting. */
    version: z.int(),
    mode: z.enum(['electronic', 'paper']),
    secrecy: z.enum(['secret', 'open']),
    quorum,
    pass: share,
    base: z.object({ of: z.enum(ballotBases), count: z.int() }),
    voters: z.array(
      z.object({
        member: id,
        name: z.string(),
        mode: z.enum(['present', 'written']),
        /** Lines on this member's paper. */
        items: z.int(),
      }),
    ),
    without: z.array(z.object({ member: id, name: z.string(), why: z.enum(['absent', 'recused']) })),
    items: z.array(
      z.object({
        nomination: id,
        code: z.string(),
        subject: z.string(),
        needed: z.int(),
        /** Votes that can still be cast on it. */
        attainable: z.int(),
      }),
    ),
  })
  .meta({ id: 'OpeningCheck' });
export type OpeningCheck = z.infer<typeof OpeningCheck>;

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
    /** Whole persons. */
    counts: z.object({ members: z.int(), present: z.int(), written: z.int(), recused: z.int() }),
    /** By the rule that the whole agenda waits for; null while there is no such rule. */
    quorum: quorum.nullable(),
    /** Before a ballot on the agenda, while one is under way, or after everything on it was voted on. */
    phase: z.enum(['before', 'voting', 'after']),
    agenda: z.array(waitingRow.omit({ dueAt: true }).extend({ position: z.int(), earlier: z.array(earlierBallot) })),
    /** The item that the secretary has on the screens; null for none, and for whom it is hidden from. */
    current: id.nullable(),
    /** Items that the reader has an interest in: they are counted and not shown. */
    hidden: z.int(),
    ballots: z.array(z.object({ id, state: z.string(), openedAt: instant, items: z.int() })),
  })
  .meta({ id: 'Sitting' });
export type SittingView = z.infer<typeof SittingView>;
