import type { BallotRule, Clock, Procedure, Step } from './definition.js';
import { standardProcedure } from './standard.js';

/** Ten working days, then the chair is asked: defaults of the product (domain.md 11). */
const clock: Clock = { workingDays: 10, remindAt: [8, 10], onLapse: { do: 'escalate', to: 'signer' } };

const appraisal: Step = { step: 'appraisal', kind: 'appraisal', role: 'appraiser', combine: [], ...clock };
const signature: Step = { step: 'signature', kind: 'signature', role: 'signer', combine: [], ...clock };

/**
 * Four fifths of all members agree, two thirds are present: the share of Decree 98/2023 [superseded] and the quorum of the
 * federation's practice [secondary]; an administrator confirms or changes both.
 */
const fourFifths: BallotRule = {
  mode: 'secret',
  pass: [8, 10],
  quorum: [2, 3],
  base: 'allMembers',
  citation: 'Nghị định 98/2023/NĐ-CP (đã hết hiệu lực, chưa đối chiếu); hai phần ba có mặt theo thông lệ',
};
const ballot: Step = {
  step: 'ballot',
  kind: 'ballot',
  role: 'secretary',
  combine: ['signature'],
  ...clock,
  ballot: fourFifths,
};

/** Grassroots review, then a council's secret ballot in the level-2 union and in the federation (scenarios.md, case 1). */
export const councilProcedure: Procedure = {
  ...standardProcedure,
  id: 'COUNCIL',
  name: { vi: 'Quy trình có hội đồng bỏ phiếu', en: 'Procedure with councils' },
  appliesTo: { occasions: ['annual'] },
  stages: [
    ...standardProcedure.stages,
    { level: 'level2_union', steps: [appraisal, ballot, signature] },
    { level: 'federation', steps: [appraisal, { ...ballot, combine: [] }] },
  ],
};

/** A level-2 union sends up within its quota; the federation ranks and cuts at the national one (scenarios.md, case 3). */
export const quotaProcedure: Procedure = {
  ...standardProcedure,
  id: 'QUOTA',
  name: { vi: 'Quy trình xét chọn theo chỉ tiêu', en: 'Procedure with quotas' },
  appliesTo: { occasions: ['thematic'] },
  stages: [
    ...standardProcedure.stages,
    { level: 'level2_union', steps: [appraisal, { ...signature, quota: { use: 'hold', quota: 'unit' } }] },
    {
      level: 'federation',
      steps: [
        appraisal,
        {
          step: 'selection',
          kind: 'selection',
          role: 'secretary',
          combine: [],
          ...clock,
          quota: { use: 'take', quota: 'national' },
          ranking: { by: 'order', ties: ['women', 'womenCollective'] },
        },
      ],
    },
  ],
};

/** Procedures that an administrator may start from. */
export const procedureTemplates: readonly Procedure[] = [standardProcedure, councilProcedure, quotaProcedure];
