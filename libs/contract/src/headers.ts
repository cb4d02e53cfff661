import { z } from 'zod';
import { id } from './text.js';

/**
 * Commands of the system have ids that are derived from what stands in entries (UUID version 5). Whoever could take such an id
 * first would keep a deadline from running out and an award from being handed out.
 */
const derived = /^.{14}5/;

/** `Idempotency-Key`: the command id. */
export const CommandHeaders = z.object({
  'idempotency-key': id.refine((key) => !derived.test(key), { message: 'a UUID of version 4 or 7, not a derived one' }),
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
