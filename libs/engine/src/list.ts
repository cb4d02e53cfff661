import {
  evaluateWorld,
  hearingUnit,
  procedureAfter,
  rolesOf,
  seatAt,
  stepOf,
  type Explanation,
  type Nomination,
  type World,
} from '#domain';

export type Eligibility = 'eligible' | 'needsReview' | 'notEligible';

/** What lists show of a nomination, derived from its state: whose turn, by when, and how the criteria stand. */
export interface ListColumns {
  readonly waitingUnit: string | null;
  /** Roles, and the id of a seat that a lapse named. */
  readonly waitingRoles: readonly string[];
  /** Kind of the step it waits in, `decision`, `returned` or `complaint`; null when it has ended. */
  readonly waitingKind: string | null;
  readonly dueAt: string | null;
  readonly eligibility: Eligibility;
}

/** A failed hard criterion without an override makes not eligible; one that cannot be told makes a person look. */
export function eligibilityOf(explanations: readonly Explanation[]): Eligibility {
  const hard = explanations.filter((e) => e.severity === 'hard' && e.overridden !== true);
  if (hard.some((e) => e.result === 'failed')) return 'notEligible';
  return hard.some((e) => e.result === 'needsPerson' || e.result === 'notComputable') ? 'needsReview' : 'eligible';
}

/** List columns of the state after a decision. */
export function listOf(world: World, next: Nomination): ListColumns {
  const { explanations } = evaluateWorld({ ...world, nomination: next });
  return { ...turnOf(world, next), dueAt: dueOf(next), eligibility: eligibilityOf(explanations) };
}

/** The running clock of the state, or the one that ran out in it: overdue until the step is left. */
function dueOf({ state, context }: Nomination): string | null {
  const running = context.deadlines.find((d) => d.state === 'pending' && d.step === state)?.dueAt;
  return running ?? (context.lapsed?.step === state ? context.lapsed.dueAt : undefined) ?? null;
}

function turnOf(world: World, next: Nomination): Pick<ListColumns, 'waitingUnit' | 'waitingRoles' | 'waitingKind'> {
  const { context, state } = next;
  if (state === 'returned')
    return { waitingUnit: context.enteredBy ?? context.unit, waitingRoles: ['clerk'], waitingKind: 'returned' };
  if (state === 'awaitingDecision')
    return {
      waitingUnit: context.route.at(-1)?.unit ?? null,
      waitingRoles: ['clerk', 'signer'],
      waitingKind: 'decision',
    };
  const hearing = hearingUnit(next);
  if (hearing !== undefined) return { waitingUnit: hearing, waitingRoles: ['signer'], waitingKind: 'complaint' };
  const procedure = procedureAfter(world, next);
  const step = stepOf(procedure, context.route, state);
  const unit = state.split('@')[1];
  const named = [seatAt(next, state) ?? []].flat();
  if (step === undefined || unit === undefined) return { waitingUnit: null, waitingRoles: [], waitingKind: null };
  return {
    waitingUnit: unit,
    waitingRoles: [...rolesOf(procedure, next, state), ...named],
    waitingKind: step.kind,
  };
}
