import { describe, expect, it } from '@jest/globals';
import { VIETNAM_CALENDAR } from '../calendar/index.js';
import { standardProcedure } from '../procedure/standard.js';
import { chartOf } from '../procedure/statechart.js';
import type { State } from '../vocabulary.js';
import type { NominationFact } from './facts.js';
import type { RouteStage } from './nomination.js';
import { passageOf } from './passage.js';
import { daysSpent, statusesOf, targetDays } from './progress.js';

const route: readonly RouteStage[] = [
  { unit: 'G', level: 'grassroots_union', steps: ['appraisal', 'signature'] },
  { unit: 'F', level: 'federation', steps: ['appraisal'] },
];
const fact = (type: string, more: object = {}) => ({ type, ...more }) as unknown as NominationFact;
type Told = readonly [day: string, from: State, to: State, ...facts: NominationFact[]];
const passage = (...told: readonly Told[]) =>
  passageOf(
    told.map(([day, from, to, ...facts], i) => ({ seq: i + 1, at: `2026-11-${day}T02:00:00.000Z`, from, to, facts })),
  );
const at = (day: string) => `2026-11-${day}T02:00:00.000Z`;

const submitted: Told = ['02', 'draft', 'appraisal@G'];
const agreed: Told = ['04', 'appraisal@G', 'signature@G', fact('Recommended')];
const upward: Told = ['05', 'signature@G', 'appraisal@F', fact('Recommended')];
const asked: Told = ['06', 'appraisal@F', 'returned', fact('Returned')];

describe('a passage', () => {
  it('tells of stays and moves in their order', () => {
    const { visits, moves } = passage(submitted, agreed);
    expect(visits.map((v) => [v.state, v.entered, v.left])).toEqual([
      ['draft', null, at('02')],
      ['appraisal@G', at('02'), at('04')],
      ['signature@G', at('04'), null],
    ]);
    expect(moves.map((m) => `${m.from} ${m.to}`)).toEqual(['draft appraisal@G', 'appraisal@G signature@G']);
    expect(passage().visits).toMatchObject([{ state: 'draft', entered: null, left: null }]);
  });

  it('does not tell what was taken back', () => {
    const back: Told = ['04', 'signature@G', 'appraisal@G', fact('Retracted', { seq: 1 })];
    expect(passage(submitted, agreed, back)).toEqual(passage(submitted));
  });

  it('passes a step whose approval stands, and counts both moves', () => {
    const again: Told = [
      '09',
      'returned',
      'appraisal@G',
      fact('Resubmitted'),
      fact('CarriedOver', { step: 'signature@G' }),
    ];
    const passing: Told = [
      '10',
      'appraisal@G',
      'appraisal@F',
      fact('Recommended'),
      fact('CarriedOver', { step: 'signature@G' }),
    ];
    const { visits, moves } = passage(submitted, agreed, upward, asked, again, passing);
    expect(moves.slice(3).map((m) => `${m.from} ${m.to}`)).toEqual([
      'appraisal@F returned',
      'returned appraisal@G',
      'appraisal@G signature@G',
      'signature@G appraisal@F',
    ]);
    expect(visits.filter((v) => v.state === 'signature@G').map((v) => [v.entered, v.left, v.carried])).toEqual([
      [at('04'), at('05'), false],
      [at('10'), at('10'), true],
    ]);
  });

  it('goes by the names that a reorganisation gave, without the steps that it dropped', () => {
    const steps = [
      { from: 'appraisal@G' },
      { from: 'signature@G', to: 'signature@H' },
      { from: 'appraisal@F', to: 'appraisal@F' },
    ];
    const { visits, moves, moved } = passage(submitted, agreed, [
      '09',
      'signature@G',
      'signature@H',
      fact('Rerouted', { steps }),
    ]);
    expect(visits.map((v) => [v.state, v.left])).toEqual([
      ['draft', at('02')],
      ['signature@H', null],
    ]);
    expect(moves).toEqual([]);
    expect(moved).toEqual([
      { at: at('09'), from: 'appraisal@G', to: null },
      { at: at('09'), from: 'signature@G', to: 'signature@H' },
    ]);
  });

  it('counts working days as deadlines do, without those on hold', () => {
    const first: Told = ['03', 'appraisal@G', 'appraisal@G', fact('Held', { hold: 'a' })];
    const second: Told = ['04', 'appraisal@G', 'appraisal@G', fact('Held', { hold: 'b' })];
    const one: Told = ['05', 'appraisal@G', 'appraisal@G', fact('Released', { hold: 'a' })];
    const last: Told = ['06', 'appraisal@G', 'appraisal@G', fact('Released', { hold: 'b' })];
    const days = (day: string, ...told: readonly Told[]) =>
      daysSpent(passage(submitted, ...told).visits, VIETNAM_CALENDAR, at(day));
    // Monday the 2nd to Monday the 16th: ten working days, three of them on hold.
    expect(days('16')).toBe(10);
    expect(days('16', first, second, one, last)).toBe(7);
    expect(days('16', first, second, one)).toBe(1);
    expect(passage(submitted, first, second, one).holds).toEqual(['b']);
    expect(daysSpent(passage().visits, VIETNAM_CALENDAR, at('16'))).toBeNull();
  });

  it('takes a hold along into the next state', () => {
    const hold: Told = ['03', 'appraisal@G', 'appraisal@G', fact('Held', { hold: 'a' })];
    const { visits } = passage(submitted, hold, agreed);
    expect(visits.slice(1).map((v) => v.held)).toEqual([[[at('03'), at('04')]], [[at('04'), null]]]);
  });
});

describe('the status of a state', () => {
  const chart = chartOf(standardProcedure, route);
  const statuses = (state: State, returnTo: State | null, ...told: readonly Told[]) =>
    Object.fromEntries(statusesOf(chart, passage(...told), { state, returnTo, route }));

  it('is past behind, current here, next ahead', () => {
    expect(statuses('signature@G', null, submitted, agreed)).toMatchObject({
      draft: 'past',
      'appraisal@G': 'past',
      'signature@G': 'current',
      'appraisal@F': 'next',
      returned: 'next',
      commended: 'next',
      rejected: 'next',
    });
  });

  it('of a step that lies ahead again is next, though it was done', () => {
    expect(statuses('returned', 'appraisal@F', submitted, agreed, upward, asked)).toMatchObject({
      'signature@G': 'past',
      'appraisal@F': 'next',
      returned: 'current',
      awaitingDecision: 'next',
    });
    const again: Told = ['09', 'returned', 'appraisal@G', fact('Resubmitted')];
    expect(statuses('appraisal@G', null, submitted, agreed, upward, asked, again)).toMatchObject({
      'signature@G': 'next',
      returned: 'past',
    });
  });

  it('is not taken where an outcome has left it behind, complaints aside', () => {
    const refused: Told = ['05', 'signature@G', 'rejected', fact('Rejected')];
    expect(statuses('rejected', null, submitted, agreed, refused)).toMatchObject({
      'signature@G': 'past',
      'appraisal@F': 'notTaken',
      returned: 'notTaken',
      commended: 'notTaken',
      rejected: 'current',
    });
  });
});

it('a target is what the procedure gives', () => {
  expect(targetDays(standardProcedure, route, 'signature@G')).toBe(10);
  expect(targetDays(standardProcedure, route, 'awaitingDecision')).toBe(10);
  expect(targetDays(standardProcedure, route, 'returned')).toBe(5);
  expect(targetDays(standardProcedure, route, 'draft')).toBeNull();
  expect(targetDays(standardProcedure, route, 'commended')).toBeNull();
});
