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
  draft,
  giveBack,
  recommend,
  recuse,
  reject,
  submit,
  withdraw,
} from '../../../../test/support/law.js';
import { noticeTopics } from '../vocabulary.js';
import type { Command } from './commands.js';
import { deadlineNear } from './notices.js';
import { whoIsTold } from './who-is-told.js';
import type { Notice, World } from './world.js';

const submitted = after(draft(), submit());
const appraiser = as(submitted, 'appraiser', 'G');
const told = (notices: readonly Notice[]) =>
  notices.map(({ topic, to }) => {
    if (to.kind === 'seats') return `${topic} ${to.role}@${to.unit}`;
    return `${topic} ${to.kind === 'person' ? to.person : 'subject'}`;
  });
const notices = (world: World, command: Command) => told(decided(world, command).notices);
const overdue = (world: World) => {
  const due = world.nomination?.context.deadlines.find((d) => d.state === 'pending');
  const then = asSystem(at(world, '2027-01-10T00:00:00.000Z'), 'deadline');
  return notices(then, { type: 'Lapse', deadline: due?.id ?? '' });
};

describe('who is told what', () => {
  it('whoever holds the role of the step that is entered', () => {
    expect(notices(draft(), submit())).toEqual(['stepWaiting appraiser@G']);
    expect(notices(appraiser, recommend(submitted))).toEqual(['stepWaiting signer@G']);
    const last = as(climbTo(submitted, 'appraisal@F'), 'appraiser', 'F');
    expect(notices(last, recommend(last))).toEqual(['stepWaiting clerk@F']);
  });

  it('the nominating unit and the nominator of a return and of a rejection', () => {
    expect(notices(appraiser, giveBack(submitted))).toEqual(['returned clerk@G', 'returned clerk.G']);
    expect(notices(appraiser, reject(submitted))).toEqual(['rejected clerk@G', 'rejected clerk.G']);
  });

  it('the subject and the nominator of the commendation', () => {
    const waiting = asSystem(climbTo(submitted, 'awaitingDecision'), 'act');
    expect(notices(waiting, commended())).toEqual(['commended subject', 'commended clerk.G']);
  });

  it('whoever had it, of a withdrawal; while returned, whoever asked', () => {
    expect(notices(as(submitted, 'clerk', 'G'), withdraw())).toEqual(['withdrawn appraiser@G']);
    const atC = climbTo(submitted, 'signature@C');
    const returned = after(as(atC, 'signer', 'C'), giveBack(atC));
    expect(notices(as(returned, 'clerk', 'G'), withdraw())).toEqual(['withdrawn signer@C']);
  });

  it('the holders of the step and the role it escalates to, of a lapse', () => {
    expect(overdue(submitted)).toEqual(['deadlineLapsed appraiser@G', 'deadlineLapsed signer@G']);
  });

  it('the nominating unit that its time is over, and the step that the file is back', () => {
    const returned = after(appraiser, giveBack(submitted));
    expect(overdue(returned)).toEqual([
      'supplementLapsed clerk@G',
      'supplementLapsed clerk.G',
      'stepWaiting appraiser@G',
    ]);
  });

  it('whoever has to act, before a deadline', () => {
    const { nomination, procedure } = submitted;
    if (!nomination) throw new Error('submitted');
    expect(told(deadlineNear(procedure, nomination, 'appraisal@G'))).toEqual(['deadlineNear appraiser@G']);
    expect(told(deadlineNear(procedure, nomination, 'returned'))).toEqual([
      'deadlineNear clerk@G',
      'deadlineNear clerk.G',
    ]);
  });

  it('nobody of what binds only the person who says it, or is confirmed on the way', () => {
    expect(notices(appraiser, recuse())).toEqual([]);
    expect(notices(appraiser, confirm(submitted))).toEqual([]);
  });

  it('every topic stands in the table of the documentation', () => {
    const documents = ['documentToSign'];
    expect([...new Set(whoIsTold.map((t) => t.topic)), ...documents].sort()).toEqual([...noticeTopics].sort());
  });
});
