import type { Explanation, Gate, GatePurpose, ResultRow } from './types.js';

/**
 * What keeps a command back (model, section 5). A hard criterion blocks while it failed without an override or is
 * not computable; in an appraisal step also while it needs a person. An override clears a failure only: an unknown
 * is to be found out. A failed soft criterion never blocks but asks for a reason.
 */
export function gate(explanations: readonly Explanation[], purpose: GatePurpose): Gate {
  const blocked: Explanation[] = [];
  const needReason: Explanation[] = [];
  for (const explanation of explanations) {
    if (explanation.severity === 'hard' && blocks(explanation, purpose)) blocked.push(explanation);
    if (explanation.severity === 'soft' && explanation.result === 'failed') needReason.push(explanation);
  }
  return { blocked, needReason };
}

function blocks({ result, overridden }: Explanation, purpose: GatePurpose): boolean {
  switch (result) {
    case 'failed':
      return overridden !== true;
    case 'notComputable':
      return true;
    case 'needsPerson':
      return purpose === 'recommendAppraisal';
    case 'passed':
    case 'notApplicable':
      return false;
  }
}

/** The bare results, sorted by code: what an entry records and what a screen promises to have seen. */
export function results(explanations: readonly Explanation[]): ResultRow[] {
  return explanations
    .map(({ criterion, result }) => ({ criterion, result }))
    .sort((a, b) => (a.criterion < b.criterion ? -1 : a.criterion > b.criterion ? 1 : 0));
}

/** `results` as canonical JSON (RFC 8785); its SHA-256 is the digest of an evaluation. */
export function canonicalResults(explanations: readonly Explanation[]): string {
  return JSON.stringify(results(explanations));
}
