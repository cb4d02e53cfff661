import { passed, tally, totalsOf, type BallotTotals, type Choice, type Refusal } from '#domain';
import type { Totals } from '#contract';
import { seal, sha256, uuidv5, type Canonical } from '#ledger';
import type { ByOfficer } from '../councils/sittings.js';
import { conflictOf, isRetryable } from '../db.js';
import type { Engine } from '../engine.js';
import { entryTime } from '../entry-time.js';
import { ballotRow, itemsFor, type BallotRow, type Opened } from './ballot.queries.js';
import { openPaper, type Contents } from './envelope.js';
import type { BallotKeys } from './keys.js';
import { forOfficer, keyLost, takesTotals, type Closed, type Officer } from './officer.js';
import { recordText } from './open.js';
import { hasScan } from './scan.js';

/**
 * Closes a ballot: no paper is taken from then on, the envelopes are opened in memory, ONE entry tells totals, voters and receipts,
 * the envelopes are deleted, each nomination gets its result by act, and the key is destroyed. Killed anywhere, closing again goes
 * on. Without its key the ballot is void (`key-lost`) and its items are free for a new one; never a guess.
 */
export async function closeBallot(engine: Engine, keys: BallotKeys, request: ByOfficer, id: string): Promise<Closed> {
  const start = await forOfficer(engine, request, id);
  if ('refusal' in start || 'done' in start) return start;
  if (start.row.mode === 'paper') return { refusal: { refused: 'not-now', observed: 'paper', needed: 'confirm' } };
  if (start.row.state === 'void') return { refusal: { refused: 'ballot-void' } };
  await engine.db.query('begin_closing', 'select begin_closing($1::uuid)', [id]);
  engine.failpoint('ballot:closing');
  const row = (await ballotRow(engine, id, request.person)) ?? start.row;
  if (row.state !== 'closing') return { refusal: { refused: 'ballot-closed', observed: row.state } };
  const papers = await openAll(engine, keys, row);
  if (papers === null) {
    const voided = await record(engine, {
      row,
      request,
      actor: start.actor,
      fact: { type: 'BallotVoided', why: 'key-lost' },
    });
    await keys.destroy(id);
    return 'refusal' in voided ? voided : { refusal: keyLost };
  }
  const results = row.opened.items.map((nomination, at) => resultOf(row.opened, nomination, at, papers));
  const fact = countedOf(row.opened, results, papers);
  engine.failpoint('ballot:opened');
  const done = await record(engine, { row, request, actor: start.actor, fact, results });
  engine.failpoint('ballot:counted');
  if ('done' in done) await keys.destroy(id);
  return done;
}

/** A paper ballot's totals, entered by one officer with the stored scan of the minutes; another confirms. They can be entered again. */
export async function enterTotals(engine: Engine, request: ByOfficer, id: string, totals: Totals): Promise<Closed> {
  const start = await forOfficer(engine, request, id);
  if ('refusal' in start || 'done' in start) return start;
  const { row, actor } = start;
  const late = takesTotals(row);
  if (late !== null) return { refusal: late };
  const wrong = wrongTotals(row.opened, totals);
  if (wrong !== null) return { refusal: wrong };
  if (!(await hasScan(engine, id, totals.minutes))) return { refusal: scanMissing };
  const items = row.opened.items.map((nomination) => totals.items.find((i) => i.nomination === nomination));
  const fact = { type: 'TotalsEntered', items: items as unknown as Canonical, minutes: { ...totals.minutes } };
  return record(engine, { row, request, actor, fact, files: [{ item: 'ballotMinutes', ...totals.minutes }] });
}

const scanMissing: Refusal = {
  refused: 'minutes-missing',
  needed: 'the scan of this ballot',
  clearedBy: 'secretary | chair',
};

/** Another officer than the one who entered the totals confirms them; then they are handed out. */
export async function confirmTotals(engine: Engine, request: ByOfficer, id: string): Promise<Closed> {
  const start = await forOfficer(engine, request, id);
  if ('refusal' in start || 'done' in start) return start;
  const { row, actor } = start;
  if (row.state !== 'entered') return { refusal: { refused: 'not-now', observed: row.state, needed: 'entered' } };
  if (row.entered_by === request.person)
    return { refusal: { refused: 'second-person-needed', clearedBy: 'secretary | chair' } };
  const results = enteredResults(row);
  return record(engine, { row, request, actor, fact: countedOf(row.opened, results, []), results });
}

/** What the totals that were entered last amount to. */
export function enteredResults({ opened, last_fact: fact }: BallotRow): readonly Result[] {
  const entered = (fact as unknown as Totals).items;
  return opened.items.flatMap((nomination) => {
    const counted = entered.find((i) => i.nomination === nomination);
    if (counted === undefined) return [];
    return [resultWith(nomination, totalsOf(opened.rule, attendanceOf(opened, nomination), counted))];
  });
}

/** Gives a ballot up before it is counted, with a reason: its papers are deleted unopened, its items free. */
export async function voidBallot(
  engine: Engine,
  keys: BallotKeys,
  request: ByOfficer & { readonly reason: string },
  id: string,
): Promise<Closed> {
  const start = await forOfficer(engine, request, id);
  if ('refusal' in start || 'done' in start) return start;
  const { row, actor } = start;
  if (row.state === 'closed' || row.state === 'void')
    return { refusal: { refused: 'ballot-closed', observed: row.state } };
  const texts = [{ id: 'reason', value: request.reason }];
  const done = await record(engine, { row, request, actor, fact: { type: 'BallotVoided', why: 'given-up' }, texts });
  if ('done' in done) await keys.destroy(id);
  return done;
}

const envelopesText = 'select member_id, sealed from envelope where ballot_id = $1 order by member_id';

async function openAll(engine: Engine, keys: BallotKeys, row: BallotRow): Promise<readonly Opening[] | null> {
  const { publicKey } = row.opened;
  const key = publicKey === undefined ? null : await keys.open(row.id, publicKey);
  if (key === null) return null;
  const rows = await engine.db.query<{ member_id: string; sealed: Buffer }>('envelopes', envelopesText, [row.id]);
  const items = row.opened.items.length;
  const papers = rows.map(({ member_id: member, sealed }) => {
    return { member, contents: openPaper(key, row.id, { member, sealed, items }) };
  });
  return papers.some((p) => p.contents === null) ? null : (papers as readonly Opening[]);
}

interface Opening {
  readonly member: string;
  readonly contents: Contents;
}

interface Result {
  readonly nomination: string;
  readonly passed: boolean;
  readonly totals: BallotTotals;
}

function attendanceOf({ counts, barred }: Opened, nomination: string) {
  return { ...counts, recused: counts.recused + barred.filter((b) => b.nomination === nomination).length };
}

function resultOf(opened: Opened, nomination: string, at: number, papers: readonly Opening[]): Result {
  const marks = papers
    .filter((p) => itemsFor(opened, p.member).includes(nomination))
    .map((p): Choice => p.contents.marks[at] ?? 'none');
  return resultWith(nomination, tally(opened.rule, attendanceOf(opened, nomination), marks));
}

function resultWith(nomination: string, totals: BallotTotals): Result {
  return { nomination, passed: passed(totals), totals };
}

function countedOf(opened: Opened, results: readonly Result[], papers: readonly Opening[]): Record<string, Canonical> {
  const fact = {
    type: 'BallotCounted',
    voters: papers.map((p) => p.member).sort(),
    items: results,
    receipts: papers.map((p) => sha256(p.contents.receipt.toString('hex'))).sort(),
    ...(opened.secrecy === 'open' ? { votes: votesOf(opened, papers) } : {}),
  };
  return fact as unknown as Record<string, Canonical>;
}

function votesOf(opened: Opened, papers: readonly Opening[]) {
  return papers.flatMap(({ member, contents }) =>
    itemsFor(opened, member).map((nomination) => ({
      member,
      nomination,
      choice: contents.marks[opened.items.indexOf(nomination)] ?? 'none',
    })),
  );
}

function wrongTotals(opened: Opened, { items }: Totals): Refusal | null {
  const foreign = items.filter((i) => !opened.items.includes(i.nomination));
  if (foreign.length > 0) return { refused: 'not-on-paper', observed: foreign.map((f) => f.nomination).join(', ') };
  const missing = opened.items.filter((n) => items.filter((i) => i.nomination === n).length !== 1);
  if (missing.length > 0) return { refused: 'incomplete-paper', observed: missing.join(', ') };
  const odd = items.find((i) => {
    const most = opened.voters.length - opened.barred.filter((b) => b.nomination === i.nomination).length;
    return i.agree + i.disagree > i.papers || i.papers > most;
  });
  return odd === undefined
    ? null
    : { refused: 'incomplete-paper', observed: `${odd.nomination}: ${odd.papers} papers` };
}

interface Recording {
  readonly row: BallotRow;
  readonly request: ByOfficer;
  readonly actor: Officer;
  readonly fact: Record<string, Canonical>;
  readonly results?: readonly Result[];
  readonly texts?: readonly { id: string; value: string }[];
  readonly files?: readonly { item: string; sha256: string; size: number }[];
}

const typeOf: Record<string, string> = {
  BallotCounted: 'CloseBallot',
  BallotVoided: 'VoidBallot',
  TotalsEntered: 'EnterTotals',
};

async function record(engine: Engine, given: Recording): Promise<Closed> {
  const { row, request, actor, fact, results } = given;
  const sealed = seal(
    {
      chain: `b:${row.id}`,
      seq: row.version + 1,
      at: entryTime(row.clock, row.last_at),
      commandId: request.commandId,
      type: typeOf[String(fact['type'])] ?? '',
      actor: { ...actor },
      facts: [fact],
      files: given.files ?? [],
    },
    given.texts ?? [],
    row.last_hash,
  );
  const payload = { secrets: sealed.secrets, ...(results === undefined ? {} : handOut(row.id, results)) };
  try {
    const values = [sealed.canon, sealed.prev, sealed.hash, request.requestHash, JSON.stringify(payload)];
    await engine.db.query('record_ballot', recordText, values);
  } catch (error) {
    return afterConflict(error);
  }
  return { done: true };
}

function handOut(ballot: string, results: readonly Result[]): Record<string, unknown> {
  const act = uuidv5(ballot, 'act');
  return {
    act,
    items: results.map(({ nomination, passed: ok, totals }, position) => ({
      nomination,
      position,
      commandId: uuidv5(act, nomination),
      data: { passed: ok, totals },
    })),
    outbox: [{ id: uuidv5(act, 'act'), consumer: 'act', topic: 'act', payload: { act } }],
  };
}

/** Whoever lost a race finds the ballot counted; repeating the command tells. */
function afterConflict(error: unknown): Closed {
  const found = conflictOf(error);
  if (found === null) throw error;
  if (found.conflict === 'seat-lost') return { refusal: { refused: 'seat-lost', clearedBy: 'administrator' } };
  if (isRetryable(found.conflict)) return { refusal: { refused: 'ballot-closed', observed: 'closing' } };
  throw error;
}
