import type { Clock, Procedure } from './definition.js';

/** Ten working days with a reminder at 80 % and escalation to the signer: a default of the product (domain.md 11). */
const clock: Clock = { workingDays: 10, remindAt: [8, 10], onLapse: { do: 'escalate', to: 'signer' } };

/** Nomination, then appraisal and signature in each unit of the route, then the decision document. */
export const standardProcedure: Procedure = {
  id: 'STANDARD',
  version: 1,
  name: { vi: 'Quy trình chuẩn', en: 'Standard procedure' },
  stages: [
    {
      level: 'any',
      steps: [
        { step: 'appraisal', kind: 'appraisal', role: 'appraiser', combine: [], ...clock },
        { step: 'signature', kind: 'signature', role: 'signer', combine: [], ...clock },
      ],
    },
  ],
  decision: { ...clock, onLapse: { do: 'escalate', to: 'clerk' } },
  supplementWorkingDays: 5,
  appraisalNeedsOfficers: 3,
};
