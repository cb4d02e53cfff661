import { describe, expect, it } from '@jest/globals';
import {
  after,
  as,
  asSystem,
  climbTo,
  commended,
  confirm,
  declareRelation,
  draft,
  giveBack,
  override,
  person,
  recommend,
  recuse,
  reject,
  resubmit,
  retract,
  seat,
  submit,
  withdraw,
} from '../../../../test/support/law.js';
import type { Command } from '../nomination/commands.js';
import type { World } from '../nomination/world.js';
import { standardProcedure } from '../procedure/standard.js';
import { roles, type Role } from '../vocabulary.js';
import { authorise } from './authorise.js';

const submitted = after(draft(), submit());
const states: Readonly<Record<string, World>> = {
  draft: draft(),
  'appraisal@G': submitted,
  'signature@G': climbTo(submitted, 'signature@G'),
  'appraisal@C': climbTo(submitted, 'appraisal@C'),
  returned: after(as(climbTo(submitted, 'appraisal@C'), 'appraiser', 'C'), giveBack(climbTo(submitted, 'appraisal@C'))),
  awaitingDecision: climbTo(submitted, 'awaitingDecision'),
  rejected: after(as(submitted, 'appraiser', 'G'), reject(submitted)),
};
const commands: Readonly<Record<string, (world: World) => Command>> = {
  Submit: submit,
  Resubmit: resubmit,
  Recommend: recommend,
  Return: giveBack,
  Reject: reject,
  Confirm: confirm,
  Override: override,
  Recuse: recuse,
  Withdraw: withdraw,
};

/** Every seat of every unit, held by somebody who has nothing to do with the nomination, that may give the command. */
function whoMay(world: World, command: Command, flags: Parameters<typeof as>[4] = []): readonly string[] {
  const places = ['G', 'C', 'F'].flatMap((unit) => roles.map((role) => ({ unit, role })));
  return places
    .filter(({ unit, role }) => 'allow' in authorise(as(world, role, unit, `new.${unit}`, flags), command))
    .map(({ unit, role }) => `${role}@${unit}`);
}

/** State and command, and the only seats that may. Whatever is not in the table, nobody may. */
const table: readonly (readonly [state: string, command: string, seats: readonly string[]])[] = [
  ['draft', 'Submit', ['clerk@G']],
  ['appraisal@G', 'Recommend', ['appraiser@G']],
  ['appraisal@G', 'Return', ['appraiser@G']],
  ['appraisal@G', 'Reject', ['appraiser@G']],
  ['appraisal@G', 'Confirm', ['appraiser@G']],
  ['signature@G', 'Recommend', ['signer@G']],
  ['signature@G', 'Return', ['signer@G']],
  ['signature@G', 'Reject', ['signer@G']],
  ['appraisal@C', 'Recommend', ['appraiser@C']],
  ['appraisal@C', 'Return', ['appraiser@C']],
  ['appraisal@C', 'Reject', ['appraiser@C']],
  ['appraisal@C', 'Confirm', ['appraiser@C']],
  ['awaitingDecision', 'Return', ['clerk@F', 'signer@F']],
  ['awaitingDecision', 'Reject', ['clerk@F', 'signer@F']],
];

describe('who may do what', () => {
  const reviewing = ['Recommend', 'Return', 'Reject', 'Confirm', 'Override'];

  for (const [state, world] of Object.entries(states)) {
    it.each(reviewing)(`in ${state}, %s is for the seats of the table and for no other`, (command) => {
      const given = commands[command]?.(world) ?? submit();
      const allowed = table.find(([s, c]) => s === state && c === command)?.[2] ?? [];
      expect(whoMay(world, given)).toEqual(allowed);
    });

    it(`in ${state}, only the clerk of the nominating unit submits, resubmits and withdraws`, () => {
      for (const command of [submit(), resubmit(), withdraw()]) expect(whoMay(world, command)).toEqual(['clerk@G']);
    });

    it(`in ${state}, anybody may step aside`, () => {
      expect(whoMay(world, recuse())).toHaveLength(3 * roles.length);
      expect(whoMay(world, declareRelation())).toHaveLength(3 * roles.length);
    });
  }

  it('from papers, a clerk of the entering unit submits, and both units’ clerks see to it afterwards', () => {
    const papers = (enteredBy: string) => draft(3, { proposal: { ...draft().proposal, enteredBy } });
    expect(whoMay(papers('C'), submit())).toEqual(['clerk@C']);
    expect(whoMay(papers('F'), submit())).toEqual(['clerk@F']);
    // A unit beside it, or one that is no longer above it, enters nothing; nor does the nominating unit itself.
    expect('allow' in authorise(as(papers('X'), 'clerk', 'X'), submit())).toBe(false);
    expect(whoMay(papers('G'), submit())).toEqual([]);
    const entered = after(as(papers('C'), 'clerk', 'C'), submit());
    for (const command of [resubmit(), withdraw()]) expect(whoMay(entered, command)).toEqual(['clerk@G', 'clerk@C']);
  });

  it('whoever entered papers is their nominator, and reviews them in no seat', () => {
    const world = draft(3, { proposal: { ...draft().proposal, enteredBy: 'C' } });
    const entered = after(as(world, 'clerk', 'C', 'both'), submit());
    const answer = authorise(as(entered, 'appraiser', 'C', 'both'), recommend(entered));
    expect(answer).toMatchObject({ refused: 'conflict-of-interest', observed: 'nominator' });
    expect(authorise(as(entered, 'appraiser', 'C'), recommend(entered))).toMatchObject({ allow: true });
  });

  it('an override takes a flagged seat in the unit whose turn it is, and never an administrator or auditor', () => {
    const deciding = (unit: string) =>
      roles.filter((r) => r !== 'administrator' && r !== 'auditor').map((r) => `${r}@${unit}`);
    const may = (state: string) =>
      whoMay(states[state] ?? submitted, override(states[state] ?? submitted), ['override']);
    expect(may('appraisal@G')).toEqual(deciding('G'));
    expect(may('appraisal@C')).toEqual(deciding('C'));
    expect(may('returned')).toEqual(deciding('C'));
    expect(may('awaitingDecision')).toEqual([]);
    expect(may('rejected')).toEqual([]);
  });

  it('nobody acts in a seat that is not theirs', () => {
    const world = { ...submitted, actor: { ...person('G', 'appraiser'), as: 'seat.signer.G' } };
    expect(authorise(world, recommend(world))).toMatchObject({ refused: 'wrong-seat', observed: 'seat.signer.G' });
  });

  it('the acting seat is the one that is named, not the one that would fit', () => {
    const seats = [seat('G', 'clerk'), seat('G', 'appraiser')];
    const both = (acting: string): World => ({
      ...submitted,
      actor: { kind: 'person', person: 'x', seats, as: acting },
    });
    expect(authorise(both('seat.clerk.G'), recommend(submitted))).toMatchObject({ refused: 'wrong-seat' });
    expect(authorise(both('seat.appraiser.G'), recommend(submitted))).toMatchObject({
      allow: true,
      rule: 'step-role',
      seat: { id: 'seat.appraiser.G' },
    });
  });

  it('says what was observed, what was needed, and who can clear it', () => {
    const world = as(submitted, 'clerk', 'C');
    expect(authorise(world, recommend(world))).toMatchObject({
      refused: 'wrong-seat',
      observed: 'clerk@C',
      needed: 'appraiser@G',
      clearedBy: 'appraiser@G',
    });
  });

  it('only the same person takes back what they did', () => {
    const releasing = { ...as(submitted, 'appraiser', 'G'), releaseSeconds: 10 };
    const done = after(releasing, recommend(releasing));
    expect(authorise(done, retract(done))).toMatchObject({ allow: true, rule: 'same-person' });
    expect(authorise(as(done, 'appraiser', 'G', 'somebody'), retract(done))).toMatchObject({ refused: 'wrong-seat' });
  });

  it('the system records lapses and items of acts, each for itself, and nothing else', () => {
    const lapse: Command = { type: 'Lapse', deadline: 'x' };
    expect(authorise(asSystem(submitted, 'deadline'), lapse)).toMatchObject({ allow: true, seat: null });
    expect(authorise(asSystem(submitted, 'act'), commended())).toMatchObject({ allow: true, seat: null });
    expect(authorise(asSystem(submitted, 'act'), lapse)).toMatchObject({ refused: 'wrong-seat' });
    expect(authorise(asSystem(submitted, 'deadline'), commended())).toMatchObject({ refused: 'wrong-seat' });
    for (const command of [recommend(submitted), withdraw(), reject(submitted)]) {
      expect(authorise(asSystem(submitted, 'act'), command)).toMatchObject({ refused: 'wrong-seat' });
    }
    for (const command of [lapse, commended()]) {
      expect(authorise(as(submitted, 'signer', 'G'), command)).toMatchObject({
        refused: 'wrong-seat',
        needed: 'system',
      });
    }
  });
});

describe('separation of duties', () => {
  const reviewers = (world: World, name: string) =>
    [recommend(world), giveBack(world), reject(world), confirm(world)].map((command) =>
      authorise(as(world, 'appraiser', 'C', name), command),
    );
  const world = climbTo(submitted, 'appraisal@C');
  const all = (answer: object) => [answer, answer, answer, answer].map((a) => expect.objectContaining(a));

  it('the subject reviews nothing of it', () => {
    expect(reviewers(world, 'subject')).toEqual(all({ refused: 'conflict-of-interest', observed: 'subject' }));
  });

  it('the nominator reviews nothing of it, whatever seat they hold', () => {
    expect(reviewers(world, 'clerk.G')).toEqual(all({ refused: 'conflict-of-interest', observed: 'nominator' }));
  });

  it('whoever stepped aside reviews nothing of it, and still withdraws as clerk', () => {
    const aside = after(as(world, 'appraiser', 'C', 'kin'), declareRelation());
    expect(reviewers(aside, 'kin')).toEqual(all({ refused: 'conflict-of-interest', observed: 'recused' }));
    expect(authorise(as(aside, 'clerk', 'G', 'kin'), withdraw())).toMatchObject({ allow: true });
  });

  it('a relation that was declared in another nomination binds here too', () => {
    expect(reviewers({ ...world, related: ['kin'] }, 'kin')).toEqual(
      all({ refused: 'conflict-of-interest', observed: 'related' }),
    );
  });

  it('one person decides in the stage of one unit only', () => {
    expect(reviewers(world, 'appraiser.G')).toEqual(
      all({ refused: 'already-acted-elsewhere', observed: 'appraisal@G' }),
    );
  });

  it('an override is a review as well', () => {
    for (const name of ['subject', 'clerk.G', 'appraiser.G']) {
      expect(authorise(as(world, 'signer', 'C', name, ['override']), override(world))).toMatchObject({
        clearedBy: 'appraiser',
      });
    }
  });

  const atSignature = climbTo(world, 'signature@C');
  const sign = (procedure: World['procedure']) => {
    const acting = { ...as(atSignature, 'signer', 'C', 'appraiser.C'), procedure };
    return authorise(acting, recommend(acting));
  };

  it('one person does not appraise and sign in one unit', () => {
    expect(sign(standardProcedure)).toMatchObject({ refused: 'steps-not-combinable', observed: 'appraisal@C' });
  });

  it('unless the procedure lets them combine the steps', () => {
    const [stage] = standardProcedure.stages;
    const [appraisal, signature] = stage?.steps ?? [];
    if (!stage || !appraisal || !signature) throw new Error('the standard procedure has two steps');
    const combining = (steps: typeof stage.steps) => ({ ...standardProcedure, stages: [{ ...stage, steps }] });
    expect(sign(combining([{ ...appraisal, combine: ['signature'] }, signature]))).toMatchObject({ allow: true });
    expect(sign(combining([appraisal, { ...signature, combine: ['appraisal'] }]))).toMatchObject({ allow: true });
  });

  it('which steps combine is a matter of the stage of that unit', () => {
    const [stage] = standardProcedure.stages;
    const [appraisal, signature] = stage?.steps ?? [];
    if (!stage || !appraisal || !signature) throw new Error('the standard procedure has two steps');
    const free = { level: 'federation', steps: [{ ...appraisal, combine: ['signature'] }, signature] } as const;
    const strict = { level: 'any', steps: stage.steps } as const;
    expect(sign({ ...standardProcedure, stages: [strict, free] })).toMatchObject({ refused: 'steps-not-combinable' });
    const level2 = { ...free, level: 'level2_union' } as const;
    expect(sign({ ...standardProcedure, stages: [strict, level2] })).toMatchObject({ allow: true });
  });

  it('whoever appraised in the deciding unit does not reject there, unless the procedure says so', () => {
    const waiting = climbTo(atSignature, 'awaitingDecision');
    const acting = as(waiting, 'signer', 'F', 'appraiser.F');
    expect(authorise(acting, reject(acting))).toMatchObject({
      refused: 'steps-not-combinable',
      observed: 'appraisal@F',
    });
  });

  it('whoever signed the document of the deciding unit may still return a listed nomination', () => {
    const waiting = climbTo(atSignature, 'awaitingDecision');
    const signed = {
      step: 'decision@F',
      person: 'signer.F',
      revision: 1,
      inputs: { facts: [], items: [], hash: '' },
    } as const;
    const acting = as({ ...waiting, approvals: [...waiting.approvals, signed] }, 'signer', 'F');
    expect(authorise(acting, giveBack(acting))).toMatchObject({ allow: true });
  });
});

/** Roles as type, so that a new one fails this file until the table is thought over. */
const known: Readonly<Record<Role, true>> = {
  clerk: true,
  appraiser: true,
  signer: true,
  secretary: true,
  member: true,
  administrator: true,
  auditor: true,
};

it('the table was thought over for every role', () => {
  expect(Object.keys(known)).toEqual([...roles]);
});
