import type { proposeProcedure } from '#engine';

type Text = Parameters<typeof proposeProcedure>[2]['procedure'];
type Step = Text['stages'][number]['steps'][number];
type Clock = Text['decision'];

/** Ten working days, then the chair is asked: defaults of the product. */
const clock: Clock = { workingDays: 10, remindAt: [8, 10], onLapse: { do: 'escalate', to: 'signer' } };
const appraisal: Step = { step: 'appraisal', kind: 'appraisal', role: 'appraiser', combine: [], ...clock };

/** What the federation selects by a number of places: the prize for years of service; all else stays with the standard procedure. */
export const SELECTED = { award: 'UNION_NGUYEN_VAN_LINH', occasion: 'service' } as const;

/** Places of the year in the whole federation. */
export const PLACES = 3;

export const SELECTION_PROCEDURE: Text = {
  id: 'SELECTION-PRIZE',
  name: { vi: 'Giải thưởng, Tổng Liên đoàn xét chọn theo chỉ tiêu', en: 'Prizes, selected within a quota' },
  appliesTo: { awards: [SELECTED.award], occasions: [SELECTED.occasion] },
  stages: [
    {
      level: 'any',
      steps: [appraisal, { step: 'signature', kind: 'signature', role: 'signer', combine: [], ...clock }],
    },
    {
      level: 'federation',
      steps: [
        appraisal,
        {
          step: 'selection',
          kind: 'selection',
          role: 'signer',
          combine: [],
          ...clock,
          quota: { use: 'take', quota: 'national' },
          ranking: { by: 'order', ties: ['women'] },
        },
      ],
    },
  ],
  decision: { ...clock, onLapse: { do: 'escalate', to: 'clerk' } },
  supplementWorkingDays: 5,
  appraisalNeedsOfficers: 3,
};

/** Who waits to be selected, lines like those of `deck.data.ts`, by level-2 union. */
export const SELECTION_LINES: Readonly<Record<string, readonly string[]>> = {
  C1: Array<string>(2).fill('waiting F.selection fresh'),
  C2: Array<string>(2).fill('waiting F.selection fresh'),
  C3: Array<string>(2).fill('waiting F.selection fresh'),
};
