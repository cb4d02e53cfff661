import { describe, expect, it } from '@jest/globals';
import { after, asSystem, climbTo, decided, draft, commended } from '../../../../test/support/law.js';
import { VIETNAM_CALENDAR } from '../calendar/index.js';
import type { Command } from '../nomination/commands.js';
import { ANNULMENT_TERM } from '../procedure/definition.js';
import { quotaProcedure } from '../procedure/templates.js';
import { standardProcedure } from '../procedure/standard.js';
import { check } from '../procedure/check.js';
import { annulmentClocks, barsRepeat } from './annulment.js';
import { notApart } from './lines.js';
import type { DocumentItem } from './document.js';

const annulled: Command = { type: 'Annulled', document: 'document-2', act: 'act-2' };

describe('the place of an annulled award', () => {
  const quota = { id: 'quota-C', cap: 4, used: 0 };
  const levels = quotaProcedure.stages.filter((s) => s.level !== 'federation');
  const given = (places: 'nextRound' | 'thisRound' | undefined) => {
    const annulment = places && { annulment: { ...ANNULMENT_TERM, places } };
    const procedure = { ...quotaProcedure, stages: levels, ...annulment };
    const waiting = climbTo(draft(3, { procedure, quota }), 'awaitingDecision');
    return asSystem(after(asSystem(waiting, 'act'), commended()), 'act');
  };

  it('stays taken in its year and theme, so that only the next round has it', () => {
    for (const places of [undefined, 'nextRound'] as const) {
      const { next, facts } = decided(given(places), annulled);
      expect([next.state, next.context.quotas, facts.length]).toEqual(['annulled', ['quota-C'], 1]);
    }
  });

  it('goes back at once where the procedure says so', () => {
    const { next, facts } = decided(given('thisRound'), annulled);
    expect(facts).toMatchObject([{ type: 'Annulled' }, { type: 'QuotaReleased', quota: 'quota-C' }]);
    expect(next.context.quotas).toEqual([]);
  });
});

describe('the terms of an annulment', () => {
  it('are those that the unit set, and run over holidays', () => {
    const days = { ground: 'fraud', concludedOn: '2027-01-29', receivedOn: '2027-01-29' } as const;
    const set = { reportDays: 3, decideWorkingDays: 10, unit: 'workingDays' } as const;
    expect(annulmentClocks(VIETNAM_CALENDAR, { ...days, ...set })).toEqual({
      reportBy: '2027-02-03',
      decideBy: '2027-02-19',
    });
  });

  it('of no days keep a procedure from being published', () => {
    const annulment = { ...ANNULMENT_TERM, reportDays: 0 };
    expect(check({ ...standardProcedure, annulment }).map((p) => [p.place, p.code])).toEqual([
      ['annulment', 'no-clock'],
    ]);
  });

  it('what was made up is not claimed again; what was decided wrongly may be decided rightly', () => {
    expect(['fraud', 'falseFile', 'wrongAuthority', 'unlawfulProcedure'].map((g) => barsRepeat(g as 'fraud'))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

it('is signed by nobody who is its subject, nominated it, is bound, or reviewed it in another unit', () => {
  const item = {
    subjectPerson: 'subject',
    nominator: 'clerk.G',
    barred: ['kin'],
    approvals: [
      { step: 'appraisal@C', person: 'appraiser.C' },
      { step: 'decision@F', person: 'signer.F' },
    ],
  } as unknown as DocumentItem;
  const of = (person: string) => notApart('F')(item, person)?.refused ?? null;
  expect(['subject', 'clerk.G', 'kin', 'appraiser.C', 'signer.F'].map(of)).toEqual([
    'conflict-of-interest',
    'conflict-of-interest',
    'conflict-of-interest',
    'already-acted-elsewhere',
    null,
  ]);
});
