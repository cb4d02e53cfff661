import { standing, stepOf, type Candidate, type Ranking, type Standing } from '#domain';
import type { Engine } from '../engine.js';
import type { ItemRow, SelectionRow } from './selection.queries.js';

const byOrder: Ranking = { by: 'order', ties: [] };

/** How this list is ranked: procedure data of its first item; all items of a selection wait in one step. */
export function rankingOf(engine: Engine, { items, step_key }: SelectionRow): Ranking {
  const [first] = items;
  if (first === undefined) return byOrder;
  const { value } = engine.directory.procedure(first.procedure);
  return stepOf(value, first.route as Parameters<typeof stepOf>[1], step_key)?.ranking ?? byOrder;
}

/** The score that ranks an item; null where nobody told it. */
export function scoreOf({ score }: Ranking, item: ItemRow): number | null {
  const value = score === undefined ? undefined : item.facts[score]?.value;
  return typeof value === 'number' ? value : null;
}

/** The list in its order, cut at the places that are left. Without an order that people gave, codes come one after another. */
export function standingOf(row: SelectionRow, ranking: Ranking): Standing {
  const places = row.quota === null ? 0 : Math.max(0, row.quota.cap - row.quota.used);
  return standing(
    row.items.map((item) => candidateOf(row, ranking, item)),
    { ties: ranking.ties, places, byHand: row.hand.map((h) => h.fact) },
  );
}

function candidateOf(row: SelectionRow, ranking: Ranking, item: ItemRow): Candidate {
  const { facts, nomination } = item;
  const told = (name: string): unknown => facts[name]?.value;
  const perMille = told('collective.womenPerMille');
  return {
    nomination,
    place: placeOf(row, ranking, item),
    woman: told('person.woman') === true,
    womenPerMille: typeof perMille === 'number' ? perMille : 0,
    directWorker: told('person.directWorker') === true,
  };
}

function placeOf({ ranking: groups, items }: SelectionRow, ranking: Ranking, item: ItemRow): number {
  if (ranking.by === 'score') return -(scoreOf(ranking, item) ?? Number.MIN_SAFE_INTEGER);
  const place = groups.findIndex((group) => group.includes(item.nomination));
  return place < 0 ? Number.MAX_SAFE_INTEGER - items.length + items.indexOf(item) : place;
}
