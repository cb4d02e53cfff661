import type { proposeProcedure } from '#engine';

type Text = Parameters<typeof proposeProcedure>[2]['procedure'];
type Step = Text['stages'][number]['steps'][number];
type Clock = Text['decision'];

/** The unit whose council the sample shows. */
export const COUNCIL_UNIT = 'C1';

export const COUNCIL_NAME = 'Hội đồng Thi đua – Khen thưởng Công đoàn Điện lực Trường Dương';

/** Its members, in the order of a paper list: logins without their unit. */
export const COUNCIL_MEMBERS = [
  ['chutich', 'chair'],
  ['phochutich', 'deputy'],
  ['thuky', 'secretary'],
  ['thamdinh2', 'member'],
  ['uyvien', 'member'],
  ['uyvien2', 'member'],
  ['uyvien3', 'member'],
] as const;

/** Ten working days, then the chair is asked: defaults of the product. */
const clock: Clock = { workingDays: 10, remindAt: [8, 10], onLapse: { do: 'escalate', to: 'signer' } };
const appraisal: Step = { step: 'appraisal', kind: 'appraisal', role: 'appraiser', combine: [], ...clock };

/** Thematic certificates of a level-2 union go through its council; all else stays with the standard procedure. */
export const COUNCIL_PROCEDURE: Text = {
  id: 'COUNCIL-LEVEL2',
  name: { vi: 'Bằng khen chuyên đề cấp trên, hội đồng bỏ phiếu kín', en: 'Thematic certificates, secret ballot' },
  appliesTo: { awards: ['UNION_CERT_LEVEL2'], occasions: ['thematic'] },
  stages: [
    {
      level: 'any',
      steps: [appraisal, { step: 'signature', kind: 'signature', role: 'signer', combine: [], ...clock }],
    },
    {
      level: 'level2_union',
      steps: [
        appraisal,
        {
          step: 'ballot',
          kind: 'ballot',
          role: 'secretary',
          combine: [],
          ...clock,
          ballot: {
            mode: 'secret',
            pass: [8, 10],
            quorum: [2, 3],
            base: 'allMembers',
            citation:
              'Quy chế hội đồng (dữ liệu mẫu), Điều 5: bốn phần năm tổng số thành viên; Điều 4: hai phần ba có mặt',
          },
        },
      ],
    },
  ],
  decision: { ...clock, onLapse: { do: 'escalate', to: 'clerk' } },
  supplementWorkingDays: 5,
  appraisalNeedsOfficers: 3,
};

/** A list that a sitting votes on. */
export interface BallotPlan {
  readonly key: string;
  /** Working days before the end of the season; 0 is the last day itself. */
  readonly ago: number;
  readonly sitting: string;
  /** How many of seven papers agree to each nomination of the list; null while the ballot is open, with three papers sent. */
  readonly agree: readonly number[] | null;
  /** Who is there, in the order of the members: p present, w in writing. */
  readonly attendance: string;
}

/** A sitting that is over, and one of the last day: its first list has been counted, its second one is being voted on. */
export const BALLOTS: readonly BallotPlan[] = [
  { key: 'T1', ago: 5, sitting: '1', agree: [7, 6, 7, 4, 6], attendance: 'ppppppw' },
  { key: 'T2', ago: 0, sitting: '2', agree: [7, 6, 5], attendance: 'ppppppp' },
  { key: 'T3', ago: 0, sitting: '2', agree: null, attendance: 'ppppppp' },
];

/** Whose papers an open ballot has. The chair, the secretary and the first member have theirs to send. */
export const SENT: readonly string[] = ['phochutich', 'thamdinh2', 'uyvien2'];

/** The nominations of each list, lines like those of `deck.data.ts`. */
export const COUNCIL_LINES: readonly string[] = [
  ...Array<string>(5).fill('waiting L.ballot middle T1'),
  ...Array<string>(3).fill('waiting L.ballot fresh T2'),
  ...Array<string>(5).fill('waiting L.ballot fresh T3'),
];
