import { valueKey } from '../criteria/index.js';
import type { NominationFact } from './facts.js';
import type { DraftOverride, World } from './world.js';

type Overridden = Pick<World, 'criteria' | 'draftOverrides' | 'inputs' | 'nomination' | 'proposal' | 'sha256'>;

/** What an override of a working copy rests on: another award or another value, and it says nothing any more. */
export function overriddenValues(world: Overridden, criterion: string): string | undefined {
  const found = world.criteria.find((c) => c.code === criterion);
  return found && world.sha256(`${world.proposal.award} ${valueKey(found, world.inputs)}`);
}

/** The overrides of the working copy that still stand, one for each criterion; of a submitted nomination none. */
export function standingOverrides(world: Overridden): readonly DraftOverride[] {
  if (world.nomination) return [];
  const standing = (world.draftOverrides ?? []).filter((o) => o.values === overriddenValues(world, o.criterion));
  return [...new Map(standing.map((o) => [o.criterion, o])).values()];
}

/** What a submission takes over; each names its own entry. */
export function takenOver(world: World): readonly NominationFact[] {
  return standingOverrides(world).map(({ criterion, seq, person }) => ({
    type: 'CriterionOverridden',
    criterion,
    draft: { seq, person },
  }));
}
