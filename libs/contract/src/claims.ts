import { z } from 'zod';
import { id, instant } from './text.js';

/** Say that one works on it, let it go, take it from somebody whose claim is free. */
export const claimDeeds = ['claim', 'release', 'takeOver'] as const;

/** Says who works on a waiting nomination; `takeOver` takes it from somebody whose claim is free. */
export const Claim = z.strictObject({ takeOver: z.boolean().default(false) }).meta({ id: 'Claim' });
export type Claim = z.infer<typeof Claim>;

export const ClaimView = z
  .object({
    person: z.object({ id, name: z.string() }),
    since: instant,
    /** From then on others may take it over. */
    until: instant.nullable(),
    /** Others may take it over now: its holder is away, has left the seat, or let the time pass. */
    free: z.boolean(),
  })
  .meta({ id: 'ClaimView' });
export type ClaimView = z.infer<typeof ClaimView>;
