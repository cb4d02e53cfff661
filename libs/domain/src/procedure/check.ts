import { unitLevels, type Role, type StepKind, type UnitLevel } from '../vocabulary.js';
import { stageOfLevel, type BallotRule, type Clock, type Procedure, type Stage, type Step } from './definition.js';

export type ProcedureProblemCode =
  | 'step-collides'
  | 'step-name'
  | 'level-collides'
  | 'stage-unreachable'
  | 'stage-missing'
  | 'no-clock'
  | 'remind-out-of-range'
  | 'lapse-leads-nowhere'
  | 'role-cannot-act'
  | 'combine-unknown'
  | 'threshold-impossible'
  | 'kind-not-open';

/** One thing that keeps a procedure from being published, and where it stands. */
export interface ProcedureProblem {
  /** `any/appraisal`, `decision`, or the name of a level. */
  readonly place: string;
  readonly code: ProcedureProblemCode;
  readonly message: { readonly vi: string; readonly en: string };
}

/** Kinds that the law carries out today. */
const openKinds: readonly StepKind[] = ['appraisal', 'signature'];

const roleOfKind: Readonly<Record<StepKind, readonly Role[]>> = {
  appraisal: ['appraiser'],
  signature: ['signer'],
  consultation: ['appraiser', 'secretary', 'signer'],
  posting: ['clerk', 'secretary'],
  ballot: ['secretary', 'member'],
  selection: ['secretary', 'signer'],
  external: ['clerk'],
};

const messages: Readonly<Record<ProcedureProblemCode, ProcedureProblem['message']>> = {
  'step-collides': { vi: 'Hai bước trong một cấp trùng tên.', en: 'Two steps of one stage have the same name.' },
  'step-name': {
    vi: 'Tên bước chỉ gồm chữ cái không dấu, chữ số và gạch nối, và không là tên dành riêng.',
    en: 'A step is named with letters, digits and hyphens, and not like a state.',
  },
  'level-collides': { vi: 'Hai giai đoạn dành cho cùng một cấp.', en: 'Two stages are for the same level.' },
  'stage-unreachable': {
    vi: 'Giai đoạn "any" không bao giờ được dùng: mọi cấp đều có giai đoạn riêng.',
    en: 'The stage `any` is never taken: every level has one of its own.',
  },
  'stage-missing': { vi: 'Cấp này không có giai đoạn.', en: 'This level has no stage.' },
  'no-clock': {
    vi: 'Bước chờ phải có thời hạn từ một ngày làm việc.',
    en: 'A waiting step needs a term of a working day or more.',
  },
  'remind-out-of-range': {
    vi: 'Mốc nhắc phải lớn hơn 0 và không quá thời hạn.',
    en: 'The reminder must come after the start and not after the term.',
  },
  'lapse-leads-nowhere': {
    vi: 'Khi quá hạn phải nhắc, hoặc chuyển cho một vai trò được xét.',
    en: 'A lapse must remind, or escalate to a role that may act.',
  },
  'role-cannot-act': {
    vi: 'Vai trò này không làm được loại bước này.',
    en: 'This role cannot act in a step of this kind.',
  },
  'combine-unknown': {
    vi: 'Bước được kiêm không có trong giai đoạn.',
    en: 'The step to combine with is not in the stage.',
  },
  'threshold-impossible': {
    vi: 'Tỷ lệ phải là cặp số nguyên lớn hơn 0 và không quá 1.',
    en: 'A share must be a pair of whole numbers, above 0 and at most 1.',
  },
  'kind-not-open': { vi: 'Loại bước này chưa được mở.', en: 'Steps of this kind are not open yet.' },
};

/** Steps that are states of their own, or the deciding unit's decision, cannot be names. */
const RESERVED = ['draft', 'returned', 'awaitingDecision', 'decision'];

/**
 * What keeps a procedure from being published: dead ends, gaps and clocks that cannot run. An empty list says that
 * every state of every route can be reached and left, in time, by somebody.
 */
export function check(procedure: Procedure): readonly ProcedureProblem[] {
  return [
    ...checkLevels(procedure),
    ...procedure.stages.flatMap((stage) => stage.steps.flatMap((step, i) => checkStep(stage, step, i))),
    ...checkClock('decision', procedure.decision),
    ...(isTerm(procedure.supplementWorkingDays) ? [] : [problem('supplementWorkingDays', 'no-clock')]),
  ];
}

function problem(place: string, code: ProcedureProblemCode): ProcedureProblem {
  return { place, code, message: messages[code] };
}

function checkLevels(procedure: Procedure): readonly ProcedureProblem[] {
  const levels = procedure.stages.map((s) => s.level);
  const missing = unitLevels.filter((level) => !stageOfLevel(procedure, level));
  const repeated = levels.filter((level, i) => levels.indexOf(level) !== i);
  const covered = unitLevels.every((level: UnitLevel) => levels.includes(level));
  return [
    ...missing.map((level) => problem(level, 'stage-missing')),
    ...repeated.map((level) => problem(level, 'level-collides')),
    ...(covered && levels.includes('any') ? [problem('any', 'stage-unreachable')] : []),
  ];
}

function checkStep(stage: Stage, step: Step, index: number): readonly ProcedureProblem[] {
  const place = `${stage.level}/${step.step}`;
  const names = stage.steps.map((s) => s.step);
  const found: ProcedureProblem[] = [];
  const when = (wrong: boolean, code: ProcedureProblemCode) => {
    if (wrong) found.push(problem(place, code));
  };
  when(names.indexOf(step.step) !== index, 'step-collides');
  when(!/^[a-z][a-zA-Z0-9-]*$/.test(step.step) || RESERVED.includes(step.step), 'step-name');
  when(!openKinds.includes(step.kind), 'kind-not-open');
  when(!roleOfKind[step.kind].includes(step.role), 'role-cannot-act');
  when(
    step.combine.some((other) => other === step.step || !(names.includes(other) || other === 'decision')),
    'combine-unknown',
  );
  when(step.kind === 'ballot' && !(step.ballot && attainable(step.ballot)), 'threshold-impossible');
  return [...found, ...checkClock(place, step)];
}

function checkClock(place: string, { workingDays, remindAt, onLapse }: Clock): readonly ProcedureProblem[] {
  return [
    ...(isTerm(workingDays) ? [] : [problem(place, 'no-clock')]),
    ...(isShare(remindAt) ? [] : [problem(place, 'remind-out-of-range')]),
    ...(leadsSomewhere(onLapse) ? [] : [problem(place, 'lapse-leads-nowhere')]),
  ];
}

/** Only a supplement is given back when its time has run out; a step has nobody to give it back to. */
function leadsSomewhere(action: Clock['onLapse']): boolean {
  if (action.do === 'remind') return true;
  return action.do === 'escalate' && (['clerk', 'appraiser', 'signer'] as Role[]).includes(action.to);
}

function isTerm(workingDays: number): boolean {
  return Number.isSafeInteger(workingDays) && workingDays >= 1;
}

function isShare([part, whole]: readonly [number, number]): boolean {
  return Number.isSafeInteger(part) && Number.isSafeInteger(whole) && part > 0 && part <= whole;
}

function attainable({ pass, quorum }: BallotRule): boolean {
  return isShare(pass) && isShare(quorum);
}
