import { gaveApproval, isFor, partiesOf } from '../authority/acting.js';
import type { Refusal, Seat } from '../nomination/world.js';
import { partsOfStep } from '../vocabulary.js';
import type { DocumentItem, DocumentWorld, ItemRefusal } from './document.js';

type ItemCheck = (item: DocumentItem, world: DocumentWorld) => Omit<ItemRefusal, 'nomination' | 'code'> | null;

/** The first thing that each item has against it; the refusal names every such item. */
export function itemsRefusal(world: DocumentWorld, checks: readonly ItemCheck[]): Refusal | null {
  const refused = refusedItems(world, checks);
  const [first] = refused;
  if (!first) return null;
  return { refused: first.refused, observed: refused.map((r) => r.code).join(', '), data: { items: refused } };
}

/** What each line has against going on, whoever does it: for the check page and for choosing what to list. */
export function lineProblems(world: DocumentWorld): readonly ItemRefusal[] {
  return refusedItems(
    world,
    world.document.annuls ? [notOpen, unchanged] : [notOpen, notEligible, unchanged, held, noQuota],
  );
}

function refusedItems(world: DocumentWorld, checks: readonly ItemCheck[]): readonly ItemRefusal[] {
  return world.items.flatMap((item): ItemRefusal[] => {
    const first = checks.map((check) => check(item, world)).find((answer) => answer !== null);
    return first ? [{ nomination: item.nomination, code: item.code, ...first }] : [];
  });
}

/** It waits for this body, in no other open document, and can no longer be undone. */
export function notOpen(item: DocumentItem, { at, document }: DocumentWorld): ReturnType<ItemCheck> {
  if (document.annuls) return notGranted(item, document.annuls);
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

/** An annulment takes back an award that its original gave and that still stands, in no other open document. */
function notGranted(item: DocumentItem, original: string): ReturnType<ItemCheck> {
  if (item.state !== 'commended' || item.grantedBy !== original) return { refused: 'not-now', observed: item.state };
  return item.otherDocument === null ? null : { refused: 'in-other-document', observed: item.otherDocument };
}

/** A check of whoever signs, of them and of the one whose delegate they are. */
export function ofSigner(check: (item: DocumentItem, person: string) => ReturnType<ItemCheck>): ItemCheck {
  return (item, { actor }) =>
    partiesOf(actor)
      .map((person) => check(item, person))
      .find((answer) => answer !== null) ?? null;
}

/** A seat that was lent for some awards signs and issues no other. */
export function withinSeat(seat: Seat): ItemCheck {
  return ({ award }) => (isFor(seat, award) ? null : { refused: 'wrong-seat', observed: award });
}

/**
 * Whoever signs an annulment is not the subject, not the nominator, not bound, and reviewed it in no other unit. The signer of the
 * decision may sign its annulment: it is the same body that takes back what it gave.
 */
export function notApart(body: string): (item: DocumentItem, person: string) => ReturnType<ItemCheck> {
  return (item, person) => conflictOf(item, person) ?? elsewhere(item, person, body);
}

/** Subject, nominator or bound: whoever has an interest signs nothing on it. */
function conflictOf(item: DocumentItem, person: string): ReturnType<ItemCheck> {
  if (person === item.subjectPerson) return { refused: 'conflict-of-interest', observed: 'subject' };
  if (person === item.nominator || person === item.nominatedFor)
    return { refused: 'conflict-of-interest', observed: 'nominator' };
  return item.barred.includes(person) ? { refused: 'conflict-of-interest', observed: 'recused' } : null;
}

/** It is what was signed for. */
export function unchanged({ changedSinceSigned }: DocumentItem): ReturnType<ItemCheck> {
  return changedSinceSigned ? { refused: 'stale-revision', observed: 'changed since it was signed' } : null;
}

/** A decision looked at its criteria step by step; a letter signs for many at once and passes nobody over. */
export function notEligible(item: DocumentItem, { document }: DocumentWorld): ReturnType<ItemCheck> {
  return document.kind === 'TTr' && item.notEligible ? { refused: 'criteria-block' } : null;
}

/** A place of a quota that is set, where its step takes one. */
export function noQuota(item: DocumentItem): ReturnType<ItemCheck> {
  return item.quota === null ? { refused: 'quota-not-set', observed: item.state } : null;
}

/** Nothing goes up in part: a letter with more nominations than its unit has places is refused as a whole. */
export function quotaRefusal({ items }: DocumentWorld): Refusal | null {
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

/** Nothing holds it. */
export function held({ holds }: DocumentItem): ReturnType<ItemCheck> {
  return holds.length === 0 ? null : { refused: 'held', observed: holds.join(', ') };
}

/** The signer is not the subject, not the nominator, not bound, and acted in no other stage and no other step of this one. */
export function notSeparate(item: DocumentItem, person: string): ReturnType<ItemCheck> {
  const against = conflictOf(item, person) ?? elsewhere(item, person, item.decidingUnit);
  if (against) return against;
  const own = item.approvals.filter((a) => gaveApproval(a, person));
  const here = own.find((a) => a.step !== item.state && !item.combinable?.includes(partsOfStep(a.step)?.step ?? ''));
  return here ? { refused: 'steps-not-combinable', observed: here.step } : null;
}

function elsewhere({ approvals }: DocumentItem, person: string, unit: string): ReturnType<ItemCheck> {
  const found = approvals.find((a) => gaveApproval(a, person) && partsOfStep(a.step)?.unit !== unit);
  return found ? { refused: 'already-acted-elsewhere', observed: found.step } : null;
}
