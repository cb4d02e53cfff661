import { z } from 'zod';
import { id, instant } from './text.js';

/** A file of a dossier item. `pdf`, `png` and `jpg` can be looked at in the page: `?inline=1`. */
export const ItemFile = z
  .object({
    id,
    name: z.string(),
    mime: z.string(),
    size: z.int(),
    sha256: z.string(),
    uploadedAt: instant,
  })
  .meta({ id: 'ItemFile' });
export type ItemFile = z.infer<typeof ItemFile>;

/** What was stored, and the working copy's new ETag. */
export const FileReceipt = z
  .object({
    id,
    item: z.string(),
    name: z.string(),
    mime: z.string(),
    size: z.int(),
    sha256: z.string(),
    etag: z.string(),
  })
  .meta({ id: 'FileReceipt' });
export type FileReceipt = z.infer<typeof FileReceipt>;

/** The working copy's new ETag, for the next `If-Match`. */
export const DraftETag = z.object({ etag: z.string() }).meta({ id: 'DraftETag' });
export type DraftETag = z.infer<typeof DraftETag>;

/** `inline=1` shows a file in the page instead of saving it; of what cannot run. */
export const FileQuery = z.strictObject({ inline: z.literal('1').optional() });
export type FileQuery = z.infer<typeof FileQuery>;
