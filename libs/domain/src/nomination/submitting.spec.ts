import { describe, expect, it } from '@jest/globals';
import {
  after,
  as,
  at,
  climbTo,
  decided,
  draft,
  giveBack,
  recommend,
  recommendedOnce,
  resubmit,
  START,
  submit,
  unit,
  when,
} from '../../../../test/support/law.js';
import type { Command } from './commands.js';
import { standardProcedure } from '../procedure/standard.js';
import { decide } from './decide.js';
import type { World } from './world.js';

const submitted = (stages = 3) => after(draft(stages), submit());
const pendingOf = (world: World) => world.nomination?.context.deadlines.filter((d) => d.state === 'pending') ?? [];
const state = (world: World) => world.nomination?.state;
const clerk = (world: World) => as(world, 'clerk', 'G');
const failing = { 'person.unionMember': { value: false, source: 'registry' } } as const;

describe('Submit', () => {
  it('pins code, route and procedure, and enters the first step with a clock', () => {
    const { facts, from, to, next, freezesDraft } = decided(draft(), submit());
    expect([from, to, freezesDraft]).toEqual(['draft', 'appraisal@G', true]);
    expect(facts).toMatchObject([
      { type: 'Submitted', code: 'HS-2026-00001', nominator: 'clerk.G', procedure: { id: 'STANDARD' } },
      { type: 'StepEntered', step: 'appraisal@G', deadline: { rule: 'STANDARD@1 appraisal 10', calendar: 'VN@1' } },
    ]);
    expect(next).toMatchObject({ state: 'appraisal@G', revision: 1, ruleSet: null, context: { receivedAt: null } });
  });

  it('pins the theme of a thematic award, and none where there is none', () => {
    const proposal = { ...draft().proposal, occasion: 'thematic', theme: 'two-goods' } as const;
    const { facts, next } = decided(draft(3, { proposal }), submit());
    expect([facts[0], next.context]).toMatchObject([{ theme: 'two-goods' }, { theme: 'two-goods' }]);
    expect(decided(draft(), submit()).next.context).not.toHaveProperty('theme');
  });

  it('is due at the end of the tenth working day, the day of submission not counted', () => {
    expect(pendingOf(submitted())[0]?.dueAt).toBe('2026-09-22T16:59:59.999Z');
  });

  it('names the steps that a small unit leaves out', () => {
    const two = unit('G', 'grassroots_union', { clerk: ['a'], appraiser: [], signer: ['b'] });
    const world = draft(2, { path: [two, unit('F', 'federation')] });
    expect(decided(world, submit()).facts).toMatchObject([
      { type: 'Submitted' },
      { type: 'StepSkipped', step: 'appraisal@G', rule: 'small-unit' },
      { type: 'StepEntered', step: 'signature@G' },
    ]);
  });

  it('is refused for a single officer who would decide alone', () => {
    const one = unit('G', 'grassroots_union', { clerk: ['a'], appraiser: ['a'], signer: ['a'] });
    const world = draft(1, { path: [one], decidingLevel: 'grassroots_union' });
    expect(when(world, submit())).toMatchObject({ refused: 'single-officer' });
  });

  it('is received at once where the nominating unit decides itself', () => {
    expect(decided(draft(1), submit()).next).toMatchObject({
      state: 'appraisal@F',
      ruleSet: { id: 'LAUREL-2026' },
      context: { receivedAt: START },
    });
  });

  it('is received where it waits for the decision when nobody appraises above the nominating unit', () => {
    const [stage] = standardProcedure.stages;
    const federation = { level: 'federation', steps: [] } as const;
    const procedure = { ...standardProcedure, id: 'NO-APPRAISAL', stages: stage ? [stage, federation] : [] };
    const world = climbTo(draft(2, { procedure }), 'awaitingDecision');
    expect(world.nomination).toMatchObject({ ruleSet: { id: 'LAUREL-2026' }, context: { receivedAt: START } });
  });

  it('is refused for an award that is not open', () => {
    expect(when(draft(3, { awardOpen: false }), submit())).toMatchObject({ refused: 'award-not-open' });
  });

  it('is refused without an obligatory item, naming it', () => {
    expect(when(draft(3, { files: [] }), submit())).toMatchObject({ refused: 'item-missing', observed: 'report' });
  });

  it('is refused while a hard criterion is failed or unknown, saying what was observed, needed, and who can clear it', () => {
    expect(when(draft(3, { inputs: failing }), submit())).toMatchObject({
      refused: 'criteria-block',
      observed: 'MEMBER: person.unionMember = false',
      needed: 'person.unionMember == true',
      clearedBy: 'override',
    });
    expect(when(draft(3, { inputs: {} }), submit())).toMatchObject({ refused: 'criteria-block', clearedBy: 'clerk' });
  });

  it('is not held up by a fact that is merely declared, nor by a soft criterion', () => {
    const inputs = { 'person.unionMember': { value: true, source: 'declared' } } as const;
    expect(decided(draft(3, { inputs }), submit()).to).toBe('appraisal@G');
  });

  it('of a working copy that was changed meanwhile is refused', () => {
    expect(decide({ ...draft(), ifMatch: 4 }, submit())).toMatchObject({ refused: 'stale-draft', observed: '1' });
  });

  it('happens once', () => {
    expect(when(clerk(submitted()), submit())).toMatchObject({ refused: 'not-now', observed: 'appraisal@G' });
  });
});

describe('Return and Resubmit', () => {
  const atC = climbTo(submitted(), 'appraisal@C');
  const appraiser = as(atC, 'appraiser', 'C');
  const returned = after(at(appraiser, '2026-09-10T02:00:00.000Z'), giveBack(atC));
  const back = clerk(at({ ...returned, draftVersion: 7 }, '2026-09-14T02:00:00.000Z'));

  it('stops the clock of the step that asks and gives the supplement one of its own', () => {
    expect(returned.nomination?.context).toMatchObject({
      returnTo: 'appraisal@C',
      requested: [{ item: 'initiative', code: 'missing' }],
      deadlines: [
        { step: 'appraisal@C', state: 'stopped', remaining: 8 },
        { step: 'returned', state: 'pending', dueAt: '2026-09-17T16:59:59.999Z' },
      ],
    });
  });

  it('takes the day that the reviewer names, if it is still to come', () => {
    expect(decided(appraiser, giveBack(atC, '2026-09-30')).next.context.deadlines).toMatchObject([
      { step: 'appraisal@C' },
      { step: 'returned', dueAt: '2026-09-30T16:59:59.999Z' },
    ]);
  });

  it('takes no day that has come, and none after the longest term of the procedure', () => {
    const answer = (due: string, world = appraiser) => when(world, giveBack(atC, due));
    const wrong = { refused: 'wrong-date', needed: '> 2026-09-08, ≤ 2026-10-06' };
    expect(answer('2026-09-08')).toEqual({ ...wrong, observed: '2026-09-08' });
    expect(answer('2026-10-07')).toEqual({ ...wrong, observed: '2026-10-07' });
    expect(answer('2026-10-06')).toMatchObject({ to: 'returned' });
    const short = { ...appraiser, procedure: { ...appraiser.procedure, longestSupplementWorkingDays: 5 } };
    expect(answer('2026-09-16', short)).toMatchObject({ refused: 'wrong-date', needed: '> 2026-09-08, ≤ 2026-09-15' });
  });

  it('needs a reason of ten characters', () => {
    const command = { ...giveBack(atC), reason: ' ngắn     ' } as Command;
    expect(when(appraiser, command)).toEqual({ refused: 'reason-needed', observed: '4', needed: '10' });
  });

  it('a returned nomination comes back to the level that asked, with the days that were left', () => {
    const decision = decided(back, resubmit());
    expect(decision.facts).toMatchObject([
      { type: 'Resubmitted', revision: 2 },
      { type: 'CarriedOver', step: 'appraisal@G', person: 'appraiser.G' },
      { type: 'CarriedOver', step: 'signature@G', person: 'signer.G' },
      {
        type: 'StepEntered',
        step: 'appraisal@C',
        deadline: { dueAt: '2026-09-24T16:59:59.999Z', rule: 'STANDARD@1 appraisal 8/10' },
      },
    ]);
    expect(decision).toMatchObject({ to: 'appraisal@C', voidedApprovals: [], freezesDraft: true });
    expect(decision.next.context).toMatchObject({ returnTo: null, requested: [], deadlines: [{ state: 'pending' }] });
  });

  it('does not move the receipt', () => {
    expect(decided(back, resubmit()).next.context.receivedAt).toBe(atC.nomination?.context.receivedAt);
  });

  it('an item that is added leaves earlier approvals standing', () => {
    const added = { ...back, files: [...back.files, { item: 'initiative', sha256: 'aa', size: 1 }] };
    expect(decided(added, resubmit())).toMatchObject({ to: 'appraisal@C', voidedApprovals: [] });
  });

  it('better evidence for the same value leaves earlier approvals standing', () => {
    const evidenced = {
      ...back,
      inputs: { ...back.inputs, 'person.unionMember': { value: true, source: 'evidenced', item: 'x' } },
    } as const;
    expect(decided(evidenced, resubmit()).voidedApprovals).toEqual([]);
  });

  it('an item that was changed voids the approvals that rest on it; the file goes to the earliest of them', () => {
    const changed = { ...back, files: [{ item: 'report', sha256: 'bb', size: 1 }] };
    const decision = decided(changed, resubmit());
    expect(decision.facts.map((f) => f.type)).toEqual([
      'Resubmitted',
      'ApprovalLapsed',
      'ApprovalLapsed',
      'StepEntered',
    ]);
    expect(decision.to).toBe('appraisal@G');
    expect(decision.voidedApprovals).toMatchObject([{ step: 'appraisal@G' }, { step: 'signature@G' }]);
    expect(decision.next.context.deadlines).toMatchObject([
      { step: 'appraisal@C', state: 'stopped' },
      { step: 'appraisal@G', state: 'pending' },
    ]);
  });

  it('from a lapsed step the file passes those that still stand, up to the step that asked', () => {
    const asked = climbTo(atC, 'appraisal@F');
    const appraiserF = as(asked, 'appraiser', 'F');
    const reopened = after(clerk(after(appraiserF, giveBack(asked))), resubmit());
    expect(state(reopened)).toBe('appraisal@F');
    const away = after(as(reopened, 'appraiser', 'F'), giveBack(reopened));
    const first = away.approvals[0];
    if (!first) throw new Error('approved');
    const stale = [{ ...first, inputs: { ...first.inputs, hash: 'another' } }, ...away.approvals.slice(1)];
    const lapsed = after(clerk({ ...away, approvals: stale }), resubmit());
    expect(state(lapsed)).toBe('appraisal@G');
    const acting = as(lapsed, 'appraiser', 'G');
    const decision = decided(acting, recommend(acting));
    expect(decision.facts.map((f) => ('step' in f ? `${f.type} ${f.step}` : f.type))).toEqual([
      'Recommended appraisal@G',
      'CarriedOver signature@G',
      'CarriedOver appraisal@C',
      'CarriedOver signature@C',
      'StepEntered appraisal@F',
    ]);
    expect(decision.next.context.deadlines).toHaveLength(1);
  });

  it('the clock of the step that asked stands still until the file is there again, whatever happens below', () => {
    const clocks = (world: World) =>
      world.nomination?.context.deadlines.map((d) => `${d.step} ${d.remaining ?? d.state}`);
    const reopened = after({ ...back, files: [{ item: 'report', sha256: 'bb', size: 1 }] }, resubmit());
    const asking = as(reopened, 'appraiser', 'G');
    const again = after(asking, giveBack(asking));
    expect(clocks(again)).toEqual(['appraisal@C 8', 'appraisal@G 10', 'returned pending']);
    const climbing = recommendedOnce(after(clerk(again), resubmit()));
    expect(clocks(climbing)).toEqual(['appraisal@C 8', 'signature@G pending']);
    const there = recommendedOnce(climbing);
    expect(there.nomination?.context.deadlines).toMatchObject([
      { step: 'appraisal@C', rule: 'STANDARD@1 appraisal 8/10' },
    ]);
  });

  it('a supplement that the deciding unit asked for comes back to its decision', () => {
    const waiting = climbTo(submitted(), 'awaitingDecision');
    const asking = as(waiting, 'signer', 'F');
    const again = after(clerk(after(asking, giveBack(asking))), resubmit());
    expect(state(again)).toBe('awaitingDecision');
  });

  it('a reviewer who names the revision before is refused', () => {
    const again = as(after(back, resubmit()), 'appraiser', 'C');
    expect(decide({ ...again, ifMatch: 1 }, recommend(again))).toMatchObject({
      refused: 'stale-revision',
      observed: '2',
    });
  });

  it('a second supplement for the same reason is allowed', () => {
    const again = as(after(back, resubmit()), 'appraiser', 'C');
    expect(decided(again, giveBack(again)).to).toBe('returned');
  });

  it('resubmits nothing that was not returned, and no other version of the working copy', () => {
    expect(when(clerk(atC), resubmit())).toMatchObject({ refused: 'not-now' });
    expect(decide({ ...back, ifMatch: 6 }, resubmit())).toMatchObject({ refused: 'stale-draft' });
    expect(when({ ...back, files: [] }, resubmit())).toMatchObject({ refused: 'item-missing' });
    expect(when({ ...back, inputs: failing }, resubmit())).toMatchObject({ refused: 'criteria-block' });
  });
});
