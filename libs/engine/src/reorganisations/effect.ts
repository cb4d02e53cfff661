import { canonicalize, sha256, uuidv5, type Canonical } from '#ledger';
import { administer, type Recorded, type Refused } from '../administration/record.js';
import type { Engine } from '../engine.js';
import { affairsOf, seenBy } from './affairs.js';
import { planned, plannedDays, type Planned } from './versions.js';
import { changed, waysAfter, type Ways } from './ways.js';

const waitingText = `select exists (select from act_item i join act a on a.id = i.act_id
  where a.kind = 'rerouting' and i.status = 'waiting' and i.nomination_id = any($1::uuid[])) as waiting`;

/**
 * Makes a planned reorganisation effective when its day has come: one entry, with the tree of today, the seats that end, and the act
 * whose items re-route what is open. Its command id is derived, so that two sweeps meet as one. Refuses with `not-found`, `not-now`, with
 * `affairs-open` while a ballot, selection, document or complaint of a unit that ends is open, and with `route-unmapped` when a nomination has no
 * new way: then nothing changes. Nominations are named to a person who may see them; `by` is null for the sweep.
 */
export function effectReorganisation(
  engine: Engine,
  id: string,
  by: string | null = null,
): Promise<Recorded | Refused> {
  const order = { commandId: uuidv5(id, 'effect'), requestHash: Buffer.alloc(32), person: null };
  return administer(engine, order, {
    chain: async () => `acl:${(await plannedDays(engine)).root}`,
    decide: async () => {
      const plan = await planned(engine, id);
      if (plan === undefined) return { refusal: { refused: 'not-found' } };
      if (plan.state !== 'planned') return { refusal: { refused: 'not-now', observed: plan.state } };
      if (plan.on > plan.today) return { refusal: { refused: 'not-now', observed: plan.today, needed: plan.on } };
      const found = await waysAfter(engine, plan);
      const refused = (await busy(engine, plan)) ?? (await unready(engine, found, by));
      if (refused !== null) return refused;
      const { root } = await plannedDays(engine);
      const act = uuidv5(id, 'act');
      const items = itemsOf(act, found);
      engine.failpoint('reorganisation:decided');
      return {
        actor: { system: 'reorganisation' },
        type: 'ReorganisationEffected',
        fact: { reorganisation: id, act, plan: sha256(canonicalize(items as unknown as Canonical)) },
        texts: [],
        payload: {
          chain: `acl:${root}`,
          units: found.units,
          known: found.ways.map((w) => w.open.id),
          act: {
            id: act,
            payload: { reorganisation: id },
            items,
            outbox: [{ id: uuidv5(act, 'act'), consumer: 'act', topic: 'act', payload: { act } }],
          },
        },
      };
    },
  });
}

async function busy(engine: Engine, plan: Planned): Promise<Refused | null> {
  const affairs = await affairsOf(engine, plan);
  if (affairs.length === 0) return null;
  const items = affairs.map(({ kind, unit, at, nominations }) => {
    return { kind, unit, openedAt: at.toISOString(), nominations: nominations.length };
  });
  const observed = String(affairs.length);
  return { refusal: { refused: 'affairs-open', observed, needed: '0', data: { affairs: items } } };
}

/** One cannot be re-routed, or has not met an earlier reorganisation yet. */
async function unready(engine: Engine, found: Ways, by: string | null): Promise<Refused | null> {
  const stuck = changed(found).flatMap(({ open, rerouting }) =>
    'refused' in rerouting ? [{ nomination: open.id, code: open.context?.code, refused: rerouting.refused }] : [],
  );
  if (stuck.length > 0) {
    const ids = stuck.map((s) => s.nomination);
    const seen = by === null ? null : await seenBy(engine, by, ids);
    const items = stuck.filter((s) => seen?.has(s.nomination) === true);
    const data = { items, others: stuck.length - items.length };
    return { refusal: { refused: 'route-unmapped', observed: String(stuck.length), data } };
  }
  const ids = found.ways.map((w) => w.open.id);
  const [row] = await engine.db.query<{ waiting: boolean }>('rerouting-waits', waitingText, [ids]);
  return row?.waiting === true ? { refusal: { refused: 'not-now', observed: 'an earlier reorganisation' } } : null;
}

function itemsOf(act: string, found: Ways) {
  return changed(found).map(({ open, way }, position) => ({
    nomination: open.id,
    position,
    commandId: uuidv5(act, open.id),
    data: { way },
  }));
}

const dueText = `select id from reorganisation where state = 'planned' and on_date <= legal_date() order by on_date, id`;

/** Makes effective what is due, in the order of the days; what cannot be yet waits and is tried again. Returns how many were. */
export async function effectDue(engine: Engine): Promise<number> {
  let effective = 0;
  for (const { id } of await engine.db.query<{ id: string }>('reorganisation-due', dueText)) {
    if (!('refusal' in (await effectReorganisation(engine, id)))) effective += 1;
  }
  return effective;
}
