import { describe, expect, it } from '@jest/globals';
import {
  after,
  as,
  asSystem,
  at,
  climbTo,
  commended,
  confirm,
  decided,
  declareRelation,
  draft,
  giveBack,
  HARD,
  override,
  recommend,
  recommendedOnce,
  recuse,
  reject,
  resubmit,
  retract,
  seen,
  START,
  submit,
  unit,
  when,
  withdraw,
} from '../../../../test/support/law.js';
import type { Command } from './commands.js';
import { decide } from './decide.js';
import type { World } from './world.js';

const submitted = (stages = 3) => after(draft(stages), submit());
const factTypes = (world: World, command: Command) => decided(world, command).facts.map((f) => f.type);
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

describe('the order of the checks', () => {
  const reviewed = recommendedOnce(submitted());
  const late = { ...seen(submitted()) };

  it('asks for If-Match before it says whether the nomination exists', () => {
    expect(decide({ ...reviewed, visible: false }, recuse())).toEqual({ refused: 'if-match-missing' });
  });

  it('says nothing to whom it is not visible', () => {
    expect(when({ ...reviewed, visible: false }, withdraw())).toEqual({ refused: 'not-found' });
  });

  it('tells who comes second who was first and when, before anything about their seat', () => {
    const stranger = as(reviewed, 'auditor', 'X');
    expect(when(stranger, { type: 'Recommend', seen: late })).toMatchObject({
      refused: 'step-decided',
      observed: 'signature@G',
      data: { by: 'appraiser.G', at: START, step: 'appraisal@G' },
    });
  });

  it('refuses a revision other than the current before a changed evaluation', () => {
    const command: Command = { type: 'Recommend', seen: { step: 'signature@G', evaluation: 'x' } };
    expect(decide({ ...reviewed, ifMatch: 0 }, command)).toMatchObject({ refused: 'stale-revision' });
    expect(when(reviewed, command)).toMatchObject({ refused: 'evaluation-changed' });
  });

  it('takes a new evaluation with the same results for no change', () => {
    const world = as(reviewed, 'signer', 'G');
    const same = {
      ...world,
      inputs: { ...world.inputs, 'initiative.recognisedAppliedInYear': { value: 9, source: 'registry' } },
    } as const;
    expect(when(same, recommend(world))).toMatchObject({ to: 'appraisal@C' });
  });

  it('looks at the seat before the release, and at the release before deadlines', () => {
    const unreleased = { ...reviewed, releasedAt: '2099-01-01T00:00:00.000Z', at: '2026-12-01T00:00:00.000Z' };
    expect(when(as(unreleased, 'clerk', 'X'), recommend(unreleased))).toMatchObject({ refused: 'wrong-seat' });
    expect(when(as(unreleased, 'signer', 'G'), recommend(unreleased))).toMatchObject({ refused: 'not-released' });
  });

  it('records a lapse before it looks at holds', () => {
    const { nomination } = reviewed;
    if (!nomination) throw new Error('submitted');
    const held = { ...reviewed, nomination: { ...nomination, context: { ...nomination.context, holds: ['h1'] } } };
    const signer = as(held, 'signer', 'G');
    expect(when(at(signer, '2026-12-01T00:00:00.000Z'), recommend(signer))).toEqual({
      lapseFirst: pendingOf(reviewed)[0]?.id,
    });
    expect(when(signer, recommend(signer))).toMatchObject({ refused: 'held', observed: 'h1' });
    expect(when(as(held, 'signer', 'G'), recuse())).toMatchObject({ to: 'signature@G' });
  });
});

describe('Recommend', () => {
  it('climbs all three levels to awaitingDecision', () => {
    const states = ['appraisal@G', 'signature@G', 'appraisal@C', 'signature@C', 'appraisal@F', 'awaitingDecision'];
    let world = submitted();
    for (const next of states.slice(1)) {
      world = recommendedOnce(world);
      expect(state(world)).toBe(next);
    }
    expect(pendingOf(world)).toMatchObject([{ step: 'awaitingDecision', rule: 'STANDARD@1 awaitingDecision 10' }]);
  });

  it('leaves exactly one clock running, and approves with what it rests on', () => {
    const { newApproval, next, evaluation } = decided(as(submitted(), 'appraiser', 'G'), recommend(submitted()));
    expect(newApproval).toMatchObject({
      step: 'appraisal@G',
      inputs: { facts: ['initiative.recognisedAppliedInYear', 'person.unionMember'], items: ['report'] },
    });
    expect(next.context.deadlines).toMatchObject([{ step: 'signature@G', state: 'pending' }]);
    expect(evaluation).toEqual([
      { criterion: 'INITIATIVE', result: 'passed' },
      { criterion: 'MEMBER', result: 'passed' },
    ]);
  });

  it('into the first appraisal above the nominating unit pins the rule set that is in force then, once', () => {
    const world = at(climbTo(submitted(), 'signature@G'), '2026-09-10T02:00:00.000Z');
    const received = recommendedOnce(world);
    expect(received.nomination).toMatchObject({ ruleSet: { id: 'LAUREL-2026' }, context: { receivedAt: world.at } });
    const later = climbTo(
      { ...received, at: '2026-09-11T02:00:00.000Z', ruleSetPin: { id: 'NEW', version: 2, hash: 'x' } },
      'appraisal@F',
    );
    expect(later.nomination).toMatchObject({ ruleSet: { id: 'LAUREL-2026' }, context: { receivedAt: world.at } });
  });

  it('in an appraisal is refused while a criterion needs a person, and passes once it is confirmed', () => {
    const inputs = { ...draft().inputs, 'person.unionMember': { value: true, source: 'declared' } } as const;
    const world = as(after(draft(3, { inputs }), submit()), 'appraiser', 'G');
    expect(when(world, recommend(world))).toMatchObject({ refused: 'criteria-block', clearedBy: 'appraiser' });
    const confirmed = after(world, confirm(world));
    expect(decided(confirmed, recommend(confirmed)).to).toBe('signature@G');
    const changed = {
      ...confirmed,
      inputs: { ...inputs, 'person.unionMember': { value: false, source: 'declared' } },
    } as const;
    expect(when(changed, recommend(changed))).toMatchObject({ refused: 'criteria-block', clearedBy: 'override' });
  });

  it('past a failed soft criterion asks for an opinion', () => {
    const inputs = {
      ...draft().inputs,
      'initiative.recognisedAppliedInYear': { value: 0, source: 'registry' },
    } as const;
    const world = as(after(draft(3, { inputs }), submit()), 'appraiser', 'G');
    expect(when(world, recommend(world))).toMatchObject({ refused: 'reason-needed', observed: 'INITIATIVE' });
    expect(when(world, recommend(world, '   '))).toMatchObject({ refused: 'reason-needed' });
    expect(decided(world, recommend(world, 'Có lý do')).texts).toEqual([{ id: 'opinion', value: 'Có lý do' }]);
  });

  it('past a failed hard criterion needs an override, which is an entry of its own', () => {
    const world = { ...as(submitted(), 'appraiser', 'G'), inputs: { ...draft().inputs, ...failing } };
    expect(when(world, recommend(world))).toMatchObject({ refused: 'criteria-block', clearedBy: 'override' });
    const flagged = as(world, 'signer', 'G', 'signer.G', ['override']);
    expect(factTypes(flagged, override(flagged))).toEqual(['CriterionOverridden']);
    const past = as(after(flagged, override(flagged)), 'appraiser', 'G');
    expect(decided(past, recommend(past)).to).toBe('signature@G');
  });
});

describe('Confirm and Override', () => {
  const world = as(submitted(), 'appraiser', 'G');
  const flagged = as(submitted(), 'signer', 'G', 'signer.G', ['override']);

  it('know the criteria of the award', () => {
    expect(when(world, confirm(world, 'NONE'))).toMatchObject({ refused: 'unknown-criterion' });
    expect(when(flagged, override(flagged, 'NONE'))).toMatchObject({ refused: 'unknown-criterion' });
  });

  it('only a failed hard criterion is overridden, and once', () => {
    expect(when(flagged, override(flagged, HARD.code))).toMatchObject({
      refused: 'not-overridable',
      observed: 'hard passed',
    });
    const failed = { ...flagged, inputs: failing };
    const again = after(failed, override(failed));
    expect(when(again, override(again))).toMatchObject({ refused: 'not-overridable', observed: 'overridden' });
  });

  it('a confirmation stands in the facts with the hash of the values that were seen', () => {
    const [fact] = decided(world, confirm(world)).facts;
    expect(fact).toEqual({
      type: 'CriterionConfirmed',
      criterion: 'MEMBER',
      result: 'passed',
      values: world.sha256('[["person.unionMember",true]]'),
    });
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
    expect(when(appraiser, giveBack(atC, '2026-09-08'))).toMatchObject({
      refused: 'not-now',
      needed: 'after 2026-09-08',
    });
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

describe('Reject, Withdraw and Commended', () => {
  it('a rejection ends the nomination and every clock', () => {
    const world = as(submitted(), 'appraiser', 'G');
    const { next, facts } = decided(world, reject(world));
    expect(facts).toEqual([{ type: 'Rejected', step: 'appraisal@G', person: 'appraiser.G', code: 'criteriaNotMet' }]);
    expect([next.state, next.context.deadlines]).toEqual(['rejected', []]);
  });

  it('the nominating unit withdraws until the deciding step, also while returned', () => {
    expect(decided(clerk(submitted()), withdraw()).to).toBe('withdrawn');
    const returned = after(as(submitted(), 'appraiser', 'G'), giveBack(submitted()));
    expect(decided(clerk(returned), withdraw()).next).toMatchObject({
      state: 'withdrawn',
      context: { deadlines: [], returnTo: null },
    });
    expect(when(clerk(climbTo(submitted(), 'awaitingDecision')), withdraw())).toMatchObject({ refused: 'not-now' });
  });

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

  it('an ended nomination takes no command', () => {
    const ended = after(clerk(submitted()), withdraw());
    for (const command of [
      recommend(ended),
      giveBack(ended),
      reject(ended),
      confirm(ended),
      override(ended),
      recuse(),
      withdraw(),
    ]) {
      expect(when(as(ended, 'clerk', 'G'), command)).toMatchObject({ refused: 'not-now' });
    }
  });

  it('a draft takes no command but Submit', () => {
    for (const command of [recuse(), declareRelation(), withdraw(), resubmit(), retract(draft()), recommend(draft())]) {
      expect(when(draft(), command)).toMatchObject({ refused: 'not-now' });
    }
  });
});

describe('Recuse and DeclareRelation', () => {
  it('bind the reviewing capacity of whoever declares, and change nothing else', () => {
    const world = as(submitted(), 'signer', 'C');
    expect(decided(world, recuse()).facts).toEqual([{ type: 'Recused', person: 'signer.C' }]);
    const related = after(world, declareRelation());
    expect(related.nomination?.context.recused).toEqual(['signer.C']);
    expect(state(related)).toBe('appraisal@G');
    const waiting = as(climbTo(related, 'signature@C'), 'signer', 'C');
    expect(when(waiting, recommend(waiting))).toMatchObject({ refused: 'conflict-of-interest', observed: 'recused' });
  });

  it('twice is recorded twice and binds once', () => {
    const once = after(as(submitted(), 'signer', 'C'), recuse());
    expect(after(once, recuse()).nomination?.context.recused).toEqual(['signer.C']);
  });
});

describe('Retract', () => {
  const world = { ...as(submitted(), 'appraiser', 'G'), releaseSeconds: 10 };
  const unreleased = after(world, recommend(world));
  const soon = at(unreleased, '2026-09-08T02:00:09.999Z');

  it('within the release, by the same person, restores the state, the clocks and the approval', () => {
    const decision = decided(soon, retract(soon));
    expect(decision.facts).toEqual([{ type: 'Retracted', seq: 1 }]);
    expect(decision.voidedApprovals).toEqual([{ step: 'appraisal@G', person: 'appraiser.G' }]);
    expect(decision.next).toEqual(world.nomination);
  });

  it('lets the same person decide again', () => {
    const again = at(after(soon, retract(soon)), '2026-09-08T02:00:20.000Z');
    expect(decided(again, recommend(again)).to).toBe('signature@G');
  });

  it('comes too late when the entry is released', () => {
    expect(when(at(unreleased, '2026-09-08T02:00:10.000Z'), retract(unreleased))).toMatchObject({ refused: 'not-now' });
  });

  it('is for the same person and the last entry only', () => {
    expect(when(as(soon, 'appraiser', 'G', 'somebody'), retract(soon))).toMatchObject({ refused: 'wrong-seat' });
    expect(when(soon, { type: 'Retract', seq: 1 })).toMatchObject({ refused: 'not-last-entry', needed: '2' });
  });

  it('takes back a return and a rejection too, and nothing without a release', () => {
    for (const command of [giveBack(world), reject(world)]) {
      const done = after(world, command);
      expect(decided(done, retract(done)).next).toEqual(world.nomination);
    }
    const at0 = { ...world, releaseSeconds: 0 };
    const done = after(at0, recommend(at0));
    expect(done.nomination?.undo).toBeNull();
    expect(when(done, retract(done))).toMatchObject({ refused: 'not-now' });
  });

  it('until the release everybody else waits, the actor too', () => {
    expect(when(as(soon, 'signer', 'G'), recommend(soon))).toMatchObject({ refused: 'not-released' });
    expect(when(clerk(soon), withdraw())).toMatchObject({ refused: 'not-released' });
    expect(when(soon, recuse())).toMatchObject({ refused: 'not-released' });
  });

  it('cannot take back a submission', () => {
    const sent = after({ ...draft(), releaseSeconds: 10 }, submit());
    expect(when(sent, retract(sent))).toMatchObject({ refused: 'not-now' });
  });
});

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
    expect(decision).toMatchObject({ to: 'appraisal@G', late: false, next: { context: { deadlines: [] } } });
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
