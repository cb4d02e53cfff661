import { z } from 'zod';
import { instant } from './text.js';

/** The clock of a step: running, stopped with the working days that remain, or run out. */
export const DeadlineView = z.object({
  step: z.string(),
  dueAt: instant,
  remindAt: instant,
  state: z.enum(['pending', 'stopped', 'lapsed']),
  remaining: z.int().nullable(),
});
export type DeadlineView = z.infer<typeof DeadlineView>;
