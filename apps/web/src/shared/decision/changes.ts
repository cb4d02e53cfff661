import type { CriterionView, NominationView } from '#contract';

export interface ChangedCriterion {
  criterion: string;
  before: CriterionView['result'] | null;
  after: CriterionView['result'];
  message: CriterionView['message'];
}

/** Criteria whose result is another one than on the screen. */
export function changedCriteria(shown: NominationView, fresh: NominationView): ChangedCriterion[] {
  const before = new Map(shown.criteria.map((c) => [c.criterion, c.result]));
  return fresh.criteria
    .filter((c) => before.get(c.criterion) !== c.result)
    .map((c) => ({
      criterion: c.criterion,
      before: before.get(c.criterion) ?? null,
      after: c.result,
      message: c.message,
    }));
}
