import { unitLevels, type UnitLevel } from '../vocabulary.js';
import { stageOfLevel, type Procedure, type Step } from './definition.js';

/** Where a step of the old version goes in the stage of a level: to a step of the new one, or nowhere. */
export interface MappedStep {
  readonly level: UnitLevel;
  readonly from: string;
  readonly to: string | null;
}

/** From one version of a procedure to another: total over the steps of the old one, at every level. */
export type StepMap = readonly MappedStep[];

export type StepMapProblemCode =
  'step-missing' | 'step-twice' | 'step-unknown' | 'target-unknown' | 'target-twice' | 'kind-differs';

/** One thing that keeps a map from being taken, and where it stands: `level2_union/appraisal`. */
export interface StepMapProblem {
  readonly place: string;
  readonly code: StepMapProblemCode;
  readonly message: { readonly vi: string; readonly en: string };
}

const messages: Readonly<Record<StepMapProblemCode, StepMapProblem['message']>> = {
  'step-missing': {
    vi: 'Bước này của bản cũ chưa được chỉ sang bước nào; nếu bỏ hẳn thì phải nói rõ.',
    en: 'This step of the old version goes nowhere; say so where it is to be dropped.',
  },
  'step-twice': { vi: 'Bước này được chỉ hai lần.', en: 'This step is mapped twice.' },
  'step-unknown': { vi: 'Bản cũ không có bước này ở cấp này.', en: 'The old version has no such step at this level.' },
  'target-unknown': {
    vi: 'Bản mới không có bước được chỉ sang ở cấp này.',
    en: 'The new version has no such step at this level.',
  },
  'target-twice': {
    vi: 'Hai bước cũ được chỉ sang cùng một bước mới.',
    en: 'Two old steps go to the same new one.',
  },
  'kind-differs': {
    vi: 'Hai bước khác loại: ý kiến, biểu quyết hay chữ ký không thay thế nhau.',
    en: 'The steps are of different kinds: opinion, ballot and signature do not stand for each other.',
  },
};

const stepsAt = (procedure: Procedure, level: UnitLevel): readonly Step[] =>
  stageOfLevel(procedure, level)?.steps ?? [];

/** What keeps a map between two versions of a procedure from being taken, whatever is open; empty for a sound one. */
export function checkStepMap(old: Procedure, now: Procedure, map: StepMap): readonly StepMapProblem[] {
  const missing = unitLevels.flatMap((level) =>
    stepsAt(old, level)
      .filter(({ step }) => !map.some((m) => m.level === level && m.from === step))
      .map(({ step }) => problem({ level, from: step }, 'step-missing')),
  );
  const wrong = map.flatMap((m, i) => {
    const code = rowProblem(old, now, { row: m, before: map.slice(0, i) });
    return code === null ? [] : [problem(m, code)];
  });
  return [...missing, ...wrong];
}

function rowProblem(
  old: Procedure,
  now: Procedure,
  { row, before }: { readonly row: MappedStep; readonly before: StepMap },
): StepMapProblemCode | null {
  const { level, from, to } = row;
  const [source, target] = [
    stepsAt(old, level).find((s) => s.step === from),
    stepsAt(now, level).find((s) => s.step === to),
  ];
  const earlier = before.filter((b) => b.level === level);
  if (source === undefined) return 'step-unknown';
  if (earlier.some((b) => b.from === from)) return 'step-twice';
  if (to === null) return null;
  if (target === undefined) return 'target-unknown';
  if (earlier.some((b) => b.to === to)) return 'target-twice';
  return source.kind === target.kind ? null : 'kind-differs';
}

function problem({ level, from }: Pick<MappedStep, 'level' | 'from'>, code: StepMapProblemCode): StepMapProblem {
  return { place: `${level}/${from}`, code, message: messages[code] };
}

/** A map to begin with: every step goes to the one of its name and kind, and nowhere where the new version has none. */
export function sameSteps(old: Procedure, now: Procedure): StepMap {
  return unitLevels.flatMap((level) =>
    stepsAt(old, level).map(({ step, kind }) => {
      const kept = stepsAt(now, level).some((s) => s.step === step && s.kind === kind);
      return { level, from: step, to: kept ? step : null };
    }),
  );
}
