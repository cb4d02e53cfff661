import type { RulesPlan } from '#contract';
import { evaluateWorld, worldUnder, type Criterion, type RuleSet, type World } from '#domain';
import type { Engine } from '../engine.js';
import { eligibilityOf } from '../list.js';
import { load } from '../perform.js';
import { visible } from '../visible.js';
import { worldOf } from '../world.js';

/** A nomination that is measured otherwise by another rule set; ids and enums, so that it can be kept. */
export interface Touched {
  readonly nomination: string;
  readonly award: string;
  readonly unit: string;
  readonly before: RulesPlan['list'][number]['before'];
  readonly after: RulesPlan['list'][number]['after'];
  readonly criteria: RulesPlan['list'][number]['criteria'];
}

export interface Compared {
  /** Nominations that were evaluated under both. */
  readonly open: number;
  readonly touched: readonly Touched[];
}

/** Open and not received yet: the receipt pins the law, and what it pinned stays. */
const openText = `select n.id from nomination n /* visible: new rules reach everything that is not received yet */
  where n.rule_set is null and n.waiting_unit is not null and n.id > $1::uuid order by n.id limit 500`;
const nobody = '00000000-0000-0000-0000-000000000000';

/** Every open nomination that is not received yet, its stored inputs evaluated under both rule sets. */
export async function compared(engine: Engine, before: RuleSet, after: RuleSet): Promise<Compared> {
  const touched: Touched[] = [];
  let open = 0;
  for (let last = nobody; ;) {
    const page = await engine.db.query<{ id: string }>('rules_open', openText, [last]);
    for (const { id } of page) touched.push(...(await comparedOne(engine, id, before, after)));
    open += page.length;
    last = page.at(-1)?.id ?? nobody;
    if (page.length < 500) return { open, touched };
  }
}

async function comparedOne(engine: Engine, id: string, before: RuleSet, after: RuleSet): Promise<readonly Touched[]> {
  const row = await load(engine, id, null, null);
  if (row === null) return [];
  const world = worldOf(engine, row, { commandId: nobody, actor: { system: 'act' }, onDraft: row.state === 'draft' });
  const [old, now] = [measured(world, row.simplified, before), measured(world, row.simplified, after)];
  const codes = [...new Set([...old.results.keys(), ...now.results.keys()])].sort();
  const criteria = codes
    .map((c) => ({ criterion: c, before: old.results.get(c) ?? null, after: now.results.get(c) ?? null }))
    .filter((c) => c.before !== c.after);
  if (criteria.length === 0) return [];
  return [
    { nomination: id, award: row.award, unit: row.unit_id, before: old.eligibility, after: now.eligibility, criteria },
  ];
}

/** The simplified procedure asks for no criteria. */
function measured(world: World, simplified: unknown, { awards, evidence }: RuleSet) {
  const criteria: readonly Criterion[] = simplified === null ? (awards[world.proposal.award] ?? []) : [];
  const rules = { criteria, ...(evidence === undefined ? {} : { evidence }) };
  const { explanations } = evaluateWorld(worldUnder(world, rules));
  return {
    eligibility: eligibilityOf(explanations),
    results: new Map(explanations.map((e) => [e.criterion, e.result])),
  };
}

/** The longest list that is shown; the numbers count everything. */
const SHOWN = 1_000;

const namesText = `select n.id, n.context->>'code' as code from nomination n
  where n.id = any($1::uuid[]) and ${visible('n', '$2::uuid')}`;
const unitsText = `select id, name from unit where id = any($1::uuid[])`;

/** A comparison for somebody to read: nominations are named only where they may see them. */
export async function rulesPlanView(engine: Engine, person: string, { open, touched }: Compared): Promise<RulesPlan> {
  const shown = touched.slice(0, SHOWN);
  const [seen, units] = await Promise.all([
    engine.db.query<{ id: string; code: string | null }>('rules_names', namesText, [
      shown.map((t) => t.nomination),
      person,
    ]),
    engine.db.query<{ id: string; name: string }>('rules_units', unitsText, [shown.map((t) => t.unit)]),
  ]);
  return {
    open,
    touched: touched.length,
    list: shown.map(({ nomination, unit, ...rest }) => ({
      nomination: seen.find((s) => s.id === nomination) ?? null,
      unit: units.find((u) => u.id === unit) ?? null,
      ...rest,
    })),
  };
}
