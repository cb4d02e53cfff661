import type { Refusal } from '#domain';
import { seal, uuidv5, type Canonical } from '#ledger';
import { setTimeout as sleep } from 'node:timers/promises';
import { officeOf, type ByOfficer } from '../councils/sittings.js';
import { countsOf, sittingRow, votersOf, type SittingRow } from '../councils/sitting.queries.js';
import { conflictOf, isRetryable } from '../db.js';
import type { Engine } from '../engine.js';
import type { Opened } from './ballot.queries.js';
import type { BallotKeys } from './keys.js';
import { movedOn, prepare, type Prepared } from './prepare.js';

export const recordText = 'select record_ballot($1, $2, $3, $4, $5::jsonb)';
const tries = 8;

export type Opening = { readonly id: string } | { readonly refusal: Refusal };

/**
 * Opens a ballot over the agenda of a sitting whose day has come, for one step and one rule. Refuses with `wrong-date`,
 * `agenda-empty`, `attendance-missing`, `rules-differ`, `command-reused`, what `openingRefusal` refuses (for each item with who may
 * not vote on it), `conflict-of-interest` for an officer who may not vote on an item, `in-open-ballot` and `not-awaiting-step` for items that have moved on.
 */
export async function openBallot(
  engine: Engine,
  keys: BallotKeys,
  request: ByOfficer,
  sitting: string,
): Promise<Opening> {
  const id = uuidv5(request.commandId, 'ballot');
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (attempt > 0) await sleep(Math.random() * 10 * attempt);
    const row = await sittingRow(engine, sitting, request.person);
    if (row?.seen !== true) return { refusal: { refused: 'not-found' } };
    const before = await commandBefore(engine, request, id);
    if (before !== null) return before;
    const office = await officeOf(engine, row.council_id, request.person);
    if ('refusal' in office) return office;
    const prepared = await prepare(engine, row, request.person);
    if ('refused' in prepared) return { refusal: prepared };
    const outcome = await write(engine, keys, { id, row, request, prepared, actor: office.actor });
    if (outcome !== 'again') return outcome;
  }
  return { refusal: { refused: 'busy' } };
}

const commandText = `select cmd.person, cmd.request_hash, done.chain from command cmd
  left join ledger_entry done on done.command_id = cmd.id where cmd.id = $1::uuid`;

interface CommandRow {
  person: string | null;
  request_hash: Buffer;
  chain: string | null;
}

/** What this command id did before; a ballot's id comes from it, so for anything else it cannot be used again. */
async function commandBefore(engine: Engine, request: ByOfficer, id: string): Promise<Opening | null> {
  const [row] = await engine.db.query<CommandRow>('ballot-command', commandText, [request.commandId]);
  if (row === undefined) return null;
  const same = row.person === request.person && row.request_hash.equals(request.requestHash);
  return same && row.chain === `b:${id}` ? { id } : { refusal: { refused: 'command-reused' } };
}

interface Writing {
  readonly id: string;
  readonly row: SittingRow;
  readonly request: ByOfficer;
  readonly prepared: Prepared;
  readonly actor: { person: string; seat: string; unit: string };
}

async function write(
  engine: Engine,
  keys: BallotKeys,
  { id, row, request, prepared, actor }: Writing,
): Promise<Opening | 'again'> {
  const electronic = row.mode === 'electronic';
  const publicKey = electronic ? (await keys.create(id)).toString('hex') : undefined;
  const clock = await engine.db.query<{ at: Date }>(
    'ballot-clock',
    `select date_trunc('milliseconds', laurel_clock()) as at`,
  );
  const sealed = seal(
    {
      chain: `b:${id}`,
      seq: 1,
      at: clock[0]?.at.toISOString() ?? '',
      commandId: request.commandId,
      type: 'OpenBallot',
      actor,
      facts: [openedOf(row, prepared, publicKey) as unknown as Canonical],
      files: [],
    },
    [],
    null,
  );
  engine.failpoint('ballot:opening');
  const payload = JSON.stringify({ secrets: sealed.secrets, sittingVersion: row.version });
  try {
    await engine.db.query('record_ballot', recordText, [
      sealed.canon,
      sealed.prev,
      sealed.hash,
      request.requestHash,
      payload,
    ]);
  } catch (error) {
    // Without a clear refusal the ballot may be open all the same: then its key must stay.
    if (publicKey !== undefined && conflictOf(error) !== null) await keys.destroy(id, publicKey);
    return afterConflict(error, row);
  }
  return { id };
}

function openedOf(row: SittingRow, { step, rule, barred, procedure }: Prepared, publicKey: string | undefined): Opened {
  const { mode, pass, quorum, base } = rule;
  return {
    type: 'BallotOpened',
    sitting: row.id,
    council: row.council_id,
    unit: row.unit_id,
    step,
    mode: row.mode,
    secrecy: mode,
    rule: { mode, pass, quorum, base },
    procedure: { id: procedure.id, version: procedure.version },
    items: row.agenda.map((a) => a.nomination),
    voters: votersOf(row).map(({ member, person, mode: how }) => ({ member, person, mode: how })),
    counts: countsOf(row),
    barred,
    ...(publicKey === undefined ? {} : { publicKey }),
  };
}

function afterConflict(error: unknown, { agenda }: SittingRow): Opening | 'again' {
  const found = conflictOf(error);
  if (found === null) throw error;
  if (isRetryable(found.conflict)) return 'again';
  const named = (detail: string) => agenda.filter((a) => detail.includes(a.nomination)).map((a) => a.code);
  switch (found.conflict) {
    case 'seat-lost':
      return { refusal: { refused: 'seat-lost', clearedBy: 'administrator' } };
    case 'in-open-ballot':
      return { refusal: { refused: 'in-open-ballot', observed: named(found.detail).join(', ') } };
    case 'items-not-ready':
      return { refusal: movedOn(named(found.detail)) };
    default:
      throw error;
  }
}
