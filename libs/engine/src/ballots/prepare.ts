import { openingRefusal, partsOfStep, stepOf, type BallotRule, type Nomination, type Pin, type Refusal } from '#domain';
import { countsOf, votersOf, type SittingRow } from '../councils/sitting.queries.js';
import type { Engine } from '../engine.js';
import type { Opened } from './ballot.queries.js';

/** The one step and rule that everything on an agenda waits for, with the version of the procedure that says so. */
export interface AgendaRule {
  readonly step: string;
  readonly rule: BallotRule;
  readonly procedure: Pin;
}

/** How a ballot over the agenda would be opened now. */
export interface Prepared extends AgendaRule {
  readonly barred: Opened['barred'];
}

const rulesText = `select n.id, n.state, n.context, n.procedure from nomination n /* visible: the council's unit reviews what waits for it */
  where n.id = any($1::uuid[])`;

interface RuleRow {
  id: string;
  state: string;
  context: Nomination['context'];
  procedure: Pin;
}

/** What keeps `person` from opening a ballot over the agenda now, or how it would be opened. Refusals: `openBallot`. */
export async function prepare(engine: Engine, row: SittingRow, person: string): Promise<Prepared | Refusal> {
  const bound = row.agenda.filter((a) => a.barred.includes(person)).length;
  if (bound > 0) return notPresiding(bound);
  const { held_on: day, today } = row;
  if (day > today) return { refused: 'wrong-date', observed: day, needed: `≤ ${today}`, clearedBy: 'secretary' };
  if (row.agenda.length === 0) return { refused: 'agenda-empty', clearedBy: 'secretary' };
  const voting = row.members.filter((m) => m.role !== 'substitute');
  const missing = voting.filter((m) => m.status === null);
  if (missing.length > 0) {
    return { refused: 'attendance-missing', observed: missing.map((m) => m.name).join(', '), clearedBy: 'secretary' };
  }
  const found = await agendaRule(engine, row);
  return 'refused' in found ? found : openable(row, found);
}

/**
 * The step and the rule of an agenda, whoever is there. Refuses with `not-awaiting-step` for what waits for no ballot of the council's
 * unit, and with `rules-differ`.
 */
export async function agendaRule(engine: Engine, row: SittingRow): Promise<AgendaRule | Refusal> {
  const gone = row.agenda.filter((a) => partsOfStep(a.state)?.unit !== row.unit_id);
  if (gone.length > 0) return movedOn(gone.map((g) => g.code));
  const rows = await engine.db.query<RuleRow>('ballot-rules', rulesText, [row.agenda.map((a) => a.nomination)]);
  if (rows.some((r) => r.procedure.hash === undefined)) await engine.directory.refresh();
  const rules = rows.map((r) => ({ step: r.state, rule: ruleOf(engine, r), procedure: r.procedure }));
  const [first] = rules;
  if (first?.rule === undefined) return movedOn(rows.map((r) => r.id));
  const { step, rule, procedure } = first;
  if (rules.some((r) => r.step !== step || JSON.stringify(r.rule) !== JSON.stringify(rule))) {
    return {
      refused: 'rules-differ',
      observed: [...new Set(rules.map((r) => r.step))].join(', '),
      clearedBy: 'secretary',
    };
  }
  return { step, rule, procedure };
}

function ruleOf(engine: Engine, { procedure, context, state }: RuleRow): BallotRule | undefined {
  return stepOf(engine.directory.procedure(procedure).value, context.route, state)?.ballot;
}

export function movedOn(items: readonly string[]): Refusal {
  return { refused: 'not-awaiting-step', observed: items.join(', '), data: { items } };
}

function openable(row: SittingRow, found: AgendaRule): Prepared | Refusal {
  const voters = votersOf(row);
  const counts = countsOf(row);
  const barred = row.agenda.flatMap((a) =>
    voters.filter((v) => a.barred.includes(v.person)).map((v) => ({ member: v.member, nomination: a.nomination })),
  );
  for (const { nomination, code } of row.agenda) {
    const recused = counts.recused + barred.filter((b) => b.nomination === nomination).length;
    const no = openingRefusal(found.rule, { ...counts, recused });
    if (no !== null) return { ...no, data: { ...no.data, nomination, code } };
  }
  return { ...found, barred };
}

/** Whoever has an interest in an item does not preside over it; how many there are is all that they are told. */
export function notPresiding(items: number): Refusal {
  const needed = 'an officer of the council without an interest';
  return { refused: 'conflict-of-interest', observed: String(items), needed, clearedBy: 'deputy' };
}
