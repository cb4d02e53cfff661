import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { person } from '../../../../test/support/law.js';
import { annullable, composeRefusal, decideDiscard, decideIssue, decideSign, documentToSign } from './decide.js';
import { evolveDocument, formatNumber } from './document.js';
import type { DecisionDocument, DocumentFact, DocumentItem, DocumentWorld } from './document.js';

const item = (over: Partial<DocumentItem> = {}): DocumentItem => ({
  nomination: 'n1',
  code: 'HS-2026-00001',
  state: 'awaitingDecision',
  decidingUnit: 'F',
  decidingLevel: 'federation',
  award: 'UNION_CERT_VGCL',
  subject: { type: 'person', id: 'subject' },
  subjectPerson: 'subject',
  year: 2026,
  occasion: 'annual',
  nominator: 'clerk.G',
  barred: [],
  approvals: [
    { step: 'appraisal@G', person: 'appraiser.G' },
    { step: 'appraisal@F', person: 'appraiser.F' },
  ],
  holds: [],
  releasedAt: null,
  otherDocument: null,
  changedSinceSigned: false,
  ...over,
});
const draft: DecisionDocument = {
  state: 'draft',
  body: 'F',
  kind: 'QĐ',
  capacity: 'TM',
  items: ['n1', 'n2'],
  signer: null,
  number: null,
  year: null,
  date: null,
};
const second = item({ nomination: 'n2', code: 'HS-2026-00002' });
const signing = (over: Partial<DocumentWorld> = {}): DocumentWorld => ({
  at: '2026-12-31T17:30:00.000Z',
  actor: person('F', 'signer'),
  visible: true,
  elevated: true,
  document: draft,
  items: [item(), second],
  nextNumber: 5,
  ...over,
});
const signed: DecisionDocument = { ...draft, state: 'signed', signer: 'signer.F' };
const issuing = (over: Partial<DocumentWorld> = {}) =>
  signing({ actor: person('F', 'clerk'), document: signed, ...over });
const withItem = (over: Partial<DocumentItem>) => [item(), { ...second, ...over }];

describe('signing a decision document', () => {
  it('approves every listed nomination for the deciding unit', () => {
    expect(decideSign(signing())).toMatchObject({
      from: 'draft',
      to: 'signed',
      facts: [{ type: 'DocumentSigned', body: 'F', capacity: 'TM', signer: 'signer.F', items: ['n1', 'n2'] }],
      newApprovals: [
        { nomination: 'n1', step: 'decision@F' },
        { nomination: 'n2', step: 'decision@F' },
      ],
    });
  });

  it('needs a signer of the body who has signed in again', () => {
    expect(decideSign(signing({ elevated: false }))).toMatchObject({ refused: 'elevation-needed' });
    expect(decideSign(signing({ actor: person('F', 'clerk') }))).toMatchObject({
      refused: 'wrong-seat',
      needed: 'signer@F',
    });
    expect(decideSign(signing({ actor: person('C', 'signer') }))).toMatchObject({ refused: 'wrong-seat' });
    const foreign = { ...person('F', 'signer'), as: 'seat.of.another' };
    expect(decideSign(signing({ actor: foreign }))).toMatchObject({
      refused: 'wrong-seat',
      observed: 'seat.of.another',
    });
    expect(decideSign(signing({ visible: false }))).toEqual({ refused: 'not-found' });
  });

  it.each<[string, Partial<DocumentItem>, string]>([
    ['its subject', { subjectPerson: 'signer.F' }, 'conflict-of-interest'],
    ['its nominator', { nominator: 'signer.F' }, 'conflict-of-interest'],
    ['bound by a recusal or relation', { barred: ['signer.F'] }, 'conflict-of-interest'],
    [
      'its reviewer in another unit',
      { approvals: [{ step: 'signature@C', person: 'signer.F' }] },
      'already-acted-elsewhere',
    ],
    [
      'its appraiser in this unit',
      { approvals: [{ step: 'appraisal@F', person: 'signer.F' }] },
      'steps-not-combinable',
    ],
  ])('is refused where the signer is %s, naming the item', (_what, over, refused) => {
    expect(decideSign(signing({ items: withItem(over) }))).toMatchObject({
      refused,
      observed: 'HS-2026-00002',
      data: { items: [{ nomination: 'n2', refused }] },
    });
  });

  it('lets one person appraise and sign where the procedure does', () => {
    const approvals = [{ step: 'appraisal@F', person: 'signer.F' }];
    expect(decideSign(signing({ items: withItem({ approvals, combinable: ['appraisal'] }) }))).toMatchObject({
      to: 'signed',
    });
  });

  it('happens to a draft only', () => {
    expect(decideSign(signing({ document: signed }))).toMatchObject({ refused: 'not-now', observed: 'signed' });
  });
});

describe('composing and issuing', () => {
  const cases: [string, Partial<DocumentItem>, string][] = [
    ['is no longer awaiting its decision', { state: 'returned' }, 'not-awaiting-decision'],
    ['is decided by another unit', { decidingUnit: 'C' }, 'not-awaiting-decision'],
    ['stands in another open document', { otherDocument: 'd2' }, 'in-other-document'],
    ['is not released yet', { releasedAt: '2026-12-31T17:30:00.001Z' }, 'not-released'],
  ];

  it.each(cases)('is refused as a whole when an item %s', (_what, over, refused) => {
    const items = withItem(over);
    const expected = { refused, observed: 'HS-2026-00002' };
    expect(composeRefusal(signing({ actor: person('F', 'clerk'), items }))).toMatchObject(expected);
    expect(decideSign(signing({ items }))).toMatchObject(expected);
    expect(decideIssue(issuing({ items }))).toMatchObject(expected);
  });

  it('names every item that stands in the way', () => {
    const items = [item({ state: 'returned' }), { ...second, state: 'rejected' }];
    expect(decideIssue(issuing({ items }))).toMatchObject({ observed: 'HS-2026-00001, HS-2026-00002' });
  });

  it('an item that changed since it was signed for is not issued', () => {
    const items = withItem({ changedSinceSigned: true });
    expect(decideIssue(issuing({ items }))).toMatchObject({ refused: 'stale-revision', observed: 'HS-2026-00002' });
  });

  it('a held item may be listed and not issued', () => {
    const items = withItem({ holds: ['h1'] });
    expect(composeRefusal(signing({ actor: person('F', 'clerk'), items }))).toBeNull();
    expect(decideIssue(issuing({ items }))).toMatchObject({ refused: 'held' });
  });

  it('is the work of the clerk of the body', () => {
    expect(composeRefusal(signing())).toMatchObject({ refused: 'wrong-seat', needed: 'clerk@F' });
    expect(decideIssue(issuing({ actor: person('F', 'signer') }))).toMatchObject({ refused: 'wrong-seat' });
    expect(decideIssue(issuing({ elevated: false }))).toMatchObject({ refused: 'elevation-needed' });
    expect(decideIssue(issuing({ document: draft }))).toMatchObject({ refused: 'not-now' });
  });

  it('gives no other number than the one that was shown', () => {
    expect(decideIssue(issuing({ shownNumber: 5 }))).toMatchObject({ type: 'Issue', next: { number: 5 } });
    expect(decideIssue(issuing({ shownNumber: 4 }))).toEqual({ refused: 'number-taken', observed: '4', needed: '5' });
  });

  it('can be annulled once issued, while an award of it stands', () => {
    const issued = { document: { ...signed, state: 'issued', number: 5 } as const };
    const stands = [item(), { ...second, state: 'commended', grantedBy: 'd1' }];
    expect(annullable(issuing({ ...issued, items: stands }), 'd1')).toBeNull();
    expect(annullable(issuing({ ...issued, items: stands }), 'd2')).toMatchObject({ refused: 'not-now' });
    expect(annullable(issuing(issued), 'd1')).toMatchObject({ refused: 'not-now' });
    expect(annullable(issuing({ items: stands }), 'd1')).toMatchObject({ refused: 'not-now' });
  });

  it('gives number and date together, in the year it is in Vietnam, and one grant per item', () => {
    expect(decideIssue(issuing())).toMatchObject({
      to: 'issued',
      facts: [{ type: 'DocumentIssued', number: 5, year: 2027, date: '2027-01-01', items: ['n1', 'n2'] }],
      next: { state: 'issued', number: 5, signer: 'signer.F' },
    });
    const answer = decideIssue(issuing());
    const [fact] = 'facts' in answer ? answer.facts : [];
    expect(fact?.type === 'DocumentIssued' && fact.grants).toEqual([
      {
        nomination: 'n1',
        award: 'UNION_CERT_VGCL',
        subject: { type: 'person', id: 'subject' },
        level: 'federation',
        year: 2026,
        occasion: 'annual',
      },
      expect.objectContaining({ nomination: 'n2' }),
    ]);
  });
});

describe('discarding', () => {
  const clerk = person('F', 'clerk');

  it('gives up a draft or a signed document, whose approvals are void then', () => {
    expect(decideDiscard(signing({ actor: clerk }))).toMatchObject({ to: 'discarded', voidedApprovals: [] });
    expect(decideDiscard(issuing())).toMatchObject({
      to: 'discarded',
      voidedApprovals: [
        { nomination: 'n1', step: 'decision@F', person: 'signer.F' },
        { nomination: 'n2', step: 'decision@F', person: 'signer.F' },
      ],
    });
  });

  it('never touches what was issued, and is not the signer’s', () => {
    expect(decideDiscard(issuing({ document: { ...signed, state: 'issued' } }))).toMatchObject({ refused: 'not-now' });
    expect(decideDiscard(signing())).toMatchObject({ refused: 'wrong-seat' });
    expect(decideDiscard(issuing({ visible: false }))).toEqual({ refused: 'not-found' });
    expect(decideIssue(issuing({ visible: false }))).toEqual({ refused: 'not-found' });
    expect(composeRefusal(issuing({ visible: false }))).toEqual({ refused: 'not-found' });
  });
});

describe('the fold of a document', () => {
  it('needs nothing but its facts, from the first one on', () => {
    const sign = decideSign(signing());
    const issue = decideIssue(issuing());
    if (!('facts' in sign) || !('facts' in issue)) throw new Error('decided');
    const facts = JSON.parse(JSON.stringify([...sign.facts, ...issue.facts])) as DocumentFact[];
    expect(facts.reduce<DecisionDocument | null>(evolveDocument, null)).toEqual(issue.next);
    const given = decideDiscard(signing({ actor: person('F', 'clerk') }));
    expect('facts' in given && given.facts.reduce<DecisionDocument | null>(evolveDocument, null)).toMatchObject({
      state: 'discarded',
    });
  });

  it('is never issued before it was signed', () => {
    const issued: DocumentFact = {
      type: 'DocumentIssued',
      number: 1,
      year: 2026,
      date: '2026-01-01',
      items: [],
      grants: [],
    };
    expect(() => evolveDocument(null, issued)).toThrow('before it was signed');
  });

  it('tells the signer that a document waits', () => {
    expect(documentToSign(draft)).toEqual([
      { topic: 'documentToSign', to: { kind: 'seats', unit: 'F', role: 'signer' } },
    ]);
  });
});

describe('number and symbol', () => {
  it('have two digits below ten and no more above', () => {
    expect(formatNumber(5, 'QĐ', 'TLĐ')).toBe('05/QĐ-TLĐ');
    expect(formatNumber(215, 'QĐ', 'TLĐ')).toBe('215/QĐ-TLĐ');
  });

  it('differ for different numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), (n) =>
        expect(parseInt(formatNumber(n, 'QĐ', 'TLĐ'), 10)).toBe(n),
      ),
    );
  });
});
