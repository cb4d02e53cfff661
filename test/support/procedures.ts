import fc from 'fast-check';
import {
  ballotBases,
  quotaProcedure,
  standardProcedure,
  tieBreaks,
  unitLevels,
  type BallotRule,
  type Clock,
  type Procedure,
  type Stage,
  type Step,
  type StepKind,
} from '#domain';

/** Procedures as administrators might write them, some of them with a mistake. */

export interface Written {
  readonly procedure: Procedure;
  /** The mistake that was made in it; undefined for none. */
  readonly mistake: Mistake | undefined;
}

type Kind = Extract<StepKind, 'appraisal' | 'signature' | 'ballot' | 'selection'>;

const clock: fc.Arbitrary<Clock> = fc.record({
  workingDays: fc.integer({ min: 1, max: 40 }),
  remindAt: fc.constantFrom([8, 10], [1, 2], [1, 1], [1, 40]),
  onLapse: fc.oneof(
    fc.constant({ do: 'remind' } as const),
    fc.record({ do: fc.constant('escalate' as const), to: fc.constantFrom('clerk', 'appraiser', 'signer') }),
  ),
});

const share = (low: number) =>
  fc.integer({ min: 1, max: 12 }).chain((whole) => fc.tuple(fc.integer({ min: low, max: whole }), fc.constant(whole)));

const ballot: fc.Arbitrary<BallotRule> = fc.record({
  mode: fc.constantFrom('secret', 'open'),
  pass: share(1),
  quorum: share(1),
  base: fc.constantFrom(...ballotBases),
});

/** What a step of a kind has beside its clock. */
const ofKind: { readonly [K in Kind]: fc.Arbitrary<Pick<Step, 'role' | 'quota' | 'ballot' | 'ranking'>> } = {
  appraisal: fc.constant({ role: 'appraiser' }),
  signature: fc.constantFrom({ role: 'signer' }, { role: 'signer', quota: { use: 'hold', quota: 'unit' } }),
  ballot: fc.record({ role: fc.constantFrom('secretary', 'member'), ballot }),
  selection: fc.record({
    role: fc.constantFrom('secretary', 'signer'),
    quota: fc.constant({ use: 'take', quota: 'national' } as const),
    ranking: fc.oneof(
      fc.record({ by: fc.constant('order' as const), ties: fc.subarray([...tieBreaks]) }),
      fc.record({
        by: fc.constant('score' as const),
        score: fc.constant('initiative.recognisedAppliedInYear'),
        ties: fc.subarray([...tieBreaks]),
      }),
    ),
  }),
};

const kinds = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('appraisal' as const, 'signature' as const) },
    { weight: 1, arbitrary: fc.constantFrom('ballot' as const, 'selection' as const) },
  ),
  { minLength: 1, maxLength: 4 },
);

/** Names that are no states, whatever they look like. */
const oddNames = ['commended', 'notPassed', 'stage1', 'constructor', 'toString', 'a'];

const named = (list: readonly Kind[]): fc.Arbitrary<readonly string[]> =>
  fc.oneof(
    {
      weight: 9,
      arbitrary: fc.constant(list.map((kind, i) => (list.indexOf(kind) === i ? kind : `${kind}-${String(i + 1)}`))),
    },
    { weight: 1, arbitrary: fc.shuffledSubarray(oddNames, { minLength: list.length, maxLength: list.length }) },
  );

/** The federation decides, so that its signature is the document and no step. */
const stepsAt = (level: Stage['level']): fc.Arbitrary<readonly Step[]> =>
  kinds
    .map((list) => (level === 'federation' ? list.map((kind) => (kind === 'signature' ? 'appraisal' : kind)) : list))
    .chain((list) => named(list).chain((names) => stepsOf(list, names)));

function stepsOf(list: readonly Kind[], names: readonly string[]): fc.Arbitrary<readonly Step[]> {
  return fc.tuple(
    ...list.map((kind, i) =>
      fc
        .record({
          clock,
          own: ofKind[kind],
          combine: fc.subarray([...names.filter((_, j) => j !== i), 'decision']),
        })
        .map(({ clock: c, own, combine }): Step => ({ step: names[i] ?? kind, kind, combine, ...c, ...own })),
    ),
  );
}

/** For every level: one stage for any, one for some and the rest, or one each. */
const stages: fc.Arbitrary<readonly Stage[]> = fc.subarray([...unitLevels]).chain((levels) => {
  const all = levels.length === unitLevels.length ? levels : (['any', ...levels] as const);
  return fc.tuple(...all.map((level) => stepsAt(level).map((s): Stage => ({ level, steps: s }))));
});

const change = (p: Procedure, over: Partial<Step>): Procedure => ({
  ...p,
  stages: p.stages.map((stage, i) =>
    i > 0 ? stage : { ...stage, steps: stage.steps.map((s, j) => (j > 0 ? s : { ...s, ...over })) },
  ),
});

const selecting = {
  kind: 'selection',
  role: 'secretary',
  quota: { use: 'take', quota: 'national' },
  ranking: { by: 'order', ties: [] },
} as const;
const clockOfTen: Clock = standardProcedure.decision;

const mistakes = {
  noTerm: (p) => change(p, { workingDays: 0 }),
  noTermOfDecision: (p) => ({ ...p, decision: { ...p.decision, workingDays: -1 } }),
  noTermOfSupplement: (p) => ({ ...p, supplementWorkingDays: 0 }),
  halfADay: (p) => change(p, { workingDays: 2.5 }),
  reminderAfterTheTerm: (p) => change(p, { remindAt: [11, 10] }),
  lapseToNobody: (p) => change(p, { onLapse: { do: 'escalate', to: 'auditor' } }),
  lapseBack: (p) => change(p, { onLapse: { do: 'return' } }),
  roleCannotAct: (p) => change(p, { role: 'auditor' }),
  combinedWithNothing: (p) => change(p, { combine: ['nowhere'] }),
  namedLikeAState: (p) => change(p, { step: 'returned' }),
  namedWithAnAt: (p) => change(p, { step: 'appraisal@C' }),
  ballotWithoutRule: (p) => change(p, { kind: 'ballot', role: 'secretary', ballot: undefined as never }),
  impossibleBallot: (p) =>
    change(p, {
      kind: 'ballot',
      role: 'secretary',
      ballot: { mode: 'secret', pass: [11, 10], quorum: [2, 3], base: 'allMembers' },
    }),
  secretOfFour: (p) =>
    change(p, {
      kind: 'ballot',
      role: 'secretary',
      ballot: { mode: 'secret', pass: [8, 10], quorum: [2, 3], base: 'allMembers', members: 4 },
    }),
  selectionOfTheUnit: (p) => change(p, { ...selecting, quota: { use: 'hold', quota: 'unit' } }),
  selectionWithoutOrder: (p) => change(p, { ...selecting, ranking: undefined as never }),
  rankedByWords: (p) => change(p, { ...selecting, ranking: { by: 'score', score: 'theme.result', ties: [] } }),
  appraisalWithPlaces: (p) => change(p, { kind: 'appraisal', role: 'appraiser', quota: selecting.quota }),
  federationSigns: (p) => ({
    ...p,
    stages: [
      ...p.stages.filter((s) => s.level !== 'federation'),
      { level: 'federation', steps: [{ ...clockOfTen, step: 'sign', kind: 'signature', role: 'signer', combine: [] }] },
    ],
  }),
  twoAlike: (p) => ({ ...p, stages: p.stages.map((s) => ({ ...s, steps: s.steps.flatMap((x) => [x, x]) })) }),
  levelTwice: (p) => ({ ...p, stages: [...p.stages, ...p.stages.slice(0, 1)] }),
  levelMissing: (p) => ({ ...p, stages: p.stages.slice(0, 1).map((s) => ({ ...s, level: 'level2_union' })) }),
  notYet: (p) => change(p, { kind: 'external', role: 'clerk' }),
} satisfies Record<string, (p: Procedure) => Procedure>;
export type Mistake = keyof typeof mistakes;

let written = 0;

/** A procedure of one to five stages with one to four steps each; about every other one has a mistake. */
export const procedures: fc.Arbitrary<Written> = fc
  .record({
    stages,
    decision: clock,
    supplementWorkingDays: fc.integer({ min: 1, max: 20 }),
    mistake: fc.option(fc.constantFrom(...(Object.keys(mistakes) as Mistake[])), { freq: 2, nil: undefined }),
  })
  .map(({ mistake, ...given }) => {
    // Machines are cached by id and version, so every procedure has an id of its own.
    const right: Procedure = { ...standardProcedure, ...given, id: `WRITTEN-${String((written += 1))}` };
    return { mistake, procedure: mistake === undefined ? right : mistakes[mistake](right) };
  });

const [ownUnit, , federation] = quotaProcedure.stages;

/** The first unit of the way signs, and the unit above it selects for the medal. */
export const unitChooses: Procedure = {
  ...quotaProcedure,
  id: 'CHOOSING',
  appliesTo: { awards: ['UNION_MEDAL_KNC'], occasions: ['service'] },
  stages: [
    { level: 'any', steps: (ownUnit?.steps ?? []).filter((s) => s.kind === 'signature') },
    { level: 'level2_union', steps: (federation?.steps ?? []).filter((s) => s.kind === 'selection') },
  ],
};
