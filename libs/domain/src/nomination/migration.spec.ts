import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  after,
  as,
  asSystem,
  climbTo,
  decided,
  draft,
  giveBack,
  resubmit,
  submit,
  when,
} from '../../../../test/support/law.js';
import { procedures } from '../../../../test/support/procedures.js';
import { seed } from '../../../../test/support/seed.js';
import { check } from '../procedure/check.js';
import { compile, shapeOf, stateOf, valueOf } from '../procedure/compile.js';
import type { Procedure, Step } from '../procedure/definition.js';
import { standardProcedure } from '../procedure/standard.js';
import { checkStepMap, sameSteps, type StepMap } from '../procedure/step-map.js';
import { nextState, waitingStates } from '../procedure/transition.js';
import { isOutcome, unitLevels, type State, type StepKind } from '../vocabulary.js';
import type { Command } from './commands.js';
import type { RouteStage } from './nomination.js';
import { isRefusal } from './verdict.js';
import type { World } from './world.js';

/** What a new version of a procedure makes of a nomination that is under way in the old one. */

const pin = (p: Procedure) => ({ id: p.id, version: p.version, hash: `${p.id}@${String(p.version)}` });
const onPin = (procedure: Procedure) => ({ procedure, procedurePin: pin(procedure) });
const step = (name: string, kind: StepKind = 'appraisal'): Step => ({
  ...standardProcedure.decision,
  step: name,
  kind,
  role: kind === 'signature' ? 'signer' : 'appraiser',
  combine: [],
  onLapse: { do: 'remind' },
});

const version = (n: number, ...steps: readonly Step[]): Procedure => ({
  ...standardProcedure,
  version: n,
  stages: [{ level: 'any', steps }],
});
const one = version(1, step('appraisal'), step('signature', 'signature'));
/** Read first, then reviewed, then checked, then signed. */
const two = version(2, step('reading'), step('review'), step('second'), step('sign', 'signature'));
const names = { appraisal: 'review', signature: 'sign' };
const mapped = (to: Readonly<Record<string, string | null>>): StepMap =>
  unitLevels.flatMap((level) => Object.entries(to).map(([from, name]) => ({ level, from, to: name })));
const order = (map: StepMap = mapped(names), procedure = two): Command => {
  return { type: 'Migrated', act: 'act', from: pin(one), procedure: pin(procedure), map };
};

const submitted = after(draft(3, onPin(one)), submit());
const act = (world: World, procedure = two): World => asSystem({ ...world, procedureOf: () => procedure }, 'act');
/** The world after the act, as `load` would read it. */
function moved(world: World, map?: StepMap, procedure = two): World {
  const next = after(act(world, procedure), order(map, procedure));
  const { facts } = decided(act(world, procedure), order(map, procedure));
  const [fact] = facts;
  const steps = fact?.type === 'Migrated' ? fact.steps : [];
  const key = (from: string) => steps.find((s) => s.from === from)?.to ?? from;
  const approvals = world.approvals.map((a) => ({ ...a, step: key(a.step) as typeof a.step }));
  return { ...next, ...onPin(procedure), approvals };
}
const contextOf = (world: World) => world.nomination?.context;
const stateIn = (world: World) => world.nomination?.state;
const routeIn = (world: World) => contextOf(world)?.route.map((s) => `${s.unit}: ${s.steps.join(' ')}`);

describe('a nomination that is moved to another version', () => {
  it('keeps its step under the new name and its clock; ahead come the steps of the new version', () => {
    const waits = climbTo(submitted, 'appraisal@C');
    const then = moved(waits);
    expect([stateIn(then), then.nomination?.procedure]).toEqual(['review@C', pin(two)]);
    expect(routeIn(then)).toEqual(['G: review sign', 'C: review second sign', 'F: reading review second']);
    const [clock] = contextOf(waits)?.deadlines ?? [];
    expect(contextOf(then)?.deadlines).toEqual([{ ...clock, step: 'review@C' }]);
    expect(then.approvals.map((a) => a.step)).toEqual(['review@G', 'sign@G']);
  });

  it('is told which new steps it does not come to any more', () => {
    const skipped = contextOf(moved(climbTo(submitted, 'appraisal@C')))?.skipped;
    expect(skipped?.map((s) => [s.step, s.rule])).toEqual([
      ['reading@G', 'migrated'],
      ['second@G', 'migrated'],
      ['reading@C', 'migrated'],
    ]);
    const last = contextOf(moved(climbTo(submitted, 'awaitingDecision')))?.skipped ?? [];
    expect(last.map((s) => s.step)).toEqual(['G', 'C', 'F'].flatMap((u) => [`reading@${u}`, `second@${u}`]));
  });

  it('comes back from a supplement to the step that asked, under its new name', () => {
    const waits = climbTo(submitted, 'signature@C');
    const returned = moved(after(as(waits, 'signer', 'C'), giveBack(waits)));
    expect([stateIn(returned), contextOf(returned)?.returnTo]).toEqual(['returned', 'sign@C']);
    expect(contextOf(returned)?.deadlines.map((d) => d.step)).toEqual(['sign@C', 'returned']);
    expect(stateIn(after(as(returned, 'clerk', 'G'), resubmit()))).toBe('sign@C');
  });

  it('goes on to the decision through every step of the new version', () => {
    let now = moved(climbTo(submitted, 'signature@C'));
    const way = [stateIn(now)];
    while (stateIn(now) !== 'awaitingDecision') {
      now = climbed(now, 1);
      way.push(stateIn(now));
    }
    expect(way).toEqual(['sign@C', 'reading@F', 'review@F', 'second@F', 'awaitingDecision']);
  });

  it('keeps what a small unit and the simplified procedure leave out', () => {
    const { path } = draft(3);
    const small = path.map((u, i) => (i > 0 ? u : { ...u, officers: { ...u.officers, appraiser: [] } }));
    const waits = after(draft(3, { ...onPin(one), path: small }), submit());
    expect(stateIn(waits)).toBe('signature@G');
    const then = moved(waits);
    expect(routeIn(then)?.[0]).toBe('G: sign');
    expect(
      contextOf(then)
        ?.skipped.slice(0, 3)
        .map((s) => [s.step, s.rule]),
    ).toEqual([
      ['reading@G', 'small-unit'],
      ['review@G', 'small-unit'],
      ['second@G', 'small-unit'],
    ]);
  });

  it('does not lose a step that the new version has before the one where it stands', () => {
    const turned = version(2, step('signature', 'signature'), step('appraisal'));
    const then = moved(climbTo(submitted, 'appraisal@C'), sameSteps(one, turned), turned);
    expect(routeIn(then)?.[1]).toBe('C: appraisal signature');
  });
});

const seenNow = (world: World): string => {
  const verdict = when(world, {
    type: 'Recommend',
    seen: { step: stateIn(world) ?? '', evaluation: '' },
    opinion: 'x',
  });
  return isRefusal(verdict) ? (verdict.observed ?? '') : '';
};

describe('is refused, and the nomination stays as it is,', () => {
  const refusal = (world: World, command = order()) => {
    const verdict = when(act(world), command);
    return isRefusal(verdict) ? [verdict.refused, verdict.observed] : verdict;
  };

  it('when the step where it stands, comes back to or was approved goes nowhere', () => {
    const gone = order(mapped({ ...names, signature: null }));
    expect(refusal(submitted, gone)).toMatchObject({ to: 'review@G' });
    expect(refusal(climbTo(submitted, 'signature@G'), gone)).toEqual(['step-unmapped', 'signature@G']);
    const waits = climbTo(submitted, 'appraisal@C');
    expect(refusal(waits, gone)).toEqual(['step-unmapped', 'signature@G']);
    const asked = after(as(waits, 'appraiser', 'C'), giveBack(waits));
    const back = order(mapped({ ...names, appraisal: null }));
    expect(refusal(asked, back)).toEqual(['step-unmapped', 'appraisal@G, appraisal@C']);
  });

  it('in an open ballot or selection, in another version, for another award, and when it has ended', () => {
    expect(refusal({ ...submitted, inOpenBallot: true })).toEqual(['in-open-ballot', undefined]);
    expect(refusal({ ...submitted, inOpenSelection: true })).toEqual(['in-open-selection', undefined]);
    expect(refusal(moved(submitted))).toEqual(['not-now', 'STANDARD@2']);
    const ended = after(as(submitted, 'clerk', 'G'), { type: 'Withdraw', reason: 'Rút để làm lại' });
    expect(refusal(ended)).toEqual(['not-now', 'withdrawn']);
    const other = { ...two, appliesTo: { awards: ['UNION_MEDAL_KNC'] } };
    const verdict = when(act(submitted, other), order());
    expect(verdict).toMatchObject({ refused: 'award-not-open', observed: 'UNION_CERT_VGCL' });
  });
});

describe('a map of steps', () => {
  const problems = (map: StepMap, now = two) => checkStepMap(one, now, map).map((p) => `${p.place} ${p.code}`);

  it('is total at every level, one to one, and keeps the kind of each step', () => {
    expect(problems(mapped(names))).toEqual([]);
    expect(problems(mapped({ appraisal: null, signature: null }))).toEqual([]);
    expect(problems(mapped({ appraisal: 'review' }))).toEqual(unitLevels.map((l) => `${l}/signature step-missing`));
    expect(problems(mapped({ ...names, posting: null }))).toContain('federation/posting step-unknown');
    expect(problems(mapped({ ...names, appraisal: 'nowhere' }))).toContain('federation/appraisal target-unknown');
    expect(problems(mapped({ ...names, appraisal: 'sign' }))).toContain('federation/appraisal kind-differs');
    const council = version(2, { ...step('review'), kind: 'ballot' }, step('sign', 'signature'));
    expect(problems(mapped(names), council)).toContain('level2_union/appraisal kind-differs');
    expect(problems([...mapped(names), ...mapped({ appraisal: 'second' })])).toContain(
      'federation/appraisal step-twice',
    );
    const twice = checkStepMap(
      two,
      one,
      mapped({ reading: 'appraisal', review: 'appraisal', second: null, sign: null }),
    );
    expect(twice.map((p) => p.code)).toContain('target-twice');
  });

  it('by names drops what the new version does not have', () => {
    const now = version(2, step('appraisal'), step('sign', 'signature'));
    expect(sameSteps(one, now).filter((m) => m.level === 'federation')).toEqual([
      { level: 'federation', from: 'appraisal', to: 'appraisal' },
      { level: 'federation', from: 'signature', to: null },
    ]);
  });
});

/** The next version of a procedure: steps renamed, turned round, and some new ones between them. */
function next(procedure: Procedure, seeds: readonly number[]): Procedure {
  const stages = procedure.stages.map((stage, i) => {
    const renamed = stage.steps.map((s) => ({ ...s, step: `n-${s.step}`, combine: [] }));
    const turned = (seeds[i] ?? 0) % 3 === 0 ? [...renamed].reverse() : renamed;
    const at = (seeds[i] ?? 0) % (turned.length + 1);
    return { ...stage, steps: [...turned.slice(0, at), step(`new-${String(i)}`), ...turned.slice(at)] };
  });
  return { ...procedure, version: 2, stages };
}

/** Anybody at a step, as `generated.spec.ts` climbs; stops where a ballot, a selection or the decision is due. */
function climbed(world: World, most: number): World {
  let now = world;
  for (let i = 0; i < most; i += 1) {
    const [name, unit] = (stateIn(now) ?? '').split('@');
    const kind = now.procedure.stages.flatMap((s) => s.steps).find((s) => s.step === name)?.kind;
    if (unit === undefined || (kind !== 'appraisal' && kind !== 'signature')) return now;
    const acting = as(now, kind === 'appraisal' ? 'appraiser' : 'signer', unit, `new.${String(now.seq)}`);
    const seen = { step: stateIn(now) ?? '', evaluation: seenNow(acting) };
    const verdict = when(acting, { type: 'Recommend', seen, opinion: 'Ý kiến' });
    if (isRefusal(verdict)) return now;
    now = after(acting, { type: 'Recommend', seen, opinion: 'Ý kiến' });
  }
  return now;
}

/** Where the machine leads from a state when every step of it agrees. */
function onward(procedure: Procedure, from: State, route: readonly RouteStage[]): State {
  const machine = compile(procedure, shapeOf(route));
  const agreed = ['Recommend', 'BallotPassed', 'Selected', 'PostingEnded', 'Commended'] as const;
  let state = from;
  for (let i = 0; i < 99 && !isOutcome(state); i += 1)
    state = agreed.map((type) => nextState(machine, state, route, { type })).find((s) => s !== null) ?? 'withdrawn';
  return state;
}

describe('whatever the two versions are', () => {
  const sound = procedures.filter(({ procedure }) => check(procedure).length === 0);
  const given = [sound, fc.integer({ min: 1, max: 5 }), fc.nat(12), fc.array(fc.nat(20), { maxLength: 5 })] as const;
  const quota = { id: 'quota', cap: 9, used: 0 };
  const begin = (procedure: Procedure, stages: number, most: number) =>
    climbed(after(draft(stages, { ...onPin(procedure), quota }), submit()), most);
  const migrate = (world: World, procedure: Procedure, map: StepMap) => {
    const command: Command = {
      type: 'Migrated',
      act: 'act',
      from: world.procedurePin,
      procedure: pin(procedure),
      map,
    };
    return decided(act(world, procedure), command).next;
  };

  it('a total map leads to a state that the new machine has, from which an outcome is reached', () => {
    const places = new Set<string>();
    const judge = fc.property(...given, ({ procedure }, stages, most, seeds) => {
      const world = begin(procedure, stages, most);
      const now = next(procedure, seeds);
      const map = unitLevels.flatMap(
        (level) =>
          (
            procedure.stages.find((s) => s.level === level) ?? procedure.stages.find((s) => s.level === 'any')
          )?.steps.map(({ step: from }) => ({ level, from, to: `n-${from}` })) ?? [],
      );
      expect(checkStepMap(procedure, now, map)).toEqual([]);
      const { state, context } = migrate(world, now, map);
      places.add(state.split('@')[0] ?? '');
      const machine = compile(now, shapeOf(context.route));
      const value = machine.resolveState({ value: valueOf(state, context.route) }).value;
      expect(stateOf(value as Parameters<typeof stateOf>[0], context.route)).toBe(state);
      expect(onward(now, state, context.route)).toBe('commended');
      const before = waitingStates(world.nomination?.context.route ?? []).length;
      expect(waitingStates(context.route).length).toBeGreaterThanOrEqual(before);
      const keys: readonly string[] = waitingStates(context.route);
      for (const { step: at } of context.deadlines) expect(keys).toContain(at);
    });
    fc.assert(judge, { numRuns: 100, seed: seed('migrations') });
    expect(places.size).toBeGreaterThan(4);
  });

  it('an identity changes nothing but the pin', () => {
    const judge = fc.property(...given, ({ procedure }, stages, most, _seeds) => {
      const world = begin(procedure, stages, most);
      const now = { ...procedure, version: 2 };
      const { procedure: pinned, ...rest } = migrate(world, now, sameSteps(procedure, now));
      expect(pinned).toEqual(pin(now));
      const { procedure: _, ...before } = world.nomination ?? { procedure: null };
      expect(rest).toEqual(before);
    });
    fc.assert(judge, { numRuns: 50, seed: seed('migrations') });
  });
});
