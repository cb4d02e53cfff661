import { fold, type FoldedEntry, type Nomination, type NominationFact, type State } from '#domain';
import type { Db } from '../db.js';
import type { Difference } from './check.js';
import { same } from './same.js';

interface Row {
  achievement: string | null;
  /** The title of its achievement is another than was submitted. */
  retitled: boolean;
  state: string;
  unit_id: string;
  version: number;
  revision: number;
  context: unknown;
  procedure: unknown;
  rule_set: unknown;
  undo: unknown;
  channel: string;
  entered_by_unit: string | null;
  deadlines: { id: string; step: string; state: string; dueAt: string }[];
  approvals: { step: string; person: string }[];
  /** People who approved and were merged into others since. */
  merged: Readonly<Record<string, string>> | null;
  complaints: object[];
}

const utc = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const rowText = `select n.achievement_id as achievement,
  exists (select from achievement a join ledger_secret x on x.chain = 'n:' || n.id and x.seq = 1 and x.text_id = 'achievement'
    where a.id = n.achievement_id and a.title <> x.value) as retitled, n.state, n.unit_id, n.version, n.revision, n.context, n.procedure, n.rule_set, n.undo, n.channel, n.entered_by_unit,
  coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'step', d.step_key, 'state', d.state,
      'dueAt', to_char(d.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by d.id)
    from deadline d where d.nomination_id = n.id and d.state in ('pending', 'stopped')), '[]') as deadlines,
  coalesce((select jsonb_agg(jsonb_build_object('step', a.step_key, 'person', a.person_id) order by a.step_key, a.person_id)
    from approval a where a.nomination_id = n.id and a.voided_at is null and a.document_id is null), '[]') as approvals,
  coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'outcome', c.outcome, 'step', c.step, 'unit', c.unit_id, 'by', c.lodged_by,
      'founded', c.founded, 'concludedBy', c.concluded_by, 'at', ${utc('c.lodged_at')}, 'concludedAt', ${utc('c.concluded_at')}) order by c.lodged_at)
    from complaint c where c.nomination_id = n.id), '[]') as complaints,
  (select jsonb_object_agg(p.id, p.merged_into) from person p
    where p.merged_into in (select a.person_id from approval a where a.nomination_id = n.id)) as merged
from nomination n where n.id = $1::uuid /* visible: the whole ledger is checked */`;

interface Canon {
  seq: number;
  at: string;
  from: State;
  to: State;
  revision: number;
  actor: { person?: string };
  facts: NominationFact[];
}

/** Folds the entries of a nomination and compares with its row, its clocks and its approvals. */
export async function nominationFault(db: Db, chain: string, canons: readonly string[]): Promise<Difference | null> {
  const row = (await db.query<Row>('check_nomination', rowText, [chain.slice(2)]))[0];
  if (row === undefined) return { chain, seq: null, what: 'there is no such nomination' };
  const entries = canons.map((c) => JSON.parse(c) as Canon);
  let folded: Nomination | null = null;
  let state: State = 'draft';
  for (const e of entries) {
    if (e.from !== state) return { chain, seq: e.seq, what: `from is ${e.from}, the entry before led to ${state}` };
    folded = fold(folded, entryOf(e));
    if (folded.revision !== e.revision) return { chain, seq: e.seq, what: 'revision' };
    state = e.to;
  }
  if (folded === null) return { chain, seq: null, what: 'empty chain' };
  const what = rowFault(row, folded, entries);
  return what === null ? null : { chain, seq: entries.length, what };
}

/** An entry as the fold takes it. */
export function foldedEntry(canon: string): FoldedEntry {
  return entryOf(JSON.parse(canon) as Canon);
}

function entryOf(e: Canon): FoldedEntry {
  return { seq: e.seq, at: e.at, actorPerson: e.actor.person ?? null, from: e.from, to: e.to, facts: e.facts };
}

function rowFault(row: Row, folded: Nomination, entries: readonly Canon[]): string | null {
  if (row.version !== entries.length) return `row version ${String(row.version)}, ${String(entries.length)} entries`;
  if (row.state !== folded.state) return `row state ${row.state}, fold ${folded.state}`;
  if (row.revision !== folded.revision) return `row revision ${String(row.revision)}, fold ${String(folded.revision)}`;
  if (!same(row.context, folded.context)) return 'row context';
  if (row.unit_id !== folded.context.unit) return 'row unit';
  if (!same(row.procedure, folded.procedure) || !same(row.rule_set, folded.ruleSet)) return 'row pins';
  const { enteredBy = null } = folded.context;
  if (row.entered_by_unit !== enteredBy || row.channel !== (enteredBy === null ? 'electronic' : 'paper'))
    return 'row channel';
  if (!same(row.undo, folded.undo)) return 'row undo';
  const clocks = folded.context.deadlines
    .map(({ id, step, state, dueAt }) => ({ id, step, state, dueAt }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  if (!same(row.deadlines, clocks)) return 'deadlines';
  if (row.retitled || row.achievement !== (folded.context.achievement ?? null)) return 'achievement';
  if (!same(row.complaints, complaintsOf(entries))) return 'complaints';
  return same(row.approvals, approvalsOf(entries, row.merged ?? {})) ? null : 'approvals';
}

/** Complaints as the entries lodged and concluded them. */
function complaintsOf(entries: readonly Canon[]): object[] {
  const made: Record<string, object> = {};
  for (const { at, actor, facts } of entries) {
    for (const f of facts) {
      if (f.type === 'ComplaintLodged') {
        const { complaint: id, outcome, step, unit } = f;
        made[id] = { id, outcome, step, unit, by: actor.person, at };
      }
      if (f.type === 'ComplaintConcluded') {
        made[f.complaint] = { ...made[f.complaint], founded: f.founded, concludedBy: f.person, concludedAt: at };
      }
    }
  }
  return Object.values(made);
}

/** Approvals that stand: recommended, and neither lapsed nor retracted. */
function approvalsOf(
  entries: readonly Canon[],
  merged: Readonly<Record<string, string>>,
): { step: string; person: string }[] {
  const now = (person: string): string => merged[person] ?? person;
  let standing: { step: string; person: string; seq: number }[] = [];
  for (const e of entries) {
    for (const f of e.facts) {
      if (f.type === 'Recommended') standing.push({ step: f.step, person: now(f.person), seq: e.seq });
      if (f.type === 'ApprovalLapsed') {
        const { step, person } = f;
        standing = standing.filter((a) => a.step !== step || person === undefined || a.person !== now(person));
      }
      if (f.type === 'Rerouted' || f.type === 'Migrated')
        standing = standing.map((a) => ({ ...a, step: f.steps.find((s) => s.from === a.step)?.to ?? a.step }));
      if (f.type === 'Retracted') standing = standing.filter((a) => a.seq <= f.seq);
    }
  }
  const key = (a: { step: string; person: string }): string => `${a.step} ${a.person}`;
  return standing.map(({ step, person }) => ({ step, person })).sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
