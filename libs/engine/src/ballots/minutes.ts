import type { BallotView, SittingView } from '#contract';
import { awardOf, type Refusal } from '#domain';
import { barredOf } from '../councils/sitting.queries.js';
import { sittingView } from '../councils/views.js';
import type { Engine } from '../engine.js';
import { ballotView } from './views.js';

/** A line that a sitting voted on. */
interface Item {
  readonly nomination: string;
  readonly code: string;
  readonly subject: string;
  readonly unit: string;
  readonly award: string;
}

/**
 * Biên bản of a sitting: who was there, what stood on the papers, what was counted and how it was reckoned. Who voted in writing is
 * told, what anybody chose is not, of an open ballot neither.
 */
export interface SittingMinutes {
  readonly council: string;
  readonly unit: string;
  /** `YYYY-MM-DD`. */
  readonly heldOn: string;
  readonly mode: SittingView['mode'];
  readonly attendance: readonly {
    readonly name: string;
    readonly role: SittingView['attendance'][number]['role'];
    readonly status: SittingView['attendance'][number]['status'];
    /** Whose place a substitute takes. */
    readonly insteadOf: string | null;
  }[];
  readonly agenda: readonly Item[];
  /** Lines that are not told to this reader. */
  readonly hidden: number;
  /** Ballots that have ended, in their order; `written` are the names of who voted in writing. */
  readonly ballots: readonly (Omit<BallotView, 'votes' | 'turnout' | 'receipts' | 'paper' | 'entered'> & {
    readonly written: readonly string[];
    readonly voters: number;
  })[];
}

const itemsText = `select n.id as nomination, n.code, coalesce(p.name, su.name) as subject, nu.name as unit, n.award,
  $2::uuid = any(${barredOf('n', 'b.unit_id')}) as barred
from ballot b join ballot_item i on i.ballot_id = b.id join nomination n on n.id = i.nomination_id /* visible: on the papers of a council that this person belongs to */
join unit nu on nu.id = n.unit_id
left join person p on n.subject_type = 'person' and p.id = n.subject_id
left join unit su on n.subject_type = 'unit' and su.id = n.subject_id
where b.sitting_id = $1::uuid and b.state in ('closed', 'void') order by b.opened_at, b.id, i.position`;

/**
 * The minutes of a sitting for this reader. Refuses with `not-found`, and with `not-now` until a ballot of it has been counted.
 */
export async function sittingMinutes(
  engine: Engine,
  person: string,
  sitting: string,
): Promise<SittingMinutes | { readonly refusal: Refusal }> {
  const view = await sittingView(engine, person, sitting);
  if (view === null) return { refusal: { refused: 'not-found' } };
  const views = await Promise.all(
    view.ballots
      .filter((b) => b.state === 'closed' || b.state === 'void')
      .map(({ id }) => ballotView(engine, person, id)),
  );
  const ballots = views.filter((b) => b !== null);
  if (!ballots.some((b) => b.state === 'closed')) {
    return {
      refusal: { refused: 'not-now', observed: view.phase, needed: 'a counted ballot', clearedBy: 'secretary' },
    };
  }
  const rows = await engine.db.query<Item & { barred: boolean }>('minutes-items', itemsText, [sitting, person]);
  const items = [...new Map(rows.map((r) => [r.nomination, r])).values()];
  const shown = items.filter((i) => !i.barred);
  const names = new Map(view.attendance.map((a) => [a.member, a.person.name]));
  return {
    council: view.council.name,
    unit: view.unit.name,
    heldOn: view.heldOn,
    mode: view.mode,
    attendance: view.attendance.map(({ person: who, role, status, substituteFor }) => {
      const insteadOf = substituteFor === null ? null : (names.get(substituteFor) ?? null);
      return { name: who.name, role, status, insteadOf };
    }),
    agenda: shown.map(({ nomination, code, subject, unit, award }) => {
      return { nomination, code, subject, unit, award: awardOf(award)?.nameVi ?? award };
    }),
    hidden: items.length - shown.length,
    ballots: ballots.map(countedOf),
  };
}

/** Nothing of a ballot that says who chose what. */
function countedOf(ballot: BallotView): SittingMinutes['ballots'][number] {
  const { votes: _votes, turnout, receipts: _receipts, paper: _paper, entered: _entered, ...rest } = ballot;
  const written = turnout.filter((v) => v.mode === 'written').map((v) => v.name);
  return { ...rest, written, voters: turnout.length };
}
