import type { Fact, FactInputs } from './types.js';

/** Which items of a dossier can show a fact, by fact name; a fact that it does not name may be shown by any item. */
export type EvidenceMap = Readonly<Record<string, readonly string[]>>;

/**
 * Facts as a rule set takes them: evidenced by an item that it does not accept for the fact is merely declared. Without a map every
 * item shows what its clerk says.
 */
export function shownUnder(inputs: FactInputs, map: EvidenceMap | undefined): FactInputs {
  if (map === undefined) return inputs;
  return Object.fromEntries(Object.entries(inputs).map(([name, fact]) => [name, taken(fact, accepted(map, name))]));
}

function accepted(map: EvidenceMap, fact: string): readonly string[] | undefined {
  return Object.hasOwn(map, fact) ? map[fact] : undefined;
}

function taken(fact: Fact, items: readonly string[] | undefined): Fact {
  if (items === undefined || fact.source !== 'evidenced') return fact;
  return fact.item !== undefined && items.includes(fact.item) ? fact : { ...fact, source: 'declared' };
}
