import type { SelectionView } from '#contract';
import type { Ranked } from '#domain';
import type { Engine } from '../engine.js';
import { rankedOf, rankingOf, scoreOf } from './ranked.js';
import { selectionRow } from './selection.queries.js';

/**
 * The list in its order with the cut as things stand, or as it was closed; items in which the reader has an interest are counted and
 * not shown. Null when it is not this person's to see.
 */
export async function selectionView(engine: Engine, person: string, id: string): Promise<SelectionView | null> {
  const row = await selectionRow(engine, id, person);
  if (row?.seen !== true) return null;
  const ranking = rankingOf(engine, row);
  const closed = row.closed_fact as { ranked: readonly Ranked[] } | null;
  const ranked = closed?.ranked ?? rankedOf(row, ranking);
  const shown = row.items.filter((i) => !i.barred.includes(person));
  return {
    id: row.id,
    unit: { id: row.unit_id, name: row.unit_name },
    award: row.award,
    theme: row.theme,
    year: row.year,
    version: row.version,
    closed: row.closed,
    by: ranking.by,
    ties: [...ranking.ties],
    quota: row.quota === null ? null : placesOf(row.quota),
    rows: ranked.flatMap(({ nomination, rank, selected, ties }) => {
      const item = shown.find((i) => i.nomination === nomination);
      if (item === undefined) return [];
      const { code, subject, unit } = item;
      return [{ nomination, code, subject, unit, rank, selected, ties: { ...ties }, score: scoreOf(ranking, item) }];
    }),
    hidden: row.items.length - shown.length,
    act: row.act_id,
  };
}

function placesOf({ cap, used }: { readonly cap: number; readonly used: number }) {
  return { cap, used, remaining: Math.max(0, cap - used) };
}
