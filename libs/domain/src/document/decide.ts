import { actingSeat } from '../authority/acting.js';
import { DECISION } from '../authority/separation.js';
import { localDate } from '../calendar/index.js';
import type { Notice, Refusal } from '../nomination/world.js';
import type { Role } from '../vocabulary.js';
import type { AnnulmentGrounds } from './annulment.js';
import { evolveDocument } from './document.js';
import {
  held,
  itemsRefusal,
  noQuota,
  notApart,
  notEligible,
  notOpen,
  notSeparate,
  ofSigner,
  quotaRefusal,
  unchanged,
  withinSeat,
} from './lines.js';
import type {
  DecisionDocument,
  DocumentDecision,
  DocumentFact,
  DocumentItem,
  DocumentVerdict,
  DocumentWorld,
  Grant,
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
 * Whether the clerk of the body may compose a correction (đính chính) of an issued document: the original stays as it is, and each line
 * names a nomination that it lists. Refuses with `not-now` for a document that is not issued, or is itself a correction, and with
 * `unknown-reference`.
 */
export function correctionRefusal(original: DocumentWorld, nominations: readonly string[]): Refusal | null {
  const { document } = original;
  const stranger = nominations.find((n) => !document.items.includes(n));
  return (
    notVisible(original) ??
    wrongSeat(original, 'clerk') ??
    wrongState(original, ['issued']) ??
    (document.corrects || document.annuls ? { refused: 'not-now', observed: 'correction', needed: 'issued' } : null) ??
    (stranger === undefined ? null : { refused: 'unknown-reference', observed: stranger })
  );
}

/** Whether there is anything to annul in this document, before anything was chosen: an award of it that still stands. */
export function annullable(original: DocumentWorld, document: string): Refusal | null {
  const stands = original.items.some((i) => i.state === 'commended' && i.grantedBy === document);
  return correctionRefusal(original, []) ?? (stands ? null : { refused: 'not-now', needed: 'commended' });
}

/**
 * Whether the clerk of the body may compose an annulment of awards that its document gave. Refuses with `not-now` for a document that is
 * not issued and for awards that no longer stand, with `unknown-reference` for one it did not give, and with `wrong-date` for days to
 * come, before the document, or in the wrong order.
 */
export function annulmentRefusal(
  original: DocumentWorld,
  nominations: readonly string[],
  { concludedOn, receivedOn }: Pick<AnnulmentGrounds, 'concludedOn' | 'receivedOn'>,
): Refusal | null {
  const { document, items } = original;
  const gone = items.find((i) => nominations.includes(i.nomination) && i.state !== 'commended');
  const today = localDate(original.at);
  const inOrder = (document.date ?? '') <= concludedOn && concludedOn <= receivedOn && receivedOn <= today;
  return (
    correctionRefusal(original, nominations) ??
    (gone === undefined ? null : { refused: 'not-now', observed: gone.state, needed: 'commended' }) ??
    (inOrder ? null : { refused: 'wrong-date', observed: `${concludedOn} – ${receivedOn}`, needed: `≤ ${today}` })
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
    itemsRefusal(world, [notOpen, notEligible, ofSigner(document.annuls ? notApart(document.body) : notSeparate)]);
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
  const { document } = world;
  const no =
    notVisible(world) ??
    wrongState(world, ['signed']) ??
    wrongSeat(world, 'clerk') ??
    notElevated(world) ??
    itemsRefusal(world, document.annuls ? [notOpen, unchanged] : [notOpen, unchanged, held, noQuota]) ??
    quotaRefusal(world) ??
    numberTaken(world);
  if (no) return no;
  const date = localDate(world.at);
  return conclude(world, 'Issue', {
    type: 'DocumentIssued',
    number: world.nextNumber,
    year: Number(date.slice(0, 4)),
    date,
    items: world.document.items,
    grants: document.kind === 'QĐ' && !document.annuls ? world.items.map(grantOf) : [],
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
  if (document.annuls) return `annulment@${document.body}`;
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

/** Whoever issues has seen the number that it will bear: where it went to another meanwhile, the next one is shown first. */
function numberTaken({ shownNumber, nextNumber }: DocumentWorld): Refusal | null {
  if (shownNumber === undefined || shownNumber === nextNumber) return null;
  return { refused: 'number-taken', observed: String(shownNumber), needed: String(nextNumber) };
}

function wrongState({ document }: DocumentWorld, states: readonly string[]): Refusal | null {
  if (states.includes(document.state)) return null;
  return { refused: 'not-now', observed: document.state, needed: states.join(', ') };
}

/** A delegation for some awards does not reach others; each such line is named. */
function wrongSeat(world: DocumentWorld, role: Role): Refusal | null {
  const { actor, document } = world;
  const seat = actingSeat(actor);
  if (seat?.role === role && seat.unit === document.body) return itemsRefusal(world, [withinSeat(seat)]);
  const needed = `${role}@${document.body}`;
  return { refused: 'wrong-seat', observed: seat ? `${seat.role}@${seat.unit}` : actor.as, needed, clearedBy: needed };
}

function notElevated({ elevated }: DocumentWorld): Refusal | null {
  return elevated ? null : { refused: 'elevation-needed', needed: 'password' };
}

function listing({ body, kind, capacity, items, corrects, annuls, grounds }: DecisionDocument) {
  return {
    body,
    kind,
    capacity,
    items,
    ...(corrects ? { corrects } : {}),
    ...(annuls ? { annuls } : {}),
    ...(grounds ? { grounds } : {}),
  };
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
