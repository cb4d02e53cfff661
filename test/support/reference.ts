/** What a nomination of the standard procedure does, as a person would tell it: no machine, no facts, no clocks. */

/** Waiting states on the way from the unit G1 over C to the federation F. */
const way = ['appraisal@G1', 'signature@G1', 'appraisal@C', 'signature@C', 'appraisal@F', 'awaitingDecision'];

export interface Reference {
  readonly state: string;
  /** Frozen dossiers: 0 for a draft. */
  readonly revision: number;
  /** Decisions in the ledger. */
  readonly entries: number;
  readonly asked: string | null;
  /** Steps whose approval stands. */
  readonly approved: readonly string[];
}

export const deeds = ['Submit', 'Recommend', 'Return', 'Resubmit', 'Reject', 'Withdraw'] as const;
/** What brings a nomination nearer to its decision. */
export function onward({ state }: Reference): (typeof deeds)[number] {
  if (state === 'draft') return 'Submit';
  return state === 'returned' ? 'Resubmit' : 'Recommend';
}

export interface Deed {
  readonly type: (typeof deeds)[number];
  /** Whether another file is put to the dossier before it is sent. */
  readonly changed: boolean;
}

export const drafted: Reference = { state: 'draft', revision: 0, entries: 0, asked: null, approved: [] };

/** The nomination after a deed by whoever has the turn; null where the deed is refused. */
export function after(now: Reference, { type, changed }: Deed): Reference | null {
  const { state, approved } = now;
  const next = { ...now, entries: now.entries + 1, asked: null };
  const reviewed = way.includes(state);
  switch (type) {
    case 'Submit':
      return state === 'draft' ? { ...next, state: way[0] ?? '', revision: 1 } : null;
    case 'Recommend':
      if (!reviewed || state === 'awaitingDecision') return null;
      return { ...next, state: firstOpen(state, approved), approved: [...approved, state] };
    case 'Return':
      return reviewed ? { ...next, state: 'returned', asked: state } : null;
    case 'Resubmit':
      return now.asked === null
        ? null
        : { ...next, revision: now.revision + 1, ...resubmitted(now.asked, changed, approved) };
    case 'Reject':
      return reviewed ? { ...next, state: 'rejected' } : null;
    case 'Withdraw':
      return (reviewed && state !== 'awaitingDecision') || state === 'returned'
        ? { ...next, state: 'withdrawn' }
        : null;
  }
}

/** The first step after this one that no standing approval passes. */
function firstOpen(state: string, approved: readonly string[]): string {
  return way.slice(way.indexOf(state) + 1).find((step) => !approved.includes(step)) ?? 'awaitingDecision';
}

/** Approvals stand as long as what they rest on does; the file goes to the first step without one, or to who asked. */
function resubmitted(asked: string, changed: boolean, approved: readonly string[]) {
  const standing = changed ? [] : approved;
  const open = way.slice(0, way.indexOf(asked)).find((step) => !standing.includes(step));
  return { state: open ?? asked, approved: standing };
}

/** Who has the turn for a deed: the clerk of G1, the officer of the step, or the clerk of the deciding unit. */
export function whose({ state }: Reference, { type }: Pick<Deed, 'type'>): string {
  if (type === 'Submit' || type === 'Resubmit' || type === 'Withdraw') return 'clerk.G1';
  const [step, unit] = state === 'awaitingDecision' ? ['decision', 'F'] : state.split('@');
  if (unit === undefined) return 'appraiser.G1';
  return `${step === 'appraisal' ? 'appraiser' : 'signer'}.${unit}`;
}
