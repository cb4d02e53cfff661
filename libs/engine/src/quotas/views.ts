import type { QuotaQuery, Quotas, QuotaView } from '#contract';
import type { Engine } from '../engine.js';

const columns = `q.id, q.award, q.theme, q.year, case when u.id is not null then jsonb_build_object('id', u.id, 'name', u.name) end as unit,
  q.cap, q.before + q.used as used, greatest(0, q.cap - q.before - q.used) as remaining, q.version
from quota q left join unit u on u.id = q.unit_id`;

/** A quota as everybody with a seat may see it: places, not who has them. */
export async function quotaView(engine: Engine, id: string): Promise<QuotaView | null> {
  const text = `select ${columns} where q.id = $1::uuid`;
  return (await engine.db.query<QuotaView>('quota_view', text, [id]))[0] ?? null;
}

/** Quotas of a year or an award; the national ones first. */
export async function listQuotas(engine: Engine, { year, award }: QuotaQuery): Promise<Quotas> {
  const text = `select ${columns} where ($1::int is null or q.year = $1) and ($2::text is null or q.award = $2)
    order by q.year desc, q.award, q.theme nulls first, u.name nulls first, q.id limit 5000`;
  return { quotas: await engine.db.query<QuotaView>('quotas', text, [year ?? null, award ?? null]) };
}
