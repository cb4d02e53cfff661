import { z } from 'zod';
import { bilingual } from './text.js';

/** RFC 9457 problem document. `type` is a page that exists; `code` is the refusal, kebab-case. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    message: bilingual.optional(),
    observed: z.string().optional(),
    needed: z.string().optional(),
    clearedBy: z.string().optional(),
    data: z.record(z.string(), z.unknown()).optional(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
