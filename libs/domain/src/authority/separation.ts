import type { Command } from '../nomination/commands.js';
import type { Actor, Refusal, World } from '../nomination/world.js';
import { stepOfLevel } from '../procedure/definition.js';
import { partsOfStep, type UnitLevel } from '../vocabulary.js';
import { gaveApproval, partiesOf } from './acting.js';
import { currentStep, currentUnit } from './rules.js';

/** Name of the deciding unit's own decision among the steps one person may combine: its document, return or rejection. */
export const DECISION = 'decision';

/** Commands in which somebody reviews: recusal, relation and earlier acts bind them (reliability.md 8). */
const reviewing: readonly Command['type'][] = ['Recommend', 'Return', 'Reject', 'Confirm', 'Override', 'ReopenBallot'];
const deciding: readonly Command['type'][] = ['Recommend', 'Return', 'Reject'];

/**
 * What keeps somebody from reviewing this nomination, whatever seat they hold; null when nothing does. A delegate is bound by what
 * binds them and by what binds the one whose seat it is: nobody does through another what they may not do.
 */
export function separationRefusal(
  world: World,
  actor: Extract<Actor, { kind: 'person' }>,
  type: Command['type'],
): Refusal | null {
  if (!world.nomination) return draftRefusal(world, actor, type);
  const hears = type === 'ConcludeComplaint';
  if (!hears && !reviewing.includes(type)) return null;
  for (const person of partiesOf(actor)) {
    const refusal = hears ? hearerRefusal(world, person) : boundBy(world, person, type);
    if (refusal) return person === actor.person ? refusal : { ...refusal, data: { onBehalfOf: person } };
  }
  return null;
}

/** Nobody overrides a criterion of a file that they made, have a part in, or submit. */
function draftRefusal(world: World, actor: Extract<Actor, { kind: 'person' }>, type: Command['type']): Refusal | null {
  const { draftAuthors = [], draftOverrides = [] } = world;
  const needed = { needed: 'another person', clearedBy: 'clerk' };
  for (const person of partiesOf(actor)) {
    const part = draftAuthors.includes(person) ? 'nominator' : barredBy(world, person);
    if (type === 'Override' && part !== null) return { ...needed, refused: 'conflict-of-interest', observed: part };
    const overrode = draftOverrides.some((o) => personNow(world, o.person) === person);
    if (type === 'Submit' && overrode) return { ...needed, refused: 'conflict-of-interest', observed: 'overrider' };
  }
  return null;
}

function boundBy(world: World, person: string, type: Command['type']): Refusal | null {
  const barred = barredBy(world, person);
  if (barred) return { ...needOther(world), refused: 'conflict-of-interest', observed: barred };
  const elsewhere = world.approvals.find(
    (a) => gaveApproval(a, person) && partsOfStep(a.step)?.unit !== currentUnit(world),
  );
  if (elsewhere) return { ...needOther(world), refused: 'already-acted-elsewhere', observed: elsewhere.step };
  const combined = deciding.includes(type) ? notCombinable(world, person) : undefined;
  return combined ? { ...needOther(world), refused: 'steps-not-combinable', observed: combined } : null;
}

/** A complaint is heard by nobody who has a part in the case, not even an earlier act on it. */
function hearerRefusal(world: World, person: string): Refusal | null {
  const acted = world.involved === true || world.approvals.some((a) => gaveApproval(a, person));
  const part = barredBy(world, person) ?? (acted ? 'acted' : null);
  if (part === null) return null;
  const needed = 'a person without a part in the case';
  return { refused: 'hearer-involved', observed: part, needed, clearedBy: 'signer' };
}

/** Why the person has an interest: is the subject, nominated it, or is bound by a recusal or a relation. */
export function barredBy(world: World, person: string): 'subject' | 'nominator' | 'recused' | 'related' | null {
  if (person === world.subjectPerson) return 'subject';
  const { nominator, nominatedFor, recused = [] } = world.nomination?.context ?? {};
  const now = (one: string) => personNow(world, one) === person;
  if ([nominator, nominatedFor].some((one) => one !== undefined && now(one))) return 'nominator';
  if (recused.some(now)) return 'recused';
  return world.related.includes(person) ? 'related' : null;
}

/** Who a person of the ledger is today: ids in facts stay as they were when two entries of the register are merged. */
export function personNow({ mergedInto }: World, person: string): string {
  return mergedInto?.[person] ?? person;
}

/** Another step of this unit's stage that the person approved and that the procedure does not let them combine. */
function notCombinable(world: World, person: string): string | undefined {
  const unit = currentUnit(world);
  const current = currentStep(world)?.step ?? DECISION;
  const stage = world.nomination?.context.route.find((s) => s.unit === unit);
  const own = world.approvals.filter((a) => gaveApproval(a, person));
  return own.find(({ step: key }) => {
    const other = partsOfStep(key)?.step ?? '';
    return other !== current && !(stage && combines(world, stage.level, other, current));
  })?.step;
}

function combines(world: World, level: UnitLevel, a: string, b: string): boolean {
  const may = (one: string, two: string) => stepOfLevel(world.procedure, level, one)?.combine.includes(two) ?? false;
  return may(a, b) || may(b, a);
}

function needOther(world: World): Pick<Refusal, 'needed' | 'clearedBy'> {
  return { needed: 'another person', clearedBy: currentStep(world)?.role ?? 'signer' };
}
