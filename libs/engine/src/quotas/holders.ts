import type { Refusal } from '#domain';
import type { Engine } from '../engine.js';

const holdersText = `select jsonb_build_object('award', q.award, 'theme', q.theme, 'year', q.year, 'unit', u.name) as rule,
  coalesce((select jsonb_agg(jsonb_build_object('nomination', n.id, 'code', n.code) order by h.at, n.code)
    from quota_hold h join nomination n on n.id = h.nomination_id /* visible: the unit's own, sent up before */
    where h.quota_id = q.id and h.released_at is null), '[]') as ranking
from quota q left join unit u on u.id = q.unit_id where q.id = $1::uuid`;

/**
 * A refusal for want of a place, with the quota that it is about and who has its places, in the order in which they were sent up:
 * whoever is refused must rank. Any other refusal is left as it is.
 */
export async function withHolders(engine: Engine, refusal: Refusal): Promise<Refusal> {
  const quota = refusal.data?.['quota'];
  if (refusal.refused !== 'quota-exhausted' || typeof quota !== 'string') return refusal;
  const [row] = await engine.db.query<{ rule: object; ranking: object[] }>('quota-holders', holdersText, [quota]);
  return { ...refusal, data: { ...refusal.data, ...row } };
}
