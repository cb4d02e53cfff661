import { z } from 'zod';
import { id } from './text.js';

/** `Idempotency-Key`: the command id. */
export const CommandHeaders = z.object({
  'idempotency-key': id,
  'if-match': z
    .string()
    .regex(/^"(?:d-)?(?:0|[1-9]\d{0,8})"$/, { message: 'a strong ETag: "3" or "d-3"' })
    .optional(),
});
export type CommandHeaders = z.infer<typeof CommandHeaders>;

/** What a change of the working copy carries; missing is answered 428 by the law. */
export const DraftHeaders = CommandHeaders.pick({ 'if-match': true });
export type DraftHeaders = z.infer<typeof DraftHeaders>;

/** Number of an ETag `"3"` or `"d-3"`; undefined when it is missing. */
export function numberOfETag(etag: string | undefined): number | undefined {
  return etag === undefined ? undefined : Number(etag.replace(/^"(?:d-)?|"$/g, ''));
}
