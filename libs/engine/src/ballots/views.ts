import { formulaOf, neededOf, type BallotTotals } from '#domain';
import type { BallotView, Minutes } from '#contract';
import type { Engine } from '../engine.js';
import { officeOf } from '../councils/sittings.js';
import { barredOf } from '../councils/sitting.queries.js';
import type { StoredFile } from '../nominations/files.js';
import { ballotRow, itemsFor, type BallotRow, type Opened } from './ballot.queries.js';
import { enteredResults } from './close.js';
import { scanOf } from './scan.js';

/** Lines in which the reader has an interest are counted and not shown, whether they have a paper or not (model.md 10). */
const linesText = `select n.id as nomination, n.code, n.award, coalesce(p.name, su.name) as subject,
  $2::uuid = any(${barredOf('n', 'b.unit_id')}) as barred
from ballot_item i join ballot b on b.id = i.ballot_id join nomination n on n.id = i.nomination_id /* visible: on the papers of a council that this person belongs to */
left join person p on n.subject_type = 'person' and p.id = n.subject_id
left join unit su on n.subject_type = 'unit' and su.id = n.subject_id
where i.ballot_id = $1::uuid order by i.position`;

interface Line {
  readonly nomination: string;
  readonly code: string;
  readonly award: string;
  readonly subject: string;
  readonly barred: boolean;
}

interface Counted {
  readonly type: string;
  readonly items?: readonly { readonly nomination: string; readonly passed: boolean; readonly totals: BallotTotals }[];
  readonly receipts?: readonly string[];
  readonly votes?: readonly { readonly member: string; readonly nomination: string; readonly choice: string }[];
}

/** A ballot as this person may see it: whose papers are there, never what stands on them; results once it is closed. */
export async function ballotView(engine: Engine, person: string, id: string): Promise<BallotView | null> {
  return (await seenBy(engine, person, id))?.view ?? null;
}

/** The scanned minutes of a ballot on paper, for whom `scan` of its view is told. */
export async function ballotScan(engine: Engine, person: string, id: string): Promise<StoredFile | null> {
  return (await seenBy(engine, person, id))?.file ?? null;
}

async function seenBy(
  engine: Engine,
  person: string,
  id: string,
): Promise<{ view: BallotView; file: StoredFile | null } | null> {
  const row = await ballotRow(engine, id, person);
  if (row?.seen !== true) return null;
  const lines = await engine.db.query<Line>('ballot-lines', linesText, [id, person]);
  const view = viewOf(row, lines, { person, source: sourceOf(engine, row.opened) });
  const file = await scanOf(engine, row, person, view.hidden);
  const entered = await enteredOf(engine, row, lines, person);
  return { view: { ...view, entered, scan: file && { sha256: file.sha256, size: file.size } }, file };
}

/** Totals that wait for the second officer, as the first one entered them. */
async function enteredOf(
  engine: Engine,
  row: BallotRow,
  lines: readonly Line[],
  person: string,
): Promise<BallotView['entered']> {
  if (row.state !== 'entered' || 'refusal' in (await officeOf(engine, row.opened.council, person))) return null;
  const results = enteredResults(row);
  const items = lines.flatMap(({ nomination, code, subject, barred }) => {
    const counted = barred ? undefined : results.find((r) => r.nomination === nomination);
    if (counted === undefined) return [];
    const { passed, totals } = counted;
    const { papers, agree, disagree, needed } = totals;
    return [{ nomination, code, subject, papers, agree, disagree, needed, passed, formula: formulaOf(totals) }];
  });
  return { mine: row.entered_by === person, items };
}

/** The procedure that the rule stands in, by the version that was noted when the ballot was opened. */
function sourceOf(engine: Engine, { procedure, step }: Opened): BallotView['rule']['source'] {
  const noted = engine.directory
    .procedures()
    .find((p) => p.pin.id === procedure?.id && p.pin.version === procedure.version);
  if (noted === undefined) return null;
  const { id, version, name, stages } = noted.value;
  const [key] = step.split('@');
  const citation = stages.flatMap((s) => s.steps).find((s) => s.step === key)?.ballot?.citation ?? null;
  return { procedure: { id, version, ...name }, step, citation };
}

interface Reader {
  readonly person: string;
  readonly source: BallotView['rule']['source'];
}

function viewOf(
  row: BallotRow,
  lines: readonly Line[],
  { person, source }: Reader,
): Omit<BallotView, 'scan' | 'entered'> {
  const { opened } = row;
  const mine = opened.voters.find((v) => v.person === person);
  const own = mine === undefined ? null : new Set(itemsFor(opened, mine.member));
  const shown = lines.filter((l) => own?.has(l.nomination) ?? !l.barred);
  const counted: Counted = row.state === 'closed' ? (row.last_fact as unknown as Counted) : { type: '' };
  return {
    id: row.id,
    sitting: opened.sitting,
    council: { id: opened.council, name: row.council_name },
    unit: { id: opened.unit, name: row.unit_name },
    step: opened.step,
    mode: opened.mode,
    secrecy: opened.secrecy,
    state: row.state,
    version: row.version,
    rule: { pass: pair(opened.rule.pass), quorum: pair(opened.rule.quorum), base: opened.rule.base, source },
    quorumNeeded: neededOf(opened.rule.quorum, opened.counts.members),
    openedAt: row.opened_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    voided: voidedOf(row),
    counts: opened.counts,
    turnout: opened.voters.map(({ member, mode, person: who }) => {
      return { member, name: row.names[member] ?? '', mode, sent: row.sent.includes(member), mine: who === person };
    }),
    paper: row.state === 'open' && own !== null ? shown.map(({ barred: _, ...line }) => line) : null,
    hidden: lines.length - shown.length,
    items: shown.flatMap((l) => resultOf(l, counted)),
    receipts: [...(counted.receipts ?? [])],
    votes: (counted.votes ?? [])
      .filter((v) => shown.some((l) => l.nomination === v.nomination))
      .map((v) => ({ ...v, name: row.names[v.member] ?? '' })),
    act: row.act_id,
  };
}

function voidedOf({ state, last_fact: fact, last_reason: reason }: BallotRow): BallotView['voided'] {
  if (state !== 'void') return null;
  return { why: fact['why'] === 'key-lost' ? 'key-lost' : 'given-up', reason };
}

function pair([part, whole]: readonly [number, number]): [number, number] {
  return [part, whole];
}

function resultOf({ nomination, code, subject }: Line, { items = [] }: Counted): BallotView['items'] {
  const found = items.find((i) => i.nomination === nomination);
  if (found === undefined) return [];
  const { passed, totals } = found;
  return [
    { nomination, code, subject, passed, totals: { ...totals, pass: pair(totals.pass) }, formula: formulaOf(totals) },
  ];
}

/** Biên bản kiểm phiếu of a closed ballot; null before, and for whom it is not to see. */
export async function ballotMinutes(engine: Engine, person: string, id: string): Promise<Minutes | null> {
  const row = await ballotRow(engine, id, person);
  const view = await ballotView(engine, person, id);
  if (row === undefined || view?.state !== 'closed') return null;
  const { members, present, written, recused } = row.opened.counts;
  return {
    ballot: id,
    council: row.council_name,
    unit: row.unit_name,
    heldOn: row.held_on,
    openedAt: row.opened_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    mode: view.mode,
    secrecy: view.secrecy,
    members,
    present,
    written,
    absent: Math.max(0, members - present - written),
    recused,
    papers: Math.max(row.sent.length, ...view.items.map((i) => i.totals.papers)),
    items: view.items,
  };
}
