import { type Refusal, type Seat } from '#domain';
import type { CandidateQuery, Candidates } from '#contract';
import type { Engine } from '../engine.js';
import { seatsOf } from '../seats.js';
import { visible } from '../visible.js';
import { draftWorld, itemViews } from './lines.js';
import { loadCandidates } from './load.js';

const MOST = 1_000;

const seatsText = `select date_trunc('milliseconds', laurel_clock()) as clock, ${seatsOf('$1::uuid')} as seats`;

/** $1 person · $2 unit · $3 whether a decision · $4 award · $5 unit that nominated · $6 year · $7 occasion · $8 theme. */
const waitingText = `select n.id, count(*) over ()::int as total from nomination n
where n.waiting_unit = $2::uuid and case when $3::boolean then n.state = 'awaitingDecision' else n.waiting_kind = 'signature' end
  and ($4::text is null or n.award = $4) and ($5::uuid is null or n.unit_id = $5) and ($6::int is null or n.year = $6)
  and ($7::text is null or n.occasion = $7) and ($8::text is null or n.theme = $8)
  and not exists (select from decision_item i where i.nomination_id = n.id and i.open) and ${visible('n', '$1::uuid')}
order by n.code limit ${String(MOST)}`;

/**
 * What waits for the unit of the clerk's seat and is in no open document: for its decision, or for its letter. Each line says what
 * keeps it back now. Refuses with `wrong-seat` for a seat that is not the caller's clerk's seat.
 */
export async function documentCandidates(
  engine: Engine,
  person: string,
  query: CandidateQuery,
): Promise<Candidates | { readonly refusal: Refusal }> {
  const [who] = await engine.db.query<{ clock: Date; seats: Seat[] }>('candidates_who', seatsText, [person]);
  const seat = who?.seats.find((s) => s.id === query.as && s.role === 'clerk');
  if (who === undefined || seat === undefined) {
    return { refusal: { refused: 'wrong-seat', needed: 'clerk', clearedBy: 'administrator' } };
  }
  const { kind, award = null, unit = null, year = null, occasion = null, theme = null } = query;
  const values = [person, seat.unit, kind === 'QĐ', award, unit, year, occasion, theme];
  const found = await engine.db.query<{ id: string; total: number }>('candidates', waitingText, values);
  const rows = await loadCandidates(
    engine,
    found.map((f) => f.id),
    person,
  );
  const world = draftWorld(
    engine,
    { person, unit: seat.unit, ...who },
    { body: { ...query, capacity: 'TM' }, items: rows },
  );
  return { items: itemViews(rows, world), total: found[0]?.total ?? 0 };
}
