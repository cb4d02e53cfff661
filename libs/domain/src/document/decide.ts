import { DECISION } from '../authority/separation.js';
import { localDate } from '../calendar/index.js';
import type { Notice, Refusal } from '../nomination/world.js';
import { partsOfStep, type Role } from '../vocabulary.js';
import { evolveDocument } from './document.js';
import type {
  DecisionDocument,
  DocumentDecision,
  DocumentFact,
  DocumentItem,
  DocumentVerdict,
  DocumentWorld,
  Grant,
  ItemRefusal,
} from './document.js';

/**
 * Whether the clerk of the body may compose, or go on composing, this draft: every item awaits the decision of this
 * unit, is released, and is in no other open document. Null when nothing is against it.
 */
export function composeRefusal(world: DocumentWorld): Refusal | null {
  return (
    notVisible(world) ?? wrongState(world, ['draft']) ?? wrongSeat(world, 'clerk') ?? itemsRefusal(world, [notOpen])
  );
}

/**
 * The signer of the body signs: after signing in again, for items that await this unit's decision, and none in which
 * they have an interest or acted before (model.md 9, reliability.md 8). Every item gets the unit's approval.
 */
export function decideSign(world: DocumentWorld): DocumentVerdict {
  const { document, actor } = world;
  const no =
    notVisible(world) ??
    wrongState(world, ['draft']) ??
    wrongSeat(world, 'signer') ??
    notElevated(world) ??
    itemsRefusal(world, [notOpen, notEligible, (item) => notSeparate(item, actor.person)]);
  if (no) return no;
  return conclude(
    world,
    'Sign',
    { type: 'DocumentSigned', ...listing(document), signer: actor.person },
    {
      newApprovals: document.items.map((nomination) => ({ nomination, step: stepSigned(world, nomination) })),
    },
  );
}

/**
 * The clerk of the body issues: number and date together, the year being that of the date in Vietnam. Nothing is
 * issued in part: one item that is held, unreleased, elsewhere or another than was signed for refuses the whole, and is named.
 */
export function decideIssue(world: DocumentWorld): DocumentVerdict {
  const no =
    notVisible(world) ??
    wrongState(world, ['signed']) ??
    wrongSeat(world, 'clerk') ??
    notElevated(world) ??
    itemsRefusal(world, [notOpen, unchanged, held, noQuota]) ??
    quotaRefusal(world);
  if (no) return no;
  const date = localDate(world.at);
  return conclude(world, 'Issue', {
    type: 'DocumentIssued',
    number: world.nextNumber,
    year: Number(date.slice(0, 4)),
    date,
    items: world.document.items,
    grants: world.document.kind === 'QĐ' ? world.items.map(grantOf) : [],
  });
}

/** The clerk of the body gives the document up; its items may be listed again, its signature's approvals are void. */
export function decideDiscard(world: DocumentWorld): DocumentVerdict {
  const no = notVisible(world) ?? wrongState(world, ['draft', 'signed']) ?? wrongSeat(world, 'clerk');
  if (no) return no;
  const { document } = world;
  const { signer } = document;
  return conclude(
    world,
    'Discard',
    { type: 'DocumentDiscarded', ...listing(document) },
    {
      voidedApprovals:
        signer === null
          ? []
          : document.items.map((nomination) => ({ nomination, step: stepSigned(world, nomination), person: signer })),
    },
  );
}

/** Whom a finished draft waits for. */
export function documentToSign(document: DecisionDocument): readonly Notice[] {
  return toBody(document, 'signer');
}

/** A letter is its unit's signature of the step that each nomination waits in; a decision, that of the deciding unit. */
function stepSigned({ document, items }: DocumentWorld, nomination: string): string {
  const item = items.find((i) => i.nomination === nomination);
  return document.kind === 'TTr' && item ? item.state : decisionStep(document);
}

/** Key under which the signature of the deciding unit stands among the approvals: `decision@<unit>`. */
export function decisionStep(document: DecisionDocument): string {
  return `${DECISION}@${document.body}`;
}

function conclude(
  world: DocumentWorld,
  type: DocumentDecision['type'],
  fact: DocumentFact,
  more: Partial<Pick<DocumentDecision, 'newApprovals' | 'voidedApprovals' | 'notices'>> = {},
): DocumentDecision {
  const from = world.document.state;
  const next = evolveDocument(world.document, fact);
  return {
    type,
    from,
    to: next.state,
    facts: [fact],
    next,
    newApprovals: [],
    voidedApprovals: [],
    notices: [],
    ...more,
  };
}

function toBody(document: DecisionDocument, role: Role): readonly Notice[] {
  return [{ topic: 'documentToSign', to: { kind: 'seats', unit: document.body, role } }];
}

function notVisible({ visible }: DocumentWorld): Refusal | null {
  return visible ? null : { refused: 'not-found' };
}

function wrongState({ document }: DocumentWorld, states: readonly string[]): Refusal | null {
  if (states.includes(document.state)) return null;
  return { refused: 'not-now', observed: document.state, needed: states.join(', ') };
}

function wrongSeat({ actor, document }: DocumentWorld, role: Role): Refusal | null {
  const seat = actor.seats.find((s) => s.id === actor.as);
  if (seat?.role === role && seat.unit === document.body) return null;
  const needed = `${role}@${document.body}`;
  return { refused: 'wrong-seat', observed: seat ? `${seat.role}@${seat.unit}` : actor.as, needed, clearedBy: needed };
}

function notElevated({ elevated }: DocumentWorld): Refusal | null {
  return elevated ? null : { refused: 'elevation-needed', needed: 'password' };
}

type ItemCheck = (item: DocumentItem, world: DocumentWorld) => Omit<ItemRefusal, 'nomination' | 'code'> | null;

/** The first thing that each item has against it; the refusal names every such item. */
function itemsRefusal(world: DocumentWorld, checks: readonly ItemCheck[]): Refusal | null {
  const refused = world.items.flatMap((item): ItemRefusal[] => {
    const answers = checks.map((check) => check(item, world));
    const first = answers.find((a) => a !== null);
    return first ? [{ nomination: item.nomination, code: item.code, ...first }] : [];
  });
  const [first] = refused;
  if (!first) return null;
  return { refused: first.refused, observed: refused.map((r) => r.code).join(', '), data: { items: refused } };
}

function notOpen(item: DocumentItem, { at, document }: DocumentWorld): ReturnType<ItemCheck> {
  if (document.kind === 'TTr' && (item.waitingKind !== 'signature' || item.decidingUnit !== document.body)) {
    return { refused: 'not-awaiting-step', observed: item.state };
  }
  if (document.kind === 'QĐ' && item.state !== 'awaitingDecision')
    return { refused: 'not-awaiting-decision', observed: item.state };
  if (item.decidingUnit !== document.body) return { refused: 'not-awaiting-decision', observed: item.decidingUnit };
  if (item.otherDocument !== null) return { refused: 'in-other-document', observed: item.otherDocument };
  if (item.releasedAt !== null && item.releasedAt > at) return { refused: 'not-released', observed: item.releasedAt };
  return null;
}

function unchanged({ changedSinceSigned }: DocumentItem): ReturnType<ItemCheck> {
  return changedSinceSigned ? { refused: 'stale-revision', observed: 'changed since it was signed' } : null;
}

/** A decision looked at its criteria step by step; a letter signs for many at once and passes nobody over. */
function notEligible(item: DocumentItem, { document }: DocumentWorld): ReturnType<ItemCheck> {
  return document.kind === 'TTr' && item.notEligible ? { refused: 'criteria-block' } : null;
}

function noQuota(item: DocumentItem): ReturnType<ItemCheck> {
  return item.quota === null ? { refused: 'quota-not-set', observed: item.state } : null;
}

/** Nothing goes up in part: a letter with more nominations than its unit has places is refused as a whole. */
function quotaRefusal({ items }: DocumentWorld): Refusal | null {
  const quotas = new Map(items.flatMap((i) => (i.quota ? [[i.quota.id, i.quota] as const] : [])));
  for (const { id, cap, used } of quotas.values()) {
    const wanted = items.filter((i) => i.quota?.id === id).length;
    if (used + wanted <= cap) continue;
    return {
      refused: 'quota-exhausted',
      observed: String(used + wanted),
      needed: `≤ ${cap}`,
      clearedBy: 'clerk',
      data: { quota: id, cap, used, wanted, remaining: Math.max(0, cap - used) },
    };
  }
  return null;
}

function held({ holds }: DocumentItem): ReturnType<ItemCheck> {
  return holds.length === 0 ? null : { refused: 'held', observed: holds.join(', ') };
}

/** The signer is not the subject, not the nominator, not bound, and acted in no other stage and no other step of this one. */
function notSeparate(item: DocumentItem, person: string): ReturnType<ItemCheck> {
  if (person === item.subjectPerson) return { refused: 'conflict-of-interest', observed: 'subject' };
  if (person === item.nominator) return { refused: 'conflict-of-interest', observed: 'nominator' };
  if (item.barred.includes(person)) return { refused: 'conflict-of-interest', observed: 'recused' };
  const own = item.approvals.filter((a) => a.person === person);
  const elsewhere = own.find((a) => partsOfStep(a.step)?.unit !== item.decidingUnit);
  if (elsewhere) return { refused: 'already-acted-elsewhere', observed: elsewhere.step };
  const here = own.find((a) => !item.combinable?.includes(partsOfStep(a.step)?.step ?? ''));
  return here ? { refused: 'steps-not-combinable', observed: here.step } : null;
}

function listing({ body, kind, capacity, items }: DecisionDocument) {
  return { body, kind, capacity, items };
}

function grantOf({ nomination, award, subject, decidingLevel, year, occasion, theme, money }: DocumentItem): Grant {
  return {
    nomination,
    award,
    subject,
    level: decidingLevel,
    year,
    occasion,
    ...(theme === undefined ? {} : { theme }),
    ...(money ? { money } : {}),
  };
}
