import { waitingStates } from '../procedure/transition.js';
import type { ReviewState, State } from '../vocabulary.js';
import { citedFacts } from './evaluation.js';
import type { ApprovalInputs, NominationFact } from './facts.js';
import type { Context, RouteStage } from './nomination.js';
import type { Approval, World } from './world.js';

/** What stands for a step: somebody's approval, or without a person what many decided, or days that ran. */
export type Standing = Omit<Approval, 'person' | 'revision'> & { readonly person?: string };

/** Everything that was given and not taken back: approvals, passed ballots, selections, postings that ran. */
export function givenOf({ approvals }: World, { done = [] }: Pick<Context, 'done'>): readonly Standing[] {
  return [...approvals, ...done];
}

/**
 * What an approval given now rests on: the facts that the criteria read, the files of the dossier, and the hash of
 * their values. Sources are left out, so that better evidence for the same value changes nothing (model.md 3).
 */
export function inputsNow(world: World): ApprovalInputs {
  const items = [...new Set(world.files.map((f) => f.item))].sort();
  return inputsOf(world, citedFacts(world), items);
}

/** True when a value that the approval rests on is another one now. An item that was added since is none of these. */
export function inputsChanged(world: World, { inputs }: Standing): boolean {
  return inputsOf(world, inputs.facts, inputs.items).hash !== inputs.hash;
}

/** Canonical: pairs in the order of their names, null for what is not set any more. */
function inputsOf(world: World, facts: readonly string[], items: readonly string[]): ApprovalInputs {
  const values = facts.map((fact) => [fact, world.inputs[fact]?.value ?? null]);
  const files = items.map((item) => [
    item,
    world.files
      .filter((f) => f.item === item)
      .map((f) => f.sha256)
      .sort(),
  ]);
  return { facts, items, hash: world.sha256(JSON.stringify([values, files])) };
}

/** The approvals of steps, in the order of the route: the signature of a document is none of them. */
export function onRoute(approvals: readonly Standing[], route: readonly RouteStage[]): readonly Standing[] {
  return waitingStates(route).flatMap((state) => approvals.filter((a) => a.step === state));
}

/** The standing approvals by step; one step has one. */
export function standing(approvals: readonly Standing[]): ReadonlyMap<State, Standing> {
  return new Map(approvals.map((a) => [a.step, a]));
}

/** The standing approvals that lie on the way from one waiting state (included) to another (not included). */
export function passed(
  route: readonly RouteStage[],
  approvals: readonly Standing[],
  from: ReviewState,
  to: ReviewState,
): readonly Standing[] {
  const states = waitingStates(route);
  const by = standing(approvals);
  return states.slice(states.indexOf(from), states.indexOf(to)).flatMap((s) => by.get(s) ?? []);
}

/** The fact that what was given for a step stands, or that it lapsed. */
export function factOn(type: 'CarriedOver' | 'ApprovalLapsed', { step, person }: Standing): NominationFact {
  return { type, step, ...(person === undefined ? {} : { person }) };
}
