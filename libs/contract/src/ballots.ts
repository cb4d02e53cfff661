import { z } from 'zod';
import { ballotBases } from '#domain/vocabulary';
import { ruleSource } from './councils.js';
import { id, instant, line, text } from './text.js';

/** A member's paper: the choices for every nomination on it, and a receipt of 16 random bytes that the browser made. */
export const Paper = z
  .strictObject({
    receipt: z.string().regex(/^[0-9a-f]{32}$/),
    choices: z.record(id, z.enum(['agree', 'disagree', 'none'])),
  })
  .meta({ id: 'Paper' });
export type Paper = z.infer<typeof Paper>;

/** That a paper was received; what stands on it is told to nobody. */
export const PaperReceived = z.object({ ballot: id, received: z.literal(true) }).meta({ id: 'PaperReceived' });
export type PaperReceived = z.infer<typeof PaperReceived>;

/** The stored scan of a ballot's minutes; totals name it by hash and size. */
export const BallotScan = z.object({ sha256: z.string(), size: z.int(), name: z.string() }).meta({ id: 'BallotScan' });
export type BallotScan = z.infer<typeof BallotScan>;

/** Counted papers of a sitting on paper, with hash and size of the scanned minutes, which are uploaded first. */
export const Totals = z
  .strictObject({
    minutes: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), size: z.int().min(1) }),
    items: z
      .array(
        z.strictObject({
          nomination: id,
          papers: z.int().min(0).max(60),
          agree: z.int().min(0).max(60),
          disagree: z.int().min(0).max(60),
        }),
      )
      .min(1)
      .max(1_000),
  })
  .meta({ id: 'BallotTotalsEntered' });
export type Totals = z.infer<typeof Totals>;

export const VoidBallot = z.strictObject({ reason: text(10, 4_000) }).meta({ id: 'VoidBallot' });
export type VoidBallot = z.infer<typeof VoidBallot>;

const totals = z.object({
  members: z.int(),
  present: z.int(),
  recused: z.int(),
  papers: z.int(),
  valid: z.int(),
  agree: z.int(),
  disagree: z.int(),
  none: z.int(),
  base: z.int(),
  needed: z.int(),
  pass: z.tuple([z.int(), z.int()]),
  of: z.enum(ballotBases),
});

export const BallotView = z
  .object({
    id,
    sitting: id,
    council: z.object({ id, name: z.string() }),
    unit: z.object({ id, name: z.string() }),
    step: z.string(),
    mode: z.enum(['electronic', 'paper']),
    secrecy: z.enum(['secret', 'open']),
    state: z.enum(['open', 'closing', 'entered', 'closed', 'void']),
    version: z.int(),
    rule: z.object({
      pass: z.tuple([z.int(), z.int()]),
      quorum: z.tuple([z.int(), z.int()]),
      base: z.enum(ballotBases),
      /** Null for a ballot that was opened before its procedure was noted. */
      source: ruleSource.nullable(),
    }),
    /** Members that had to be in the room. */
    quorumNeeded: z.int(),
    openedAt: instant,
    closedAt: instant.nullable(),
    /** Why it was given up, and the reason in words where somebody gave it up. */
    voided: z.object({ why: z.enum(['given-up', 'key-lost']), reason: z.string().nullable() }).nullable(),
    counts: z.object({ members: z.int(), present: z.int(), written: z.int(), recused: z.int() }),
    /** Who may vote, and whether their paper is there; never what stands on it. */
    turnout: z.array(
      z.object({
        member: id,
        name: z.string(),
        mode: z.enum(['present', 'written']),
        sent: z.boolean(),
        mine: z.boolean(),
      }),
    ),
    /** Nominations on the reader's paper; null for who has none. */
    paper: z.array(z.object({ nomination: id, code: z.string(), subject: z.string(), award: z.string() })).nullable(),
    hidden: z.int(),
    /** Results, once it is closed. */
    items: z.array(
      z.object({
        nomination: id,
        code: z.string(),
        subject: z.string(),
        passed: z.boolean(),
        totals,
        formula: z.string(),
      }),
    ),
    /** SHA-256 of the receipts that were counted, sorted. */
    receipts: z.array(z.string()),
    /** Only of an open ballot, once it is closed. */
    votes: z.array(z.object({ member: id, name: z.string(), nomination: id, choice: z.string() })),
    act: id.nullable(),
    /** Totals on paper that wait for a second officer, told to officers only; `mine` when the reader entered them. */
    entered: z
      .object({
        mine: z.boolean(),
        items: z.array(
          z.object({
            nomination: id,
            code: z.string(),
            subject: z.string(),
            papers: z.int(),
            agree: z.int(),
            disagree: z.int(),
            /** What confirming would make of it. */
            needed: z.int(),
            passed: z.boolean(),
            formula: z.string(),
          }),
        ),
      })
      .nullable(),
    /** The scanned minutes, for who may read them: the ones that the totals name, or the newest before there are totals. */
    scan: BallotScan.pick({ sha256: true, size: true }).nullable(),
  })
  .meta({ id: 'Ballot' });
export type BallotView = z.infer<typeof BallotView>;

/** Biên bản kiểm phiếu: everything that the law wants in the minutes of a count. */
export const Minutes = z
  .object({
    ballot: id,
    council: line(1, 200),
    unit: z.string(),
    heldOn: z.string(),
    openedAt: z.string(),
    closedAt: z.string().nullable(),
    mode: z.enum(['electronic', 'paper']),
    secrecy: z.enum(['secret', 'open']),
    members: z.int(),
    present: z.int(),
    written: z.int(),
    absent: z.int(),
    recused: z.int(),
    papers: z.int(),
    items: BallotView.shape.items,
  })
  .meta({ id: 'BallotMinutes' });
export type Minutes = z.infer<typeof Minutes>;
