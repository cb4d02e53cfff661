import { standing, stepOf, type ByHand, type Procedure, type Ranked, type Ranking } from '#domain';
import { uuidv5 } from '#ledger';
import type { Db } from '../db.js';
import type { Difference } from './check.js';
import { same } from './same.js';

interface Closed {
  readonly type: string;
  readonly unit: string;
  readonly step: string;
  readonly award: string;
  readonly theme?: string;
  readonly year: number;
  readonly cap: number;
  readonly used: number;
  readonly places: number;
  readonly ranked: readonly Ranked[];
  /** Who shared a place before people changed the order by hand; only where they did. */
  readonly base?: readonly (readonly string[])[];
}

interface Row {
  readonly ranking: readonly (readonly string[])[];
  readonly id: string;
  readonly entries: number;
  readonly [column: string]: unknown;
}

const rowText = `select id, unit_id as unit, step_key as step, award, theme, year, act_id as act,
  to_char(closed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as closed, ranking, entries
  from selection where id = $1::uuid`;

/** What was ranked, in the order in which equals stay, and the procedure that said how when it was ranked. */
const rankedText = `select n.id as nomination, n.context->'route' as route, c.canon as procedure
from nomination n /* visible: the whole ledger is checked */
left join lateral (select e.canon::jsonb->'procedure' as pin from ledger_entry e where e.chain = 'n:' || n.id and e.canon::jsonb->>'at' <= $2
  order by e.seq desc limit 1) p on true
left join configuration c on c.kind = 'procedure' and c.id = p.pin->>'id' and c.version = (p.pin->>'version')::int
where n.id = any($1::uuid[]) order by n.code`;

interface RankedRow {
  readonly nomination: string;
  readonly route: Parameters<typeof stepOf>[1];
  readonly procedure: string | null;
}

/** Compares the entry that closed a selection with its row, and ranks and cuts the list again with what people did to it before. */
export async function selectionFault(db: Db, chain: string, canons: readonly string[]): Promise<Difference | null> {
  const entries = canons.map((c) => JSON.parse(c) as { at: string; facts: readonly [Closed | ByHand] });
  const facts = entries.map((e) => e.facts[0]);
  const hand = facts.filter((f): f is ByHand => f.type === 'RankingMoved' || f.type === 'TieDecided');
  const at = facts.findIndex((f) => f.type === 'SelectionClosed');
  if (at < 0 && hand.length === 0) return null;
  const differs = (what: string, seq: number) => ({ chain, seq, what });
  const found = (await db.query<Row>('check_selection', rowText, [chain.slice(4)]))[0];
  if (found === undefined) return differs('there is no such selection', 1);
  if (found.entries !== canons.length) return differs('number of entries of the selection', canons.length);
  if (at < 0) return null;
  if (at !== canons.length - 1) return differs('an entry after the closing', at + 2);
  const closed = { fact: facts[at] as Closed, at: entries[at]?.at ?? '', hand };
  const what = await faultOf(db, found, closed);
  return what === null ? null : differs(what, at + 1);
}

interface Closing {
  readonly fact: Closed;
  readonly at: string;
  readonly hand: readonly ByHand[];
}

async function faultOf(db: Db, found: Row, closing: Closing): Promise<string | null> {
  const { id, ranking, entries: _, ...stored } = found;
  const { fact, at } = closing;
  const { unit, step, award, theme, year } = fact;
  const told = { unit, step, award, theme, year, act: uuidv5(id, 'act'), closed: at };
  if (!same(stored, told)) return 'row of the selection';
  const selected = fact.ranked.map((r) => r.selected);
  const places = Math.max(0, fact.cap - fact.used);
  const cutHere = fact.ranked.map((r, i) => i < places && r.rank === i + 1);
  if (fact.places !== places || !same(selected, cutHere)) return 'cut of the selection';
  const nominations = fact.ranked.map((r) => r.nomination);
  const rows = await db.query<RankedRow>('check_ranked', rankedText, [nominations, at]);
  return rankedAgain(closing, ranking, rows) ? null : 'ranking of the selection';
}

/** Where people gave the order, the stored order and the ties in the entry make the list; a score is in the dossiers. */
function rankedAgain({ fact, hand }: Closing, groups: Row['ranking'], rows: readonly RankedRow[]): boolean {
  const { by, ties } = rankingOf(fact, rows[0]) ?? { by: 'order', ties: [] };
  const candidates = rows.map(({ nomination }) => {
    const told = fact.ranked.find((r) => r.nomination === nomination);
    const scored = fact.base?.findIndex((g) => g.includes(nomination)) ?? told?.rank ?? 0;
    const place = by === 'order' ? groups.findIndex((g) => g.includes(nomination)) : scored;
    return {
      nomination,
      place,
      woman: told?.ties.women === true,
      womenPerMille: told?.ties.womenCollective === true ? 1000 : 0,
      directWorker: told?.ties.directWorker === true,
    };
  });
  const listed = by === 'order' ? same([...groups.flat()].sort(), fact.ranked.map((r) => r.nomination).sort()) : true;
  const again = standing(candidates, { ties, places: fact.places, byHand: hand });
  return listed && same(again.ranked, fact.ranked) && (hand.length === 0 || same(again.base, fact.base));
}

function rankingOf({ step }: Closed, row: RankedRow | undefined): Ranking | undefined {
  if (row?.procedure == null) return undefined;
  return stepOf(JSON.parse(row.procedure) as Procedure, row.route, step)?.ranking;
}
