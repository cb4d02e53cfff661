import { awardOf } from '#domain';
import type { SimilarQuery, SimilarTitles } from '#contract';
import type { Engine } from '../engine.js';
import { visible } from '../visible.js';
import { commonWords } from './words.js';

/** Years in which a title counts as an earlier one, and the share of trigrams from which it is like another. */
const YEARS = 5;
const ALIKE = 0.55;
/** Up to so many titles each is compared; above, those that share rare pairs of neighbouring words. */
const FEW = 5_000;
/** The rarest pairs that are asked for by two at a time, where one of the two is in so few titles; else by three of so many. */
const PAIRS = 8;
const RARE = 2_000;
const OF_COMMON = 6;
/** So many titles for each two or three, and so many of all, those that share most, are compared. */
const FOR_EACH = 200;
const COMPARED = 250;

/**
 * $1 title · $2 person · $3 year or null. The pairs of the title that are rarest by the statistics of the table find the candidates, and
 * pg_trgm decides: titles that are alike share several of them, and the index reads two or three at once faster than one that is common.
 * What a person may not see is not there: an achievement that was rewarded is public, another one is seen with its nominations.
 */
const similarText = `
with asked as materialized (select plain_text($1) as plain, title_pairs(plain_text($1)) as pairs,
    coalesce($3::int, extract(year from legal_date())::int) as until)
, common as materialized (select e.pair, e.share * (select greatest(c.reltuples, 0) from pg_class c where c.oid = 'public.achievement'::regclass) as titles
    from pg_stats s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) e (pair, share)
    where s.schemaname = 'public' and s.tablename = 'achievement' and s.attname = 'pairs' and e.pair is not null)
, rare as materialized (select p.pair, coalesce(c.titles, 0) < ${String(RARE)} as few,
      row_number() over (order by coalesce(c.titles, 0), length(p.pair) desc, p.pair) as at
    from asked q cross join unnest(q.pairs) p (pair) left join common c on c.pair = p.pair order by at limit ${String(PAIRS)})
, together as materialized (select array[x.pair, y.pair] as pairs from rare x join rare y on y.at > x.at where x.few
    union all select array[x.pair, y.pair, z.pair] from rare x join rare y on y.at > x.at join rare z on z.at > y.at
      where not x.few and z.at <= ${String(OF_COMMON)}
    union all select pairs from asked where cardinality(pairs) > 0)
, few as materialized (select count(*) <= ${String(FEW)} as yes from (select from achievement limit ${String(FEW + 1)}) x)
, found as materialized (
    (select f.id from together t, lateral (select a.id from achievement a, asked q where a.pairs @> t.pairs
        and a.year between q.until - ${String(YEARS)} and q.until limit ${String(FOR_EACH)}) f where not (select yes from few)
      group by f.id order by count(*) desc limit ${String(COMPARED)})
    union select a.id from achievement a, asked q where (select yes from few) and a.year between q.until - ${String(YEARS)} and q.until)
, alike as materialized (select a.id, a.title, a.year, a.unit_id, similarity(a.plain, q.plain) as share
    from found f join achievement a on a.id = f.id, asked q where similarity(a.plain, q.plain) >= ${String(ALIKE)})
select a.id, a.title, a.year, json_build_object('id', u.id, 'name', u.name) as unit, floor(a.share * 1000)::int as per_mille,
  coalesce((select json_agg(json_build_object('award', g.award, 'year', g.year) order by g.year, g.award) from award_grant g
    where g.achievement_id = a.id and g.annulled_at is null), '[]') as rewards
from alike a join unit u on u.id = a.unit_id
where exists (select from award_grant g where g.achievement_id = a.id and g.annulled_at is null)
  or exists (select from nomination n where n.achievement_id = a.id and (${visible('n', '$2::uuid')}))
order by a.share desc, a.year desc, a.id limit 5`;

interface Row {
  id: string;
  title: string;
  year: number;
  unit: { id: string; name: string };
  per_mille: number;
  rewards: { award: string; year: number }[];
}

/** Titles of the last five years that are like this one, for whoever drafts a nomination: a warning, and no refusal. */
export async function similarTitles(
  engine: Engine,
  person: string,
  { title, year }: SimilarQuery,
): Promise<SimilarTitles> {
  const rows = await engine.db.query<Row>('similar_titles', similarText, [title, person, year ?? null]);
  return {
    matches: rows.map((r) => ({
      achievement: r.id,
      title: r.title,
      year: r.year,
      unit: r.unit,
      perMille: r.per_mille,
      words: commonWords(r.title, title),
      rewards: r.rewards.map((g) => ({ award: awardOf(g.award)?.nameVi ?? g.award, year: g.year })),
    })),
  };
}
