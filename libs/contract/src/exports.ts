import { z } from 'zod';
import { DocumentQuery } from './documents.js';
import { InboxQuery } from './inbox.js';
import { NominationQuery } from './nominations.js';

/** Rows that one file may hold. */
export const MOST_EXPORTED = 10_000;

const lang = z.enum(['vi', 'en']).default('vi');

/** A list as it is on the screen, without its pages. */
export const NominationExport = NominationQuery.omit({ limit: true, cursor: true }).extend({ lang });
export type NominationExport = z.infer<typeof NominationExport>;

export const InboxExport = InboxQuery.omit({ limit: true, cursor: true }).extend({ lang });
export type InboxExport = z.infer<typeof InboxExport>;

export const DocumentExport = DocumentQuery.omit({ limit: true, cursor: true }).extend({ lang });
export type DocumentExport = z.infer<typeof DocumentExport>;

/** A list that has no filters: an agenda, an order, notices. */
export const PlainExport = z.strictObject({ lang });
export type PlainExport = z.infer<typeof PlainExport>;

/** What an act did with each nomination. */
export const ActExport = z.strictObject({ lang });
export type ActExport = z.infer<typeof ActExport>;
