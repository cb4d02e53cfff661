import type { RankingMove, TieDecision } from '#contract';
import type { ByHand, Refusal, Standing } from '#domain';
import type { ByOfficer } from '../councils/sittings.js';
import type { Engine } from '../engine.js';
import { recordEntry, type Entry } from './entry.js';
import { rankingOf, standingOf } from './ranked.js';
import { interestIn, seatFor, wrongOrder } from './rights.js';
import type { SelectionRow } from './selection.queries.js';
import { changing, type Selecting } from './selections.js';

interface Target {
  readonly id: string;
  readonly request: ByOfficer;
}

/**
 * Puts a row of an open selection before another one, or last, with a reason, as an entry of its own. Refuses like
 * `changing`, with `conflict-of-interest`, with `ranking-incomplete` before there is an order, `unknown-reference` for what is not in
 * the list, and `nothing-changes`.
 */
export function moveInSelection(
  engine: Engine,
  target: Target,
  { nomination, before, reason }: RankingMove,
): Promise<Selecting> {
  const fact: ByHand = { type: 'RankingMoved', nomination, ...(before === null ? {} : { before }) };
  return byHand(engine, target, {
    type: 'MoveInSelection',
    fact,
    reason,
    refused: (row) => movable(row, fact, standingOf(row, rankingOf(engine, row))),
  });
}

/**
 * Decides the order of equals whom no tie-break separates, with a reason. Refuses like `moveInSelection`, and with
 * `ranking-incomplete` where the order does not name exactly those who are undecided together.
 */
export function decideTie(engine: Engine, target: Target, { order, reason }: TieDecision): Promise<Selecting> {
  const fact: ByHand = { type: 'TieDecided', order };
  return byHand(engine, target, {
    type: 'DecideTie',
    fact,
    reason,
    refused: (row) => decidable(order, standingOf(row, rankingOf(engine, row))),
  });
}

interface Doing extends Pick<Entry, 'type' | 'reason'> {
  readonly fact: ByHand;
  readonly refused: (row: SelectionRow) => Refusal | null;
}

function byHand(engine: Engine, target: Target, { refused, ...entry }: Doing): Promise<Selecting> {
  return changing(engine, target, async (row) => {
    const seat = seatFor(row);
    if (seat === undefined) return { refused: 'wrong-seat', needed: 'secretary | signer' };
    const no = unordered(engine, row) ?? interestIn(row, target.request.person) ?? refused(row);
    return no ?? recordEntry(engine, { row, request: target.request }, { seat, ...entry });
  });
}

/** Where people give the order, it is given before it is changed. */
export function unordered(engine: Engine, row: SelectionRow): Refusal | null {
  return rankingOf(engine, row).by === 'order' ? wrongOrder(row, row.ranking) : null;
}

function movable(
  row: SelectionRow,
  move: Extract<ByHand, { type: 'RankingMoved' }>,
  { ranked }: Standing,
): Refusal | null {
  const order = ranked.map((r) => r.nomination);
  const unknown = [move.nomination, ...(move.before === undefined ? [] : [move.before])].find(
    (n) => !order.includes(n),
  );
  if (unknown !== undefined) return { refused: 'unknown-reference', observed: unknown };
  const next = order[order.indexOf(move.nomination) + 1];
  return move.before === next || move.before === move.nomination ? { refused: 'nothing-changes' } : null;
}

function decidable(order: readonly string[], { undecided }: Standing): Refusal | null {
  const same = undecided.some(
    (u) => u.nominations.length === order.length && u.nominations.every((n) => order.includes(n)),
  );
  return same && new Set(order).size === order.length
    ? null
    : { refused: 'ranking-incomplete', observed: order.join(', ') };
}
