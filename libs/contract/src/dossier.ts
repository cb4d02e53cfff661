import { z } from 'zod';
import { checklistStates, roles } from '#domain/vocabulary';
import { OnBehalfOf } from './delegations.js';
import { bilingual, id, instant } from './text.js';

/** Somebody whose turn it is; of a lent seat with the name of whose it is. */
const Waiting = z.object({ name: z.string(), role: z.enum(roles), onBehalfOf: z.string().nullable() });

/** When a step of the route was entered and left, and the working days that it has. */
const StepTimes = z.object({
  key: z.string(),
  workingDays: z.int().nullable(),
  enteredAt: instant.nullable(),
  leftAt: instant.nullable(),
  late: z.boolean(),
});

/** What a person took upon themselves about a criterion: confirmed it, or overrode it. */
const OnCriterion = z.object({
  kind: z.enum(['confirmed', 'overridden']),
  criterion: z.string(),
  /** Of a confirmation. */
  result: z.enum(['passed', 'failed']).nullable(),
  at: instant,
  by: z.string(),
  onBehalfOf: OnBehalfOf.nullable(),
  unit: z.string(),
  reason: z.string().nullable(),
  /** An override of the working copy, before it was submitted. */
  beforeSubmission: z.boolean(),
});

export const ChecklistItem = z
  .object({
    item: z.string(),
    label: bilingual,
    /**
     * `missing`: required, cited or asked for again, and not there; `notApplicable`: this procedure does not ask for it;
     * `unseen`: not yet checked by the reader in the files that it has now; `fit`: checked by the reader.
     */
    state: z.enum(checklistStates),
  })
  .meta({ id: 'ChecklistItem' });
export type ChecklistItem = z.infer<typeof ChecklistItem>;

/** Marks an item as looked at and fit, or takes the mark back. `files`: those that were looked at, all that the item has. */
export const ItemCheck = z
  .strictObject({ fit: z.boolean(), files: z.array(id).min(1).max(20) })
  .meta({ id: 'ItemCheck' });
export type ItemCheck = z.infer<typeof ItemCheck>;

/** Who opened a revision, and when first and last; a second look within five minutes is the same one. */
const Reading = z.object({
  person: id,
  name: z.string(),
  units: z.array(z.string()),
  revision: z.int(),
  firstAt: instant,
  lastAt: instant,
});

/** What the page of one nomination shows beside the nomination itself. Empty for the subject and for who stepped aside. */
export const Dossier = z
  .object({
    /** Whose turn it is now; empty in an outcome. */
    turn: z.array(Waiting),
    steps: z.array(StepTimes),
    onCriteria: z.array(OnCriterion),
    checklist: z.array(ChecklistItem),
    /** Who put a file there, by the id of the file. */
    uploaders: z.record(z.string(), z.string()),
    readings: z.array(Reading),
  })
  .meta({ id: 'Dossier' });
export type Dossier = z.infer<typeof Dossier>;
