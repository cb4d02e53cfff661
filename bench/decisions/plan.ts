import type { DossierKind } from '../system/dossiers.js';
import { OPINION, REASON } from '../system/words.js';
import type { Officer, Working, World } from '../system/world.js';

export type Deed = 'Submit' | 'Recommend' | 'Confirm' | 'Return' | 'Resubmit' | 'Reject';

/** A course that nominations of the season take, and how many of a hundred take it. */
interface Course {
  readonly share: number;
  readonly kind: DossierKind;
  readonly deeds: readonly Deed[];
}

const R = 'Recommend';

/** Two or three levels: grassroots appraisal and signature, then the corporation union, then the federation. */
export const COURSES: readonly Course[] = [
  { share: 44, kind: 'level2', deeds: ['Submit', R, R, R] },
  { share: 8, kind: 'level2', deeds: ['Submit', R, R, 'Return', 'Resubmit', R] },
  { share: 12, kind: 'level2', deeds: ['Submit', R, R, 'Reject'] },
  { share: 16, kind: 'certificate', deeds: ['Submit', R, R, R, R, R] },
  { share: 4, kind: 'certificate', deeds: ['Submit', R, R, 'Return', 'Resubmit', R, R, R] },
  { share: 6, kind: 'certificate', deeds: ['Submit', R, R, R, R, 'Reject'] },
  { share: 8, kind: 'certificateToConfirm', deeds: ['Submit', 'Confirm', R, R, R, R, R] },
  { share: 2, kind: 'certificateToConfirm', deeds: ['Submit', 'Confirm', R, R, 'Reject'] },
];

/** Course of the n-th nomination: every hundred hold the shares exactly, well mixed (37 and 100 have no common divisor). */
export function courseOf(n: number): number {
  const place = (n * 37) % 100;
  let sum = 0;
  return COURSES.findIndex((c) => (sum += c.share) > place);
}

/** The mix in per cent of all decisions, for the record. */
export function mix(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { share, deeds } of COURSES) for (const deed of deeds) counts[deed] = (counts[deed] ?? 0) + share;
  const all = Object.values(counts).reduce((a, b) => a + b, 0);
  return Object.fromEntries(Object.entries(counts).map(([deed, n]) => [deed, Math.round((n / all) * 1000) / 10]));
}

/** The officer whose turn it is; among several of one role always the same for one nomination. */
export function actorAt(world: World, from: { readonly state: string; readonly unit: number }, n: number): Officer {
  const [step, unit] = from.state.split('@');
  const role: Working = step === 'appraisal' ? 'appraiser' : step === 'signature' ? 'signer' : 'clerk';
  const place = unit === undefined ? world.units[from.unit] : world.units.find((u) => u.id === unit);
  const officers = place?.officers[role] ?? [];
  const officer = officers[n % officers.length];
  if (officer === undefined) throw new Error(`nobody is ${role} in ${from.state}`);
  return officer;
}

/** A command as the body of a request, without the seat. */
export function commandOf(
  deed: Deed,
  seen: { readonly step: string; readonly evaluation: string },
): { type: Deed } & Record<string, unknown> {
  switch (deed) {
    case 'Submit':
    case 'Resubmit':
      return { type: deed };
    case 'Recommend':
      return { type: deed, seen, opinion: OPINION };
    case 'Confirm':
      return { type: deed, seen, criterion: 'BK-TLD-2', result: 'passed', reason: REASON };
    case 'Return':
      return { type: deed, seen, items: [{ item: 'achievementReport', code: 'unsigned' }], reason: REASON };
    case 'Reject':
      return { type: deed, seen, code: 'criteriaNotMet', reason: REASON };
  }
}

/** True where a deed freezes the working copy, and so names its number and not the revision. */
export function freezes(deed: Deed): boolean {
  return deed === 'Submit' || deed === 'Resubmit';
}

/** `If-Match` of a deed. */
export function etagOf(deed: Deed, draft: number, revision: number): string {
  return freezes(deed) ? `"d-${String(draft)}"` : `"${String(revision)}"`;
}
