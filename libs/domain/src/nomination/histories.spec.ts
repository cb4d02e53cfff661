import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  as,
  asSystem,
  at,
  commended,
  confirm,
  declareRelation,
  draft,
  following,
  giveBack,
  HARD,
  override,
  recommend,
  recuse,
  reject,
  resubmit,
  retract,
  submit,
  when,
  withdraw,
} from '../../../../test/support/law.js';
import { isOutcome, type Role } from '../vocabulary.js';
import { unitOf } from './clocks.js';
import type { Command } from './commands.js';
import { fold } from './evolve.js';
import { isDecision, isLapseFirst } from './verdict.js';
import type { Decision, World } from './world.js';

/** Somebody tries one command, some hours after the last attempt. A misfit tries it in a seat that may not fit. */
interface Attempt {
  readonly command: keyof typeof commands;
  readonly misfit: { readonly place: 'nominating' | 'deciding'; readonly role: Role } | undefined;
  readonly name: string | undefined;
  readonly hours: number;
  readonly release: 0 | 10;
  readonly report: 'a' | 'b';
}

const commands = {
  submit,
  goOn: (w: World) => (stateOf(w) === 'returned' ? resubmit() : recommend(w, 'Ý kiến')),
  giveBack,
  reject,
  confirm,
  fail: (w: World) => confirm(w, HARD.code, 'failed'),
  override,
  recuse,
  declareRelation,
  withdraw,
  retract,
  lapse: (w: World): Command => ({ type: 'Lapse', deadline: pending(w)[0]?.id ?? '' }),
  commended,
} satisfies Record<string, (w: World) => Command>;

const names = Object.keys(commands) as (keyof typeof commands)[];

/** Ending a nomination is rare, so that histories grow long. */
const attempts: fc.Arbitrary<Attempt> = fc.record({
  command: fc.oneof(
    { weight: 14, arbitrary: fc.constant('goOn' as const) },
    { weight: 8, arbitrary: fc.constantFrom('giveBack', 'retract', 'fail', 'override', 'commended') },
    { weight: 1, arbitrary: fc.constantFrom(...names) },
  ),
  misfit: fc.option(
    fc.record({
      place: fc.constantFrom('nominating', 'deciding'),
      role: fc.constantFrom('clerk', 'appraiser', 'signer'),
    }),
    { freq: 8, nil: undefined },
  ),
  name: fc.constantFrom(undefined, undefined, undefined, 'deputy', 'subject'),
  hours: fc.oneof({ weight: 9, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(600) }),
  release: fc.constantFrom(0, 10),
  report: fc.constantFrom('a', 'a', 'b'),
});
const histories = fc.tuple(
  fc.integer({ min: 1, max: 5 }),
  fc.array(attempts, { minLength: 10, maxLength: 60, size: 'max' }),
);

const pending = (w: World) => w.nomination?.context.deadlines.filter((d) => d.state === 'pending') ?? [];
const stateOf = (w: World) => w.nomination?.state ?? 'draft';

function attempted(world: World, a: Attempt): World {
  const later = new Date(Date.parse(world.at) + a.hours * 3_600_000).toISOString();
  const files = [{ item: 'report', sha256: a.report, size: 1 }];
  const now = { ...at(world, later), releaseSeconds: a.release, files };
  if (a.command === 'lapse') return asSystem(now, 'deadline');
  if (a.command === 'commended') return asSystem(now, 'act');
  const [first, last] = [world.path[0]?.id ?? '', world.path.at(-1)?.id ?? ''];
  if (a.misfit) return as(now, a.misfit.role, a.misfit.place === 'deciding' ? last : first, a.name, ['override']);
  const [step, unit = last] = stateOf(world).split('@');
  if (step === 'returned' || a.command === 'withdraw') return as(now, 'clerk', first, a.name);
  const undoer = a.command === 'retract' ? world.nomination?.undo?.person : a.name;
  return as(now, step === 'appraisal' ? 'appraiser' : 'signer', unit, undoer, ['override']);
}

/** Applies the attempts; every decision, and every lapse that came first, is handed to `check`. */
function play(world: World, tries: readonly Attempt[], check: (before: World, decision: Decision) => void): World {
  let now = world;
  for (const a of tries) {
    const acting = attempted(now, a);
    let verdict = when(acting, commands[a.command](acting));
    if (isLapseFirst(verdict)) {
      const sweep = asSystem(acting, 'deadline');
      verdict = when(sweep, { type: 'Lapse', deadline: verdict.lapseFirst });
    }
    if (!isDecision(verdict)) continue;
    const by = verdict.type === 'Lapse' ? asSystem(acting, 'deadline') : acting;
    check(by, verdict);
    now = following(by, verdict);
  }
  return now;
}

const begun = (stages: number) => {
  const world = draft(stages, { files: [{ item: 'report', sha256: 'a', size: 1 }] });
  const sent = when(world, submit());
  return isDecision(sent) ? following(world, sent) : world;
};
const played = (check: (before: World, decision: Decision) => void) =>
  fc.assert(
    fc.property(histories, ([stages, tries]) => {
      play(begun(stages), tries, check);
    }),
    { numRuns: 100 },
  );

describe('over random histories', () => {
  it('the recorded facts are enough for the fold: ledger and row are the same', () => {
    played(({ nomination, seq, at: when_, actor }, { facts, from, to, next }) => {
      const actorPerson = actor.kind === 'person' ? actor.person : null;
      const entry = { seq: seq + 1, at: when_, actorPerson, from, to, facts };
      const folded = fold(structuredClone(nomination), JSON.parse(JSON.stringify(entry)));
      expect(folded).toEqual(next);
      expect(JSON.parse(JSON.stringify(next))).toEqual(next);
    });
  });

  it('a waiting state has one running clock, or none after a lapse; an outcome has none', () => {
    played((_before, { next, to }) => {
      const running = next.context.deadlines.filter((d) => d.state === 'pending');
      const lapsed = next.context.lapsed?.step === to;
      expect(running.map((d) => d.step)).toEqual(isOutcome(to) || lapsed ? [] : [to]);
      for (const d of next.context.deadlines) expect(d.state === 'stopped').toBe(d.remaining !== undefined);
      if (isOutcome(to)) expect(next.context.deadlines).toEqual([]);
    });
  });

  it('a lapse never ends a nomination, and only an act commends', () => {
    played((_before, { type, to }) => {
      if (type === 'Lapse') expect(isOutcome(to)).toBe(false);
      if (to === 'commended') expect(type).toBe('Commended');
    });
  });

  it('nobody approves as subject or nominator, after stepping aside, in two units or in two steps', () => {
    played((before, { newApproval }) => {
      if (!newApproval || before.actor.kind !== 'person' || !before.nomination) return;
      const { person } = before.actor;
      const { nominator, recused } = before.nomination.context;
      expect(['subject', nominator, ...recused]).not.toContain(person);
      expect(before.approvals.filter((a) => a.person === person)).toEqual([]);
    });
  });

  it('revision grows by one with each resubmission and with nothing else; the receipt never moves', () => {
    played(({ nomination }, { type, next }) => {
      expect(next.revision).toBe((nomination?.revision ?? 0) + (type === 'Resubmit' ? 1 : 0));
      const { receivedAt } = nomination?.context ?? {};
      if (receivedAt && type !== 'Retract') expect(next.context.receivedAt).toBe(receivedAt);
    });
  });

  it('there is no dead end: from wherever it got, other people bring it to its decision', () => {
    fc.assert(
      fc.property(histories, ([stages, tries]) => {
        const reached = play(begun(stages), tries, () => undefined);
        const { inputs } = draft(stages);
        let now: World = { ...at(reached, later(reached)), inputs, releaseSeconds: 0 };
        for (let left = 60; left > 0 && !isOutcome(stateOf(now)); left--) now = onward(now);
        expect(isOutcome(stateOf(now))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

const later = (world: World) => new Date(Date.parse(world.at) + 60_000).toISOString();

/** The next thing that somebody without any interest can do. */
function onward(world: World): World {
  const { acting, command } = willing(world);
  const verdict = when(acting, command);
  if (isDecision(verdict)) return following(acting, verdict);
  const { route, returnTo } = world.nomination?.context ?? { route: [], returnTo: null };
  const asked = unitOf(route, returnTo ?? '');
  const flagged = asked ? as(world, 'signer', asked, `new.${world.seq}`, ['override']) : acting;
  const other = isLapseFirst(verdict) ? asSystem(acting, 'deadline') : flagged;
  const way = isLapseFirst(verdict) ? ({ type: 'Lapse', deadline: verdict.lapseFirst } as const) : override(flagged);
  const second = when(other, way);
  if (!isDecision(second)) throw new Error(`${stateOf(world)}: ${JSON.stringify(verdict)} ${JSON.stringify(second)}`);
  return following(other, second);
}

function willing(world: World): { readonly acting: World; readonly command: Command } {
  const [step, unit] = stateOf(world).split('@');
  const somebody = `new.${world.seq}`;
  if (step === 'awaitingDecision') return { acting: asSystem(world, 'act'), command: commended() };
  if (step === 'returned') return { acting: as(world, 'clerk', world.path[0]?.id ?? ''), command: resubmit() };
  const acting = as(world, step === 'appraisal' ? 'appraiser' : 'signer', unit ?? '', somebody, ['override']);
  return { acting, command: recommend(acting, 'Ý kiến') };
}
