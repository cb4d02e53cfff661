import type { Procedure } from '../procedure/definition.js';
import type { StepKey } from '../vocabulary.js';
import { stepOf } from './clocks.js';
import type { NominationFact } from './facts.js';
import type { Context, Nomination } from './nomination.js';
import type { Refusal, World } from './world.js';

/** True where sending a file up from this step needs a place of the unit's quota: procedure data (model.md 9). */
export function holdsPlace(procedure: Procedure, { route }: Pick<Context, 'route'>, step: string): boolean {
  const { quota } = stepOf(procedure, route, step) ?? {};
  return quota?.use === 'hold' && quota.quota === 'unit';
}

/**
 * The place that a file takes when its unit sends it up: none where the step needs none or the file holds one already. Refuses with
 * `quota-not-set` (unknown is never zero) and `quota-exhausted`, with cap and use, where nothing is left.
 */
export function placeFor(world: World, { context }: Nomination, step: StepKey): readonly NominationFact[] | Refusal {
  if (!holdsPlace(world.procedure, context, step) || chargedBefore(context)) return [];
  const { quota } = world;
  if (!quota)
    return { refused: 'quota-not-set', observed: step, needed: 'a quota of the unit', clearedBy: 'administrator' };
  if (context.quotas?.includes(quota.id)) return [];
  if (quota.used >= quota.cap) {
    const { id, cap, used } = quota;
    return {
      refused: 'quota-exhausted',
      observed: String(used),
      needed: `< ${cap}`,
      clearedBy: 'clerk',
      data: { quota: id, cap, used, remaining: 0, step },
    };
  }
  return [{ type: 'QuotaHeld', step, quota: quota.id }];
}

/** After a reorganisation the place stays charged to the unit that sent the file up; an inserted one takes no second (case 12). */
function chargedBefore({ rerouted, quotas = [] }: Context): boolean {
  return rerouted === true && quotas.length > 0;
}

/** The places that a nomination gives back when it ends without a decision on its merit. */
export function placesBack({ context }: Nomination): readonly NominationFact[] {
  return (context.quotas ?? []).map((quota) => ({ type: 'QuotaReleased', quota }));
}
