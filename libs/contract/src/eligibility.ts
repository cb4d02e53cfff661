import type { z } from 'zod';
import { NominationView } from './nominations.js';

/** What the criteria say of a nomination that nobody opened yet: as its working copy will show them. */
export const ProposedEligibility = NominationView.pick({ regime: true, criteria: true, eligibility: true }).meta({
  id: 'ProposedEligibility',
});
export type ProposedEligibility = z.infer<typeof ProposedEligibility>;
