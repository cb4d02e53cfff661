import type { NewReorganisation } from '#contract';
import { faultOnDays, reorganisationRefusal, unplanned, type UnitDeed } from '#domain';
import { uuidv5, type Canonical } from '#ledger';
import { administer, type Refused } from '../administration/record.js';
import { orderOf, type Request } from '../administration/request.js';
import { administratorOf } from '../administration/rights.js';
import type { Engine } from '../engine.js';
import { planned, plannedDays, unitsOf, unitVersions } from './versions.js';

/**
 * Plans what happens to units on a day: an entry on the chain of the root unit, so that two plans never cross. An administrator over all
 * units that it names. Refuses what `reorganisationRefusal` refuses, with `wrong-seat` and `unknown-reference`.
 */
export async function planReorganisation(
  engine: Engine,
  request: Request,
  { on, deeds, reason }: NewReorganisation,
): Promise<{ id: string } | Refused> {
  const id = uuidv5(request.commandId, 'reorganisation');
  const outcome = await administer(engine, orderOf(request), {
    chain: async () => `acl:${(await plannedDays(engine)).root}`,
    decide: async () => {
      const versions = await unitVersions(engine);
      const exactly = deeds.map(exact);
      const named = unitsOf(exactly);
      const there = named.filter((u) => versions.some((v) => v.unit === u));
      const actor = await administratorOf(engine, request.by, there);
      if ('refusal' in actor) return actor;
      const missing = named.find((u) => !there.includes(u));
      if (missing !== undefined) return { refusal: { refused: 'unknown-reference', observed: missing } };
      const days = await plannedDays(engine);
      const refused = reorganisationRefusal(versions, { on, deeds: exactly }, days);
      if (refused !== null) return { refusal: refused };
      return {
        actor,
        type: 'ReorganisationPlanned',
        fact: { reorganisation: id, on, deeds: deeds.map(withoutWords) },
        texts: [{ id: 'reason', value: reason }, ...deeds.flatMap(textsOfDeed)],
        payload: { in: 'unit' in actor ? actor.unit : days.root, words: wordsOf(deeds) },
      };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

/** Takes a plan back before its day, unless what was planned after it rests on it. Refuses with `not-found`, `not-now`, `plans-overlap`. */
export async function cancelReorganisation(
  engine: Engine,
  request: Request,
  id: string,
): Promise<{ id: string } | Refused> {
  const outcome = await administer(engine, orderOf(request), {
    chain: async () => `acl:${(await plannedDays(engine)).root}`,
    decide: async () => {
      const plan = await planned(engine, id);
      const actor = await administratorOf(engine, request.by, plan === undefined ? [] : unitsOf(plan.deeds));
      if ('refusal' in actor) return actor;
      if (plan === undefined) return { refusal: { refused: 'not-found' } };
      if (plan.state !== 'planned') return { refusal: { refused: 'not-now', observed: plan.state } };
      const versions = await unitVersions(engine);
      const units = plan.deeds.map((d) => d.unit);
      const after = versions.find((v) => units.includes(v.unit) && v.from >= plan.on && v.to !== null);
      if (after !== undefined) return { refusal: { refused: 'plans-overlap', observed: after.unit } };
      const days = plan.later.filter((d) => d >= plan.on);
      const fault = faultOnDays(unplanned(versions, plan), days);
      if (fault !== null) return { refusal: fault };
      return { actor, type: 'ReorganisationCancelled', fact: { reorganisation: id }, texts: [], payload: {} };
    },
  });
  return 'refusal' in outcome ? outcome : { id };
}

/** Whether a person administers every unit that a reorganisation names: only they read its plan or make it effective early. `wrong-seat`. */
export async function reorganisationRight(
  engine: Engine,
  person: string,
  id: string,
): Promise<{ id: string } | Refused> {
  const plan = await planned(engine, id);
  const actor = await administratorOf(engine, { person }, plan === undefined ? [] : unitsOf(plan.deeds));
  return 'refusal' in actor ? actor : { id };
}

type Deed = NewReorganisation['deeds'][number];

/** Names are words: they are committed to, and stand in no fact. */
function withoutWords(deed: Deed): Canonical {
  if (deed.do === 'end') return { ...deed };
  const { name: _, symbol: __, parent, level, ...rest } = deed;
  return { ...rest, ...(parent === undefined ? {} : { parent }), ...(level === undefined ? {} : { level }) };
}

function wordsOf(deeds: readonly Deed[]): Record<string, { name?: string; symbol?: string }> {
  const words = deeds.flatMap((d) =>
    d.do === 'change'
      ? [[d.unit, { ...(d.name ? { name: d.name } : {}), ...(d.symbol ? { symbol: d.symbol } : {}) }]]
      : [],
  );
  return Object.fromEntries(words) as Record<string, { name?: string; symbol?: string }>;
}

function textsOfDeed(deed: Deed, index: number): readonly { id: string; value: string }[] {
  if (deed.do === 'end') return [];
  const { name, symbol } = deed;
  return [
    ...(name === undefined ? [] : [{ id: `name.${String(index)}`, value: name }]),
    ...(symbol === undefined ? [] : [{ id: `symbol.${String(index)}`, value: symbol }]),
  ];
}

/** Without members that are not there. */
function exact(deed: Deed): UnitDeed {
  return JSON.parse(JSON.stringify(deed)) as UnitDeed;
}
