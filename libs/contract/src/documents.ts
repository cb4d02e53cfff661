import { z } from 'zod';
import {
  annulmentGrounds,
  capacities,
  dayUnits,
  documentKinds,
  documentStates,
  occasions,
  themes,
} from '#domain/vocabulary';
import { OnBehalfOf } from './delegations.js';
import { CommandSeat, CommandView } from './nominations.js';
import { cursor, date, id, instant, limit, line, year } from './text.js';

/** A draft of a decision document: the clerk of the issuing body composes it. */
export const NewDocument = z
  .strictObject({
    as: id,
    kind: z.enum(documentKinds).default('QĐ'),
    capacity: z.enum(capacities).default('TM'),
    title: line(5, 300),
    nominations: z.array(id).min(1).max(1_000),
  })
  .meta({ id: 'NewDocument' });
export type NewDocument = z.infer<typeof NewDocument>;

/** A correction (đính chính) of an issued document: what stands there, and what should. */
export const NewCorrection = z
  .strictObject({
    as: id,
    capacity: z.enum(capacities).default('TM'),
    title: line(5, 300),
    lines: z
      .array(z.strictObject({ nomination: id, wrong: line(1, 300), right: line(1, 300) }))
      .min(1)
      .max(1_000),
  })
  .meta({ id: 'NewCorrection' });
export type NewCorrection = z.infer<typeof NewCorrection>;

/** An annulment of awards that an issued document gave (Law 06/2022/QH15 Art 93). */
export const NewAnnulment = z
  .strictObject({
    as: id,
    capacity: z.enum(capacities).default('TM'),
    title: line(5, 300),
    nominations: z.array(id).min(1).max(1_000),
    ground: z.enum(annulmentGrounds),
    /** When the inspection concluded, and when the complete file was here. */
    concludedOn: date,
    receivedOn: date,
  })
  .meta({ id: 'NewAnnulment' });
export type NewAnnulment = z.infer<typeof NewAnnulment>;

export const Recovery = z
  .object({
    id,
    nomination: id,
    code: z.string(),
    object: z.enum(['certificate', 'money']),
    amount: z.string().nullable(),
    recoveredOn: z.string().nullable(),
  })
  .meta({ id: 'Recovery' });
export type Recovery = z.infer<typeof Recovery>;

export const Recovered = z.strictObject({ as: id, on: date }).meta({ id: 'Recovered' });
export type Recovered = z.infer<typeof Recovered>;

const Annulment = z.object({
  ground: z.enum(annulmentGrounds),
  concludedOn: z.string(),
  receivedOn: z.string(),
  /** Terms of the procedure under which the awards were decided. */
  unit: z.enum(dayUnits),
  reportDays: z.int(),
  decideWorkingDays: z.int(),
  /** Last days of both clocks; they warn and refuse nothing. */
  reportBy: z.string(),
  decideBy: z.string(),
  /** The document whose awards it takes back. */
  original: z.object({ id, number: z.string(), date: z.string() }),
  recoveries: z.array(Recovery),
  /** Nominations of the same people that counted grants when they were decided: to be looked at again. */
  dependants: z.array(z.object({ nomination: id, code: z.string(), award: z.string(), state: z.string() })),
});

const CorrectedLine = z.object({ nomination: id, code: z.string(), wrong: z.string(), right: z.string() });

export const DocumentCommand = z.strictObject({ as: id }).meta({ id: 'DocumentCommand' });
export type DocumentCommand = z.infer<typeof DocumentCommand>;

/** `number` is the one that was shown: another is given only after it was shown as well. */
export const IssueCommand = z.strictObject({ as: id, number: z.int().min(1).optional() }).meta({ id: 'IssueCommand' });
export type IssueCommand = z.infer<typeof IssueCommand>;

export const DocumentItem = z.object({
  nomination: id,
  code: z.string(),
  subject: z.string(),
  unit: z.string(),
  award: z.string(),
  state: z.string(),
  /** VND as a decimal string; null is "not set", never zero. */
  amount: z.string().nullable(),
  /** What keeps this line from going on now; null where nothing does, and after the issue. */
  problem: CommandView.shape.refusal,
});
export type DocumentItem = z.infer<typeof DocumentItem>;

export const DocumentView = z
  .object({
    id,
    kind: z.enum(documentKinds),
    state: z.enum(documentStates),
    version: z.int(),
    body: z.object({ id, name: z.string(), symbol: z.string() }),
    title: z.string(),
    capacity: z.enum(capacities),
    /** `05/QĐ-TLĐ`, given at issue. */
    number: z.string().nullable(),
    date: z.string().nullable(),
    /** The number that an issue would give now; null unless it is signed. */
    next: z.object({ number: z.int(), text: z.string() }).nullable(),
    signedBy: z.string().nullable(),
    /** Whose delegate signed it, and in which form. */
    signedFor: OnBehalfOf.nullable(),
    signedAt: instant.nullable(),
    issuedAt: instant.nullable(),
    act: id.nullable(),
    items: z.array(DocumentItem),
    /** The document that this one corrects. */
    corrects: z.object({ id, number: z.string(), date: z.string() }).nullable(),
    /** What this correction says; empty in any other document. */
    corrected: z.array(CorrectedLine),
    /** What this document annuls; null in any other. */
    annulment: Annulment.nullable(),
    /** Issued annulments of awards that this document gave. */
    annulments: z.array(z.object({ id, number: z.string(), date: z.string(), nominations: z.array(id) })),
    /** Issued corrections of this document. */
    corrections: z.array(z.object({ id, number: z.string(), date: z.string(), lines: z.array(CorrectedLine) })),
    commands: z.array(
      z.object({
        type: z.enum(['Sign', 'Issue', 'Discard', 'Correct', 'Annul']),
        allowed: z.boolean(),
        seats: z.array(CommandSeat),
        refusal: CommandView.shape.refusal,
      }),
    ),
  })
  .meta({ id: 'DecisionDocument' });
export type DocumentView = z.infer<typeof DocumentView>;

/** What could be listed in a document of one kind: what waits for the body, with what speaks against each. */
export const CandidateQuery = z.strictObject({
  as: id,
  kind: z.enum(documentKinds).default('QĐ'),
  award: line(2, 60).optional(),
  unit: id.optional(),
  year: z.coerce.number().pipe(year).optional(),
  occasion: z.enum(occasions).optional(),
  theme: z.enum(themes).optional(),
});
export type CandidateQuery = z.infer<typeof CandidateQuery>;
/** At most 1,000, in the order of their codes; `total` is how many there are. */
export const Candidates = z.object({ items: z.array(DocumentItem), total: z.int() }).meta({ id: 'Candidates' });
export type Candidates = z.infer<typeof Candidates>;

export const DocumentRow = z.object({
  id,
  kind: z.enum(documentKinds),
  state: z.enum(documentStates),
  title: z.string(),
  body: z.string(),
  number: z.string().nullable(),
  date: z.string().nullable(),
  items: z.int(),
});
export const DocumentQuery = z.strictObject({
  limit,
  cursor: cursor.optional(),
  state: z.enum(documentStates).optional(),
});
export type DocumentQuery = z.infer<typeof DocumentQuery>;
export const Documents = z
  .object({ documents: z.array(DocumentRow), next: z.string().nullable() })
  .meta({ id: 'Documents' });
export type Documents = z.infer<typeof Documents>;

/** Answer of Issue (202): the act that hands out the commendations. */
export const ActAccepted = z.object({ act: id, number: z.string(), date: z.string() }).meta({ id: 'ActAccepted' });
export type ActAccepted = z.infer<typeof ActAccepted>;

export const ActView = z
  .object({
    id,
    kind: z.string(),
    startedAt: instant,
    document: id.nullable(),
    total: z.int(),
    done: z.int(),
    waiting: z.int(),
    refused: z.array(z.object({ nomination: id, code: z.string(), reason: z.string() })),
  })
  .meta({ id: 'Act' });
export type ActView = z.infer<typeof ActView>;
