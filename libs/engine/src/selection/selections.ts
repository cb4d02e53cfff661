import type { NewSelection, RankingOrder } from '#contract';
import { isFor, type Ranked, type Refusal, type Seat } from '#domain';
import { seal, uuidv5, type Canonical } from '#ledger';
import { setTimeout as sleep } from 'node:timers/promises';
import { entryActor } from '../acting.js';
import type { ByOfficer } from '../councils/sittings.js';
import { conflictOf, isRetryable } from '../db.js';
import type { Engine } from '../engine.js';
import { actsIn } from '../seats.js';
import { rankedOf, rankingOf } from './ranked.js';
import { selectionRow, type ItemRow, type SelectionRow } from './selection.queries.js';

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
    if (conflictOf(error)?.conflict !== 'unique') throw error;
    return { refusal: { refused: 'already-registered', observed: award } };
  }
  return (await before()) ?? { id };
}

const orderText = `update selection set ranking = $3::jsonb, version = version + 1
  where id = $1::uuid and version = $2 and closed_at is null returning id`;

/**
 * Stores the whole order. Refuses with `stale-revision`, with `conflict-of-interest` naming items, and with `ranking-incomplete` naming
 * what is missing, foreign or twice.
 */
export async function orderSelection(
  engine: Engine,
  request: ByOfficer,
  id: string,
  { groups }: RankingOrder,
): Promise<Selecting> {
  const row = await selectionRow(engine, id, request.person);
  const no = refusalOf(row, request) ?? interestIn(row, request.person) ?? wrongOrder(row, groups);
  if (no !== null) return { refusal: no };
  const done = await engine.db.query('selection-order', orderText, [id, request.ifMatch, JSON.stringify(groups)]);
  return done.length === 1 ? { id } : { refusal: { refused: 'stale-revision' } };
}

function wrongOrder(row: SelectionRow | undefined, groups: RankingOrder['groups']): Refusal | null {
  const given = groups.flat();
  const items = (row?.items ?? []).map((i) => i.nomination);
  const wrong = [
    ...items.filter((n) => !given.includes(n)),
    ...given.filter((n, i) => !items.includes(n) || given.indexOf(n) !== i),
  ];
  return wrong.length === 0
    ? null
    : { refused: 'ranking-incomplete', observed: wrong.join(', '), data: { items: wrong } };
}

/**
 * Closes a selection in one entry: the ordered list, the tie-breaks, the quota and the cut. Places are taken under the quota's lock,
 * so two selections never share the last one. Refuses with `quota-not-set`, `ranking-incomplete` while the order leaves somebody
 * out, and with `conflict-of-interest`, `held` and `not-released` naming items: nobody is passed over while a hold is on them.
 */
export async function closeSelection(engine: Engine, request: ByOfficer, id: string): Promise<Selecting> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (attempt > 0) await sleep(Math.random() * 10 * attempt);
    const row = await selectionRow(engine, id, request.person, request.commandId);
    if (row?.command_hash != null) {
      const same = row.command_hash.equals(request.requestHash) && row.command_chain === `act:${id}`;
      return same ? { id } : { refusal: { refused: 'command-reused' } };
    }
    const no = refusalOf(row, request);
    if (no !== null || row === undefined) return { refusal: no ?? { refused: 'not-found' } };
    const closing = closingOf(engine, row, request);
    if ('refused' in closing) return { refusal: closing };
    if (await record(engine, row, request, closing)) return { id };
  }
  return { refusal: { refused: 'busy' } };
}

interface Closing {
  readonly seat: Seat;
  readonly ranked: readonly Ranked[];
  readonly quota: NonNullable<SelectionRow['quota']>;
}

function closingOf(engine: Engine, row: SelectionRow, { person }: ByOfficer): Closing | Refusal {
  const seat = seatFor(row);
  if (seat === undefined) return { refused: 'wrong-seat', needed: 'secretary | signer' };
  if (row.quota === null) return { refused: 'quota-not-set', observed: row.award, clearedBy: 'administrator' };
  const ranking = rankingOf(engine, row);
  const incomplete =
    ranking.by === 'order'
      ? wrongOrder(
          row,
          row.ranking.map((g) => [...g]),
        )
      : null;
  if (incomplete !== null) return incomplete;
  const no = interestIn(row, person) ?? notReady(row);
  if (no !== null) return no;
  return { seat, ranked: rankedOf(row, ranking), quota: row.quota };
}

/** An interest of whoever ranks, or of the one whose seat they were lent. */
function interestIn(row: SelectionRow | undefined, person: string): Refusal | null {
  const other = row && seatFor(row)?.onBehalfOf?.person;
  const mine = row?.items.filter((i) => i.barred.some((b) => b === person || b === other)) ?? [];
  return naming('conflict-of-interest', mine);
}

function notReady({ items }: SelectionRow): Refusal | null {
  const held = items.filter((i) => i.held);
  return naming('held', held) ?? naming('not-released', items.filter((i) => !i.released)); // prettier-ignore
}

function naming(refused: Refusal['refused'], items: readonly ItemRow[]): Refusal | null {
  if (items.length === 0) return null;
  const named = items.map(({ nomination, code }) => ({ nomination, code }));
  return { refused, observed: named.map((n) => n.code).join(', '), data: { items: named } };
}

/** True when recorded; false when list, order or quota moved on meanwhile. */
async function record(engine: Engine, row: SelectionRow, request: ByOfficer, closing: Closing): Promise<boolean> {
  const { seat, ranked, quota } = closing;
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
  };
  const sealed = seal(
    {
      chain: `act:${id}`,
      seq: 1,
      at: row.clock.toISOString(),
      commandId: request.commandId,
      type: 'CloseSelection',
      actor: entryActor(request.person, seat.id, seat, row.clock.toISOString()),
      facts: [fact as unknown as Canonical],
      files: [],
    },
    [],
    null,
  );
  const payload = { version: row.version, secrets: sealed.secrets, ...itemsOf(id, ranked) };
  engine.failpoint('selection:decided');
  try {
    await engine.db.query('record_selection', 'select record_selection($1, $2, $3, $4, $5::jsonb)', [
      sealed.canon,
      sealed.prev,
      sealed.hash,
      request.requestHash,
      JSON.stringify(payload),
    ]);
  } catch (error) {
    const found = conflictOf(error);
    if (found === null || !isRetryable(found.conflict)) throw error;
    return false;
  }
  return true;
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

function seatFor({ seats, unit_id, award }: SelectionRow): Seat | undefined {
  return seats.find((s) => s.unit === unit_id && (s.role === 'secretary' || s.role === 'signer') && isFor(s, award));
}

function refusalOf(row: SelectionRow | undefined, { ifMatch }: ByOfficer): Refusal | null {
  if (row?.seen !== true) return { refused: 'not-found' };
  if (seatFor(row) === undefined)
    return { refused: 'wrong-seat', needed: 'secretary | signer', clearedBy: 'secretary' };
  if (ifMatch === undefined) return { refused: 'if-match-missing' };
  if (row.closed) return { refused: 'not-now', observed: 'closed' };
  return ifMatch === row.version ? null : { refused: 'stale-revision', observed: String(row.version) };
}
