import { awardOf, lineProblems, type DecisionDocument, type DocumentWorld, type Seat } from '#domain';
import type { DocumentItem } from '#contract';
import type { Engine } from '../engine.js';
import { refusalView } from '../nominations/view-parts.js';
import { itemOf, moneyOfItem, type ItemRow } from './load.js';

/** A document that is about to be: the law looks at it as at any draft. */
export function draftWorld(
  engine: Engine,
  who: { readonly person: string; readonly unit: string; readonly seats: readonly Seat[]; readonly clock: Date },
  {
    body,
    items,
  }: {
    readonly body: Pick<DecisionDocument, 'kind' | 'capacity'> & { as: string };
    readonly items: readonly ItemRow[];
  },
): DocumentWorld {
  return {
    at: who.clock.toISOString(),
    actor: { kind: 'person', person: who.person, seats: who.seats, as: body.as },
    visible: true,
    elevated: false,
    document: {
      state: 'draft',
      body: who.unit,
      kind: body.kind,
      capacity: body.capacity,
      items: items.map((i) => i.nomination),
      signer: null,
      number: null,
      year: null,
      date: null,
    },
    items: items.map((i) => itemOf(engine, i)),
    nextNumber: 0,
  };
}

/** Lines as a check page shows them: until the issue with today's amount and with what keeps each back. */
export function itemViews(rows: readonly ItemRow[], world: DocumentWorld): DocumentItem[] {
  const { state } = world.document;
  const open = state === 'draft' || state === 'signed';
  const problems = new Map(open ? lineProblems(world).map((p) => [p.nomination, p]) : []);
  return rows.map((row) => {
    const problem = problems.get(row.nomination);
    return {
      nomination: row.nomination,
      code: row.code,
      subject: row.subject_name,
      unit: row.unit_name,
      award: awardOf(row.award)?.nameVi ?? row.award,
      state: row.state,
      amount: open ? (moneyOfItem(row)?.amount ?? null) : row.amount,
      problem: problem === undefined ? null : refusalView(problem),
    };
  });
}
