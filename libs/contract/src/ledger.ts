import { z } from 'zod';
import { OnBehalfOf } from './delegations.js';
import { id, instant } from './text.js';

export const LedgerEntryView = z.object({
  seq: z.int(),
  at: instant,
  type: z.string(),
  actor: z.object({
    person: id.nullable(),
    name: z.string(),
    role: z.string().nullable(),
    unit: z.string().nullable(),
    onBehalfOf: OnBehalfOf.nullable(),
  }),
  from: z.string().nullable(),
  to: z.string().nullable(),
  revision: z.int().nullable(),
  facts: z.array(z.record(z.string(), z.unknown())),
  texts: z.array(z.object({ id: z.string(), commitment: z.string(), value: z.string().nullable() })),
  files: z.array(z.object({ item: z.string(), sha256: z.string(), size: z.int() })),
  late: z.boolean(),
  retracted: z.boolean(),
  prevHash: z.string(),
  hash: z.string(),
});
export type LedgerEntryView = z.infer<typeof LedgerEntryView>;

/** Newest last. `intact` is the result of recomputing every hash of the chain now. */
export const NominationLedger = z
  .object({
    chain: z.string(),
    intact: z.boolean(),
    brokenAt: z.int().nullable(),
    checkedAt: instant,
    entries: z.array(LedgerEntryView),
    /** What was overridden in the working copy before the first submission, in a chain of its own. */
    draftEntries: z.array(LedgerEntryView),
  })
  .meta({ id: 'NominationLedger' });
export type NominationLedger = z.infer<typeof NominationLedger>;
