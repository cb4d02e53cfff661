import { filingWindow, hearingUnit, holdsPlace, localDate, unitOf, type World } from '#domain';
import type { NominationView } from '#contract';
import type { LoadedRow } from '../load.queries.js';
import type { DisplayRow } from './view.queries.js';

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

/** Complaints against refusals, with the words of both sides; whoever has no part in opinions does not read them. */
export function complaintViews(
  world: World,
  { entries }: Pick<DisplayRow, 'entries'>,
  { nameOf, words }: { readonly nameOf: (unit: string) => string; readonly words: boolean },
): NominationView['complaints'] {
  const { nomination } = world;
  const { complaints = [] } = nomination?.context ?? {};
  const [lodged, concluded] = ['Complain', 'ConcludeComplaint'].map((type) => entries.filter((e) => e.type === type));
  return complaints.map(({ id, outcome, step, unit, founded }, i) => {
    const hears = founded === undefined && nomination ? (hearingUnit(nomination) ?? unit) : unit;
    const [start, end] = [lodged?.[i], concluded?.[i]];
    return {
      id,
      outcome,
      step,
      unit: { id: hears, name: nameOf(hears) },
      at: start?.at ?? '',
      by: start?.by ?? null,
      reason: words ? (start?.text ?? null) : null,
      founded: founded ?? null,
      concludedAt: end?.at ?? null,
      concludedBy: end?.by ?? null,
      conclusion: words ? (end?.text ?? null) : null,
    };
  });
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
