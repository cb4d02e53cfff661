import { filingWindow, holdsPlace, localDate, unitOf, type World } from '#domain';
import type { NominationView } from '#contract';
import type { LoadedRow } from '../load.queries.js';

/** What councils counted on this nomination. */
export function ballotViews({ nomination }: World, nameOf: (unit: string) => string): NominationView['ballots'] {
  const { ballots = [], route = [] } = nomination?.context ?? {};
  return ballots.map(({ ballot, step, passed, totals }) => ({
    ballot,
    step,
    unit: nameOf(unitOf(route, step) ?? ''),
    passed,
    totals: { ...totals, pass: [totals.pass[0], totals.pass[1]] },
  }));
}

/** The simplified procedure, with the day by which a deed should be filed. */
export function simplifiedView(row: Pick<LoadedRow, 'simplified'>, { at }: World): NominationView['simplified'] {
  const { simplified } = row;
  if (simplified === null) return null;
  const window = filingWindow(simplified, localDate(at));
  const { case: which, deedOn = null } = simplified;
  return { case: which, deedOn, until: window?.until ?? null, passed: window?.passed ?? false };
}

/** The places of the unit's quota, before the file is sent up. */
export function quotaView({ nomination, procedure, quota }: World): NominationView['quota'] {
  if (!nomination || !quota || !holdsPlace(procedure, nomination.context, nomination.state)) return null;
  const { id, cap, used } = quota;
  const held = nomination.context.quotas?.includes(id) ?? false;
  return { cap, used, remaining: Math.max(0, cap - used), held };
}
