import { routeOf, type Routing } from '../organisation/route.js';
import type { UnitLevel } from '../vocabulary.js';
import type { Context, RouteStage } from './nomination.js';
import type { PathUnit, Refusal } from './world.js';

const AMPLE = ['a', 'b', 'c'];

/**
 * The stages of an open nomination in a new tree, along `path`. Only units that are new on its way must have people for their steps:
 * what was done is done, and who is missing elsewhere was missing before. Refuses what `routeOf` refuses.
 */
export function newStages(
  path: readonly PathUnit[],
  decidingLevel: UnitLevel,
  by: Routing & { readonly route: Context['route'] },
): readonly RouteStage[] | Refusal {
  const known = (unit: string, index: number) => index === 0 || by.route.some((s) => s.unit === unit);
  const manned = path.map((u, i) =>
    known(u.id, i) ? { ...u, officers: { clerk: AMPLE, appraiser: AMPLE, signer: AMPLE } } : u,
  );
  const way = routeOf(manned, decidingLevel, by);
  return 'refused' in way ? way : way.route;
}
