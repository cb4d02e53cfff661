import {
  actCommandTypes,
  decide,
  isLapseFirst,
  isOverriddenDraft,
  isRefusal,
  type ActKind,
  type Command,
  type Refusal,
  type World,
} from '#domain';
import { uuidv5 } from '#ledger';
import type { CommandAnswer } from '#contract';
import { setTimeout as sleep } from 'node:timers/promises';
import { actCommand } from './act-command.js';
import { conflictOf, isRetryable } from './db.js';
import type { Engine } from './engine.js';
import { loadText, type LoadedRow } from './load.queries.js';
import { recordDraftOverride } from './nominations/draft-override.js';
import { withHolders } from './quotas/holders.js';
import { record } from './record.js';
import { worldOf, type Asking } from './world.js';

/** One command on one nomination. The command id is the idempotency key. */
export interface Request {
  readonly nomination: string;
  readonly commandId: string;
  readonly actor: Asking['actor'];
  readonly command: Command;
  readonly ifMatch?: number | undefined;
  /** SHA-256 of what was asked, so that a reused key with another body is noticed. */
  readonly requestHash: Buffer;
}

export type Performed = { readonly answer: CommandAnswer } | { readonly refusal: Refusal };

/** On one nomination the losers of a race meet a changed state and stop, so few tries are needed (reliability.md 2.3). */
const tries = 8;

/** Reads the one row that everything depends on. Null when there is no such nomination. */
export async function load(
  engine: Engine,
  nomination: string,
  person: string | null,
  commandId: string | null,
  drawCode = false,
): Promise<LoadedRow | null> {
  const rows = await engine.db.query<LoadedRow>('load', loadText, [nomination, person, commandId, drawCode]);
  const row = rows[0] ?? null;
  if (row !== null && row.configurations !== engine.directory.size()) await engine.directory.refresh();
  return row;
}

/**
 * The one way a nomination changes: load, decide, record; two round trips. A retried command id gets the answer of the entry it
 * made, however late. Refusals are values and write nothing; `busy` after too many conflicts. What is out of sight is refused
 * before anything else is looked at, like what does not exist.
 */
export async function perform(engine: Engine, request: Request): Promise<Performed> {
  const person = 'person' in request.actor ? request.actor.person : null;
  const onDraft = request.command.type === 'Submit' || request.command.type === 'Resubmit';
  for (let attempt = 0; attempt < tries; attempt++) {
    if (attempt > 0) await sleep(Math.random() * 10 * attempt);
    engine.failpoint('perform:begin');
    const row = await load(engine, request.nomination, person, request.commandId, request.command.type === 'Submit');
    if (row?.visible !== true) return { refusal: { refused: 'not-found' } };
    engine.failpoint('perform:loaded');
    const known = recordedBefore(row, request, person);
    if (known !== null) return known;
    if (await waitingItem(engine, row, request)) continue;
    const world = worldOf(engine, row, { ...request, onDraft });
    const outcome = await decideAndRecord(engine, row, world, request);
    if (outcome !== 'again') return outcome;
  }
  return { refusal: { refused: 'busy' } };
}

async function decideAndRecord(
  engine: Engine,
  row: LoadedRow,
  world: World,
  request: Request,
): Promise<Performed | 'again'> {
  const verdict = decide(world, request.command);
  if (isLapseFirst(verdict)) {
    await performLapse(engine, verdict.lapseFirst, row.id);
    return 'again';
  }
  if (isRefusal(verdict)) return { refusal: await withHolders(engine, verdict) };
  const { command, requestHash } = request;
  try {
    const recorded = isOverriddenDraft(verdict)
      ? await recordDraftOverride(engine, { row, world, verdict }, requestHash)
      : await record(engine, { row, world, command, decision: verdict }, requestHash);
    return { answer: answerOf(row.id, recorded.canon, recorded.hash) };
  } catch (error) {
    return afterConflict(error, world);
  }
}

function afterConflict(error: unknown, world: World): Performed | 'again' {
  const found = conflictOf(error);
  if (found === null || found.conflict === 'wrong-hash') throw error;
  if (isRetryable(found.conflict)) return 'again';
  switch (found.conflict) {
    case 'seat-lost':
      return { refusal: { refused: 'seat-lost', needed: 'a seat that is held now', clearedBy: 'administrator' } };
    case 'draft-changed':
      return { refusal: { refused: 'stale-draft' } };
    case 'in-open-ballot':
      return { refusal: { refused: 'in-open-ballot', needed: 'the ballot closed', clearedBy: 'secretary' } };
    case 'approval-taken':
      return {
        refusal: { refused: 'approval-taken', ...(world.lastDecision ? { observed: world.lastDecision.by } : {}) },
      };
    case 'already-granted':
    case 'already-rewarded':
      return { refusal: { refused: found.conflict } };
    case 'hearer-involved':
      return { refusal: { refused: 'hearer-involved', clearedBy: 'signer' } };
    case 'other-unit':
      return { refusal: { refused: 'already-acted-elsewhere', clearedBy: 'another person of the unit' } };
    default:
      throw error;
  }
}

function recordedBefore(row: LoadedRow, request: Request, person: string | null): Performed | null {
  if (row.command_hash === null) return null;
  const same = row.command_person === person && row.command_hash.equals(request.requestHash);
  const canon = row.command_canon;
  const mine = canon !== null && chainOf(canon) === row.id;
  if (!same || !mine || row.command_entry_hash === null) return { refusal: { refused: 'command-reused' } };
  return { answer: answerOf(row.id, canon, row.command_entry_hash) };
}

/** The nomination in whose history, or in that of whose working copy, an entry stands. */
function chainOf(canon: string): string | null {
  const { chain } = JSON.parse(canon) as { chain: string };
  return chain.startsWith('n:') || chain.startsWith('w:') ? chain.slice(2) : null;
}

/** The answer of a recorded command: a function of its entry, so it is the same for ever. */
function answerOf(nomination: string, canon: string, hash: Buffer): CommandAnswer {
  const c = JSON.parse(canon) as {
    seq: number;
    at: string;
    to: string;
    revision: number;
    late?: boolean;
    facts: { releasedAt?: string }[];
  };
  return {
    nomination,
    seq: c.seq,
    at: c.at,
    state: c.to,
    revision: c.revision,
    late: c.late ?? false,
    hash: hash.toString('hex'),
    releasedAt: c.facts.find((f) => f.releasedAt !== undefined)?.releasedAt ?? c.at,
  };
}

/**
 * A pending item of an act on this nomination comes first (model.md 8), but after a deadline that ran out before it: the item
 * waits for that itself. A deadline that a published calendar moves has not run out. True when one was performed just now; one
 * that waits for a release lets its retraction pass.
 */
async function waitingItem(engine: Engine, row: LoadedRow, { command: { type } }: Request): Promise<boolean> {
  const { act_item: act, id } = row;
  if (act === null || (actCommandTypes as readonly string[]).includes(type)) return false;
  if (type === 'Lapse' && !(await movesClocks(engine, act))) return false;
  const status = await performActItem(engine, act, id);
  return status !== 'waiting' || type !== 'Retract';
}

const kindText = `select kind from act where id = $1`;

async function movesClocks(engine: Engine, act: string): Promise<boolean> {
  const [found] = await engine.db.query<{ kind: ActKind }>('act_kind', kindText, [act]);
  return found?.kind === 'calendar';
}

const deadlineText = `select nomination_id, state, due_at <= (select laurel_clock()) as due from deadline where id = $1`;

/**
 * Records that a deadline ran out. The command id is UUIDv5(deadline id), so the sweep, a second job and a late command meet
 * as one. Does nothing when it is not pending any more or not yet due.
 */
export async function performLapse(engine: Engine, deadline: string, nomination?: string): Promise<void> {
  const rows = await engine.db.query<{ nomination_id: string; state: string; due: boolean }>('deadline', deadlineText, [
    deadline,
  ]);
  const found = rows[0];
  if (found?.state !== 'pending' || !found.due) return;
  const performed = await perform(engine, {
    nomination: nomination ?? found.nomination_id,
    commandId: uuidv5(deadline, 'lapse'),
    actor: { system: 'deadline' },
    command: { type: 'Lapse', deadline },
    requestHash: Buffer.alloc(32),
  });
  if ('refusal' in performed && performed.refusal.refused === 'busy') throw new Error(`deadline ${deadline}: busy`);
}

const itemText = `select i.command_id, i.status, i.data, a.kind, a.payload from act_item i join act a on a.id = i.act_id
  where i.act_id = $1 and i.nomination_id = $2`;
const refuseText = 'select refuse_act_item($1::uuid, $2::uuid, $3::jsonb)';

interface ItemOfAct {
  command_id: string;
  status: 'done' | 'refused' | 'waiting';
  kind: ActKind;
  payload: Record<string, unknown>;
  data: Record<string, unknown>;
}

/** Performs one item of an act through the same path as any command. Repeating it changes nothing. */
export async function performActItem(
  engine: Engine,
  act: string,
  nomination: string,
): Promise<'done' | 'refused' | 'waiting'> {
  const rows = await engine.db.query<ItemOfAct>('act_item', itemText, [act, nomination]);
  const item = rows[0];
  if (item?.status !== 'waiting') return item?.status ?? 'refused';
  const performed = await perform(engine, {
    nomination,
    commandId: item.command_id,
    actor: { system: 'act' },
    command: actCommand(act, item),
    requestHash: Buffer.alloc(32),
  });
  if ('answer' in performed) return 'done';
  if (['busy', 'not-released'].includes(performed.refusal.refused)) return 'waiting';
  await engine.db.query('act_item_refuse', refuseText, [act, nomination, JSON.stringify(performed.refusal)]);
  return 'refused';
}
