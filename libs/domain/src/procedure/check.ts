import { isShare, SMALLEST_SECRET } from '../council/ballot-rule.js';
import { factDefinition } from '../criteria/facts.js';
import { unitLevels, type Role, type StepKind, type UnitLevel } from '../vocabulary.js';
import { longestSupplement, stageOfLevel, type Clock, type Procedure, type Stage, type Step } from './definition.js';
import { knowsSeats, leadsSomewhere, type HeldSeat, type LapsePlace } from './lapses.js';

export type ProcedureProblemCode =
  | 'step-collides'
  | 'step-name'
  | 'level-collides'
  | 'stage-unreachable'
  | 'stage-missing'
  | 'no-clock'
  | 'supplement-too-short'
  | 'remind-out-of-range'
  | 'lapse-leads-nowhere'
  | 'seat-unknown'
  | 'role-cannot-act'
  | 'combine-unknown'
  | 'threshold-impossible'
  | 'council-too-small'
  | 'nobody-may-act'
  | 'step-unreachable'
  | 'quota-missing'
  | 'quota-misplaced'
  | 'ranking-incomplete'
  | 'kind-not-open';

/** One thing that keeps a procedure from being published, and where it stands. */
export interface ProcedureProblem {
  /** `any/appraisal`, `decision`, or the name of a level. */
  readonly place: string;
  readonly code: ProcedureProblemCode;
  readonly message: { readonly vi: string; readonly en: string };
}

/** Who stands ready at a level today, as far as a check needs it. */
export interface LevelStaff {
  /** Units of the level. */
  readonly units: number;
  /** Units of the level without anybody in the role. */
  readonly without: Partial<Readonly<Record<Role, number>>>;
  /** Voting members of each council of the level that sits today. */
  readonly councils: readonly number[];
}
export type Staff = Partial<Readonly<Record<UnitLevel, LevelStaff>>>;

/** Kinds that the law carries out today. */
const openKinds: readonly StepKind[] = ['appraisal', 'signature', 'ballot', 'selection', 'posting', 'external'];

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
  'supplement-too-short': {
    vi: 'Hạn bổ sung dài nhất không được ngắn hơn hạn bổ sung thông thường.',
    en: 'The longest term of a supplement is not shorter than the usual one.',
  },
  'remind-out-of-range': {
    vi: 'Mốc nhắc phải lớn hơn 0 và không quá thời hạn.',
    en: 'The reminder must come after the start and not after the term.',
  },
  'lapse-leads-nowhere': {
    vi: 'Khi quá hạn phải nhắc, chuyển cho một vai trò được xét, giao lại bước do một người xét, hoặc trả về bước ngay trước trong cùng cấp.',
    en: 'A lapse must remind, escalate to a role that may act, reassign what one person decides, or return to the step before in its stage.',
  },
  'seat-unknown': {
    vi: 'Chức vụ được nêu tên khi quá hạn phải đang có người giữ, đúng đơn vị và vai trò, mỗi đơn vị một chức vụ.',
    en: 'A seat that a lapse names is held today, in that unit and role; one for a unit.',
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
    vi: 'Không hội đồng nào đạt được tỷ lệ này: tỷ lệ phải là cặp số nguyên lớn hơn 0, không quá 1, và hội đồng đủ số thành viên.',
    en: 'No council can reach this: a share is a pair of whole numbers, above 0 and at most 1, and the council has members enough.',
  },
  'council-too-small': {
    vi: 'Hội đồng dưới năm thành viên không được bỏ phiếu kín.',
    en: 'A council of fewer than five cannot hold a secret ballot.',
  },
  'nobody-may-act': {
    vi: 'Ở cấp này chưa đơn vị nào có người (hoặc hội đồng) làm được bước này.',
    en: 'At this level no unit has anybody, or any council, for this step.',
  },
  'step-unreachable': {
    vi: 'Bước này không bao giờ đến: đơn vị quyết định ký bằng quyết định, không có bước ký riêng.',
    en: 'This step is never reached: the deciding unit signs by its decision, not by a step.',
  },
  'quota-missing': {
    vi: 'Bước xét chọn phải lấy chỉ tiêu toàn quốc; bước ký giữ chỗ phải giữ chỉ tiêu của đơn vị.',
    en: 'A selection takes the national quota; a signature that holds a place holds that of the unit.',
  },
  'quota-misplaced': {
    vi: 'Chỉ bước ký hoặc bước xét chọn dùng chỉ tiêu.',
    en: 'Only a signature or a selection uses a quota.',
  },
  'ranking-incomplete': {
    vi: 'Bước xét chọn phải nói cách xếp hạng; xếp theo điểm thì cần một dữ kiện là số.',
    en: 'A selection says how it ranks; by score, it names a fact that is a number.',
  },
  'kind-not-open': { vi: 'Loại bước này chưa được mở.', en: 'Steps of this kind are not open yet.' },
};

/** Steps that are states of their own, or the deciding unit's decision, cannot be names. */
const RESERVED = ['draft', 'returned', 'awaitingDecision', 'decision'];

/**
 * What keeps a procedure from being published: dead ends, gaps and clocks that cannot run. An empty list says that
 * every state of every route can be reached and left, in time, by somebody. With `staff` it looks at the people and councils of
 * today as well, with `seats` at those that lapses name.
 */
export function check(
  procedure: Procedure,
  staff: Staff = {},
  seats?: readonly HeldSeat[],
): readonly ProcedureProblem[] {
  const { stages, decision, complaint } = procedure;
  const clocks = [
    ...stages.flatMap(clocksOf),
    { place: 'decision', onLapse: decision.onLapse },
    ...(complaint === undefined ? [] : [{ place: 'complaint', onLapse: complaint.onLapse }]),
  ];
  const unknown = seats === undefined ? [] : clocks.filter((c) => !knowsSeats(c.onLapse, seats));
  return [
    ...unknown.map((c) => problem(c.place, 'seat-unknown')),
    ...checkLevels(procedure),
    ...procedure.stages.flatMap((stage) =>
      stage.steps.flatMap((step, i) => [
        ...checkStep(stage, step, i),
        ...checkStaff(procedure, stage, { step, staff }),
      ]),
    ),
    ...checkClock('decision', procedure.decision, null),
    ...checkComplaint(procedure),
    ...checkAnnulment(procedure),
    ...(isTerm(procedure.supplementWorkingDays) ? [] : [problem('supplementWorkingDays', 'no-clock')]),
    ...(longestSupplement(procedure) >= procedure.supplementWorkingDays
      ? []
      : [problem('longestSupplementWorkingDays', 'supplement-too-short')]),
  ];
}

function clocksOf({ level, steps }: Stage) {
  return steps.map(({ step, onLapse }) => ({ place: `${level}/${step}`, onLapse }));
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
  const outside = stage.steps.findIndex((s) => s.kind === 'external');
  when(stage.level === 'federation' && step.kind === 'signature' && outside < 0, 'step-unreachable');
  when(outside >= 0 && (stage.level !== 'federation' || index > outside), 'step-unreachable');
  checkVote(step, when);
  checkPlaces(step, when);
  return [...found, ...checkClock(place, step, { stage, step })];
}

type When = (wrong: boolean, code: ProcedureProblemCode) => void;

function checkVote({ kind, ballot }: Step, when: When): void {
  if (kind !== 'ballot') return;
  when(ballot === undefined || !isShare(ballot.pass) || !isShare(ballot.quorum), 'threshold-impossible');
  when(ballot?.mode === 'secret' && (ballot.members ?? SMALLEST_SECRET) < SMALLEST_SECRET, 'council-too-small');
}

function checkPlaces({ kind, quota, ranking }: Step, when: When): void {
  const used = quota && `${quota.use} ${quota.quota}`;
  if (kind === 'selection') when(used !== 'take national', 'quota-missing');
  else if (kind === 'signature') when(used !== undefined && used !== 'hold unit', 'quota-missing');
  else when(used !== undefined, 'quota-misplaced');
  if (kind !== 'selection') return;
  const number = ranking?.score !== undefined && factDefinition(ranking.score)?.type === 'int';
  when(ranking === undefined || (ranking.by === 'score' && !number), 'ranking-incomplete');
}

/** What no unit of the level can do today. Units that lack somebody while others have them do not keep a procedure back. */
function checkStaff(
  procedure: Procedure,
  stage: Stage,
  { step, staff }: { readonly step: Step; readonly staff: Staff },
): readonly ProcedureProblem[] {
  const place = `${stage.level}/${step.step}`;
  const levels = unitLevels.flatMap((level) => {
    const here = stageOfLevel(procedure, level) === stage ? staff[level] : undefined;
    return here !== undefined && here.units > 0 ? [here] : [];
  });
  const codes = levels.flatMap((level): ProcedureProblemCode[] => {
    if (step.kind !== 'ballot') return (level.without[step.role] ?? 0) >= level.units ? ['nobody-may-act'] : [];
    const { councils } = level;
    if (councils.length === 0) return ['nobody-may-act'];
    const [secret, least] = [step.ballot?.mode === 'secret', step.ballot?.members ?? 0];
    return [
      ...(secret && councils.some((members) => members < SMALLEST_SECRET) ? (['council-too-small'] as const) : []),
      ...(councils.every((members) => members < least) ? (['threshold-impossible'] as const) : []),
    ];
  });
  return [...new Set(codes)].map((code) => problem(place, code));
}

function checkClock(
  place: string,
  { workingDays, remindAt, onLapse }: Clock,
  at: LapsePlace | null,
): readonly ProcedureProblem[] {
  return [
    ...(isTerm(workingDays) ? [] : [problem(place, 'no-clock')]),
    ...(isShare(remindAt) ? [] : [problem(place, 'remind-out-of-range')]),
    ...(leadsSomewhere(onLapse, at) ? [] : [problem(place, 'lapse-leads-nowhere')]),
  ];
}

function checkAnnulment({ annulment }: Procedure): readonly ProcedureProblem[] {
  const terms = annulment ? [annulment.reportDays, annulment.decideWorkingDays] : [];
  return terms.every(isTerm) ? [] : [problem('annulment', 'no-clock')];
}

/** A complaint is heard by one person of its unit; there is nobody else to give it to. */
function checkComplaint({ complaint }: Procedure): readonly ProcedureProblem[] {
  if (complaint === undefined) return [];
  return [
    ...checkClock('complaint', complaint, null),
    ...(complaint.onLapse.do === 'reassign' ? [problem('complaint', 'lapse-leads-nowhere')] : []),
    ...(isTerm(complaint.lodgeDays) ? [] : [problem('complaint', 'no-clock')]),
  ];
}

function isTerm(workingDays: number): boolean {
  return Number.isSafeInteger(workingDays) && workingDays >= 1;
}
