import { z } from 'zod';
import { themes } from '#domain/vocabulary';
import { id, line, year } from './text.js';

const cap = z.int().min(0).max(1_000_000);
const row = { award: line(2, 60), theme: z.enum(themes).optional(), unit: id.optional(), cap, before: cap.default(0) };

/** Without a unit: the national quota. `before` are places used outside Laurel. */
export const NewQuota = z.strictObject({ ...row, year }).meta({ id: 'NewQuota' });
export type NewQuota = z.infer<typeof NewQuota>;

export const QuotaChange = z.strictObject({ cap }).meta({ id: 'QuotaChange' });
export type QuotaChange = z.infer<typeof QuotaChange>;

export const QuotaTransfer = z
  .strictObject({ to: id, places: z.int().min(1).max(1_000_000) })
  .meta({ id: 'QuotaTransfer' });
export type QuotaTransfer = z.infer<typeof QuotaTransfer>;

/** A year's quotas; rows that do not fit are named and left out. `dryRun` only says which. */
export const QuotaImport = z
  .strictObject({ year, dryRun: z.boolean().default(false), rows: z.array(z.strictObject(row)).min(1).max(5_000) })
  .meta({ id: 'QuotaImport' });
export type QuotaImport = z.infer<typeof QuotaImport>;

export const QuotaImported = z
  .object({ accepted: z.int(), refused: z.array(z.object({ row: z.int(), reason: z.string() })), dryRun: z.boolean() })
  .meta({ id: 'QuotaImported' });
export type QuotaImported = z.infer<typeof QuotaImported>;

export const QuotaView = z
  .object({
    id,
    award: z.string(),
    theme: z.string().nullable(),
    year: z.int(),
    unit: z.object({ id, name: z.string() }).nullable(),
    cap: z.int(),
    /** Held and taken, those before Laurel among them. */
    used: z.int(),
    remaining: z.int(),
    version: z.int(),
  })
  .meta({ id: 'Quota' });
export type QuotaView = z.infer<typeof QuotaView>;

export const QuotaQuery = z.strictObject({
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  award: line(2, 60).optional(),
});
export type QuotaQuery = z.infer<typeof QuotaQuery>;

export const Quotas = z.object({ quotas: z.array(QuotaView) }).meta({ id: 'Quotas' });
export type Quotas = z.infer<typeof Quotas>;
