import {
  awardOf,
  barsRepeat,
  decideDiscard,
  decideIssue,
  decideSign,
  exclusivityOf,
  formatNumber,
  isRefusal,
  type DocumentDecision,
  type DocumentWorld,
  type Grant,
  type Refusal,
} from '#domain';
import { seal, uuidv5, type Canonical } from '#ledger';
import { setTimeout as sleep } from 'node:timers/promises';
import { entryActor } from '../acting.js';
import { conflictOf, isRetryable } from '../db.js';
import type { Engine } from '../engine.js';
import { withHolders } from '../quotas/holders.js';
import { documentWorld, quotaOf, loadDocument, loadItems, type DocumentRow, type ItemRow } from './load.js';
import { printedOf, type PrintedDocument } from './print.js';

/** Sign, issue or discard, by whom, with which precondition. */
export interface Deed {
  readonly type: 'Sign' | 'Issue' | 'Discard';
  readonly document: string;
  readonly commandId: string;
  readonly person: string;
  readonly as: string;
  readonly elevated: boolean;
  readonly ifMatch: number | undefined;
  /** The number that was shown before an issue. */
  readonly shownNumber?: number | undefined;
  readonly requestHash: Buffer;
}

export type Done = { readonly done: true } | { readonly refusal: Refusal };

const rules = { Sign: decideSign, Issue: decideIssue, Discard: decideDiscard };
const recordText = 'select record_document($1, $2, $3, $4, $5::jsonb)';
/** In a race of many issuers each round gives one a number, so more tries are worth it than on a nomination. */
const tries = 40;

/**
 * A deed on a document: load, decide, record. Nothing is issued in part: one item that may not be decided now refuses the whole and
 * is named. A number that was taken meanwhile is replaced by the next, without a gap.
 */
export async function performDeed(engine: Engine, deed: Deed): Promise<Done> {
  for (let attempt = 0; attempt < tries; attempt++) {
    if (attempt > 0) await sleep(Math.random() * 5 * attempt);
    const row = await loadDocument(engine, deed.document, deed.person, deed.commandId);
    if (row?.visible !== true) return { refusal: { refused: 'not-found' } };
    if (row.command_hash !== null) return repeated(row, deed);
    if (deed.ifMatch === undefined) return { refusal: { refused: 'if-match-missing' } };
    if (deed.ifMatch !== row.version) return { refusal: { refused: 'stale-revision', observed: String(row.version) } };
    const items = await loadItems(engine, deed.document);
    const world = documentWorld(engine, row, items, deed);
    const verdict = rules[deed.type](world);
    if (isRefusal(verdict)) return { refusal: await withHolders(engine, verdict) };
    const outcome = await recordDeed(engine, { row, items, world, verdict, deed });
    if (outcome !== 'again' && !(isUnready(outcome) && attempt < 3)) return outcome;
  }
  return { refusal: { refused: 'busy' } };
}

/** An item moved on between load and record: loaded again, the law says what it has against it. */
function isUnready(done: Done): boolean {
  return 'refusal' in done && done.refusal.refused === 'not-awaiting-decision';
}

function repeated(row: DocumentRow, deed: Deed): Done {
  const same =
    row.command_person === deed.person &&
    row.command_hash?.equals(deed.requestHash) === true &&
    row.command_chain === `d:${row.id}`;
  return same ? { done: true } : { refusal: { refused: 'command-reused' } };
}

interface Work {
  readonly row: DocumentRow;
  readonly items: readonly ItemRow[];
  readonly world: DocumentWorld;
  readonly verdict: DocumentDecision;
  readonly deed: Deed;
}

async function recordDeed(engine: Engine, work: Work): Promise<Done | 'again'> {
  const { row, world, verdict, deed } = work;
  const seat = row.seats.find((s) => s.id === deed.as);
  const numberText = verdict.next.number === null ? undefined : formatNumber(verdict.next.number, row.kind, row.symbol);
  const print =
    numberText === undefined
      ? undefined
      : await printedOf(engine, { ...work, person: deed.person }, { number: numberText, date: verdict.next.date });
  const sealed = seal(
    {
      chain: `d:${row.id}`,
      seq: row.version + 1,
      at: world.at,
      commandId: deed.commandId,
      type: verdict.type,
      actor: entryActor(deed.person, deed.as, seat, world.at),
      facts: verdict.facts as unknown as Canonical[],
      files: [],
    },
    textsOf(row, print),
    row.last_hash,
  );
  engine.failpoint('document:decided');
  try {
    const payload = JSON.stringify({ ...payloadOf(engine, work, numberText), secrets: sealed.secrets });
    await engine.db.query('record_document', recordText, [
      sealed.canon,
      sealed.prev,
      sealed.hash,
      deed.requestHash,
      payload,
    ]);
  } catch (error) {
    return afterConflict(error, work);
  }
  engine.failpoint('document:recorded');
  return { done: true };
}

/** A correction's words are sealed with every entry, as its title is; an issue seals all that will be printed. */
function textsOf({ title, corrected }: DocumentRow, print: PrintedDocument | undefined) {
  return [
    { id: 'title', value: title },
    ...(print === undefined
      ? []
      : [
          { id: 'number', value: print.number ?? '' },
          { id: 'print', value: JSON.stringify(print) },
        ]),
    ...corrected.flatMap(({ wrong, right }, i) => [
      { id: `wrong/${String(i + 1)}`, value: wrong },
      { id: `right/${String(i + 1)}`, value: right },
    ]),
  ];
}

function payloadOf(
  engine: Engine,
  { row, items, verdict, deed }: Work,
  numberText: string | undefined,
): Record<string, unknown> {
  const notices = verdict.notices.map((n, i) => ({
    id: uuidv5(deed.commandId, `notify/${n.topic}/${String(i)}`),
    consumer: 'notify',
    topic: n.topic,
    payload: { topic: n.topic, document: row.id, seq: row.version + 1, to: n.to },
  }));
  const fact = verdict.facts[0];
  if (fact?.type !== 'DocumentIssued') return { outbox: notices };
  const act = uuidv5(deed.commandId, 'act');
  const versions = new Map(items.map((i) => [i.subject_id, i.fact_version]));
  return {
    act,
    numberText,
    factVersions: [...versions].map(([subject, n]) => ({ subject, n })),
    items: items.map((item, position) => ({
      nomination: item.nomination,
      position,
      commandId: uuidv5(act, item.nomination),
      quota: quotaOf(engine, item)?.id,
    })),
    ...annulling(row, items, act),
    grants: fact.grants.map((g) => ({ nomination: g.nomination, ...grantRow(g, act) })),
    outbox: [...notices, { id: uuidv5(act, 'act'), consumer: 'act', topic: 'act', payload: { act } }],
  };
}

function annulling({ annuls, grounds }: DocumentRow, items: readonly ItemRow[], act: string): Record<string, unknown> {
  if (annuls === null || grounds === null) return {};
  return { recoveries: items.flatMap((item) => recoveriesOf(item, act)), barred: barsRepeat(grounds.ground) };
}

/** What comes back from whoever received an annulled award: the certificate, and the money where some was set. */
function recoveriesOf({ nomination, granted }: ItemRow, act: string): Record<string, unknown>[] {
  const row = (object: string) => ({ id: uuidv5(act, `${object}/${nomination}`), nomination, object });
  return [row('certificate'), ...(granted === null ? [] : [{ ...row('money'), amount: granted }])];
}

function grantRow(g: Grant, act: string): Record<string, unknown> {
  const award = awardOf(g.award);
  return {
    id: uuidv5(act, `grant/${g.nomination}`),
    subjectType: g.subject.type,
    subject: g.subject.id,
    award: g.award,
    year: g.year,
    level: g.level,
    occasion: g.occasion,
    theme: g.theme,
    scope: award === undefined ? null : exclusivityOf(award, g.occasion),
    once: award?.once ?? false,
    money: g.money,
  };
}

function afterConflict(error: unknown, { items }: Work): Done | 'again' {
  const found = conflictOf(error);
  if (found !== null && isRetryable(found.conflict)) return 'again';
  switch (found?.conflict) {
    case 'seat-lost':
      return { refusal: { refused: 'seat-lost', needed: 'a seat that is held now', clearedBy: 'administrator' } };
    case 'items-not-ready':
      return { refusal: { refused: 'not-awaiting-decision', data: { items: named(items, found.detail) } } };
    case 'already-granted':
    case 'already-rewarded':
      return { refusal: { refused: found.conflict, data: { items: named(items, found.detail) } } };
    case 'other-unit':
    case 'approval-taken':
      return { refusal: { refused: 'already-acted-elsewhere', data: { items: named(items, found.detail) } } };
    default:
      throw error;
  }
}

/** The lines that a database message speaks of, by nomination or subject id. */
function named(items: readonly ItemRow[], detail: string): { nomination: string; code: string }[] {
  const ids: readonly string[] = detail.match(/[0-9a-f-]{36}/g) ?? [];
  return items
    .filter((i) => ids.includes(i.nomination) || ids.includes(i.subject_id))
    .map(({ nomination, code }) => ({ nomination, code }));
}
