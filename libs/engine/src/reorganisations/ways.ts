import {
  awardOf,
  below,
  isOutcome,
  newStages,
  partsOfStep,
  pathOf,
  rerouting,
  staysAsIs,
  treeOn,
  type NewWay,
  type Nomination,
  type PathUnit,
  type Refusal,
  type Rerouting,
  type Tree,
} from '#domain';
import type { Engine } from '../engine.js';
import type { LoadedRow } from '../load.queries.js';
import { decidingLevelOf, nominationOf } from '../world.js';
import { unitVersions, type Planned } from './versions.js';

/** An open nomination that a reorganisation reaches. */
export interface Open extends Pick<
  LoadedRow,
  'id' | 'state' | 'revision' | 'context' | 'procedure' | 'rule_set' | 'undo' | 'award'
> {
  readonly simplified: boolean;
  /** It stands in a ballot or a document that is open. */
  readonly busy: boolean;
}

/** What becomes of one: its new way, or why there is none. */
export interface Way {
  readonly open: Open;
  readonly nomination: Nomination;
  readonly way: NewWay | null;
  readonly rerouting: Rerouting | Refusal;
}

/** What becomes of all that is open. `units` are those whose nominations were looked at. */
export interface Ways {
  readonly units: readonly string[];
  readonly ways: readonly Way[];
}

const openText = `select n.id, n.state, n.revision, n.context, n.procedure, n.rule_set, n.undo, n.award, n.simplified is not null as simplified,
  exists (select from ballot_item b where b.nomination_id = n.id and b.open)
    or exists (select from decision_item i where i.nomination_id = n.id and i.open) as busy
from nomination n /* visible: a reorganisation reaches every open nomination of its units */
where n.waiting_unit is not null and n.context is not null and (n.unit_id = any($1::uuid[])
  or exists (select from jsonb_array_elements(n.context->'route') s where (s->>'unit')::uuid = any($1::uuid[])))
order by n.id`;

const officersText = `select s.unit_id as unit, s.role, jsonb_agg(distinct s.person_id) as people from seat s
  where s.role in ('clerk', 'appraiser', 'signer') and s.valid_from <= $1::date and (s.valid_to is null or s.valid_to > $1::date)
  group by 1, 2`;

type Officers = ReadonlyMap<string, PathUnit['officers']>;

/** The new way of every open nomination that a planned reorganisation reaches, by the people who hold seats on its day. */
export async function waysAfter(engine: Engine, plan: Planned): Promise<Ways> {
  const tree = treeOn(await unitVersions(engine), plan.on);
  const ended = plan.deeds.filter((d) => d.do === 'end').map((d) => d.unit);
  const moved = plan.deeds.filter((d) => d.do === 'change' && (d.parent ?? d.level) !== undefined).map((d) => d.unit);
  const units = [...ended, ...below(tree, moved)];
  const opens = await engine.db.query<Open>('reorganisation-open', openText, [units]);
  const officers = await officersOn(engine, plan.on < plan.today ? plan.today : plan.on);
  return { units, ways: opens.map((open) => wayOf(engine, { plan, tree, officers }, open)) };
}

async function officersOn(engine: Engine, day: string): Promise<Officers> {
  type Row = { unit: string; role: 'clerk' | 'appraiser' | 'signer'; people: string[] };
  const found = new Map<string, PathUnit['officers']>();
  for (const { unit, role, people } of await engine.db.query<Row>('officers-on', officersText, [day])) {
    found.set(unit, { ...nobody, ...found.get(unit), [role]: people });
  }
  return found;
}

const nobody = { clerk: [], appraiser: [], signer: [] } as const;

interface After {
  readonly plan: Planned;
  readonly tree: Tree;
  readonly officers: Officers;
}

function wayOf(engine: Engine, { plan, tree, officers }: After, open: Open): Way {
  const nomination = nominationOf(open);
  if (nomination === null) throw new Error(`${open.id} is not open`);
  const { context } = nomination;
  const known = [context.unit, ...context.route.map((s) => s.unit)];
  const successors = Object.fromEntries(
    plan.deeds.flatMap((d) =>
      d.do === 'end' && d.successors[0] && known.includes(d.unit) ? [[d.unit, d.successors[0]]] : [],
    ),
  ) as Record<string, string>;
  const not = (refusal: Refusal): Way => ({ open, nomination, way: null, rerouting: refusal });
  const stuck = stuckRefusal(open, nomination, { plan, tree, successors });
  if (stuck !== null) return not(stuck);
  const path = pathOf(tree, successors[context.unit] ?? context.unit).map(({ unit, level }): PathUnit => ({
    id: unit,
    level,
    officers: officers.get(unit) ?? nobody,
  }));
  const route = context.route.map((s) => ({ ...s, unit: successors[s.unit] ?? s.unit }));
  const { value: procedure } = engine.directory.procedure(nomination.procedure);
  const stages = newStages(path, decidingLevelOf(awardOf(open.award)), {
    procedure,
    simplified: open.simplified,
    // What was decided on paper stays decided, unless the heir of its unit stands on the way itself.
    paper: context.enteredBy !== undefined && !route.some((s) => s.unit === path[0]?.id),
    route,
  });
  if ('refused' in stages) return not(stages);
  const way = { successors, stages };
  return { open, nomination, way, rerouting: rerouting(nomination, way) };
}

/** Nobody carries on for the unit whose turn it is, or it is in the middle of a ballot or a document. */
function stuckRefusal(
  { busy }: Open,
  { state, context }: Nomination,
  { plan, tree, successors }: Pick<After, 'plan' | 'tree'> & { readonly successors: Record<string, string> },
): Refusal | null {
  const current = context.returnTo ?? state;
  const turn = current === 'awaitingDecision' ? context.route.at(-1)?.unit : partsOfStep(current)?.unit;
  const ends = plan.deeds.filter((d) => d.do === 'end').map((d) => d.unit);
  const gone = [context.unit, turn].find((u) => u !== undefined && ends.includes(u) && successors[u] === undefined);
  if (gone !== undefined) return { refused: 'route-unmapped', observed: gone, needed: 'a successor' };
  if (busy && turn !== undefined && !tree.has(turn)) {
    return { refused: 'unit-in-use', observed: turn, needed: 'its ballot or document closed' };
  }
  return null;
}

/** Those whose way changes, or cannot be found. One that has ended, and waits for a complaint to be heard, has no way. */
export function changed({ ways }: Ways): readonly Way[] {
  const open = ways.filter((w) => !isOutcome(w.nomination.state));
  return open.filter((w) => 'refused' in w.rerouting || !staysAsIs(w.nomination, w.rerouting));
}
