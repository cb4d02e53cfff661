import type { NewSelection, RankingOrder } from '#contract';
import type { Ranked, Refusal, Seat, Standing } from '#domain';
import { uuidv5 } from '#ledger';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ByOfficer } from '../councils/sittings.js';
import { conflictOf, isRetryable } from '../db.js';
import type { Engine } from '../engine.js';
import { actsIn } from '../seats.js';
import { recordEntry } from './entry.js';
import { rankingOf, standingOf } from './ranked.js';
import { interestIn, naming, notReady, refusalOf, seatFor, wrongOrder } from './rights.js';
import { selectionRow, type SelectionRow } from './selection.queries.js';

export type Selecting = { readonly id: string } | { readonly refusal: Refusal };

const tries = 20;
const stepText = `select n.state from nomination n /* visible: the unit ranks what waits for it */
  where n.waiting_unit = $1::uuid and n.waiting_kind = 'selection' and n.award = $2 and n.year = $3 and n.theme is not distinct from $4
    and (${actsIn('$5::uuid', '$1::uuid', 'secretary', '$2')} or ${actsIn('$5::uuid', '$1::uuid', 'signer', '$2')}) limit 1`;
const openText = `insert into selection (id, unit_id, step_key, award, theme, year, created_by) values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (id) do nothing`;

const beforeText = `select unit_id = $2::uuid and award = $3 and year = $4 and theme is not distinct from $5 and created_by = $6::uuid as same
  from selection where id = $1::uuid`;

/**
 * Opens the selection of what waits in a unit for an award, theme and year. Refuses with `not-found`, `already-registered` and
 * `command-reused`.
 */
export async function openSelection(
  engine: Engine,
  { person, commandId }: ByOfficer,
  { unit, award, theme = null, year }: Omit<NewSelection, 'theme'> & { readonly theme?: string | null | undefined },
): Promise<Selecting> {
  const id = uuidv5(commandId, 'selection');
  const before = async (): Promise<Selecting | null> => {
    const values = [id, unit, award, year, theme, person];
    const [row] = await engine.db.query<{ same: boolean }>('selection-before', beforeText, values);
    if (row === undefined) return null;
    return row.same ? { id } : { refusal: { refused: 'command-reused' } };
  };
  const known = await before();
  if (known !== null) return known;
  const asked = [unit, award, year, theme, person];
  const [waiting] = await engine.db.query<{ state: string }>('selection-step', stepText, asked);
  if (waiting === undefined) return { refusal: { refused: 'not-found' } };
  try {
    await engine.db.query('selection-open', openText, [id, unit, waiting.state, award, theme, year, person]);
  } catch (error) {
    const found = conflictOf(error)?.conflict;
    if (found === 'unique') return { refusal: { refused: 'already-registered', observed: award } };
    // The unit ended meanwhile, and what waited there waits elsewhere.
    if (found === undefined || !isRetryable(found)) throw error;
    return { refusal: { refused: 'not-found' } };
  }
  return (await before()) ?? { id };
}

const orderText = `update selection set ranking = $3::jsonb, version = version + 1
  where id = $1::uuid and version = $2 and closed_at is null returning id`;

/**
 * Stores the whole order. Refuses with `stale-revision`, with `conflict-of-interest` naming items, with `ranking-incomplete` naming
 * what is missing, foreign or twice, and with `order-given` where places that were given would change: that is a move, with a reason.
 */
export async function orderSelection(
  engine: Engine,
  request: ByOfficer,
  id: string,
  { groups }: RankingOrder,
): Promise<Selecting> {
  const row = await selectionRow(engine, id, request.person);
  const no = refusalOf(row, request.ifMatch);
  if (no !== null || row === undefined) return { refusal: no ?? { refused: 'not-found' } };
  const wrong = interestIn(row, request.person) ?? wrongOrder(row, groups) ?? reordered(row, groups);
  if (wrong !== null) return { refusal: wrong };
  const done = await engine.db.query('selection-order', orderText, [id, request.ifMatch, JSON.stringify(groups)]);
  return done.length === 1 ? { id } : { refusal: { refused: 'stale-revision' } };
}

function reordered({ ranking }: SelectionRow, groups: RankingOrder['groups']): Refusal | null {
  const given = new Set(groups.flat());
  const placed = new Set(ranking.flat());
  const only = (order: readonly (readonly string[])[], of: ReadonlySet<string>) =>
    JSON.stringify(order.map((g) => g.filter((n) => of.has(n)).toSorted()).filter((g) => g.length > 0));
  return only(ranking, given) === only(groups, placed) ? null : { refused: 'order-given', clearedBy: 'secretary' };
}

/**
 * Closes a selection in one entry: the ordered list, the tie-breaks, the quota and the cut. Places are taken under the quota's lock,
 * so two selections never share the last one. Refuses with `quota-not-set`, `ranking-incomplete` while the order leaves somebody
 * out, and with `conflict-of-interest`, `held` and `not-released` naming items: nobody is passed over while a hold is on them; with
 * `tie-undecided` where the places end among equals.
 */
export async function closeSelection(engine: Engine, request: ByOfficer, id: string): Promise<Selecting> {
  return changing(engine, { id, request }, async (row) => {
    const closing = closingOf(engine, row, request.person);
    return 'refused' in closing ? closing : record(engine, row, request, closing);
  });
}

/**
 * Reads a selection and changes it, again when something moved on meanwhile: `change` answers whether it was recorded, or why not. A
 * key that was used is answered as before. Refuses like `refusalOf`, with `command-reused` and `busy`.
 */
export async function changing(
  engine: Engine,
  { id, request }: { readonly id: string; readonly request: ByOfficer },
  change: (row: SelectionRow) => Promise<boolean | Refusal>,
): Promise<Selecting> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (attempt > 0) await sleep(Math.random() * 10 * attempt);
    const row = await selectionRow(engine, id, request.person, request.commandId);
    if (row?.command_hash != null) {
      const same = row.command_hash.equals(request.requestHash) && row.command_chain === `act:${id}`;
      return same ? { id } : { refusal: { refused: 'command-reused' } };
    }
    const no = refusalOf(row, request.ifMatch);
    if (no !== null || row === undefined) return { refusal: no ?? { refused: 'not-found' } };
    const done = await change(row);
    if (typeof done !== 'boolean') return { refusal: done };
    if (done) return { id };
  }
  return { refusal: { refused: 'busy' } };
}

interface Closing {
  readonly seat: Seat;
  readonly standing: Standing;
  readonly quota: NonNullable<SelectionRow['quota']>;
}

/** Everything that closing needs, or what keeps this person from it now. */
export function closingOf(engine: Engine, row: SelectionRow, person: string): Closing | Refusal {
  const seat = seatFor(row);
  if (seat === undefined) return { refused: 'wrong-seat', needed: 'secretary | signer' };
  if (row.quota === null) return { refused: 'quota-not-set', observed: row.award, clearedBy: 'administrator' };
  const ranking = rankingOf(engine, row);
  const incomplete = ranking.by === 'order' ? wrongOrder(row, row.ranking) : null;
  const standing = standingOf(row, ranking);
  const no = incomplete ?? interestIn(row, person) ?? notReady(row) ?? undecidedAtCut(row, standing);
  return no ?? { seat, standing, quota: row.quota };
}

/** Equals among whom the places end, named: whoever ranks decides between them first. */
function undecidedAtCut({ items }: SelectionRow, { undecided }: Standing): Refusal | null {
  const open = undecided.filter((u) => u.atCut).flatMap((u) => u.nominations);
  return naming(
    'tie-undecided',
    items.filter((i) => open.includes(i.nomination)),
  );
}

/** True when recorded; false when list, order or quota moved on meanwhile. */
async function record(engine: Engine, row: SelectionRow, request: ByOfficer, closing: Closing): Promise<boolean> {
  const { seat, standing, quota } = closing;
  const { ranked, base } = standing;
  const { id: quotaId, cap, used } = quota;
  const { id, unit_id: unit, award, theme, year } = row;
  const fact = {
    type: 'SelectionClosed',
    selection: id,
    unit,
    step: row.step_key,
    award,
    ...(theme === null ? {} : { theme }),
    year,
    quota: quotaId,
    cap,
    used,
    places: Math.max(0, cap - used),
    ranked,
    ...(row.hand.length === 0 ? {} : { base }),
  };
  engine.failpoint('selection:decided');
  const entry = { seat, type: 'CloseSelection', fact, reason: null, more: itemsOf(id, ranked) } as const;
  return recordEntry(engine, { row, request }, entry);
}

function itemsOf(selection: string, ranked: readonly Ranked[]): Record<string, unknown> {
  const act = uuidv5(selection, 'act');
  return {
    act,
    items: ranked.map(({ nomination, rank, selected }, position) => ({
      nomination,
      position,
      commandId: uuidv5(act, nomination),
      data: { rank, selected },
    })),
    outbox: [{ id: uuidv5(act, 'act'), consumer: 'act', topic: 'act', payload: { act } }],
  };
}
