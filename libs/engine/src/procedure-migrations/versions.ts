import type { MigrationQuestion } from '#contract';
import { checkStepMap, type Procedure, type Refusal, type StepMap } from '#domain';
import { rootToday } from '../administration/proposals.js';
import type { Published } from '../directory.js';
import type { Engine } from '../engine.js';
import { procedureOf } from '../procedures/index.js';

/** Both versions of a migration as they were published. */
export interface Versions {
  readonly from: Published<Procedure>;
  readonly to: Published<Procedure>;
}

/**
 * The versions that a migration goes between. Refuses with `unknown-reference` for a version that is not published, and with `not-now`
 * where both are the same or the new one is not in force today.
 */
export async function versionsOf(
  engine: Engine,
  { procedure, from, to }: Pick<MigrationQuestion, 'procedure' | 'from' | 'to'>,
): Promise<Versions | Refusal> {
  await engine.directory.refresh();
  const published = (version: number) =>
    engine.directory.procedures().find((p) => p.pin.id === procedure && p.pin.version === version);
  const [old, now] = [published(from), published(to)];
  if (old === undefined) return { refused: 'unknown-reference', observed: `${procedure}@${String(from)}` };
  if (now === undefined) return { refused: 'unknown-reference', observed: `${procedure}@${String(to)}` };
  if (from === to) return { refused: 'not-now', observed: `${procedure}@${String(from)}`, needed: 'another version' };
  const { today } = await rootToday(engine);
  const inForce = procedureOf(engine, procedure, today)?.pin.version;
  if (inForce !== to) {
    const needed = inForce === undefined ? 'a version in force' : `${procedure}@${String(inForce)}`;
    return { refused: 'not-now', observed: `${procedure}@${String(to)}`, needed };
  }
  return { from: old, to: now };
}

/** What is wrong with a map between two versions, with the place of every problem; null for a sound one. */
export function invalidMap({ from, to }: Versions, map: StepMap): Refusal | null {
  const problems = checkStepMap(from.value, to.value, map);
  if (problems.length === 0) return null;
  const observed = problems.map((p) => `${p.place} ${p.code}`).join(', ');
  return { refused: 'step-map-invalid', observed, data: { problems: problems.map((p) => ({ ...p })) } };
}
