import type { Db } from '../db.js';

const claimText = `
update act_item i set lease_until = clock_timestamp() + interval '30 s'
where (i.act_id, i.nomination_id) in (
  select act_id, nomination_id from act_item
  where act_id = $1 and status = 'waiting' and coalesce(lease_until, '-infinity') < clock_timestamp()
  order by position limit $2 for update skip locked)
returning i.nomination_id, i.position`;

/** Claims waiting items of an act for 30 s, in their order. Nominations, never more than 500 of them. */
export async function claimActItems(db: Db, act: string, limit = 200): Promise<readonly string[]> {
  const rows = await db.query<{ nomination_id: string; position: number }>('act_items_claim', claimText, [
    act,
    Math.min(limit, 500),
  ]);
  return rows.sort((a, b) => a.position - b.position).map((r) => r.nomination_id);
}

const releaseText = `update act_item set lease_until = null
  where act_id = $1 and nomination_id = any($2::uuid[]) and status = 'waiting'`;

/** Gives back what could not be done yet. */
export async function releaseActItems(db: Db, act: string, nominations: readonly string[]): Promise<void> {
  await db.query('act_items_release', releaseText, [act, nominations]);
}

const waitingText = `select count(*)::int as n from act_item where act_id = $1 and status = 'waiting'`;

/** How many items of an act still wait. */
export async function waitingActItems(db: Db, act: string): Promise<number> {
  const rows = await db.query<{ n: number }>('act_items_waiting', waitingText, [act]);
  return rows[0]?.n ?? 0;
}
