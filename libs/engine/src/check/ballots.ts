import { passed, tally, totalsOf, type BallotTotals, type Choice } from '#domain';
import { uuidv5 } from '#ledger';
import { itemsFor, type Opened } from '../ballots/ballot.queries.js';
import type { Db } from '../db.js';
import type { Difference } from './check.js';
import { same } from './same.js';

const utc = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const rowText = `select b.state, b.version, b.sitting_id as sitting, b.council_id as council, b.unit_id as unit, b.step_key as step, b.mode,
  b.secrecy, encode(b.public_key, 'hex') as "publicKey", ${utc('b.opened_at')} as opened, ${utc('b.closed_at')} as closed,
  b.entered_by as entered, b.act_id as act,
  (select coalesce(jsonb_agg(jsonb_build_array(i.position, i.nomination_id, i.open) order by i.position), '[]')
    from ballot_item i where i.ballot_id = b.id) as items,
  array(select t.member_id::text from turnout t where t.ballot_id = b.id order by t.member_id) as turnout,
  array(select v.member_id::text from envelope v where v.ballot_id = b.id order by v.member_id) as envelopes
from ballot b where b.id = $1::uuid`;

interface Row {
  readonly state: string;
  readonly version: number;
  readonly items: readonly unknown[];
  readonly turnout: readonly string[];
  readonly envelopes: readonly string[];
}

interface Canon {
  readonly commandId: string;
  readonly at: string;
  readonly actor: { readonly person: string };
  readonly facts: readonly [Fact];
}

type Fact = Opened | Entered | Counted | { readonly type: 'BallotVoided' };
interface Papers {
  readonly nomination: string;
  readonly papers: number;
  readonly agree: number;
  readonly disagree: number;
}
interface Entered {
  readonly type: 'TotalsEntered';
  readonly items: readonly Papers[];
}
interface Counted {
  readonly type: 'BallotCounted';
  readonly voters: readonly string[];
  readonly items: readonly Result[];
  readonly receipts: readonly string[];
  readonly votes?: readonly { readonly nomination: string; readonly choice: Choice }[];
}
interface Result {
  readonly nomination: string;
  readonly passed: boolean;
  readonly totals: BallotTotals;
}

/** What the entries of a ballot say so far. */
interface Told {
  readonly opened: Opened;
  readonly openedAt: string;
  readonly state: string;
  readonly closedAt: string | null;
  readonly enteredBy: string | null;
  readonly entered: Entered | null;
  readonly counted: Counted | null;
}

/** Folds the entries of a ballot and compares with its row, its items and its papers; counts the totals again. */
export async function ballotFault(db: Db, chain: string, canons: readonly string[]): Promise<Difference | null> {
  const at = (what: string): Difference => ({ chain, seq: canons.length, what: `${what} of the ballot` });
  const row = (await db.query<Row>('check_ballot', rowText, [chain.slice(2)]))[0];
  if (row === undefined) return { chain, seq: null, what: 'there is no such ballot' };
  const told = fold(canons.map((c) => JSON.parse(c) as Canon));
  if (told === null) return { chain, seq: 1, what: 'the ballot was never opened' };
  if (!same(rowOf(chain.slice(2), told, row.state), stored(row))) return at('row');
  if (row.version !== canons.length) return at('version');
  const open = told.closedAt === null;
  if (
    !same(
      row.items,
      told.opened.items.map((n, i) => [i + 1, n, open]),
    )
  )
    return at('items');
  if (!papersFit(told, row)) return at('papers');
  return told.counted === null || totalsFit(told, told.counted) ? null : at('totals');
}

/** The columns that entries tell. */
function stored(row: Row): object {
  return { ...row, items: null, turnout: null, envelopes: null, version: null };
}

function fold(entries: readonly Canon[]): Told | null {
  const [first, ...more] = entries;
  const opened = first?.facts[0];
  if (first === undefined || opened?.type !== 'BallotOpened') return null;
  const nothing = { state: 'open', closedAt: null, enteredBy: null, entered: null, counted: null };
  return more.reduce<Told>(evolve, { opened, openedAt: first.at, ...nothing });
}

function evolve(told: Told, { at, actor, facts: [fact] }: Canon): Told {
  switch (fact.type) {
    case 'BallotOpened':
      return { ...told, state: 'opened twice' };
    case 'TotalsEntered':
      return { ...told, state: 'entered', enteredBy: actor.person, entered: fact };
    case 'BallotCounted':
      return { ...told, state: 'closed', closedAt: at, counted: fact };
    case 'BallotVoided':
      return { ...told, state: 'void', closedAt: at };
  }
}

/** That closing has begun is no entry: an electronic ballot that is open may say so. */
function rowOf(id: string, told: Told, stored: string): object {
  const { sitting, council, unit, step, mode, secrecy, publicKey } = told.opened;
  const closing = told.state === 'open' && mode === 'electronic' && stored === 'closing';
  return {
    ...{ sitting, council, unit, step, mode, secrecy, publicKey },
    state: closing ? 'closing' : told.state,
    opened: told.openedAt,
    closed: told.closedAt,
    entered: told.enteredBy,
    act: told.state === 'closed' ? uuidv5(id, 'act') : null,
  };
}

/** Who sent a paper: voters only, each with an envelope until the ballot ends, and those who were counted. */
function papersFit({ opened, counted, closedAt }: Told, { turnout, envelopes }: Row): boolean {
  if (turnout.some((m) => opened.mode === 'paper' || !opened.voters.some((v) => v.member === m))) return false;
  if (!same(envelopes, closedAt === null ? turnout : [])) return false;
  return counted === null || same(turnout, counted.voters);
}

function totalsFit({ opened, entered }: Told, counted: Counted): boolean {
  const results = opened.items.map((nomination) => {
    const totals = totalsAgain(opened, nomination, { entered, counted });
    return { nomination, totals, passed: passed(totals) };
  });
  return same(results, counted.items) && counted.receipts.length === counted.voters.length;
}

function totalsAgain(
  opened: Opened,
  nomination: string,
  { entered, counted }: { readonly entered: Entered | null; readonly counted: Counted },
): BallotTotals {
  const { counts, barred, rule } = opened;
  const attendance = { ...counts, recused: counts.recused + barred.filter((b) => b.nomination === nomination).length };
  if (counted.votes !== undefined) {
    const marks = counted.votes.filter((v) => v.nomination === nomination).map((v) => v.choice);
    return tally(rule, attendance, marks);
  }
  const told = counted.items.find((i) => i.nomination === nomination)?.totals;
  const papers = counted.voters.filter((m) => itemsFor(opened, m).includes(nomination)).length;
  const electronic = { papers, agree: told?.agree ?? 0, disagree: told?.disagree ?? 0 };
  return totalsOf(rule, attendance, entered?.items.find((i) => i.nomination === nomination) ?? electronic);
}
