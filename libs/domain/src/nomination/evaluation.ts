import {
  canonicalResults,
  evaluate,
  factsOf,
  gate,
  results,
  shownUnder,
  type Explanation,
  type FactInputs,
  type GatePurpose,
  type SubjectType,
} from '../criteria/index.js';
import { standingOverrides } from './draft-overrides.js';
import type { Refusal, RuleSetFor, World } from './world.js';

/** What the criteria say in this world, and the digest a screen carries back as `seen.evaluation`. */
export interface Evaluated {
  readonly explanations: readonly Explanation[];
  readonly results: readonly { readonly criterion: string; readonly result: string }[];
  /** SHA-256 (hex) of the canonical results. */
  readonly digest: string;
}

/** What criteria are evaluated over: of a nomination that is only proposed there is no more yet. */
export type EvaluatedWorld = Pick<
  World,
  'criteria' | 'draftOverrides' | 'evidence' | 'inputs' | 'nomination' | 'proposal' | 'sha256'
>;

/** One decision asks twice; a world never changes. */
const evaluated = new WeakMap<EvaluatedWorld, Evaluated>();

/** The criteria of the award over the facts of this world, with its confirmations and overrides (model.md 5). */
export function evaluateWorld(world: EvaluatedWorld): Evaluated {
  let known = evaluated.get(world);
  if (!known) evaluated.set(world, (known = computed(world)));
  return known;
}

function computed(world: EvaluatedWorld): Evaluated {
  const context = world.nomination?.context;
  const explanations = evaluate(world.criteria, inputsUnder(world), {
    subjectType: subjectTypeOf(world),
    confirmations: context?.confirmed ?? {},
    overrides: context?.overridden ?? standingOverrides(world).map((o) => o.criterion),
    digest: world.sha256,
  });
  return { explanations, results: results(explanations), digest: world.sha256(canonicalResults(explanations)) };
}

/** The facts as the rule set of this world takes them. */
export function inputsUnder({ inputs, evidence }: Pick<World, 'inputs' | 'evidence'>): FactInputs {
  return shownUnder(inputs, evidence);
}

/** The same world under another rule set. */
export function worldUnder(world: World, { criteria, evidence }: Pick<RuleSetFor, 'criteria' | 'evidence'>): World {
  const { evidence: _, ...rest } = world;
  return { ...rest, criteria, ...(evidence === undefined ? {} : { evidence }) };
}

/** The facts on which a decision in this world rests. */
export function citedFacts(world: World): readonly string[] {
  return [...factsOf(world.criteria, subjectTypeOf(world))].sort();
}

function subjectTypeOf(world: Pick<World, 'nomination' | 'proposal'>): SubjectType {
  return (world.nomination?.context.subjectType ?? world.proposal.subjectType) as SubjectType;
}

/**
 * What the criteria have against a command: `criteria-block` while a hard criterion stops it, `reason-needed` where a
 * soft one failed and no opinion was written. Null when they have nothing.
 */
export function criteriaRefusal(
  explanations: readonly Explanation[],
  purpose: GatePurpose,
  opinion: string | undefined,
): Refusal | null {
  const { blocked, needReason } = gate(explanations, purpose);
  const [first] = blocked;
  if (first) {
    return {
      refused: 'criteria-block',
      observed: `${first.criterion}: ${observedOf(first)}`,
      needed: neededOf(first),
      clearedBy: clearedBy(first),
      data: { criteria: blocked.map(blockedCriterion) },
    };
  }
  if (needReason.length > 0 && purpose !== 'submit' && !opinion?.trim()) {
    return {
      refused: 'reason-needed',
      observed: needReason.map((e) => e.criterion).join(', '),
      needed: 'opinion',
      data: { criteria: needReason.map((e) => e.criterion) },
    };
  }
  return null;
}

function blockedCriterion(e: Explanation) {
  return {
    criterion: e.criterion,
    result: e.result,
    observed: observedOf(e),
    needed: neededOf(e),
    clearedBy: clearedBy(e),
  };
}

/** The leaves that did not pass, as observed; an unknown fact is `?`, never zero. */
function observedOf(e: Explanation): string {
  return open(e)
    .map((leaf) => `${leaf.fact} = ${leaf.observed === null ? '?' : String(leaf.observed.value)}`)
    .join('; ');
}

function neededOf(e: Explanation): string {
  return open(e)
    .map((leaf) => `${leaf.fact} ${leaf.op} ${[leaf.needed].flat().join(', ')}`)
    .join('; ');
}

function open(e: Explanation): Explanation['leaves'] {
  const failing = e.leaves.filter((leaf) => leaf.result !== 'passed' && leaf.result !== 'notApplicable');
  return failing.length > 0 ? failing : e.leaves;
}

/** A failure is overridden by a flagged seat, a doubt confirmed by the appraiser, an unknown found out by the clerk. */
function clearedBy(e: Explanation): string {
  if (e.result === 'failed') return 'override';
  return e.result === 'needsPerson' ? 'appraiser' : 'clerk';
}
