import { bulkRefusal, evaluateWorld, openCommands, type Refusal } from '#domain';
import { uuidv5 } from '#ledger';
import type { BulkApproval, BulkPlan, BulkResult, NominationRow } from '#contract';
import type { Engine } from '../engine.js';
import { load, perform } from '../perform.js';
import { worldOf } from '../world.js';
import { nominationRows } from './lists.js';
import { refusalView } from './view-parts.js';

const nobody = '00000000-0000-0000-0000-000000000000';

type Included = BulkPlan['included'][number];
type Judged = { readonly included: Included } | { readonly refusal: Refusal };

/** Which of these nominations a person may agree to in one press, and why not the others. */
export async function planMany(engine: Engine, person: string, ids: readonly string[]): Promise<BulkPlan> {
  const rows = new Map((await nominationRows(engine, person, ids)).map((r) => [r.id, r]));
  const opened = await openedBy(engine, person, ids);
  const judged: { id: string; verdict: Judged }[] = [];
  for (const id of new Set(ids)) {
    const row = rows.get(id);
    const verdict: Judged =
      row === undefined
        ? { refusal: { refused: 'not-found' } }
        : await judge(engine, person, { row, opened: opened.has(id) });
    judged.push({ id, verdict });
  }
  const main = largest(judged.flatMap(({ verdict }) => ('included' in verdict ? [kindOf(verdict.included)] : [])));
  const plan: BulkPlan = { included: [], leftOut: [] };
  for (const { id, verdict } of judged) {
    if ('included' in verdict && kindOf(verdict.included) === main) plan.included.push(verdict.included);
    else {
      const refusal: Refusal = 'included' in verdict ? { refused: 'differs' } : verdict.refusal;
      plan.leftOut.push({ id, nomination: rows.get(id) ?? null, refusal: refusalView(refusal) });
    }
  }
  return plan;
}

/** One award in one step: what is agreed to together can be compared. */
const kindOf = ({ nomination }: Included): string => `${nomination.award.code} ${nomination.state}`;

function largest(kinds: readonly string[]): string | undefined {
  const count = (kind: string): number => kinds.filter((k) => k === kind).length;
  return [...new Set(kinds)].sort((a, b) => count(b) - count(a))[0];
}

interface Asked {
  readonly row: NominationRow;
  readonly opened: boolean;
}

async function judge(engine: Engine, person: string, { row, opened }: Asked): Promise<Judged> {
  const loaded = await load(engine, row.id, person, null);
  if (loaded?.visible !== true) return { refusal: { refused: 'not-found' } };
  const as = loaded.seats[0]?.id ?? nobody;
  const world = worldOf(engine, loaded, { commandId: nobody, actor: { person, as }, onDraft: false });
  const recommend = openCommands(world).find((c) => c.type === 'Recommend');
  if (recommend === undefined) return { refusal: { refused: 'not-now', observed: row.state } };
  const kept =
    (recommend.seats.length === 0 ? recommend.refusal : undefined) ?? bulkRefusal(world) ?? recommend.refusal;
  if (kept !== undefined) return { refusal: kept };
  if (!opened) return { refusal: { refused: 'not-opened', needed: `revision ${String(row.revision)}` } };
  const [seat] = recommend.seats;
  if (seat === undefined) return { refusal: { refused: 'wrong-seat' } };
  return {
    included: {
      nomination: row,
      as: { id: seat.id, role: seat.role, unit: seat.unit },
      seen: { step: row.state, evaluation: evaluateWorld(world).digest },
    },
  };
}

const openedText = `select n.id from nomination n join nomination_reading r on r.nomination_id = n.id and r.revision = n.revision
  where r.person_id = $1::uuid and n.id = any ($2::uuid[]) /* visible: one's own readings of what was seen */`;

async function openedBy(engine: Engine, person: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await engine.db.query<{ id: string }>('bulk_opened', openedText, [person, ids]);
  return new Set(rows.map((r) => r.id));
}

export interface ApprovingMany {
  readonly person: string;
  /** What the commands share; their own ids come from it, so that a press repeated is the same press. */
  readonly bulk: string;
  readonly approval: BulkApproval;
  readonly hashOf: (item: BulkApproval['items'][number]) => Buffer;
}

/** Agrees to each item by a command of its own, pinned to the revision and the evaluation that was on the check page. */
export async function approveMany(
  engine: Engine,
  { person, bulk, approval, hashOf }: ApprovingMany,
): Promise<BulkResult> {
  const ids = approval.items.map((i) => i.nomination);
  const opened = await openedBy(engine, person, ids);
  const awards = new Map((await nominationRows(engine, person, ids)).map((r) => [r.id, r.award.code]));
  const [first] = approval.items;
  const results: BulkResult['results'] = [];
  for (const item of approval.items) {
    const id = item.nomination;
    const same = awards.get(id) === awards.get(first?.nomination ?? '') && item.seen.step === first?.seen.step;
    const before: Refusal | null = !awards.has(id)
      ? { refused: 'not-found' }
      : !opened.has(id)
        ? { refused: 'not-opened' }
        : same
          ? null
          : { refused: 'differs' };
    const outcome = before ? { refusal: before } : await approveOne(engine, { person, bulk, approval, hashOf }, item);
    results.push({
      nomination: id,
      answer: 'answer' in outcome ? outcome.answer : null,
      refusal: 'refusal' in outcome ? refusalView(outcome.refusal) : null,
    });
  }
  return { bulk, results };
}

function approveOne(engine: Engine, many: ApprovingMany, item: BulkApproval['items'][number]) {
  const { bulk, approval, person } = many;
  const opinion = approval.opinion === undefined || approval.opinion === '' ? {} : { opinion: approval.opinion };
  return perform(engine, {
    nomination: item.nomination,
    commandId: uuidv5(bulk, item.nomination),
    actor: { person, as: item.as },
    command: { type: 'Recommend', seen: item.seen, bulk, ...opinion },
    ifMatch: item.revision,
    requestHash: many.hashOf(item),
  });
}
