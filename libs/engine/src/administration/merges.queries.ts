import type { Engine } from '../engine.js';
import { visible } from '../visible.js';
import type { Refused } from './record.js';

interface Conflicts {
  /** Nominations in which the two must stay two, all of them. */
  count: number;
  /** Those that the asker may see. */
  seen: { id: string; code: string | null; why: string }[];
  /** What the first of them must leave before: a council whose term runs, a delegation. */
  bound: ('council' | 'delegation')[];
}

/** $1 asker or null · $2 and $3 the two. */
const conflictText = `with found as (select * from merge_conflicts($2::uuid, $3::uuid))
select (select count(distinct nomination_id)::int from found) as count,
  coalesce((select jsonb_agg(jsonb_build_object('id', n.id, 'code', n.code, 'why', f.why) order by n.code, f.why)
    from found f join nomination n on n.id = f.nomination_id where $1::uuid is not null and ${visible('n', '$1::uuid')}), '[]') as seen,
  array_remove(array[
    case when exists (select from council_member m where m.person_id = $2::uuid and (m.valid_to is null or m.valid_to > legal_date())) then 'council' end,
    case when exists (select from delegation d where $2::uuid in (d.from_id, d.to_id) and d.revoked_at is null and d.valid_to >= legal_date()) then 'delegation' end
  ], null) as bound`;

/** Why the first of two may not be merged into the second, as far as their work goes; null when nothing keeps them apart. */
export async function mergeConflict(
  engine: Engine,
  asker: string | null,
  merged: string,
  kept: string,
): Promise<Refused | null> {
  const [found] = await engine.db.query<Conflicts>('merge-conflict', conflictText, [asker, merged, kept]);
  if (found === undefined || found.count + found.bound.length === 0) return null;
  const { count, seen, bound } = found;
  if (count === 0) {
    return { refusal: { refused: 'merge-conflict', observed: bound.join(', '), needed: 'its end', data: { bound } } };
  }
  return { refusal: { refused: 'merge-conflict', observed: String(count), data: { count, nominations: seen } } };
}

interface Differences {
  assessments: number[];
  grants: { award: string; year: number }[];
}

const differenceText = `select
  coalesce((select jsonb_agg(a.year order by a.year) from assessment a join assessment b on b.subject_id = $2::uuid and b.year = a.year
    and b.result <> a.result where a.subject_id = $1::uuid), '[]') as assessments,
  coalesce((select jsonb_agg(distinct jsonb_build_object('award', a.award, 'year', a.year)) from award_grant a join award_grant b
      on b.subject_id = $2::uuid and b.annulled_at is null
      and ((b.award = a.award and (a.once or (b.year = a.year and b.theme is not distinct from a.theme and a.occasion <> 'adHoc' and b.occasion <> 'adHoc')))
        or (b.level = a.level and b.year = a.year and b.scope <> a.scope and a.occasion <> 'adHoc' and b.occasion <> 'adHoc'))
    where a.subject_id = $1::uuid and a.annulled_at is null), '[]') as grants`;

/** Years and awards in which the registers say of two people what cannot be true of one. */
export async function registersDifference(engine: Engine, merged: string, kept: string): Promise<Refused | null> {
  const [found] = await engine.db.query<Differences>('merge-difference', differenceText, [merged, kept]);
  if (found === undefined || found.assessments.length + found.grants.length === 0) return null;
  return { refusal: { refused: 'registers-differ', data: { ...found } } };
}

/** A merge that stands, and whether it was used since. */
export interface StandingMerge {
  readonly id: string;
  readonly kept: string;
  readonly used: boolean;
}

const standingText = `select m.id, m.kept, merge_used(m) as used from person_merge m where m.merged = $1::uuid and m.undone_at is null`;

export async function standingMerge(engine: Engine, merged: string): Promise<StandingMerge | undefined> {
  return (await engine.db.query<StandingMerge>('merge-standing', standingText, [merged]))[0];
}
