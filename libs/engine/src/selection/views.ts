import type { SelectionView } from '#contract';
import { awardOf, isRefusal, type Ranked, type Ranking, type Refusal, type Standing } from '#domain';
import type { Engine } from '../engine.js';
import { refusalView } from '../nominations/view-parts.js';
import { unordered } from './by-hand.js';
import { rankingOf, scoreOf, standingOf } from './ranked.js';
import { interestIn, refusalOf } from './rights.js';
import { selectionRow, type HandRow, type ItemRow, type SelectionRow } from './selection.queries.js';
import { closingOf } from './selections.js';

interface Seen {
  readonly row: SelectionRow;
  readonly ranking: Ranking;
  readonly standing: Standing;
  readonly ranked: readonly Ranked[];
  /** Items that the reader has no interest in, by nomination. */
  readonly shown: ReadonlyMap<string, ItemRow>;
}

/**
 * The list in its order with the cut as things stand, or as it was closed, and what this person may do; items in which the reader has
 * an interest are counted and not shown. Null when it is not this person's to see.
 */
export async function selectionView(engine: Engine, person: string, id: string): Promise<SelectionView | null> {
  const row = await selectionRow(engine, id, person);
  if (row?.seen !== true) return null;
  const ranking = rankingOf(engine, row);
  const standing = standingOf(row, ranking);
  const closed = row.closed_fact as { ranked: readonly Ranked[] } | null;
  const free = row.items.filter((i) => !i.barred.includes(person));
  const seen: Seen = {
    row,
    ranking,
    standing,
    ranked: closed?.ranked ?? standing.ranked,
    shown: new Map(free.map((i) => [i.nomination, i])),
  };
  return {
    id: row.id,
    unit: { id: row.unit_id, name: row.unit_name },
    award: row.award,
    awardName: awardName(row.award),
    theme: row.theme,
    year: row.year,
    version: row.version,
    closed: row.closed,
    by: ranking.by,
    ties: [...ranking.ties],
    quota: row.quota === null ? null : placesOf(row.quota),
    units: unitsOf(seen),
    rows: rowsOf(seen),
    undecided: undecidedOf(seen),
    hand: row.hand.flatMap((h) => handOf(seen, h)),
    hidden: row.items.length - seen.shown.size,
    act: row.act_id,
    commands: commandsOf(engine, row, person),
  };
}

/** The name of an award in both languages; its code where there is none. */
export function awardName(code: string): { vi: string; en: string } {
  const award = awardOf(code);
  return { vi: award?.nameVi ?? code, en: award?.nameEn ?? code };
}

/** A quota with what is left of it. */
export function placesOf({ cap, used }: { readonly cap: number; readonly used: number }) {
  return { cap, used, remaining: Math.max(0, cap - used) };
}

function rowsOf({ row, ranking, standing, ranked, shown }: Seen): SelectionView['rows'] {
  return ranked.flatMap(({ nomination, rank, selected, ties }) => {
    const item = shown.get(nomination);
    if (item === undefined) return [];
    const { code, subject, unit, votes } = item;
    const place = row.ranking.findIndex((g) => g.includes(nomination));
    const equals = standing.base.find((e) => e.includes(nomination))?.length ?? 1;
    return [
      {
        nomination,
        code,
        subject,
        unit,
        rank,
        place: ranking.by === 'score' || place < 0 ? null : place + 1,
        selected,
        ties: { ...ties },
        brokenBy: [...(standing.brokenBy.get(nomination) ?? [])],
        equal: equals - 1,
        score: scoreOf(ranking, item),
        votes,
      },
    ];
  });
}

/** Quotas of units below, each with its own nominations on the list. */
function unitsOf({ row, ranked, shown }: Seen): SelectionView['units'] {
  const selected = new Set(ranked.flatMap((r) => (r.selected ? [r.nomination] : [])));
  return row.places.map(({ id, name, ...counts }) => {
    const own = [...shown.values()].filter((i) => i.route.some((stage) => stage.unit === id));
    return {
      unit: { id, name },
      ...placesOf(counts),
      cap: counts.cap,
      listed: own.length,
      selected: own.filter((i) => selected.has(i.nomination)).length,
    };
  });
}

function named(shown: Seen['shown'], nominations: readonly string[]) {
  return nominations.flatMap((nomination) => {
    const item = shown.get(nomination);
    return item === undefined ? [] : [{ nomination, code: item.code, subject: item.subject }];
  });
}

function undecidedOf({ row, standing, shown }: Seen): SelectionView['undecided'] {
  if (row.closed) return [];
  const groups = standing.undecided.map((u) => ({ items: named(shown, u.nominations), atCut: u.atCut }));
  return groups.filter((g) => g.items.length > 0);
}

/** What names only those whom the reader may not see is not shown either. */
function handOf({ shown }: Seen, { fact, by, at, reason }: HandRow): SelectionView['hand'] {
  const items = named(shown, fact.type === 'RankingMoved' ? [fact.nomination] : fact.order);
  if (items.length === 0) return [];
  const before =
    fact.type === 'RankingMoved' && fact.before !== undefined ? (named(shown, [fact.before])[0] ?? null) : null;
  return [{ type: fact.type, by, at, reason, items, before }];
}

function commandsOf(engine: Engine, row: SelectionRow, person: string): SelectionView['commands'] {
  const no = refusalOf(row, row.version) ?? interestIn(row, person);
  const change = no ?? unordered(engine, row);
  const tie = standingOf(row, rankingOf(engine, row)).undecided.length === 0;
  const closing = closingOf(engine, row, person);
  const byScore = rankingOf(engine, row).by === 'score';
  return {
    rank: answer(no ?? (byScore ? { refused: 'not-now', observed: 'score' } : null)),
    move: answer(change),
    decideTie: answer(change ?? (tie ? { refused: 'nothing-changes' } : null)),
    close: answer(no ?? (isRefusal(closing) ? closing : null)),
  };
}

/** Open, or why not. Who is kept away by an interest is not told of whom. */
export function answer(refusal: Refusal | null): SelectionView['commands']['close'] {
  if (refusal === null) return { allowed: true, refusal: null };
  const { observed: _, ...silent } = refusal;
  return { allowed: false, refusal: refusalView(refusal.refused === 'conflict-of-interest' ? silent : refusal) };
}
