import { describe, expect, it } from '@jest/globals';
import {
  after,
  as,
  asSystem,
  at,
  climbTo,
  commended,
  decided,
  draft,
  giveBack,
  recommend,
  resubmit,
  submit,
  when,
} from '../../../../test/support/law.js';
import type { Command } from './commands.js';
import type { World } from './world.js';

const submitted = (stages = 3) => after(draft(stages), submit());
const pendingOf = (world: World) => world.nomination?.context.deadlines.filter((d) => d.state === 'pending') ?? [];
const clerk = (world: World) => as(world, 'clerk', 'G');

describe('Lapse', () => {
  const world = submitted();
  const due = pendingOf(world)[0];
  const overdue = at(world, '2026-09-22T17:00:00.000Z');
  const lapse: Command = { type: 'Lapse', deadline: due?.id ?? '' };

  it('is recorded once the deadline is over, keeps the state and leaves no clock', () => {
    const decision = decided(asSystem(overdue, 'deadline'), lapse);
    expect(decision.facts).toEqual([
      { type: 'Lapsed', step: 'appraisal@G', deadline: due?.id, action: { do: 'escalate', to: 'signer' } },
    ]);
    expect(decision).toMatchObject({
      to: 'appraisal@G',
      late: false,
      next: { context: { deadlines: [], lapsed: { dueAt: due?.dueAt } } },
    });
  });

  it('is due with the last millisecond of its day, for the sweep, for a late command and for the escalated role alike', () => {
    const last = at(world, due?.dueAt ?? '');
    expect(when(asSystem(last, 'deadline'), lapse)).toMatchObject({ type: 'Lapse' });
    expect(when(as(last, 'appraiser', 'G'), recommend(last))).toEqual({ lapseFirst: due?.id });
    expect(when(as(last, 'signer', 'G'), recommend(last))).toEqual({ lapseFirst: due?.id });
  });

  it('escalates also while another step stands with a stopped clock', () => {
    const atC = climbTo(world, 'appraisal@C');
    const away = after(as(atC, 'appraiser', 'C'), giveBack(atC));
    const reopened = after(clerk({ ...away, files: [{ item: 'report', sha256: 'changed', size: 1 }] }), resubmit());
    expect(reopened.nomination?.context.deadlines.map((d) => `${d.step} ${d.state}`)).toEqual([
      'appraisal@C stopped',
      'appraisal@G pending',
    ]);
    const late = as(at(reopened, '2026-12-01T00:00:00.000Z'), 'signer', 'G', 'deputy.G');
    expect(when(late, recommend(late))).toHaveProperty('lapseFirst');
  });

  it('names its own deadline: another id is nothing, though something is due', () => {
    const other = { type: 'Lapse', deadline: 'another' } as const;
    expect(when(asSystem(overdue, 'deadline'), other)).toMatchObject({ refused: 'not-now' });
  });

  it('is nothing before its time, and nothing twice', () => {
    const system = asSystem(overdue, 'deadline');
    expect(when(at(system, '2026-09-22T16:59:59.998Z'), lapse)).toMatchObject({
      refused: 'not-now',
      needed: due?.dueAt,
    });
    expect(when(after(system, lapse), lapse)).toMatchObject({ refused: 'not-now', needed: 'a pending deadline' });
    expect(when(as(overdue, 'appraiser', 'G'), lapse)).toMatchObject({ refused: 'wrong-seat' });
  });

  it('comes before a command that meets it, and the command is then late, whether or not the sweep was quick', () => {
    const appraiser = as(overdue, 'appraiser', 'G');
    expect(when(appraiser, recommend(overdue))).toEqual({ lapseFirst: due?.id });
    const swept = as(after(asSystem(overdue, 'deadline'), lapse), 'appraiser', 'G');
    expect(decided(appraiser, recommend(appraiser))).toEqual(decided(swept, recommend(swept)));
    expect(decided(swept, recommend(swept))).toMatchObject({ late: true, to: 'signature@G' });
  });

  it('escalates: the named role of the unit may act too, before and after the sweep', () => {
    const signer = as(overdue, 'signer', 'G');
    expect(when(signer, recommend(signer))).toEqual({ lapseFirst: due?.id });
    expect(decided(signer, recommend(signer))).toMatchObject({ late: true, to: 'signature@G' });
    expect(when(as(world, 'signer', 'G'), recommend(world))).toMatchObject({ refused: 'wrong-seat' });
  });

  it('is forgotten when the step is left', () => {
    const appraiser = as(overdue, 'appraiser', 'G');
    const next = as(after(appraiser, recommend(appraiser)), 'signer', 'G');
    expect(next.nomination?.context.lapsed).toBeNull();
    expect(decided(next, recommend(next)).late).toBe(false);
  });

  it('of a supplement gives the file back to whoever asked, with what was left of their clock', () => {
    const returned = after(as(world, 'appraiser', 'G'), giveBack(world));
    const [stopped, supplement] = returned.nomination?.context.deadlines ?? [];
    expect([stopped?.remaining, supplement?.step]).toEqual([10, 'returned']);
    const later = at(returned, '2026-09-15T17:00:00.000Z');
    const decision = decided(asSystem(later, 'deadline'), { type: 'Lapse', deadline: supplement?.id ?? '' });
    expect(decision.facts).toMatchObject([
      { type: 'Lapsed', step: 'returned', action: { do: 'return' } },
      { type: 'StepEntered', step: 'appraisal@G', deadline: { rule: 'STANDARD@1 appraisal 10/10' } },
    ]);
    expect(decision.next).toMatchObject({ revision: 1, context: { returnTo: null, lapsed: { step: 'returned' } } });
    expect(when(clerk(later), resubmit())).toEqual({ lapseFirst: supplement?.id });
  });

  it('a step that had no time left when it asked has a day when the file comes back', () => {
    const appraiser = as(overdue, 'appraiser', 'G');
    const back = clerk(after(appraiser, giveBack(appraiser)));
    expect(back.nomination?.context.deadlines).toMatchObject([{ step: 'returned' }]);
    expect(decided(back, resubmit()).facts.at(-1)).toMatchObject({ deadline: { rule: 'STANDARD@1 appraisal 1/10' } });
  });
});

describe('Commended', () => {
  it('an act commends what awaits its decision, and nothing else', () => {
    const waiting = climbTo(submitted(), 'awaitingDecision');
    expect(decided(asSystem(waiting, 'act'), commended()).next).toMatchObject({
      state: 'commended',
      context: { document: 'document-1', deadlines: [] },
    });
    expect(when(asSystem(submitted(), 'act'), commended())).toMatchObject({ refused: 'not-now' });
    expect(when(as(waiting, 'signer', 'F'), commended())).toMatchObject({ refused: 'wrong-seat' });
  });

  it('an act ignores holds and waits for the release', () => {
    const waiting = climbTo(submitted(), 'awaitingDecision');
    const { nomination } = waiting;
    if (!nomination) throw new Error('submitted');
    const held = { ...nomination, context: { ...nomination.context, holds: ['h1'] } };
    expect(decided(asSystem({ ...waiting, nomination: held }, 'act'), commended()).to).toBe('commended');
    const unreleased = { ...asSystem(waiting, 'act'), releasedAt: '2026-09-08T02:00:10.000Z' };
    expect(when(unreleased, commended())).toMatchObject({ refused: 'not-released' });
  });
});
