import { z } from 'zod';
import { ballotBases, dayUnits, occasions, roles, stepKinds, tieBreaks, unitLevels } from '#domain/vocabulary';
import { bilingual, date, id, instant, line } from './text.js';

const pair = z.tuple([z.int().min(-1_000_000).max(1_000_000), z.int().min(-1_000_000).max(1_000_000)]);
const name = line(1, 60);

const LapseAction = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('remind') }),
  z.strictObject({
    do: z.literal('escalate'),
    to: z.enum(roles),
    seats: z
      .array(z.strictObject({ unit: id, seat: id }))
      .min(1)
      .max(2_000)
      .optional(),
  }),
  z.strictObject({ do: z.literal('reassign') }),
  z.strictObject({ do: z.literal('return') }),
]);
const clock = { workingDays: z.int().min(0).max(1_000), remindAt: pair, onLapse: LapseAction };

/** A step; whether its parts fit together is for the check to say. */
const Step = z.strictObject({
  step: name,
  kind: z.enum(stepKinds),
  role: z.enum(roles),
  combine: z.array(name).max(20).default([]),
  ...clock,
  quota: z.strictObject({ use: z.enum(['hold', 'take']), quota: z.enum(['unit', 'national']) }).optional(),
  ballot: z
    .strictObject({
      mode: z.enum(['secret', 'open']),
      pass: pair,
      quorum: pair,
      base: z.enum(ballotBases),
      members: z.int().min(1).max(99).optional(),
      citation: line(2, 300).optional(),
    })
    .optional(),
  ranking: z
    .strictObject({
      by: z.enum(['order', 'score']),
      score: line(1, 100).optional(),
      ties: z.array(z.enum(tieBreaks)).max(tieBreaks.length),
    })
    .optional(),
});

/** What an administrator writes. The version is given when it is proposed. */
export const ProcedureText = z
  .strictObject({
    id: z.string().regex(/^[A-Z][A-Z0-9-]{0,39}$/),
    name: z.strictObject({ vi: line(2, 120), en: line(2, 120) }),
    appliesTo: z
      .strictObject({
        awards: z.array(line(2, 60)).min(1).max(200).optional(),
        occasions: z.array(z.enum(occasions)).min(1).optional(),
      })
      .optional(),
    stages: z.array(z.strictObject({ level: z.enum([...unitLevels, 'any']), steps: z.array(Step).max(12) })).max(5),
    regimeAnchor: z.enum(['firstSuperior', 'decidingLevel']).optional(),
    decision: z.strictObject(clock),
    supplementWorkingDays: z.int().min(0).max(1_000),
    complaint: z.strictObject({ ...clock, lodgeDays: z.int().min(0).max(1_000) }).optional(),
    annulment: z
      .strictObject({
        reportDays: z.int().min(0).max(1_000),
        decideWorkingDays: z.int().min(0).max(1_000),
        unit: z.enum(dayUnits),
        places: z.enum(['nextRound', 'thisRound']),
      })
      .optional(),
    /** At the most, when a reviewer names a day. */
    longestSupplementWorkingDays: z.int().min(1).max(1_000).optional(),
    appraisalNeedsOfficers: z.int().min(1).max(10),
  })
  .meta({ id: 'ProcedureText' });
export type ProcedureText = z.infer<typeof ProcedureText>;

const Problem = z.object({ place: z.string(), code: z.string(), message: bilingual });

/** `gaps`: steps that some units, not all of a level, have nobody for; they do not keep a procedure back. */
export const ProcedureChecked = z
  .object({
    problems: z.array(Problem),
    gaps: z.array(z.object({ place: z.string(), level: z.enum(unitLevels), role: z.string(), units: z.int() })),
  })
  .meta({ id: 'ProcedureChecked' });
export type ProcedureChecked = z.infer<typeof ProcedureChecked>;

export const NewProposal = z.strictObject({ procedure: ProcedureText, validFrom: date }).meta({ id: 'NewProposal' });
export type NewProposal = z.infer<typeof NewProposal>;

export const ProposalView = z
  .object({
    id,
    code: z.string(),
    version: z.int(),
    hash: z.string(),
    name: bilingual,
    validFrom: z.string(),
    proposedBy: z.object({ id, name: z.string() }),
    proposedAt: instant,
    publishedBy: z.object({ id, name: z.string() }).nullable(),
    publishedAt: instant.nullable(),
    procedure: ProcedureText.extend({ version: z.int() }),
  })
  .meta({ id: 'ProcedureProposal' });
export type ProposalView = z.infer<typeof ProposalView>;

/** Published versions with their days, what waits for a second person, and texts to start from. */
export const Procedures = z
  .object({
    versions: z.array(
      z.object({
        code: z.string(),
        version: z.int(),
        hash: z.string(),
        name: bilingual,
        validFrom: z.string(),
        validTo: z.string().nullable(),
        appliesTo: ProcedureText.shape.appliesTo,
      }),
    ),
    proposals: z.array(ProposalView.omit({ procedure: true })),
    templates: z.array(ProcedureText),
  })
  .meta({ id: 'Procedures' });
export type Procedures = z.infer<typeof Procedures>;
